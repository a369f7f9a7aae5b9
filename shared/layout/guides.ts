import type { Point } from '../model/schema';
import { bottom, centreX, centreY, type Rect, right } from './rect';

/** A line along which what is dragged stands level with something else: upright at an x, level at a y. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
}

/** A gap that is as wide as another beside it: where its figure goes and how wide it is. */
export interface EqualGap {
  readonly at: Point;
  readonly size: number;
}

/** How far to move so that something lines up, and by what. */
export interface Snap {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
  readonly gaps: readonly EqualGap[];
}

export const NO_SNAP: Snap = { dx: 0, dy: 0, guides: [], gaps: [] };

/** One box along one axis: where it begins and ends, and the same across. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly acrossFrom: number;
  readonly acrossTo: number;
}

const spanOf = (rect: Rect, axis: Guide['axis']): Span =>
  axis === 'x'
    ? { from: rect.x, to: right(rect), acrossFrom: rect.y, acrossTo: bottom(rect) }
    : { from: rect.y, to: bottom(rect), acrossFrom: rect.x, acrossTo: right(rect) };

const marksOf = ({ from, to }: Span): readonly number[] => [from, (from + to) / 2, to];

/** Positions of the moved span that would make two gaps equal, each with the boxes on both sides of them. */
function equalGaps(span: Span, others: readonly Span[]): readonly { readonly by: number; readonly size: number }[] {
  const beside = others.filter(({ acrossFrom, acrossTo }) => acrossFrom < span.acrossTo && span.acrossFrom < acrossTo);
  const before = beside.filter(({ to }) => to <= span.from).toSorted((a, b) => b.to - a.to);
  const after = beside.filter(({ from }) => from >= span.to).toSorted((a, b) => a.from - b.from);
  const found: { by: number; size: number }[] = [];
  const [left, farLeft] = before;
  const [next, farNext] = after;
  if (left !== undefined && next !== undefined) {
    const size = (next.from - left.to - (span.to - span.from)) / 2;
    found.push({ by: left.to + size - span.from, size });
  }
  if (left !== undefined && farLeft !== undefined && farLeft.to < left.from) {
    const size = left.from - farLeft.to;
    found.push({ by: left.to + size - span.from, size });
  }
  if (next !== undefined && farNext !== undefined && next.to < farNext.from) {
    const size = farNext.from - next.to;
    found.push({ by: next.from - size - span.to, size });
  }
  return found;
}

const nearest = <T extends { readonly by: number }>(moves: readonly T[], within: number): T | undefined =>
  moves.reduce<T | undefined>(
    (best, move) => (Math.abs(move.by) <= within && (best === undefined || Math.abs(move.by) < Math.abs(best.by)) ? move : best),
    undefined,
  );

/** The figures of the gaps beside the box, once it stands there, that are as wide as said. */
function gapsBeside(box: Rect, others: readonly Rect[], axis: Guide['axis'], size: number): readonly EqualGap[] {
  const row = [box, ...others]
    .map((rect) => ({ rect, span: spanOf(rect, axis) }))
    .filter(({ span }) => {
      const own = spanOf(box, axis);
      return span.acrossFrom < own.acrossTo && own.acrossFrom < span.acrossTo;
    })
    .toSorted((a, b) => a.span.from - b.span.from);
  const gaps: EqualGap[] = [];
  for (const [index, { rect, span }] of row.entries()) {
    const next = row[index + 1];
    if (next === undefined || Math.abs(next.span.from - span.to - size) > 0.5) continue;
    const along = (span.to + next.span.from) / 2;
    const across = axis === 'x' ? (centreY(rect) + centreY(next.rect)) / 2 : (centreX(rect) + centreX(next.rect)) / 2;
    gaps.push({ at: axis === 'x' ? [along, across] : [across, along], size: Math.round(size) });
  }
  return gaps;
}

/**
 * How a dragged box lines up with those around it: by edges and middles, or by equal gaps. Edges and middles win.
 * @param within how far the box may be moved for it
 */
export function snapTo(box: Rect, others: readonly Rect[], within: number): Snap {
  const along = (axis: Guide['axis']): { readonly by: number; readonly gap: number | undefined } => {
    const own = spanOf(box, axis);
    const spans = others.map((rect) => spanOf(rect, axis));
    const level = nearest(
      spans.flatMap((span) => marksOf(span).flatMap((mark) => marksOf(own).map((from) => ({ by: mark - from })))),
      within,
    );
    if (level !== undefined) return { by: level.by, gap: undefined };
    const gap = nearest(equalGaps(own, spans), within);
    return gap === undefined ? { by: 0, gap: undefined } : { by: gap.by, gap: gap.size };
  };
  const [x, y] = [along('x'), along('y')];
  const moved: Rect = { ...box, x: box.x + x.by, y: box.y + y.by };
  const guides = (['x', 'y'] as const).flatMap((axis): readonly Guide[] => {
    const own = marksOf(spanOf(moved, axis));
    const marks = new Set(others.flatMap((rect) => marksOf(spanOf(rect, axis))));
    return own.filter((at) => marks.has(at)).map((at) => ({ axis, at }));
  });
  return {
    dx: x.by,
    dy: y.by,
    guides,
    gaps: [
      ...(x.gap === undefined ? [] : gapsBeside(moved, others, 'x', x.gap)),
      ...(y.gap === undefined ? [] : gapsBeside(moved, others, 'y', y.gap)),
    ],
  };
}
