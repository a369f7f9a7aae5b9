import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { describeStatus } from '../../../../shared/analysis/describe';
import type { Threat, ThreatStatus } from '../../../../shared/analysis/findings';
import type { Catalog } from '../../../../shared/catalog/catalog';
import type { ThreatModel } from '../../../../shared/model/threat-model';
import { nameOf } from '../../model-words/describe';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { SeverityLabel } from '../../ui/Severity';
import { StrideLetters } from '../../ui/Stride';
import { figure, print, say } from '../../words';
import { useRows } from '../use-rows';
import shared from '../views.module.css';
import type { ThreatLine } from './threat-list';
import style from './ThreatsView.module.css';

const ROW = 28;

interface TableProps {
  readonly lines: readonly ThreatLine[];
  readonly model: ThreatModel;
  readonly catalog: Catalog | undefined;
  /** The line whose threat is open in the pane. */
  readonly selected: string | undefined;
  readonly onSelect: (threat: Threat) => void;
  readonly onToggle: (group: string, open: boolean) => void;
  /** Below the last row. */
  readonly notes?: ReactNode;
}

const STATES = ['open', 'closes-with-plan', 'closed', 'decided'] as const satisfies readonly ThreatStatus['state'][];
const counted = (state: ThreatStatus['state'], count: number): string => {
  switch (state) {
    case 'open':
      return say('views.n-open', { count });
    case 'closes-with-plan':
      return say('views.n-close-with-plan', { count });
    case 'closed':
      return say('views.n-closed', { count });
    case 'decided':
      return say('views.n-decided', { count });
  }
};

function StateOf({
  status,
  model,
  catalog,
}: {
  readonly status: ThreatStatus;
  readonly model: ThreatModel;
  readonly catalog: Catalog | undefined;
}) {
  const words = catalog === undefined ? '' : print(describeStatus({ model, catalog }, status));
  return (
    <span className={style.state} title={words}>
      {status.state === 'closes-with-plan' && <Icon name="clock" size={12} />}
      {status.state === 'closed' && <Icon name="check" size={12} />}
      <span>{words}</span>
    </span>
  );
}

function StatesOf({ threats }: { readonly threats: readonly Threat[] }) {
  const words = STATES.map((state) => [state, threats.filter(({ status }) => status.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => counted(state, count))
    .join(', ');
  return (
    <span className={style.state} title={words}>
      <span>{words}</span>
    </span>
  );
}

function whereOf(threats: readonly Threat[], model: ThreatModel): string {
  const [first] = threats;
  const subjects = new Set(threats.map(({ subject }) => subject));
  if (first === undefined) return '';
  if (subjects.size === 1) return nameOf(model, first.subject);
  if (threats.every(({ subjectKind }) => subjectKind === 'flow')) return say('views.n-flows', { count: subjects.size });
  if (threats.every(({ subjectKind }) => subjectKind === 'element')) return say('views.n-elements', { count: subjects.size });
  if (threats.every(({ subjectKind }) => subjectKind === 'boundary')) return say('views.n-boundaries', { count: subjects.size });
  return say('views.n-places', { count: subjects.size });
}

function Cells({
  line,
  model,
  catalog,
}: {
  readonly line: ThreatLine;
  readonly model: ThreatModel;
  readonly catalog: Catalog | undefined;
}) {
  if (line.kind === 'group') {
    const { group, opened } = line;
    return (
      <>
        <span role="gridcell" className={classes(style.chevron, opened && style.opened)}>
          <Icon name="right" size={12} />
        </span>
        <span role="gridcell">
          <SeverityLabel severity={group.severity} />
        </span>
        <span role="gridcell" className={classes(style.name, style.strong)} title={group.title}>
          {group.title}
        </span>
        <span role="gridcell" className={style.stride}>
          <StrideLetters stride={group.stride} />
        </span>
        <span role="gridcell" className={classes(style.where, style.whereCell)}>
          {whereOf(group.threats, model)}
        </span>
        <span role="gridcell" className={style.risk}>
          {figure(group.score)}
        </span>
        <span role="gridcell">
          <StatesOf threats={group.threats} />
        </span>
      </>
    );
  }
  const { threat, level } = line;
  const subject = nameOf(model, threat.subject);
  const byElement = line.group.startsWith('element:');
  // Most titles begin with the name; it is not said twice.
  const rest = threat.title.startsWith(`${subject} `) ? threat.title.slice(subject.length + 1) : threat.title;
  return (
    <>
      <span role="gridcell" />
      <span role="gridcell">
        <SeverityLabel severity={threat.risk.severity} />
      </span>
      <span role="gridcell" className={classes(style.name, (level === 1 || !byElement) && style.strong)} title={threat.title}>
        {level === 1 ? threat.title : byElement ? threat.name : subject}
        {level === 2 && !byElement && <span className={style.aside}> {rest}</span>}
      </span>
      <span role="gridcell" className={style.stride}>
        {(level === 1 || byElement) && <StrideLetters stride={threat.stride} />}
      </span>
      <span role="gridcell" className={classes(style.where, style.whereCell)}>
        {level === 1 && subject}
      </span>
      <span role="gridcell" className={style.risk}>
        {figure(threat.risk.score)}
      </span>
      <span role="gridcell">
        <StateOf status={threat.status} model={model} catalog={catalog} />
      </span>
    </>
  );
}

/** The threats as rows that open. One control to the keyboard: arrows move, Right and Left open and close. */
export function ThreatTable({ lines, model, catalog, selected, onSelect, onToggle, notes }: TableProps) {
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string>();
  const at = Math.max(
    0,
    lines.findIndex((line) => line.id === (active ?? selected)),
  );
  const rows = useRows({ count: lines.length, height: ROW, scroll, head: ROW });

  // Where a threat is opened from elsewhere, its row comes into view.
  const selectedAt = lines.findIndex((line) => line.id === selected);
  useEffect(() => {
    if (selectedAt >= 0) rows.scrollToIndex(selectedAt);
  }, [selectedAt, rows]);

  const goTo = (index: number): void => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))];
    if (line === undefined) return;
    setActive(line.id);
    rows.scrollToIndex(lines.indexOf(line));
    if (line.kind === 'threat') onSelect(line.threat);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[at];
    if (line === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? ROW) / ROW) - 1);
    const parent = lines.findLastIndex((candidate, index) => index < at && candidate.kind === 'group');
    const keys: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => goTo(at + 1),
      ArrowUp: () => goTo(at - 1),
      PageDown: () => goTo(at + page),
      PageUp: () => goTo(at - page),
      Home: () => goTo(0),
      End: () => goTo(lines.length - 1),
      ArrowRight: () => (line.kind === 'group' && !line.opened ? onToggle(line.id, true) : goTo(at + 1)),
      ArrowLeft: () =>
        line.kind === 'group' && line.opened
          ? onToggle(line.id, false)
          : line.kind === 'threat' && line.level === 2
            ? goTo(parent)
            : undefined,
      Enter: () => (line.kind === 'group' ? onToggle(line.id, !line.opened) : onSelect(line.threat)),
      ' ': () => (line.kind === 'group' ? onToggle(line.id, !line.opened) : onSelect(line.threat)),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    setActive(line.id);
    act();
  };

  const activeId = lines[at] === undefined ? {} : { 'aria-activedescendant': `${id}-${at}` };
  return (
    <div ref={scroll} className={shared.scroll}>
      <div
        className={style.grid}
        role="treegrid"
        tabIndex={0}
        data-focus="own"
        aria-label={say('views.threats-list')}
        aria-rowcount={lines.length + 1}
        onKeyDown={onKeyDown}
        {...activeId}
      >
        <div role="rowgroup" className={style.top}>
          <div role="row" aria-rowindex={1} className={classes(style.row, style.head)}>
            <span role="columnheader" aria-label={say('views.column-open')} />
            <span role="columnheader">{say('views.column-severity')}</span>
            <span role="columnheader">{say('views.column-threat')}</span>
            <span role="columnheader" className={style.stride}>
              {say('views.column-stride')}
            </span>
            <span role="columnheader" className={style.whereCell}>
              {say('views.column-where')}
            </span>
            <span role="columnheader" className={style.risk}>
              {say('views.column-risk')}
            </span>
            <span role="columnheader">{say('views.column-state')}</span>
          </div>
        </div>
        <div role="rowgroup" className={style.body} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const isSelected = line.id === selected;
            return (
              <div
                key={line.id}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-level={line.kind === 'group' ? 1 : line.level}
                aria-selected={isSelected}
                {...(line.kind === 'group' ? { 'aria-expanded': line.opened } : {})}
                className={classes(
                  style.row,
                  style.line,
                  line.kind === 'threat' && line.level === 2 && style.nested,
                  isSelected && style.selected,
                  index === at && style.active,
                )}
                style={{ transform: `translateY(${start - ROW}px)` }}
                onClick={() => {
                  setActive(line.id);
                  if (line.kind === 'group') onToggle(line.id, !line.opened);
                  else onSelect(line.threat);
                }}
              >
                <Cells line={line} model={model} catalog={catalog} />
              </div>
            );
          })}
        </div>
      </div>
      {notes}
    </div>
  );
}
