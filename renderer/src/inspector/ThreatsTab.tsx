import { useMemo } from 'react';
import type { ControlOffer, Threat } from '../../../shared/analysis/findings';
import { describeStatus } from '../../../shared/analysis/describe';
import { isOpenThreat } from '../../../shared/analysis/status';
import { adoptControl } from '../../../shared/model/edits/decide';
import type { BoundaryId, ElementId, FlowId } from '../../../shared/model/ids';
import { placeOf } from '../../../shared/model/placement';
import { useApplication, useCatalog } from '../app/context';
import { GoesAway, ReasonList } from '../findings/ReasonList';
import { nameOf } from '../model-words/describe';
import { useNames } from '../model-words/use-names';
import { InlineQuestion } from '../questions/QuestionPanel';
import { useModel, useResults, useSession, useView } from '../session/context';
import { subjectOfQuestion } from '../session/results-store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Empty } from '../ui/Empty';
import { Icon } from '../ui/Icon';
import { Menu, type MenuLine } from '../ui/Menu';
import { SeverityLabel } from '../ui/Severity';
import { StrideLetters } from '../ui/Stride';
import { print, say } from '../words';
import { useExplanation } from './on-demand';
import style from './ThreatsTab.module.css';

/** The things whose findings are shown with a selection: itself, and the flows that come in. */
export function subjectsShown(
  flows: ReadonlyMap<FlowId, { readonly from: ElementId; readonly to: ElementId }>,
  selection: readonly string[],
): ReadonlySet<string> {
  const chosen = new Set(selection);
  const coming = [...flows].filter(([, flow]) => chosen.has(flow.to)).map(([id]) => id);
  return new Set([...selection, ...coming]);
}

function PlanMenu({ offers }: { readonly offers: readonly ControlOffer[] }) {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const name = (control: string): string => catalog?.controls.get(control)?.name ?? control;
  const lines = offers.map((offer): MenuLine => ({
    kind: 'item',
    label: say('ui.control-on', { control: name(offer.control), place: nameOf(model, offer.on), count: offer.closes.length }),
    icon: 'control',
    checked: offer.status === 'planned',
    run: () => {
      const before = session.model().mitigations.get(`${offer.control}@${offer.on}` as never);
      session.edit(adoptControl(session.model(), offer.control, offer.on, { ...before, status: 'planned' }));
      app.notices.toast(say('ui.planned-what', { control: name(offer.control), place: nameOf(model, offer.on) }), {
        tone: 'done',
        action: { label: say('ui.undo'), run: () => void session.document.undo() },
      });
    },
  }));
  return (
    <Menu
      align="start"
      trigger={
        <Button small kind="primary" disabled={offers.length === 0}>
          {say('ui.plan-control')}
        </Button>
      }
      lines={lines}
    />
  );
}

function ThreatDetail({ threat }: { readonly threat: Threat }) {
  const session = useSession();
  const names = useNames();
  const explanation = useExplanation(threat.key);
  if (explanation === undefined || names === undefined) return <div className={style.waiting} aria-hidden="true" />;
  const [remedy] = explanation.remedies;
  const show = (id: string): void => session.view.show(id);
  return (
    <div className={style.detail}>
      <p className={style.description}>{explanation.description}</p>
      <ReasonList names={names} reasons={explanation.reasons} onSelect={show} />
      {remedy && <GoesAway names={names} remedy={remedy} onSelect={show} />}
      {threat.status.state !== 'open' && (
        <p className={style.status}>
          <Icon name="clock" size={12} />
          {print(describeStatus(names, threat.status))}
        </p>
      )}
      <div className={style.actions}>
        <PlanMenu offers={explanation.controls} />
        <Button small onClick={() => session.view.showThreat(threat.key)}>
          {say('ui.decide')}
        </Button>
      </div>
    </div>
  );
}

function ThreatItem({
  threat,
  own,
  open,
  onToggle,
}: {
  readonly threat: Threat;
  readonly own: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const model = useModel();
  return (
    <li className={classes(style.threat, open && style.open)}>
      <button type="button" className={style.head} aria-expanded={open} onClick={onToggle}>
        <span className={style.chevron}>
          <Icon name={open ? 'down' : 'right'} size={12} />
        </span>
        <span className={style.title}>{threat.title}</span>
        <SeverityLabel severity={threat.risk.severity} />
      </button>
      <div className={style.meta}>
        <StrideLetters stride={threat.stride} />
        <span className={style.where}>
          {own ? say('ui.risk', { score: threat.risk.score }) : say('ui.on-what', { name: nameOf(model, threat.subject) })}
        </span>
      </div>
      {open && <ThreatDetail threat={threat} />}
    </li>
  );
}

/** What is open because the plan would close it, and is hidden behind the outlook: named, never left out (LOOK, `b-planned`). */
function ClosedByPlan({ threats }: { readonly threats: readonly Threat[] }) {
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  if (threats.length === 0 || catalog === undefined) return null;
  return (
    <section>
      <header className={style.section}>
        <h3>{say('ui.closed-count', { count: threats.length })}</h3>
      </header>
      <ul>
        {threats.map((threat) => (
          <li key={threat.key} className={style.threat}>
            <button type="button" className={style.head} onClick={() => session.view.showThreat(threat.key)}>
              <span className={style.clock}>
                <Icon name={threat.status.state === 'closed' ? 'check' : 'clock'} size={12} />
              </span>
              <span className={style.soft}>{threat.title}</span>
            </button>
            <p className={style.closes}>{print(describeStatus({ model, catalog }, threat.status))}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What waits at the boundary around the thing. */
function FromAround({ boundary }: { readonly boundary: BoundaryId }) {
  const session = useSession();
  const model = useModel();
  const counts = useResults((state) => state.bySubject.get(boundary));
  if (counts === undefined || (counts.open === 0 && counts.questions === 0)) return null;
  return (
    <button type="button" className={style.around} onClick={() => session.view.show(boundary)}>
      <Icon name="boundary" />
      <span>{say('ui.from-around', { name: nameOf(model, boundary) })}</span>
      <span className={style.aroundCounts}>
        {[
          ...(counts.questions > 0 ? [say('ui.question-count', { count: counts.questions })] : []),
          ...(counts.open > 0 ? [say('ui.threat-count', { count: counts.open })] : []),
        ].join(', ')}
      </span>
    </button>
  );
}

/** Questions and threats of what is selected, most urgent first. */
export function ThreatsTab({ selection }: { readonly selection: readonly string[] }) {
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const all = useResults((state) => state.view.threats);
  const allQuestions = useResults((state) => state.view.questions);
  const chosen = useView((state) => state.threat);
  const shown = useMemo(() => subjectsShown(model.flows, selection), [model, selection]);
  const threats = useMemo(
    () => [...all.values()].filter(({ subject }) => shown.has(subject)).sort((a, b) => b.risk.score - a.risk.score),
    [all, shown],
  );
  const open = threats.filter(isOpenThreat);
  const settled = threats.filter((threat) => !isOpenThreat(threat));
  const questions = allQuestions.filter((question) => {
    const subject = subjectOfQuestion(question);
    return question.kind === 'property' && subject !== undefined && selection.includes(subject);
  });
  const [only, second] = selection;
  const around = only === undefined || second !== undefined ? undefined : placeOf(model, only);
  return (
    <div className={style.scroll}>
      {questions.length > 0 && <InlineQuestion questions={questions} />}
      {open.length === 0 && settled.length === 0 && questions.length === 0 ? (
        <Empty icon="mitigations" title={say('ui.no-threats-here')}>
          {say('ui.no-threats-here-why', { rules: catalog?.entries.threats.length ?? 0 })}
        </Empty>
      ) : (
        open.length > 0 && (
          <section>
            <header className={style.section}>
              <h3>{say('ui.threat-count', { count: open.length })}</h3>
              <span>{say('ui.by-risk')}</span>
            </header>
            <ul>
              {open.map((threat) => {
                const isOpened = chosen === threat.key;
                return (
                  <ThreatItem
                    key={threat.key}
                    threat={threat}
                    own={selection.includes(threat.subject)}
                    open={isOpened}
                    onToggle={() => session.view.set({ threat: isOpened ? undefined : threat.key })}
                  />
                );
              })}
            </ul>
          </section>
        )
      )}
      <ClosedByPlan threats={settled} />
      {around !== undefined && <FromAround boundary={around} />}
    </div>
  );
}
