import { useEffect, useState } from 'react';
import type { Names } from '../../../../shared/analysis/describe';
import type { Reason } from '../../../../shared/analysis/findings';
import { useApplication } from '../../app/context';
import { ReasonList } from '../../findings/ReasonList';
import { Techniques } from '../../findings/Techniques';
import type { AttackNode } from '../../outcome/attack-outcome';
import { useResults, useSession } from '../../session/context';
import { Button, IconButton } from '../../ui/Button';
import { SeverityShape } from '../../ui/Severity';
import { say } from '../../words';
import style from './TreesView.module.css';
import { costWords, nodeWords, stepValues } from './tree-words';

function useReasons(rule: string | undefined, subject: string | undefined): readonly Reason[] {
  const app = useApplication();
  const session = useSession();
  const revision = useResults((state) => state.view.revision);
  const outlook = useResults((state) => state.view.outlook);
  const [known, setKnown] = useState<{ readonly key: string; readonly reasons: readonly Reason[] }>();
  const key = `${rule ?? ''}@${subject ?? ''}`;
  useEffect(() => {
    if (rule === undefined || subject === undefined) return undefined;
    let mine = true;
    session.explain
      .why(rule, subject)
      .then((why) => mine && setKnown({ key: `${rule}@${subject}`, reasons: why?.reasons ?? [] }))
      .catch((error: unknown) => app.fault(error));
    return () => {
      mine = false;
    };
  }, [app, session, rule, subject, revision, outlook]);
  return known?.key === key ? known.reasons : [];
}

interface CardProps {
  readonly node: AttackNode;
  /** The fact that the step needs, where the drawing leaves it out. */
  readonly needs: AttackNode | undefined;
  readonly goal: string;
  readonly names: Names;
  readonly onClose: () => void;
}

/** A step beside the drawing: why it is possible, what it takes, and the way to its threat and its thing. */
export function StepCard({ node, needs, goal, names, onClose }: CardProps) {
  const session = useSession();
  const { model, catalog } = names;
  const step = node.step;
  const reasons = useReasons(step?.rule, step?.subject);
  const threat = useResults((state) => (step?.threat === undefined ? undefined : state.view.threats.get(step.threat)));
  const words = nodeWords(model, catalog, node, goal);
  const rule = step && catalog.threats.get(step.rule);
  const place = step?.subject ?? node.fact?.place;
  return (
    <section className={style.card} aria-label={words.title}>
      <header className={style.cardHead}>
        {node.order !== undefined && <span className={style.cardOrder}>{node.order}</span>}
        <h3>{words.title}</h3>
        <IconButton icon="close" size={12} label={say('views.close')} onClick={onClose} />
      </header>
      {words.where !== undefined && <p className={style.cardWhere}>{words.where}</p>}
      {reasons.length > 0 && <ReasonList names={names} reasons={reasons} onSelect={(id) => session.view.show(id)} />}
      {step === undefined && (
        <p className={style.cardNote}>
          {say('views.fact-note', { count: node.children.length + node.more, cost: costWords(node.cost, node.exact) })}
        </p>
      )}
      {needs && (
        <p className={style.cardNote}>
          {say('views.needs-first', { what: nodeWords(model, catalog, needs, goal).title, count: needs.children.length + needs.more })}
        </p>
      )}
      {step?.possible === true && <p className={style.cardQuestion}>{say('views.possible-note')}</p>}
      {rule && (
        <dl className={style.values}>
          {stepValues(rule).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {words.techniques.length > 0 && <Techniques ids={words.techniques} />}
      <p className={style.cardLinks}>
        {threat && (
          <Button kind="link" small onClick={() => session.view.showThreat(threat.key)}>
            <SeverityShape severity={threat.risk.severity} />
            {threat.title}
          </Button>
        )}
        {place !== undefined && place !== 'model' && (
          <Button small icon="diagram" onClick={() => session.view.show(place)}>
            {say('views.show-on-diagram')}
          </Button>
        )}
      </p>
    </section>
  );
}
