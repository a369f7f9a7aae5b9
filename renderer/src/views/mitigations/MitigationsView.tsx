import { useMemo, useState } from 'react';
import type { Severity, Totals } from '../../../../shared/analysis/findings';
import { splitKey, type ThreatKey } from '../../../../shared/model/ids';
import { useApplication, useCatalog } from '../../app/context';
import { ViewHeader } from '../../app/ViewHeader';
import { adopting } from '../../findings/adopting';
import { ControlState } from '../../findings/ControlState';
import { nameOf } from '../../model-words/describe';
import { useOutcome } from '../../outcome/use-outcome';
import { useModel, useResults, useSession, useView } from '../../session/context';
import { BusyLine } from '../../ui/BusyLine';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Empty } from '../../ui/Empty';
import { SeverityLabel, severityWord } from '../../ui/Severity';
import { Tabs } from '../../ui/Tabs';
import { figure, print, say } from '../../words';
import { Drawer } from '../Pane';
import shared from '../views.module.css';
import { boardOf, type Card, cardOf, type Column, keyOf, severitiesOf, stillOpen, type StillOpen } from './board';
import { ControlPane } from './ControlPane';
import style from './MitigationsView.module.css';
import { PolicyPane } from './PolicyPane';

const sum = (counts: Readonly<Record<Severity, number>>): number => counts.critical + counts.high + counts.medium + counts.low;

/** Open threats if nothing were done, as it is, as planned, and what lies between. */
function Figures({ totals, inPlace, planned }: { readonly totals: Totals; readonly inPlace: number; readonly planned: number }) {
  const [undone, asIs, asPlanned] = [sum(totals.undone), sum(totals['as-is']), sum(totals['as-planned'])];
  const tiles = [
    [say('views.if-undone'), undone, style.quiet],
    [say('views.as-it-is'), asIs, undefined],
    [say('views.as-planned'), asPlanned, style.planned],
  ] as const;
  const share = (count: number) => ({ flexGrow: Math.max(0, count) });
  return (
    <div className={style.figures}>
      <dl className={style.tiles}>
        {tiles.map(([label, value, look]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={look}>{figure(value)}</dd>
          </div>
        ))}
      </dl>
      {undone > 0 && (
        <div
          className={style.bar}
          role="img"
          aria-label={say('views.bar', { closed: undone - asIs, planned: asIs - asPlanned, open: asPlanned })}
        >
          {undone > asIs && (
            <div style={share(undone - asIs)}>
              <span className={style.closedPart} />
              {say('views.closed-by-controls', { count: undone - asIs, controls: inPlace })}
            </div>
          )}
          {asIs > asPlanned && (
            <div style={share(asIs - asPlanned)}>
              <span className={style.plannedPart} />
              {say('views.closed-by-plan', { count: asIs - asPlanned, controls: planned })}
            </div>
          )}
          {asPlanned > 0 && (
            <div style={share(asPlanned)}>
              <span className={style.openPart} />
              {say('views.stay-open', { count: asPlanned })}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function useEffectWords(): (card: Card) => string {
  const threats = useResults((state) => state.view.threats);
  const parts = (keys: readonly ThreatKey[]): readonly string[] =>
    severitiesOf(keys, threats).map(([severity, count]) =>
      say('views.severity-count', { count, severity: severityWord(severity).toLowerCase() }),
    );
  return ({ entry }) => {
    if (entry.closes.length > 0) return say('views.keeps-closed', { count: entry.closes.length, parts: parts(entry.closes) });
    if (entry.wouldClose.length > 0) return say('views.closes-n', { count: entry.wouldClose.length, parts: parts(entry.wouldClose) });
    return entry.stale ? say('views.its-place-is-gone') : say('views.closes-nothing');
  };
}

function ControlCard({ card, chosen, onChoose }: { readonly card: Card; readonly chosen: boolean; readonly onChoose: () => void }) {
  const model = useModel();
  const catalog = useCatalog();
  const effect = useEffectWords();
  const { entry } = card;
  const control = catalog?.controls.get(entry.control);
  const { mitigation } = entry;
  const tool = mitigation?.tool === undefined ? undefined : (catalog?.tools.get(mitigation.tool)?.name ?? mitigation.tool);
  const tools = (control?.implementedBy ?? []).slice(0, 2).map((each) => catalog?.tools.get(each.tool)?.name ?? each.tool);
  const where = nameOf(model, entry.on);
  return (
    <li>
      <button
        type="button"
        className={classes(style.card, chosen && style.chosen, mitigation?.status === 'rejected' && style.rejected)}
        aria-pressed={chosen}
        onClick={onChoose}
      >
        <span className={style.cardName}>{control?.name ?? entry.control}</span>
        <span className={style.cardDetail}>{[where, tool ?? tools.join(', ')].filter((part) => part !== '').join(' · ')}</span>
        <span className={style.cardEffect}>{effect(card)}</span>
        <span className={style.cardState}>
          <ControlState status={mitigation?.status} />
          <span className={style.cardOwner}>
            {mitigation?.owner ?? (card.others.length > 0 ? say('views.n-more-places', { count: card.others.length }) : '')}
          </span>
        </span>
      </button>
    </li>
  );
}

function Board({
  columns,
  chosen,
  onChoose,
}: {
  readonly columns: readonly Column[];
  readonly chosen: string | undefined;
  readonly onChoose: (card: Card) => void;
}) {
  return (
    <div className={style.board}>
      {columns.map(({ phase, cards }) => (
        <section key={phase} className={style.column} aria-label={say(`mitigation.phase.${phase}`)}>
          <h3 className={style.columnTitle}>
            {say(`mitigation.phase.${phase}`)}
            <span className={style.columnHint}>{say(`mitigation.phase-hint.${phase}`)}</span>
            <span className={style.columnCount}>{figure(cards.length)}</span>
          </h3>
          <ul className={style.cards}>
            {cards.map((card) => (
              <ControlCard key={card.key} card={card} chosen={card.key === chosen} onChoose={() => onChoose(card)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function StillOpenRow({ row }: { readonly row: StillOpen }) {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const [first] = row.threats;
  if (first === undefined) return null;
  const { offer } = row;
  const name = offer === undefined ? undefined : (catalog?.controls.get(offer.control)?.name ?? offer.control);
  const plan = (): void => {
    if (offer === undefined || catalog === undefined) return;
    const edit = adopting({ model: session.model(), catalog }, offer.control, offer.on, { status: 'planned' });
    session.edit(edit);
    session.view.set({ control: keyOf(offer) });
    app.notices.say(print(edit.label));
  };
  return (
    <li className={style.openRow}>
      <SeverityLabel severity={first.risk.severity} />
      <Button kind="link" small onClick={() => session.view.showThreat(first.key)}>
        {row.threats.length === 1 ? first.title : first.name}
      </Button>
      <span className={style.openWhere}>
        {row.threats.length === 1 ? nameOf(model, first.subject) : say('views.n-places', { count: row.threats.length })}
      </span>
      <span className={style.openControl}>{name ?? say('views.no-control-known')}</span>
      {name !== undefined && (
        <Button small onClick={plan} aria-label={say('views.plan-what', { control: name })}>
          {say('views.plan')}
        </Button>
      )}
    </li>
  );
}

/** The plan by phase: what is adopted, what is on offer, what each closes; and the policies that enforce it. */
export function MitigationsView() {
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const totals = useResults((state) => state.view.totals);
  const rows = useResults((state) => state.view.rows);
  const control = useView((state) => state.control);
  const [tab, setTab] = useState<'control' | 'policies'>('policies');
  const [policy, setPolicy] = useState<string>();
  const outcome = useOutcome('plan', say('views.working-out-plan'), (link, options) => link.plan(options));
  const { value } = outcome;
  const columns = useMemo(() => (value === undefined ? [] : boardOf(value.plan)), [value]);
  const card = cardOf(columns, control);
  // A threat is a part of the plan as it is, whatever model is shown.
  const open = useMemo(
    () =>
      value === undefined
        ? []
        : stillOpen(
            rows.flatMap((row) => row.threats),
            value.plan,
          ),
    [rows, value],
  );
  const adopted = [...model.mitigations.values()];
  const choose = (chosen: Card): void => {
    session.view.set({ control: chosen.key });
    setTab('control');
  };
  const count = columns.reduce((total, { cards }) => total + cards.length, 0);
  const shown = card !== undefined && tab === 'control' ? 'control' : 'policies';

  return (
    <div className={shared.split}>
      <div className={shared.column}>
        <BusyLine work={outcome.work} id={outcome.turn} />
        <ViewHeader title={say('views.mitigations')} count={count} />
        <Figures
          totals={totals}
          inPlace={adopted.filter(({ status }) => status === 'in-place' || status === 'verified').length}
          planned={adopted.filter(({ status }) => status === 'planned').length}
        />
        {outcome.stopped && value === undefined && (
          <Empty
            icon="mitigations"
            title={say('views.stopped')}
            actions={<Button onClick={outcome.again}>{say('views.work-out-again')}</Button>}
          />
        )}
        {value !== undefined && count === 0 && (
          <Empty icon="mitigations" title={say('views.no-controls')}>
            {say('views.no-controls-why')}
          </Empty>
        )}
        {count > 0 && <Board columns={columns} chosen={card?.key} onChoose={choose} />}
        {open.length > 0 && (
          <section className={style.stillOpen} aria-label={say('views.still-open')}>
            <h3 className={style.stillOpenTitle}>
              {say('views.still-open')} <span>{figure(open.reduce((total, { threats }) => total + threats.length, 0))}</span>
            </h3>
            <ul className={style.openRows} tabIndex={-1}>
              {open.map((row) => (
                <StillOpenRow key={row.rule} row={row} />
              ))}
            </ul>
          </section>
        )}
      </div>
      {catalog !== undefined && value !== undefined && (
        <Drawer label={say('views.control-and-policies')} width={448} turn={control}>
          <Tabs
            label={say('views.control-and-policies')}
            value={shown}
            onChange={setTab}
            tabs={[
              ...(card === undefined
                ? []
                : [
                    {
                      id: 'control' as const,
                      label: say('views.control'),
                      panel: (
                        <ControlPane
                          key={card.key}
                          card={card}
                          at={control !== undefined && splitKey(control) !== undefined ? control : card.key}
                          names={{ model, catalog }}
                          policies={value.policies}
                          onPolicy={(path) => {
                            setPolicy(path);
                            setTab('policies');
                          }}
                        />
                      ),
                    },
                  ]),
              {
                id: 'policies' as const,
                label: say('views.policy-files'),
                count: value.policies.length,
                panel: <PolicyPane policies={value.policies} chosen={policy} onChoose={setPolicy} />,
              },
            ]}
          />
        </Drawer>
      )}
    </div>
  );
}
