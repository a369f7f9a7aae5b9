import type { Obstacles } from './obstacles';
import type { Draft } from './ports';

/** Lines side by side stand this far apart. */
const CHANNEL_GAP = 8;
const LEAST_GAP = 3;
/** They keep this far from boxes, and turn no sooner after leaving one. */
const CLEARANCE = 8;
const FIRST_TURN = 10;

/** A line across the middle of a path, which can be shifted. `axis` is the coordinate that shifts: 0 for an upright line. */
interface Segment {
  readonly draft: Draft;
  /** Of its first point. */
  readonly index: number;
  readonly at: number;
  /** Its extent along the other axis, smaller end first. */
  readonly start: number;
  readonly end: number;
  /** To which side the path goes on from each end: -1, 1. */
  readonly fromStart: number;
  readonly fromEnd: number;
  /** Where it may stand. */
  readonly low: number;
  readonly high: number;
}

function segmentsOf(draft: Draft, axis: 0 | 1, obstacles: Obstacles): readonly Segment[] {
  const other = axis === 0 ? 1 : 0;
  const { points } = draft;
  const segments: Segment[] = [];
  for (let index = 1; index < points.length - 2; index += 1) {
    const [before, a, b, after] = [points[index - 1], points[index], points[index + 1], points[index + 2]];
    if (before === undefined || a === undefined || b === undefined || after === undefined) continue;
    if (a[axis] !== b[axis] || a[other] === b[other]) continue;
    const up = a[other] < b[other];
    const [towardsA, towardsB] = [Math.sign(before[axis] - a[axis]), Math.sign(after[axis] - b[axis])];
    let [low, high] = [-Infinity, Infinity];
    // Next to a box the path must first get away from it.
    const leave = (port: number, towards: number): void => {
      if (towards < 0) low = Math.max(low, port + FIRST_TURN);
      else high = Math.min(high, port - FIRST_TURN);
    };
    if (index === 1) leave(before[axis], towardsA);
    if (index === points.length - 3) leave(after[axis], towardsB);
    const [start, end] = up ? [a[other], b[other]] : [b[other], a[other]];
    const reach = 400;
    const area =
      axis === 0
        ? { x: a[0] - reach, y: start - CLEARANCE, width: 2 * reach, height: end - start + 2 * CLEARANCE }
        : { x: start - CLEARANCE, y: a[1] - reach, width: end - start + 2 * CLEARANCE, height: 2 * reach };
    for (const box of obstacles.within(area)) {
      const [near, far] = axis === 0 ? [box.x, box.x + box.width] : [box.y, box.y + box.height];
      if (far <= a[axis]) low = Math.max(low, far + CLEARANCE);
      else if (near >= a[axis]) high = Math.min(high, near - CLEARANCE);
    }
    segments.push({
      draft,
      index,
      at: a[axis],
      start,
      end,
      fromStart: up ? towardsA : towardsB,
      fromEnd: up ? towardsB : towardsA,
      low,
      high,
    });
  }
  return segments;
}

const inside = (value: number, { start, end }: Segment): boolean => value > start && value < end;

/** Above 0 if `a` should stand beyond `b` so that the two do not cross: each end that lies beside the other pulls to where its path goes on. */
function pull(a: Segment, b: Segment): number {
  return (
    (inside(a.start, b) ? a.fromStart : 0) +
    (inside(a.end, b) ? a.fromEnd : 0) -
    (inside(b.start, a) ? b.fromStart : 0) -
    (inside(b.end, a) ? b.fromEnd : 0)
  );
}

/** Lines that would lie on or close beside one another. */
function clusters(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const groups: Segment[][] = [];
  const meets = (a: Segment, b: Segment): boolean => Math.abs(a.at - b.at) < CHANNEL_GAP && a.start < b.end + 2 && b.start < a.end + 2;
  for (const segment of segments) {
    const touching = groups.filter((group) => group.some((other) => meets(segment, other)));
    const merged = [segment, ...touching.flat()];
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.filter((group) => group.length > 1);
}

function shift({ draft, index }: Segment, axis: 0 | 1, to: number): void {
  const [a, b] = [draft.points[index], draft.points[index + 1]];
  if (a !== undefined) a[axis] = to;
  if (b !== undefined) b[axis] = to;
}

/** Stands the lines of a cluster side by side, in the order in which they cross least. */
function fanOut(cluster: readonly Segment[], axis: 0 | 1): void {
  const scored = cluster.map((segment) => ({
    segment,
    score: cluster.reduce((sum, other) => sum + (other === segment ? 0 : pull(segment, other)), 0),
  }));
  scored.sort((a, b) => a.score - b.score || a.segment.at - b.segment.at || (a.segment.draft.id < b.segment.draft.id ? -1 : 1));
  const low = Math.max(...cluster.map((segment) => segment.low));
  const high = Math.min(...cluster.map((segment) => segment.high));
  const steps = cluster.length - 1;
  const gap = Number.isFinite(high - low) ? Math.max(LEAST_GAP, Math.min(CHANNEL_GAP, (high - low) / steps)) : CHANNEL_GAP;
  const middle = cluster.reduce((sum, segment) => sum + segment.at, 0) / cluster.length;
  // They spread away from the nearer limit, so that the first stays where it turned.
  const first = middle - low < high - middle ? middle : middle - steps * gap;
  const begin = Math.min(Math.max(first, low), high - steps * gap);
  scored.forEach(({ segment }, index) => shift(segment, axis, (Number.isFinite(begin) ? begin : first) + index * gap));
}

/** Moves lines of different flows that lie on one another apart, 8 between them, without new crossings where that can be. */
export function separateChannels(drafts: readonly Draft[], obstacles: Obstacles): void {
  for (const axis of [0, 1] as const) {
    for (const cluster of clusters(drafts.flatMap((draft) => segmentsOf(draft, axis, obstacles)))) fanOut(cluster, axis);
  }
}
