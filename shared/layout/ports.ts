import type { Point } from '../model/schema';
import { CORNER, type Path, sharedMiddle } from './paths';
import { bottom, type Rect, right, type Side } from './rect';

/** A path on its way to a route: its points may still move along their sides and channels. */
export interface Draft {
  readonly id: string;
  readonly from: { readonly id: string; readonly rect: Rect };
  readonly to: { readonly id: string; readonly rect: Rect };
  readonly path: Path;
  readonly points: [number, number][];
}

/** Ports on one side stand this far apart, closer where there is no room. */
const PORT_GAP = 8;
/** Where flows only come in they stand further apart, so that each has room for its label. */
const INWARD_GAP = 20;

interface End {
  readonly draft: Draft;
  readonly which: 'from' | 'to';
  readonly side: Side;
  /** Where it turns next, seen from the side: -1 towards smaller coordinates, 0 not at all, 1 towards larger ones. */
  readonly turn: -1 | 0 | 1;
  /** How far from the side it turns, and the coordinate along the side to which it then goes. */
  readonly out: number;
  readonly goal: number;
  /** For a flow that runs straight: the coordinate that suits both of its ends. */
  straight: number | undefined;
}

const isUpright = (side: Side): boolean => side === 'top' || side === 'bottom';
/** The coordinate along the side: x on top and bottom, y on left and right. */
const along = (side: Side): 0 | 1 => (isUpright(side) ? 0 : 1);
const stretch = (rect: Rect, side: Side): readonly [number, number] => (isUpright(side) ? [rect.x, right(rect)] : [rect.y, bottom(rect)]);

const at = (points: readonly [number, number][], index: number): Point => points[index] ?? [0, 0];

function endOf(draft: Draft, which: 'from' | 'to'): End {
  const side = draft.path[which];
  const ordered = which === 'from' ? draft.points : draft.points.toReversed();
  const axis = along(side);
  const across = axis === 0 ? 1 : 0;
  const [port, first, second] = [at(ordered, 0), at(ordered, 1), at(ordered, Math.min(2, ordered.length - 1))];
  const difference = second[axis] - first[axis];
  return {
    draft,
    which,
    side,
    turn: ordered.length < 3 || difference === 0 ? 0 : difference < 0 ? -1 : 1,
    out: Math.abs(first[across] - port[across]),
    goal: ordered.length < 3 ? first[axis] : second[axis],
    straight: undefined,
  };
}

/**
 * The order of the ports on a side in which no two flows cross between it and their first turn: those that turn back
 * first, the one that turns soonest outermost.
 */
function inOrder(a: End, b: End): number {
  if (a.turn !== b.turn) return a.turn - b.turn;
  if (a.turn === -1 && a.out !== b.out) return a.out - b.out;
  if (a.turn === 1 && a.out !== b.out) return b.out - a.out;
  return a.goal - b.goal || (a.draft.id < b.draft.id ? -1 : 1);
}

/** Where the ports of a side stand if none of its flows has to be straight: evenly about the middle. */
function evenly(ends: readonly End[], rect: Rect, side: Side): readonly number[] {
  const [start, end] = stretch(rect, side);
  const [low, high] = [start + CORNER, end - CORNER];
  const most = ends.every(({ which }) => which === 'to') ? INWARD_GAP : PORT_GAP;
  const gap = ends.length > 1 ? Math.min(most, (high - low) / (ends.length - 1)) : 0;
  return ends.map((_, index) => (low + high) / 2 + (index - (ends.length - 1) / 2) * gap);
}

/**
 * The coordinates of straight flows, which must suit both of their ends: the port of the fuller side decides, since the
 * other has more room to give way. Several between the same two boxes stand side by side.
 */
function alignStraight(sides: Iterable<readonly End[]>): void {
  const wishes = new Map<Draft, { readonly ends: End[]; fullest: number; at: number }>();
  for (const side of sides) {
    const [first] = side;
    if (first === undefined) continue;
    const ports = evenly(side, first.draft[first.which].rect, first.side);
    side.forEach((end, index) => {
      if (end.draft.points.length !== 2) return;
      const wish = wishes.get(end.draft) ?? { ends: [], fullest: 0, at: 0 };
      wishes.set(end.draft, wish);
      wish.ends.push(end);
      if (side.length > wish.fullest) [wish.fullest, wish.at] = [side.length, ports[index] ?? 0];
    });
  }
  for (const [{ from, to }, { ends, at }] of wishes) {
    const [first] = ends;
    if (first === undefined) continue;
    const [low, high] = sharedMiddle(...stretch(from.rect, first.side), ...stretch(to.rect, first.side)) ?? [at, at];
    for (const end of ends) end.straight = Math.min(high, Math.max(low, at));
  }
}

/** Ports are never nearer than this, if there is any room. */
const LEAST_GAP = 6;
/** As close to a corner as a port may be pushed. */
const LEAST_CORNER = 4;

/** Coordinates along the side for its ends, in their order: straight ones where they must be, the others around them. */
function spread(ends: readonly End[], rect: Rect, side: Side): readonly number[] {
  const [start, end] = stretch(rect, side);
  const ports = evenly(ends, rect, side).map((port, index) => ends[index]?.straight ?? port);
  const isFixed = (index: number): boolean => ends[index]?.straight !== undefined;
  for (let index = 1; index < ports.length; index += 1) {
    const least = (ports[index - 1] ?? 0) + LEAST_GAP;
    if (!isFixed(index) && (ports[index] ?? 0) < least) ports[index] = Math.min(least, end - LEAST_CORNER);
  }
  for (let index = ports.length - 2; index >= 0; index -= 1) {
    const most = (ports[index + 1] ?? 0) - LEAST_GAP;
    if (!isFixed(index) && (ports[index] ?? 0) > most) ports[index] = Math.max(most, start + LEAST_CORNER);
  }
  return ports;
}

/** Moves an end of a path to its port; the next point follows so that the angle stays right. */
function move({ draft, which, side }: End, coordinate: number): void {
  const axis = along(side);
  const { points } = draft;
  const [port, next] = which === 'from' ? [points[0], points[1]] : [points.at(-1), points.at(-2)];
  if (port === undefined || next === undefined) return;
  port[axis] = coordinate;
  next[axis] = coordinate;
}

/**
 * Gives every flow a port of its own at both ends (LOOK, "Flow"): 8 apart on a side, ordered by where the flows go, so
 * that no two cross right at the box. Straight ones stay straight.
 */
export function assignPorts(drafts: readonly Draft[]): void {
  const sides = new Map<string, End[]>();
  for (const end of drafts.flatMap((draft) => [endOf(draft, 'from'), endOf(draft, 'to')])) {
    const key = `${end.draft[end.which].id} ${end.side}`;
    const side = sides.get(key);
    if (side === undefined) sides.set(key, [end]);
    else side.push(end);
  }
  for (const side of sides.values()) side.sort(inOrder);
  alignStraight(sides.values());
  for (const side of sides.values()) {
    const [first] = side;
    if (first === undefined) continue;
    const ports = spread(side, first.draft[first.which].rect, first.side);
    side.forEach((end, index) => move(end, ports[index] ?? 0));
  }
}
