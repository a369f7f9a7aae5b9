import type { FlowId } from '../model/ids';
import type { Point } from '../model/schema';
import { Obstacles } from './obstacles';
import { around, between, bottom, grown, type Rect, right } from './rect';
import { lengthOf, type Route } from './routes';
import type { Scene } from './scene';
import { textWidth } from './text-width';

/** One form of a flow's label, by how much it says. */
export interface LabelForm<Id extends string = string> {
  readonly id: Id;
  readonly width: number;
}

/** What a flow wants to have written on it. */
export interface LabelWish<Id extends string = string> {
  readonly flow: FlowId;
  /** Fullest first: what does not fit gives way to the next. */
  readonly forms: readonly LabelForm<Id>[];
  /** The width of the threat badge that stands on the line, 0 for none. */
  readonly badge: number;
  /** True if many flows leave the near end, so that the label belongs to the far one. */
  readonly fans: boolean;
}

/** Where a label went. */
export interface PlacedLabel<Id extends string = string> {
  readonly form: Id;
  readonly rect: Rect;
  /** The middle of the badge; undefined where there is none. */
  readonly badge: Point | undefined;
}

/** LOOK: labels are 18 high, badges 17. */
export const LABEL_HEIGHT = 18;
const BADGE_HEIGHT = 17;
const BADGE_GAP = 4;
/** Straight before the arrow's head. */
const FAR_RUN = 56;
const HEAD = 9;
const BESIDE = 10;

interface Candidate {
  readonly label: Rect;
  readonly badge: Rect | undefined;
  /** From the line to a label beside it: another flow's line in there would take the label for its own. */
  readonly reach?: Rect;
}

interface Piece {
  readonly a: Point;
  readonly b: Point;
  readonly length: number;
  readonly level: boolean;
}

const piecesOf = ({ points }: Route): readonly Piece[] =>
  points.flatMap((b, index) => {
    const a = points[index - 1];
    return a === undefined ? [] : [{ a, b, length: lengthOf(a, b), level: a[1] === b[1] }];
  });

/** The same, cut where the line of a boundary crosses it: a label stands on one side of the line or on the other. */
function stretchesOf(route: Route, scene: Scene): readonly Piece[] {
  return piecesOf(route).flatMap(({ a, b, level }) => {
    const axis = level ? 0 : 1;
    const cuts = [...scene.boundaries.values()].flatMap(({ rect }) => {
      const across = level ? a[1] > rect.y && a[1] < bottom(rect) : a[0] > rect.x && a[0] < right(rect);
      return across ? (level ? [rect.x, right(rect)] : [rect.y, bottom(rect)]) : [];
    });
    const [low, high] = [Math.min(a[axis], b[axis]), Math.max(a[axis], b[axis])];
    const inside = cuts.filter((cut) => cut > low && cut < high).sort((x, y) => (a[axis] < b[axis] ? x - y : y - x));
    const at = (value: number): Point => (level ? [value, a[1]] : [a[0], value]);
    const ends = [a, ...inside.map(at), b];
    return ends.flatMap((end, index): Piece[] => {
      const start = ends[index - 1];
      return start === undefined ? [] : [{ a: start, b: end, length: lengthOf(start, end), level }];
    });
  });
}

const boxAt = (x: number, y: number, width: number, height: number): Rect => ({ x: x - width / 2, y: y - height / 2, width, height });

/** Label and badge on a level line, side by side, with the middle of both at x. */
function onLine(x: number, y: number, width: number, badge: number): Candidate {
  const whole = width + (badge === 0 ? 0 : BADGE_GAP + badge);
  const left = x - whole / 2;
  return {
    label: { x: left, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT },
    badge: badge === 0 ? undefined : { x: left + width + BADGE_GAP, y: y - BADGE_HEIGHT / 2, width: badge, height: BADGE_HEIGHT },
  };
}

/** Label beside the line and the badge on it. */
function offLine(label: Rect, on: Point, badge: number): Candidate {
  const reach = around([label, { x: on[0], y: on[1], width: 0, height: 0 }]) ?? label;
  return { label, reach, badge: badge === 0 ? undefined : boxAt(on[0], on[1], badge, BADGE_HEIGHT) };
}

/** Places on a level line: at its far end, in the middle, at its near end; then above and below it. */
function* onLevel(
  { a, b, length }: Piece,
  width: number,
  badge: number,
  last: boolean,
  first: boolean,
  fans: boolean,
): Generator<Candidate> {
  const [x, y] = [(a[0] + b[0]) / 2, a[1]];
  const whole = width + (badge === 0 ? 0 : BADGE_GAP + badge);
  const towards = Math.sign(b[0] - a[0]);
  const far: Candidate | undefined =
    last && length >= whole + HEAD + 4 ? onLine(b[0] - towards * (HEAD + whole / 2), y, width, badge) : undefined;
  const near: Candidate | undefined = first && length >= whole + 8 ? onLine(a[0] + towards * (4 + whole / 2), y, width, badge) : undefined;
  const middle: Candidate | undefined =
    length >= whole + (last ? HEAD + 8 : 12) ? onLine(last ? x - (towards * HEAD) / 2 : x, y, width, badge) : undefined;
  for (const candidate of fans && length < 3 * FAR_RUN ? [far, middle, near] : [middle, far, near])
    if (candidate !== undefined) yield candidate;
  if (length < 24) return;
  yield offLine(boxAt(x, y - 20, width, LABEL_HEIGHT), [x, y], badge);
  yield offLine(boxAt(x, y + 20, width, LABEL_HEIGHT), [x, y], badge);
}

/** Places on an upright line: across it where it is long, else to its right, to its left. */
function* onUpright({ a, b, length }: Piece, width: number, badge: number, last: boolean): Generator<Candidate> {
  const x = a[0];
  const y = (a[1] + b[1]) / 2 + (last ? (Math.sign(a[1] - b[1]) * HEAD) / 2 : 0);
  if (length >= 48) {
    for (const share of [0, -0.2, 0.2]) {
      const middle = y + share * length;
      // Across the line, the badge stands below the label and still on the line.
      const label = boxAt(x, badge === 0 ? middle : middle - BADGE_HEIGHT / 2 - 1, width, LABEL_HEIGHT);
      yield { label, badge: badge === 0 ? undefined : boxAt(x, label.y + LABEL_HEIGHT + BADGE_HEIGHT / 2 + 2, badge, BADGE_HEIGHT) };
    }
  }
  if (length < 18) return;
  yield offLine(boxAt(x + BESIDE + width / 2, y, width, LABEL_HEIGHT), [x, y], badge);
  yield offLine(boxAt(x - BESIDE - width / 2, y, width, LABEL_HEIGHT), [x, y], badge);
}

function* candidates(pieces: readonly Piece[], width: number, { badge, fans }: LabelWish): Generator<Candidate> {
  const last = pieces.at(-1);
  // The run that leads in, where many leave the near end; else the longest.
  const order = pieces.map((piece, index) => ({ piece, index })).sort((x, y) => y.piece.length - x.piece.length);
  const sorted =
    fans && last !== undefined ? [...order.filter(({ piece }) => piece === last), ...order.filter(({ piece }) => piece !== last)] : order;
  for (const { piece, index } of sorted) {
    const isLast = index === pieces.length - 1;
    if (piece.level) yield* onLevel(piece, width, badge, isLast, index === 0, fans);
    else yield* onUpright(piece, width, badge, isLast);
  }
}

/** What no label may lie on: boxes with the badges above their edge, boundary lines and names. */
function* fixedObstacles(scene: Scene): Generator<readonly [string, Rect]> {
  for (const { id, rect } of scene.nodes.values()) {
    yield [id, grown(rect, 2)];
    yield [id, { x: right(rect) - 76, y: rect.y - 12, width: 80, height: 20 }];
  }
  for (const { id, rect, name, kindName } of scene.boundaries.values()) {
    yield [id, { x: rect.x, y: rect.y - 1, width: rect.width, height: 2 }];
    yield [id, { x: rect.x, y: bottom(rect) - 1, width: rect.width, height: 2 }];
    yield [id, { x: rect.x - 1, y: rect.y, width: 2, height: rect.height }];
    yield [id, { x: right(rect) - 1, y: rect.y, width: 2, height: rect.height }];
    const words = textWidth(name, 11, 600) + textWidth(kindName, 11) + 100;
    yield [id, { x: rect.x + 12, y: rect.y + 6, width: Math.min(words, rect.width - 16), height: 24 }];
  }
}

/** The lines of all flows as thin boxes, each under its flow's id. */
function* linesOf(routes: ReadonlyMap<FlowId, Route>): Generator<readonly [string, Rect]> {
  for (const [id, route] of routes) for (const { a, b } of piecesOf(route)) yield [id, grown(between(a, b), 1)];
}

const badgeBox = ([x, y]: Point, width: number): Rect => boxAt(x, y, width, BADGE_HEIGHT);

/**
 * Puts labels and badges on flows (LOOK, "Label"): never on a box, a boundary's line or name, another flow's line or another
 * label. What does not fit says less; what fits nowhere is left out.
 * Shorter flows choose first, since they have less to choose from.
 * @param kept labels that stay where they are
 */
export function placeLabels<Id extends string>(
  scene: Scene,
  routes: ReadonlyMap<FlowId, Route>,
  wishes: readonly LabelWish<Id>[],
  kept: ReadonlyMap<FlowId, PlacedLabel<Id>> = new Map(),
): ReadonlyMap<FlowId, PlacedLabel<Id>> {
  const placed = new Map<FlowId, PlacedLabel<Id>>();
  if (wishes.length === 0) return placed;
  const fixed = new Obstacles(fixedObstacles(scene));
  const lines = new Obstacles(linesOf(routes));
  const taken = new Obstacles([]);
  for (const [id, { rect }] of kept) taken.add(id, rect);
  const onlyOwnLine = (box: Rect, flow: FlowId): boolean => !lines.blocks(box, (id) => id === flow);
  const isFree = (box: Rect, flow: FlowId): boolean => !fixed.blocks(box) && onlyOwnLine(box, flow) && !taken.blocks(grown(box, 2));

  const total = new Map(
    wishes.map(({ flow }) => [
      flow,
      (routes.get(flow)?.points ?? []).reduce((sum, point, index, all) => sum + lengthOf(all[index - 1] ?? point, point), 0),
    ]),
  );
  const sorted = [...wishes].sort((a, b) => (total.get(a.flow) ?? 0) - (total.get(b.flow) ?? 0) || (a.flow < b.flow ? -1 : 1));
  for (const wish of sorted) {
    const route = routes.get(wish.flow);
    if (route === undefined) continue;
    const choice = firstFree(
      stretchesOf(route, scene),
      wish,
      ({ label, badge, reach }) =>
        isFree(label, wish.flow) &&
        (badge === undefined || isFree(badge, wish.flow)) &&
        (reach === undefined || onlyOwnLine(reach, wish.flow)),
    );
    if (choice === undefined) continue;
    placed.set(wish.flow, choice);
    taken.add(wish.flow, choice.rect);
    if (choice.badge !== undefined) taken.add(wish.flow, badgeBox(choice.badge, wish.badge));
  }
  return placed;
}

function firstFree<Id extends string>(
  pieces: readonly Piece[],
  wish: LabelWish<Id>,
  isFree: (candidate: Candidate) => boolean,
): PlacedLabel<Id> | undefined {
  for (const { id, width } of wish.forms) {
    for (const candidate of candidates(pieces, width, wish)) {
      if (!isFree(candidate)) continue;
      const { label, badge } = candidate;
      return { form: id, rect: label, badge: badge && [badge.x + badge.width / 2, badge.y + badge.height / 2] };
    }
  }
  return undefined;
}
