import { useEffect, useState } from 'react';
import type { Names } from '../../../../shared/analysis/describe';
import type { Explanation, Threat } from '../../../../shared/analysis/findings';
import { parseGoal } from '../../../../shared/attack-tree/derive';
import { message } from '../../../../shared/messages/message';
import type { ThreatKey } from '../../../../shared/model/ids';
import { displayName } from '../../../../shared/model/threat-model';
import { useApplication } from '../../app/context';
import { Prose } from '../../findings/Prose';
import { GoesAway, ReasonList } from '../../findings/ReasonList';
import { RiskMatrix } from '../../findings/RiskMatrix';
import { Techniques } from '../../findings/Techniques';
import { useOutcome } from '../../outcome/use-outcome';
import { useResults, useSession } from '../../session/context';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { SeverityLabel } from '../../ui/Severity';
import { print, say } from '../../words';
import { Pane } from '../Pane';
import shared from '../views.module.css';
import { ControlOffers } from './ControlOffers';
import { Decisions } from './Decisions';
import style from './ThreatDetail.module.css';

/** The explanation of a threat, kept up to date; the last one stays while the next is fetched. */
function useExplanation(key: ThreatKey): Explanation | undefined {
  const app = useApplication();
  const session = useSession();
  const revision = useResults((state) => state.view.revision);
  const outlook = useResults((state) => state.view.outlook);
  const [explanation, setExplanation] = useState<Explanation>();
  useEffect(() => {
    let mine = true;
    session.explain
      .explain(key)
      .then((next) => {
        if (mine && next !== undefined) setExplanation(next);
      })
      .catch((error: unknown) => app.fault(error));
    return () => {
      mine = false;
    };
  }, [app, session, key, revision, outlook]);
  return explanation;
}

/** Where else the threat matters: attack trees, detection, standards. */
function Also({
  threat,
  names,
  explanation,
}: {
  readonly threat: Threat;
  readonly names: Names;
  readonly explanation: Explanation | undefined;
}) {
  const session = useSession();
  const { model, catalog } = names;
  const rule = catalog.threats.get(threat.rule);
  const inTrees = (rule?.gains.length ?? 0) > 0;
  const goals =
    useOutcome(inTrees ? `goals ${threat.key}` : undefined, say('views.looking-for-trees'), (link, options) =>
      link.goals({ threat: threat.key }, options),
    ).value ?? [];
  const detections = (rule?.detectedBy ?? []).map((id) => catalog.detections.get(id)?.name ?? id);
  const clauses = [
    ...new Set(
      (explanation?.controls ?? []).flatMap(({ control }) =>
        Object.entries(catalog.controls.get(control)?.satisfies ?? {}).map(
          ([framework, ids]) => `${catalog.frameworks.get(framework)?.name ?? framework} ${ids.join(', ')}`,
        ),
      ),
    ),
  ];
  return (
    <ul className={style.also}>
      {goals.map((goal) => {
        const parsed = parseGoal(model, goal);
        return (
          parsed && (
            <li key={goal}>
              <Icon name="trees" />
              <span>
                {say('views.step-on-the-way')}{' '}
                <Button kind="link" small onClick={() => session.view.set({ view: 'trees', goal })}>
                  {print(message(`attack-tree.fact.${parsed.want}`, { name: displayName(model, parsed.subject) }))}
                </Button>
              </span>
            </li>
          )
        );
      })}
      <li>
        <Icon name="eye" />
        <span>{detections.length === 0 ? say('views.nothing-notices') : say('views.noticed-by', { names: detections })}</span>
      </li>
      {clauses.length > 0 && (
        <li>
          <Icon name="report" />
          <span>{say('views.helps-with', { clauses: clauses.slice(0, 3) })}</span>
        </li>
      )}
      {[...(rule?.cwe ?? []), ...(rule?.capec ?? [])].length > 0 && (
        <li>
          <Icon name="link" />
          <span>{[...(rule?.cwe ?? []), ...(rule?.capec ?? [])].join(', ')}</span>
        </li>
      )}
    </ul>
  );
}

interface DetailProps {
  readonly threatKey: ThreatKey;
  readonly names: Names;
  readonly onClose: () => void;
}

/** Everything about one threat: what it leads to, why it is here, what makes it go away, and what a person decides. */
export function ThreatDetail({ threatKey, names, onClose }: DetailProps) {
  const app = useApplication();
  const session = useSession();
  const threat = useResults((state) => state.view.threats.get(threatKey));
  const explanation = useExplanation(threatKey);
  const show = (id: string): void => session.view.show(id);
  const copy = (): void => {
    app.desktop
      .copyText(threatKey)
      .then(() => app.notices.toast(say('views.copied', { what: threatKey })))
      .catch((error: unknown) => app.fault(error));
  };
  const tools = (
    <span className={shared.end}>
      {threat && threat.subject !== 'model' && (
        <IconButton icon="diagram" label={say('views.show-on-diagram')} onClick={() => show(threat.subject)} />
      )}
      <IconButton icon="copy" label={say('views.copy-key')} onClick={copy} />
      <IconButton icon="close" label={say('views.close')} onClick={onClose} />
    </span>
  );
  if (threat === undefined) {
    return (
      <Pane label={say('views.threat')} width={464} onClose={onClose} header={<div className={shared.line}>{tools}</div>}>
        <p className={shared.prose}>{say('views.threat-gone')}</p>
        <code className={shared.key}>{threatKey}</code>
      </Pane>
    );
  }
  const remedies = explanation?.remedies ?? [];
  return (
    <Pane
      label={threat.title}
      width={464}
      onClose={onClose}
      header={
        <>
          <div className={shared.line}>
            <SeverityLabel severity={threat.risk.severity} />
            <span className={shared.small}>{say('views.risk-score', { score: threat.risk.score })}</span>
            {tools}
          </div>
          <h3 className={shared.paneTitle}>{threat.title}</h3>
          <code className={shared.key}>{threatKey}</code>
        </>
      }
      footer={<Decisions threat={threat} names={names} />}
    >
      <p className={shared.prose}>
        <Prose text={explanation?.description} />
      </p>
      <h4 className={shared.heading}>{threat.status.state === 'closed' ? say('views.why-undone') : say('views.why')}</h4>
      <ReasonList names={names} reasons={explanation?.reasons ?? []} onSelect={show} />
      <div className={style.remedies}>
        {remedies.slice(0, 2).map((remedy, index) => (
          <GoesAway key={index} names={names} remedy={remedy} onSelect={show} />
        ))}
      </div>
      <h4 className={shared.heading}>{say('views.column-risk')}</h4>
      <RiskMatrix risk={threat.risk} />
      {threat.techniques.length > 0 && (
        <>
          <h4 className={shared.heading}>{say('views.techniques')}</h4>
          <Techniques ids={threat.techniques} />
        </>
      )}
      {explanation && explanation.controls.length > 0 && (
        <>
          <h4 className={shared.heading}>{say('views.controls-that-close')}</h4>
          <ControlOffers offers={explanation.controls} names={names} />
        </>
      )}
      <h4 className={shared.heading}>{say('views.also')}</h4>
      <Also threat={threat} names={names} explanation={explanation} />
      {explanation && (
        <>
          <h4 className={shared.heading}>{say('views.how-to-check')}</h4>
          <p className={shared.prose}>
            <Prose text={explanation.verify} />
          </p>
          <h4 className={shared.heading}>{say('views.no-threat-when')}</h4>
          <p className={shared.prose}>
            <Prose text={explanation.notWhen} />
          </p>
        </>
      )}
    </Pane>
  );
}
