import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import type { Catalog } from '../../../../shared/catalog/catalog';
import type { ElementId } from '../../../../shared/model/ids';
import { displayName, type ThreatModel } from '../../../../shared/model/threat-model';
import { stencilOf } from '../../model-words/describe';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { stencilIcon } from '../../ui/icons';
import { figure, say } from '../../words';
import { useRows } from '../use-rows';
import type { CallMatrix, Mark, Row } from './call-matrix';
import type { MatrixActions, Pair } from './matrix-actions';
import style from './MatrixView.module.css';

const ROW = 39;
const COLUMN = 42;
const NAMES = 208;
const DONE = 72;

/** What a mark says of a pair, for people who hear it. */
function spoken(mark: Mark, from: string, to: string): string {
  switch (mark) {
    case 'self':
      return say('views.mark-self', { from });
    case 'said':
      return say('views.mark-said', { from, to });
    case 'declared':
      return say('views.mark-declared', { from, to });
    case 'suggested':
      return say('views.mark-suggested', { from, to });
    case 'no':
      return say('views.mark-no', { from, to });
    case 'unsaid':
      return say('views.mark-unsaid', { from, to });
  }
}

/** The sign of a mark; each differs by its shape. */
export function MarkSign({ mark }: { readonly mark: Mark }) {
  switch (mark) {
    case 'self':
      return <span className={style.self} />;
    case 'said':
      return (
        <span className={style.said}>
          <Icon name="check" size={12} />
        </span>
      );
    case 'declared':
      return (
        <span className={style.declared}>
          <Icon name="imported" size={12} />
        </span>
      );
    case 'suggested':
      return <span className={style.suggested} />;
    case 'no':
      return <span className={style.no} />;
    case 'unsaid':
      return <span className={style.unsaid} />;
  }
}

interface GridProps {
  readonly matrix: CallMatrix;
  /** The rows to show. */
  readonly rows: readonly Row[];
  readonly model: ThreatModel;
  readonly catalog: Catalog | undefined;
  readonly pair: Pair | undefined;
  readonly onMove: (pair: Pair) => void;
  readonly actions: MatrixActions;
}

/** The grid: one control to the keyboard, in which arrows move and letters answer. */
export function MatrixGrid({ matrix, rows, model, catalog, pair, onMove, actions }: GridProps) {
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const { members } = matrix;
  const row = rows.findIndex((each) => each.id === pair?.from);
  const column = members.findIndex((each) => each === pair?.to);
  const lines = useRows({ count: rows.length, height: ROW, scroll });
  useEffect(() => grid.current?.focus({ preventScroll: true }), []);

  const goTo = (nextRow: number, nextColumn: number): void => {
    const from = rows[Math.max(0, Math.min(rows.length - 1, nextRow))]?.id;
    const to = members[Math.max(0, Math.min(members.length - 1, nextColumn))];
    if (from === undefined || to === undefined) return;
    onMove({ from, to });
    lines.scrollToIndex(Math.max(0, Math.min(rows.length - 1, nextRow)));
    const left = NAMES + members.indexOf(to) * COLUMN;
    const area = scroll.current;
    if (area !== null && (left < area.scrollLeft + NAMES || left + COLUMN > area.scrollLeft + area.clientWidth))
      area.scrollLeft = left - area.clientWidth / 2;
  };
  /** On to the next pair, past the diagonal. */
  const step = (from: number, by: 1 | -1): number => (members[from + by] === rows[row]?.id ? from + 2 * by : from + by);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (pair === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const mark = rows[row]?.cells[column];
    const isPair = pair.from !== pair.to;
    const forPair = (act: () => void): void => {
      if (!isPair) return;
      act();
    };
    const deny = (): void =>
      forPair(() => {
        actions.deny(pair);
        goTo(row, step(column, 1));
      });
    const suggested = rows[row]?.cells.findIndex((each, index) => each === 'suggested' && index >= column) ?? -1;
    const keys: Readonly<Record<string, (() => void) | undefined>> = {
      arrowright: () => goTo(row, column + 1),
      arrowleft: () => goTo(row, column - 1),
      arrowdown: () => goTo(row + 1, column),
      arrowup: () => goTo(row - 1, column),
      home: () => goTo(row, 0),
      end: () => goTo(row, members.length - 1),
      pagedown: () => goTo(row + 8, column),
      pageup: () => goTo(row - 8, column),
      ' ': () => forPair(() => actions.call(pair, event.shiftKey)),
      y: () => forPair(() => actions.call(pair)),
      n: deny,
      '0': deny,
      s: () => {
        const to = mark === 'suggested' ? pair.to : members[suggested];
        if (to !== undefined) {
          actions.call({ from: pair.from, to });
          onMove({ from: pair.from, to });
        }
      },
      p: () => document.querySelector<HTMLElement>('[data-field="port"] input')?.focus(),
      enter: () => {
        if (rows[row]?.done !== true) actions.finish(pair.from);
        goTo(row + 1, 0);
      },
    };
    const act = keys[event.key.toLowerCase()];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  const name = (element: ElementId): string => displayName(model, element);
  const columns = `${NAMES}px repeat(${members.length}, ${COLUMN}px) ${DONE}px`;
  return (
    <div ref={scroll} className={style.scroll}>
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        data-focus="own"
        className={style.grid}
        aria-label={say('views.who-calls-whom')}
        aria-rowcount={rows.length + 1}
        aria-colcount={members.length + 2}
        onKeyDown={onKeyDown}
        {...(row >= 0 && column >= 0 ? { 'aria-activedescendant': `${id}-${row}-${column}` } : {})}
      >
        <div role="row" className={style.head} style={{ gridTemplateColumns: columns }}>
          <span role="columnheader" className={style.corner}>
            {say('views.from-row-to-column')}
          </span>
          {members.map((element, index) => (
            <span key={element} role="columnheader" className={classes(style.column, index === column && style.here)} title={name(element)}>
              <span>{name(element)}</span>
            </span>
          ))}
          <span role="columnheader" className={style.doneHead}>
            {say('views.row-done')}
          </span>
        </div>
        <div role="rowgroup" className={style.body} style={{ height: lines.getTotalSize() }}>
          {lines.getVirtualItems().map(({ index, start }) => {
            const line = rows[index];
            if (line === undefined) return null;
            const element = model.elements.get(line.id);
            return (
              <div
                key={line.id}
                role="row"
                aria-rowindex={index + 2}
                className={classes(style.row, index === row && style.inCross)}
                style={{ gridTemplateColumns: columns, transform: `translateY(${start}px)` }}
              >
                <span role="rowheader" className={classes(style.name, index === row && style.here)} title={name(line.id)}>
                  <Icon name={stencilIcon(element && stencilOf(catalog, element)?.icon)} />
                  <span>{name(line.id)}</span>
                  <span className={style.count}>{figure(line.calls)}</span>
                </span>
                {line.cells.map((mark, at) => {
                  const to = members[at];
                  if (to === undefined) return null;
                  return (
                    <span
                      key={to}
                      id={`${id}-${index}-${at}`}
                      role="gridcell"
                      aria-selected={index === row && at === column}
                      aria-label={spoken(mark, name(line.id), name(to))}
                      className={classes(style.cell, at === column && style.inCross, index === row && at === column && style.focused)}
                      onClick={() => {
                        onMove({ from: line.id, to });
                        // The first press goes there, the second answers: nothing is said by pointing.
                        if (index === row && at === column && line.id !== to) actions.call({ from: line.id, to });
                      }}
                    >
                      <MarkSign mark={mark} />
                    </span>
                  );
                })}
                <span role="gridcell" className={style.done}>
                  <input
                    type="checkbox"
                    className={style.tick}
                    tabIndex={-1}
                    checked={line.done}
                    disabled={matrix.complete}
                    aria-label={say('views.row-done-of', { name: name(line.id) })}
                    onChange={(event) => (event.target.checked ? actions.finish(line.id) : actions.reopen(line.id))}
                  />
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
