import type { ElementId } from '../model/ids';
import type { ThreatModel } from '../model/threat-model';
import type { Point } from '../model/schema';
import type { NodeLook } from './node-size';
import { GRID } from './rect';

/** From so many on they stand in rows; ELK would put them all in one column. */
const FEWEST = 4;
/** Between two boxes, so that a badge fits above the lower one. */
const GAP = 32;
/** Columns for each row, from the usual shape of a box with its gap (192 by 76) and of a window. */
const COLUMNS_TO_ROWS = 0.6;

/** Elements that no flow touches, in rows: how much room they take, and where each stands in it. */
export interface LooseRows {
  readonly width: number;
  readonly height: number;
  readonly at: ReadonlyMap<ElementId, Point>;
}

/** The elements of a model that no flow touches. */
export function looseElements(model: ThreatModel): ReadonlySet<ElementId> {
  const loose = new Set(model.elements.keys());
  for (const { from, to } of model.flows.values()) {
    if (from === to) continue;
    loose.delete(from);
    loose.delete(to);
  }
  return loose;
}

const onGrid = (length: number): number => Math.ceil(length / GRID) * GRID;

/** Rows of boxes in columns, in the order of their ids; undefined for so few that they need none. */
export function looseRows(ids: readonly ElementId[], looks: ReadonlyMap<ElementId, NodeLook>): LooseRows | undefined {
  if (ids.length < FEWEST) return undefined;
  const boxes = ids.toSorted().map((id) => ({ id, width: looks.get(id)?.width ?? 0, height: looks.get(id)?.height ?? 0 }));
  const columns = Math.ceil(Math.sqrt(boxes.length * COLUMNS_TO_ROWS));
  const rows = Math.ceil(boxes.length / columns);
  const widths = Array.from({ length: columns }, (_, column) =>
    onGrid(Math.max(...boxes.filter((_box, index) => index % columns === column).map(({ width }) => width))),
  );
  const heights = Array.from({ length: rows }, (_, row) =>
    onGrid(Math.max(...boxes.slice(row * columns, (row + 1) * columns).map(({ height }) => height))),
  );
  const before = (lengths: readonly number[], count: number): number =>
    lengths.slice(0, count).reduce((sum, length) => sum + length + GAP, 0);
  return {
    width: before(widths, columns) - GAP,
    height: before(heights, rows) - GAP,
    at: new Map(
      boxes.map(({ id }, index) => [id, [before(widths, index % columns), before(heights, Math.floor(index / columns))]] as const),
    ),
  };
}
