import type { ElementId } from '../model/ids';
import type { Point } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import type { NodeLook } from './node-size';
import { snapped } from './rect';

/** Elements that stand right above and below the only one they have to do with. */
export interface Stack {
  /** From the head upwards, and from it downwards. */
  readonly above: readonly ElementId[];
  readonly below: readonly ElementId[];
}

/** Between a head and what stands above or below it: room for the label of the flow between them. */
const GAP = 56;
/** More than one on each side would run flows through the nearer one. */
const MOST_EACH = 1;

/** The neighbours of every element. */
function neighbours(model: ThreatModel): ReadonlyMap<ElementId, ReadonlySet<ElementId>> {
  const found = new Map<ElementId, Set<ElementId>>();
  const add = (a: ElementId, b: ElementId): void => {
    const set = found.get(a) ?? new Set();
    found.set(a, set);
    set.add(b);
  };
  for (const { from, to } of model.flows.values()) {
    if (from === to) continue;
    add(from, to);
    add(to, from);
  }
  return found;
}

/**
 * Which elements stand above or below another instead of in a column of their own: those that have flows with that one
 * alone, in the same boundary, if the other has more neighbours. Callers stand below, what is called above; stores first.
 * Keyed by the head.
 */
export function stacksOf(model: ThreatModel, looks: ReadonlyMap<ElementId, NodeLook>): ReadonlyMap<ElementId, Stack> {
  const around = neighbours(model);
  const leaves = new Map<ElementId, { readonly id: ElementId; readonly calls: boolean }[]>();
  for (const [id, set] of around) {
    const [head] = set;
    if (set.size !== 1 || head === undefined) continue;
    const [own, other] = [model.elements.get(id), model.elements.get(head)];
    if (own === undefined || other === undefined || own.in !== other.in || !looks.has(id) || !looks.has(head)) continue;
    if ((around.get(head)?.size ?? 0) < 2) continue;
    const calls = [...model.flows.values()].some((flow) => flow.from === id && flow.to === head);
    const list = leaves.get(head) ?? [];
    leaves.set(head, list);
    list.push({ id, calls });
  }
  const stacks = new Map<ElementId, Stack>();
  for (const [head, list] of leaves) {
    // At least two neighbours stay in the flow of the diagram, or the head would have no place in it.
    const most = Math.min(2 * MOST_EACH, (around.get(head)?.size ?? 0) - 1);
    const called = list.filter(({ calls }) => !calls).map(({ id }) => id);
    const callers = list.filter(({ calls }) => calls).map(({ id }) => id);
    const above = called.slice(0, MOST_EACH);
    const below = [...callers, ...called.slice(MOST_EACH)].slice(0, Math.max(0, Math.min(MOST_EACH, most - above.length)));
    if (above.length + below.length > 0) stacks.set(head, { above: above.slice(0, most), below });
  }
  return stacks;
}

const heightOf = (ids: readonly ElementId[], looks: ReadonlyMap<ElementId, NodeLook>): number =>
  ids.reduce((sum, id) => sum + (looks.get(id)?.height ?? 0) + GAP, 0);

/** The box that a stack takes, and how far below its top the middle of the head is: where flows are led to. */
export function stackBox(
  stack: Stack,
  head: ElementId,
  looks: ReadonlyMap<ElementId, NodeLook>,
): { readonly width: number; readonly height: number; readonly middle: number } {
  const own = looks.get(head)?.height ?? 0;
  const above = heightOf(stack.above, looks);
  return {
    width: Math.max(...[...stack.above, head, ...stack.below].map((id) => looks.get(id)?.width ?? 0)),
    height: above + own + heightOf(stack.below, looks),
    middle: above + own / 2,
  };
}

/** Where each of a stack stands, if its box begins at x, y. */
export function unstacked(
  stack: Stack,
  head: ElementId,
  x: number,
  y: number,
  looks: ReadonlyMap<ElementId, NodeLook>,
): ReadonlyMap<ElementId, Point> {
  const { width } = stackBox(stack, head, looks);
  const places = new Map<ElementId, Point>();
  let top = y;
  for (const id of [...stack.above.toReversed(), head, ...stack.below]) {
    places.set(id, [snapped(x + (width - (looks.get(id)?.width ?? 0)) / 2), snapped(top)]);
    top += (looks.get(id)?.height ?? 0) + GAP;
  }
  return places;
}
