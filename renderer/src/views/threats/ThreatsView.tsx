import { useEffect, useMemo } from 'react';
import type { Severity, Threat } from '../../../../shared/analysis/findings';
import { SEVERITIES } from '../../../../shared/analysis/risk';
import { isOpenThreat } from '../../../../shared/analysis/status';
import { useApplication, useCatalog } from '../../app/context';
import { useMediaQuery } from '../../app/media-query';
import { ViewHeader } from '../../app/ViewHeader';
import { nameOf } from '../../model-words/describe';
import { useNames } from '../../model-words/use-names';
import { useModel, useResults, useSession, useView } from '../../session/context';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Empty } from '../../ui/Empty';
import { SearchField } from '../../ui/Field';
import { Menu, type MenuLine } from '../../ui/Menu';
import { Segmented } from '../../ui/Segmented';
import { severityWord } from '../../ui/Severity';
import { strideWords } from '../../ui/Stride';
import { say } from '../../words';
import shared from '../views.module.css';
import { ALL_OPEN, groupsOf, isAtRest, linesOf, type ListWords, type ThreatFilter, type ThreatListLook } from './threat-list';
import { ThreatDetail } from './ThreatDetail';
import { ThreatNotes } from './ThreatNotes';
import style from './ThreatsView.module.css';
import { ThreatTable } from './ThreatTable';

const SHOWN = ['open', 'closed', 'decided', 'all'] as const satisfies readonly ThreatFilter['shown'][];
const CATEGORIES = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
] as const;
const shownWord = (shown: ThreatFilter['shown']): string =>
  ({ open: say('views.shown-open'), closed: say('views.shown-closed'), decided: say('views.shown-decided'), all: say('views.shown-all') })[
    shown
  ];

const toggled = <T,>(list: readonly T[], item: T): readonly T[] =>
  list.includes(item) ? list.filter((each) => each !== item) : [...list, item];

/** What a filter lets through, in words: "Open, Critical, High". */
function filterWords({ shown, severities, stride, text }: ThreatFilter): string {
  return [
    shownWord(shown),
    ...severities.map(severityWord),
    ...stride.map((category) => strideWords([category])),
    ...(text.trim() === '' ? [] : [`“${text.trim()}”`]),
  ].join(', ');
}

function filterLines(filter: ThreatFilter, change: (part: Partial<ThreatFilter>) => void): readonly MenuLine[] {
  return [
    ...SHOWN.map((shown): MenuLine => ({
      kind: 'item',
      label: shownWord(shown),
      checked: filter.shown === shown,
      run: () => change({ shown }),
    })),
    { kind: 'separator' },
    { kind: 'heading', label: say('views.column-severity') },
    ...SEVERITIES.map((severity: Severity): MenuLine => ({
      kind: 'item',
      label: severityWord(severity),
      checked: filter.severities.includes(severity),
      run: () => change({ severities: toggled(filter.severities, severity) }),
    })),
    { kind: 'separator' },
    { kind: 'heading', label: say('views.column-stride') },
    ...CATEGORIES.map((category): MenuLine => ({
      kind: 'item',
      label: strideWords([category]),
      checked: filter.stride.includes(category),
      run: () => change({ stride: toggled(filter.stride, category) }),
    })),
  ];
}

function NothingToShow({ look, onClear }: { readonly look: ThreatListLook; readonly onClear: () => void }) {
  const session = useSession();
  const model = useModel();
  const rules = useCatalog()?.threats.size ?? 0;
  const view = useResults((state) => state.view);
  if (view.revision < 0) return null;
  if (!isAtRest(look.filter)) {
    return (
      <Empty icon="filter" title={say('views.none-matches')} actions={<Button onClick={onClear}>{say('views.clear-filter')}</Button>}>
        {say('views.hidden-by', { count: view.threats.size, filter: filterWords(look.filter) })}
      </Empty>
    );
  }
  const [question] = view.questions;
  const ask = (): void => {
    if (question !== undefined) session.view.set({ view: 'diagram', stripTab: 'questions', stripOpen: true });
  };
  return (
    <Empty
      icon="mitigations"
      title={say('views.no-open-threats')}
      actions={question && <Button onClick={ask}>{say('views.go-to-questions')}</Button>}
    >
      {say('views.looked-at', { rules, elements: model.elements.size, flows: model.flows.size, questions: view.questions.length })}
    </Empty>
  );
}

/** All threats as rows that open, and everything about the chosen one beside them. */
export function ThreatsView() {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const names = useNames();
  const narrow = useMediaQuery('(max-width: 1279px)');
  const rows = useResults((state) => state.view.rows);
  const threats = useResults((state) => state.view.threats);
  const look = useView((state) => state.threatList);
  const key = useView((state) => state.threat);
  const words = useMemo(
    (): ListWords => ({ subject: (id) => nameOf(model, id), category: (category) => strideWords([category]) }),
    [model],
  );
  const groups = useMemo(() => groupsOf(rows, look, words), [rows, look, words]);
  const lines = useMemo(() => linesOf(groups, look), [groups, look]);
  const open = useMemo(() => [...threats.values()].filter(isOpenThreat).length, [threats]);

  const change = (part: Partial<ThreatListLook>): void => session.view.set({ threatList: { ...look, ...part } });
  const narrowTo = (part: Partial<ThreatFilter>): void => change({ filter: { ...look.filter, ...part } });
  const toggle = (group: string, opened: boolean): void =>
    change({ opened: new Set(opened ? [...look.opened, group] : [...look.opened].filter((each) => each !== group)) });
  const select = (threat: Threat): void => session.view.set({ threat: threat.key });
  // A threat that is opened from elsewhere stands in a group that may be closed.
  useEffect(() => {
    const list = session.view.store.getState().threatList;
    const all = groupsOf(session.results.store.getState().view.rows, list, { subject: String, category: String });
    const group = all.find(({ threats: inside }) => inside.length > 1 && inside.some((threat) => threat.key === key));
    if (group !== undefined && !list.opened.has(group.id))
      session.view.set({ threatList: { ...list, opened: new Set([...list.opened, group.id]) } });
  }, [session, key]);
  const selected = lines.find((line) => line.kind === 'threat' && line.threat.key === key)?.id;

  return (
    <div className={shared.split}>
      <div className={shared.column}>
        <ViewHeader
          title={say('views.threats')}
          count={open}
          tools={
            <>
              <div className={style.search}>
                <SearchField label={say('views.find-threat')} value={look.filter.text} onChange={(text) => narrowTo({ text })} />
              </div>
              <Menu
                trigger={
                  <Button
                    small
                    kind="quiet"
                    icon="filter"
                    aria-label={say('views.filter-is', { filter: filterWords({ ...look.filter, text: '' }) })}
                  >
                    {narrow || look.filter.severities.length + look.filter.stride.length > 2
                      ? shownWord(look.filter.shown)
                      : filterWords({ ...look.filter, text: '' })}
                  </Button>
                }
                lines={filterLines(look.filter, narrowTo)}
              />
              <span className={style.groupBy}>{say('views.group-by')}</span>
              <Segmented
                label={say('views.group-by')}
                value={look.groupBy}
                choices={[
                  { value: 'rule', label: say('views.by-rule') },
                  { value: 'element', label: say('views.by-element') },
                  { value: 'stride', label: say('views.by-stride') },
                ]}
                onChange={(groupBy) => change({ groupBy })}
              />
            </>
          }
        />
        {lines.length === 0 ? (
          <div className={classes(shared.scroll, style.nothing)}>
            <NothingToShow look={look} onClear={() => narrowTo(ALL_OPEN)} />
            <ThreatNotes />
          </div>
        ) : (
          <ThreatTable
            lines={lines}
            model={model}
            catalog={catalog}
            selected={selected}
            onSelect={select}
            onToggle={toggle}
            notes={<ThreatNotes />}
          />
        )}
      </div>
      {key !== undefined && names !== undefined && (
        <ThreatDetail key={key} threatKey={key} names={names} onClose={() => app.session()?.view.set({ threat: undefined })} />
      )}
    </div>
  );
}
