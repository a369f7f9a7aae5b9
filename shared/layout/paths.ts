import type { Point } from '../model/schema';
import type { Obstacles } from './obstacles';
import { bottom, centreX, centreY, grown, type Rect, right, type Side } from './rect';

/** The way of a flow between two boxes, its ends still at the middle of a side. */
export interface Path {
  readonly from: Side;
  readonly to: Side;
  readonly points: readonly Point[];
}

/** A box that a path begins or ends at. */
export interface Terminal {
  readonly id: string;
  readonly rect: Rect;
}

/** Free air between a line and a box that it passes; between a box and the first turn. */
const CLEARANCE = 6;
const TURN = 16;
/** Straight before the arrow's head, so that a label fits (LOOK, "Flow"). */
const LABEL_RUN = 56;
/** Ports keep off the corners. */
export const CORNER = 10;

const BEND_COST = 32;
const HIT_COST = 4_000;
const SHORT_COST = 16;
/** Leaves and enters sideways where it can. */
const UPRIGHT_COST = 24;
/** More channels than this are not tried; those near the ends come first. */
const MOST_CHANNELS = 14;

const sidePoint = (rect: Rect, side: Side): Point => {
  switch (side) {
    case 'left':
      return [rect.x, centreY(rect)];
    case 'right':
      return [right(rect), centreY(rect)];
    case 'top':
      return [centreX(rect), rect.y];
    case 'bottom':
      return [centreX(rect), bottom(rect)];
  }
};

const isUpright = (side: Side): boolean => side === 'top' || side === 'bottom';

/** The part that two stretches share, kept off both ends of each; undefined if they share nothing. */
export function sharedMiddle(a: number, aEnd: number, b: number, bEnd: number): readonly [number, number] | undefined {
  const low = Math.max(a, b) + CORNER;
  const high = Math.min(aEnd, bEnd) - CORNER;
  return low <= high ? [low, high] : undefined;
}

function straight(from: Rect, to: Rect): readonly Path[] {
  const paths: Path[] = [];
  const rows = sharedMiddle(from.y, bottom(from), to.y, bottom(to));
  if (rows !== undefined) {
    const y = (rows[0] + rows[1]) / 2;
    if (right(from) < to.x)
      paths.push({
        from: 'right',
        to: 'left',
        points: [
          [right(from), y],
          [to.x, y],
        ],
      });
    if (right(to) < from.x)
      paths.push({
        from: 'left',
        to: 'right',
        points: [
          [from.x, y],
          [right(to), y],
        ],
      });
  }
  const columns = sharedMiddle(from.x, right(from), to.x, right(to));
  if (columns !== undefined) {
    const x = (columns[0] + columns[1]) / 2;
    if (bottom(from) < to.y)
      paths.push({
        from: 'bottom',
        to: 'top',
        points: [
          [x, bottom(from)],
          [x, to.y],
        ],
      });
    if (bottom(to) < from.y)
      paths.push({
        from: 'top',
        to: 'bottom',
        points: [
          [x, from.y],
          [x, bottom(to)],
        ],
      });
  }
  return paths;
}

/** Leaves to one side, turns once, enters from above or below; and the other way round. */
function* angles(from: Rect, to: Rect): Generator<Path> {
  for (const [start, end] of [
    ['right', 'top'],
    ['right', 'bottom'],
    ['left', 'top'],
    ['left', 'bottom'],
  ] as const) {
    const turn: Point = [centreX(to), centreY(from)];
    const outward = start === 'right' ? turn[0] >= right(from) + TURN : turn[0] <= from.x - TURN;
    const inward = end === 'top' ? turn[1] <= to.y - TURN : turn[1] >= bottom(to) + TURN;
    if (outward && inward) yield { from: start, to: end, points: [sidePoint(from, start), turn, sidePoint(to, end)] };
  }
  for (const [start, end] of [
    ['top', 'left'],
    ['top', 'right'],
    ['bottom', 'left'],
    ['bottom', 'right'],
  ] as const) {
    const turn: Point = [centreX(from), centreY(to)];
    const outward = start === 'top' ? turn[1] <= from.y - TURN : turn[1] >= bottom(from) + TURN;
    const inward = end === 'left' ? turn[0] <= to.x - TURN : turn[0] >= right(to) + TURN;
    if (outward && inward) yield { from: start, to: end, points: [sidePoint(from, start), turn, sidePoint(to, end)] };
  }
}

/** Positions for a line across, between `low` and `high`: near both ends, in the middle, and beside what stands there. */
function channels(low: number, high: number, beside: readonly (readonly [number, number])[]): readonly number[] {
  if (low > high) return [];
  const all = [low, high, (low + high) / 2, ...beside.flatMap(([start, end]) => [start - TURN, end + TURN])].filter(
    (at) => at >= low && at <= high,
  );
  const nearest = (at: number): number => Math.min(at - low, high - at);
  return [...new Set(all)].sort((a, b) => nearest(a) - nearest(b)).slice(0, MOST_CHANNELS);
}

interface Span {
  readonly columns: readonly (readonly [number, number])[];
  readonly rows: readonly (readonly [number, number])[];
}

/** How far around its ends a path looks for boxes to turn beside. */
const LOOK_AROUND = 320;

/** What stands around two boxes, as stretches of x and of y. A path turns near an end; what stands far from both is only in the way. */
function spanAround(from: Terminal, to: Terminal, obstacles: Obstacles): Span {
  const boxes = new Set([...obstacles.within(grown(from.rect, LOOK_AROUND)), ...obstacles.within(grown(to.rect, LOOK_AROUND))]);
  return { columns: [...boxes].map((box) => [box.x, right(box)] as const), rows: [...boxes].map((box) => [box.y, bottom(box)] as const) };
}

/** Out, across, in: with the line across between the boxes, or beyond both. */
function* steps(from: Rect, to: Rect, span: Span): Generator<Path> {
  const across = function* (start: Side, end: Side, xs: readonly number[]): Generator<Path> {
    const [a, b] = [sidePoint(from, start), sidePoint(to, end)];
    for (const x of xs) yield { from: start, to: end, points: [a, [x, a[1]], [x, b[1]], b] };
  };
  const along = function* (start: Side, end: Side, ys: readonly number[]): Generator<Path> {
    const [a, b] = [sidePoint(from, start), sidePoint(to, end)];
    for (const y of ys) yield { from: start, to: end, points: [a, [a[0], y], [b[0], y], b] };
  };
  const farRight = Math.max(right(from), right(to));
  const farLeft = Math.min(from.x, to.x);
  const farBottom = Math.max(bottom(from), bottom(to));
  const farTop = Math.min(from.y, to.y);
  yield* across('right', 'left', channels(right(from) + TURN, to.x - TURN, span.columns));
  yield* across('left', 'right', channels(right(to) + TURN, from.x - TURN, span.columns));
  yield* along('bottom', 'top', channels(bottom(from) + TURN, to.y - TURN, span.rows));
  yield* along('top', 'bottom', channels(bottom(to) + TURN, from.y - TURN, span.rows));
  yield* across('right', 'right', channels(farRight + TURN, farRight + 200, span.columns));
  yield* across('left', 'left', channels(farLeft - 200, farLeft - TURN, span.columns));
  yield* along('bottom', 'bottom', channels(farBottom + TURN, farBottom + 200, span.rows));
  yield* along('top', 'top', channels(farTop - 200, farTop - TURN, span.rows));
}

/** Out, into a lane that passes everything, and in: five lines. */
function* lanes(from: Rect, to: Rect, span: Span): Generator<Path> {
  const low = Math.min(from.y, to.y) - 200;
  const high = Math.max(bottom(from), bottom(to)) + 200;
  const rows = channels(low, high, span.rows);
  for (const [start, end] of [
    ['right', 'left'],
    ['left', 'right'],
    ['right', 'right'],
    ['left', 'left'],
  ] as const) {
    const [a, b] = [sidePoint(from, start), sidePoint(to, end)];
    const out = a[0] + (start === 'right' ? TURN : -TURN);
    const back = b[0] + (end === 'right' ? TURN : -TURN);
    for (const y of rows) yield { from: start, to: end, points: [a, [out, a[1]], [out, y], [back, y], [back, b[1]], b] };
  }
}

const run = (a: Point | undefined, b: Point | undefined): number =>
  a === undefined || b === undefined ? 0 : Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);

/** What a path costs by itself: its length, its bends, leaving upright, no room for a label. */
function ownCost({ from, to, points }: Path, fan: 'from' | 'to' | undefined): number {
  let sum = (points.length - 2) * BEND_COST + (isUpright(from) ? UPRIGHT_COST : 0) + (isUpright(to) ? UPRIGHT_COST : 0);
  for (let index = 1; index < points.length; index += 1) sum += run(points[index - 1], points[index]);
  const out = run(points[0], points[1]);
  const inward = run(points.at(-2), points.at(-1));
  if (Math.max(out, inward) < LABEL_RUN) sum += SHORT_COST;
  // Of equal ways, the one that turns close to the end where many flows meet: they then share its channel.
  if (fan === 'from') sum += out * 0.05;
  if (fan === 'to') sum += inward * 0.05;
  return sum;
}

/** The same, and far more for each box it runs through; at least `most` as soon as that is passed. */
function cost(path: Path, from: Terminal, to: Terminal, obstacles: Obstacles, fan: 'from' | 'to' | undefined, most: number): number {
  const { points } = path;
  let sum = ownCost(path, fan);
  for (let index = 1; index < points.length && sum < most; index += 1) {
    const [a, b] = [points[index - 1], points[index]];
    if (a === undefined || b === undefined) continue;
    // A line may not run back through the box that it came from, either; the stretches at the ports touch it and no more.
    const except = [...(index === 1 ? [from.id] : []), ...(index === points.length - 1 ? [to.id] : [])];
    sum += HIT_COST * obstacles.hits(a, b, CLEARANCE, except);
  }
  return sum;
}

/**
 * The best way from one box to another: right angles, through no box, with few bends, sideways where it can.
 * @param fan the end at which many flows meet, where one has more than the other
 */
export function choosePath(from: Terminal, to: Terminal, obstacles: Obstacles, fan: 'from' | 'to' | undefined): Path {
  let best: Path | undefined;
  let least = Infinity;
  const consider = (paths: Iterable<Path>): void => {
    for (const path of paths) {
      const sum = cost(path, from, to, obstacles, fan, least);
      if (sum < least) [best, least] = [path, sum];
    }
  };
  consider(straight(from.rect, to.rect));
  // Nothing is better than a straight line that nothing stands in the way of.
  if (best !== undefined && least < HIT_COST) return best;
  const span = spanAround(from, to, obstacles);
  consider(angles(from.rect, to.rect));
  consider(steps(from.rect, to.rect, span));
  if (least >= HIT_COST) consider(lanes(from.rect, to.rect, span));
  // Boxes that lie on one another leave no way out; a line between their middles still shows that there is a flow.
  return best ?? { from: 'right', to: 'left', points: [sidePoint(from.rect, 'right'), sidePoint(to.rect, 'left')] };
}
