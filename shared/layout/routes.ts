import type { FlowId } from '../model/ids';
import type { Point } from '../model/schema';
import { separateChannels } from './channels';
import { Obstacles } from './obstacles';
import { choosePath, type Path } from './paths';
import { assignPorts, type Draft } from './ports';
import { bottom, centreX, centreY, type Rect, right, type Side } from './rect';
import type { Scene, SceneFlow } from './scene';

/** The way of a flow on a diagram: right angles from the side of one box to the side of another. */
export interface Route {
  readonly points: readonly Point[];
  /** The sides it leaves from and comes in at. */
  readonly from: Side;
  readonly to: Side;
}

/** Above this many flows each goes its own way, without regard to the others: ordering them all would cost too much. */
const MOST_ORDERED = 600;

/** A flow from an element to itself: a loop over its corner. */
function loop(rect: Rect): Route {
  const y = centreY(rect) - 8;
  const x = centreX(rect) + 16;
  return {
    from: 'right',
    to: 'top',
    points: [
      [right(rect), y],
      [right(rect) + 24, y],
      [right(rect) + 24, rect.y - 20],
      [x, rect.y - 20],
      [x, rect.y],
    ],
  };
}

/** Where a path that comes from `next` leaves the box: straight across if it can, else at the middle of the nearer side. */
function portTowards(rect: Rect, [x, y]: Point): { readonly port: Point; readonly side: Side } {
  if (y >= rect.y && y <= bottom(rect))
    return x < centreX(rect) ? { port: [rect.x, y], side: 'left' } : { port: [right(rect), y], side: 'right' };
  if (x >= rect.x && x <= right(rect))
    return y < centreY(rect) ? { port: [x, rect.y], side: 'top' } : { port: [x, bottom(rect)], side: 'bottom' };
  return y < centreY(rect) ? { port: [centreX(rect), rect.y], side: 'top' } : { port: [centreX(rect), bottom(rect)], side: 'bottom' };
}

/** A point between two that do not stand in one line, so that every angle is right. */
function withCorners(points: readonly Point[]): readonly Point[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before === undefined || before[0] === point[0] || before[1] === point[1]) return [point];
    return [[before[0], point[1]] as const, point];
  });
}

/** A flow that was led by hand. */
function ledBy(via: readonly Point[], from: Rect, to: Rect): Route | undefined {
  const [first] = via;
  const last = via.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const start = portTowards(from, first);
  const end = portTowards(to, last);
  return { from: start.side, to: end.side, points: withCorners([start.port, ...via, end.port]) };
}

/** Without points that lie on the line between their neighbours, and without ones that say nothing new. */
function simplified(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    const before = kept.at(-2);
    if (last !== undefined && last[0] === point[0] && last[1] === point[1]) continue;
    const onLine =
      before !== undefined &&
      last !== undefined &&
      ((before[0] === last[0] && last[0] === point[0]) || (before[1] === last[1] && last[1] === point[1]));
    if (onLine) kept.pop();
    kept.push(point);
  }
  return kept;
}

/** How many flows meet at each side's worth of a box: those that begin there and those that end there. */
function fans(flows: Iterable<SceneFlow>): (flow: SceneFlow) => 'from' | 'to' | undefined {
  const out = new Map<string, number>();
  const into = new Map<string, number>();
  for (const { from, to } of flows) {
    out.set(from, (out.get(from) ?? 0) + 1);
    into.set(to, (into.get(to) ?? 0) + 1);
  }
  return ({ from, to }) => {
    const [leaving, entering] = [out.get(from) ?? 0, into.get(to) ?? 0];
    if (leaving === entering) return leaving > 1 ? 'from' : undefined;
    return leaving > entering ? 'from' : 'to';
  };
}

const rounded = (points: readonly (readonly [number, number])[]): readonly Point[] =>
  points.map(([x, y]) => [Math.round(x * 2) / 2, Math.round(y * 2) / 2]);

/**
 * Leads every flow of a scene (LOOK, "Flow"): through no box, sideways where it can, ports and channels side by side in the
 * order of the far ends. The same scene gives the same routes, whatever the order of its flows.
 * @param only lead just these again, beside the others as they were: what a drag needs
 */
export function routeFlows(
  scene: Scene,
  only?: { readonly flows: ReadonlySet<FlowId>; readonly before: ReadonlyMap<FlowId, Route> },
): ReadonlyMap<FlowId, Route> {
  const obstacles = new Obstacles([...scene.nodes.values()].map(({ id, rect }) => [id, rect] as const));
  const fan = fans(scene.flows.values());
  const routes = new Map<FlowId, Route>();
  const drafts: Draft[] = [];
  for (const flow of [...scene.flows.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const from = scene.nodes.get(flow.from);
    const to = scene.nodes.get(flow.to);
    if (from === undefined || to === undefined) continue;
    const known = only === undefined || only.flows.has(flow.id) ? undefined : only.before.get(flow.id);
    if (known !== undefined) {
      routes.set(flow.id, known);
      continue;
    }
    if (from.id === to.id) {
      routes.set(flow.id, loop(from.rect));
      continue;
    }
    const led = flow.via === undefined ? undefined : ledBy(flow.via, from.rect, to.rect);
    if (led !== undefined) {
      routes.set(flow.id, led);
      continue;
    }
    const path: Path = choosePath({ id: from.id, rect: from.rect }, { id: to.id, rect: to.rect }, obstacles, fan(flow));
    drafts.push({
      id: flow.id,
      from: { id: from.id, rect: from.rect },
      to: { id: to.id, rect: to.rect },
      path,
      points: path.points.map(([x, y]) => [x, y]),
    });
  }
  if (drafts.length <= MOST_ORDERED) {
    assignPorts(drafts);
    separateChannels(drafts, obstacles);
  }
  for (const draft of drafts)
    routes.set(draft.id as FlowId, { from: draft.path.from, to: draft.path.to, points: simplified(rounded(draft.points)) }); // it was a flow's id above
  return routes;
}

/** The length of a straight piece. */
export const lengthOf = (a: Point, b: Point): number => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);

const RADIUS = 8;

/** The route as the `d` of an SVG path, its corners rounded by 8; `shorten` leaves room for the arrow's head. */
export function svgPath({ points }: Route, shorten = 0): string {
  const [first] = points;
  if (first === undefined) return '';
  const parts = [`M${first[0]} ${first[1]}`];
  for (let index = 1; index < points.length; index += 1) {
    const [before, here, next] = [points[index - 1], points[index], points[index + 1]];
    if (before === undefined || here === undefined) continue;
    if (next === undefined) {
      const length = lengthOf(before, here) || 1;
      const share = Math.max(0, length - shorten) / length;
      parts.push(`L${before[0] + (here[0] - before[0]) * share} ${before[1] + (here[1] - before[1]) * share}`);
      continue;
    }
    const radius = Math.min(RADIUS, lengthOf(before, here) / 2, lengthOf(here, next) / 2);
    const start = [here[0] - Math.sign(here[0] - before[0]) * radius, here[1] - Math.sign(here[1] - before[1]) * radius];
    const end = [here[0] + Math.sign(next[0] - here[0]) * radius, here[1] + Math.sign(next[1] - here[1]) * radius];
    parts.push(`L${start.join(' ')}Q${here[0]} ${here[1]} ${end.join(' ')}`);
  }
  return parts.join('');
}

/** The arrow's head as the `d` of an SVG path: 8 long, 7.2 wide, filled. */
export function arrowHead({ points, to }: Route): string {
  const last = points.at(-1);
  if (last === undefined) return '';
  const [x, y] = last;
  switch (to) {
    case 'left':
      return `M${x} ${y}L${x - 8} ${y + 3.6}V${y - 3.6}Z`;
    case 'right':
      return `M${x} ${y}L${x + 8} ${y - 3.6}V${y + 3.6}Z`;
    case 'bottom':
      return `M${x} ${y}L${x + 3.6} ${y + 8}H${x - 3.6}Z`;
    case 'top':
      return `M${x} ${y}L${x - 3.6} ${y - 8}H${x + 3.6}Z`;
  }
}
