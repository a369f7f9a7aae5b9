import type { ElementId } from '../model/ids';
import { enclosing, type ThreatModel } from '../model/threat-model';
import type { Stack } from './stacks';

/** An edge of ELK's JSON graph. */
export interface ElkEdge {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  /** The way of the edge, in an answer. */
  readonly sections?: readonly ElkSection[];
}
/** A stretch of an edge: where it begins, where it bends, where it ends. */
interface ElkSection {
  readonly startPoint: ElkPoint;
  readonly bendPoints?: readonly ElkPoint[];
  readonly endPoint: ElkPoint;
}
interface ElkPoint {
  readonly x: number;
  readonly y: number;
}

/** Up to so many elements ELK sees flows across boundaries itself; beyond, it would take seconds (ATTACK-TREES, "Layout"). */
const MOST_AT_ONCE = 150;
/**
 * So many edges for each box ELK is shown beyond that: for 20 boxes that all call one another it takes 47 s with 283 edges,
 * half a second with 40. It only decides who stands beside whom, and those with most flows between them are to.
 */
const EDGES_FOR_A_BOX = 2;

/** True if flows are lifted to boundaries before ELK sees them. */
export const isLifted = (model: ThreatModel): boolean => model.elements.size > MOST_AT_ONCE;

/** Flows between the same two boxes, in either direction. */
interface Bundle {
  readonly id: string;
  readonly ends: readonly [string, string];
  /** Flows from the first end to the second, and back. */
  there: number;
  back: number;
}

/** The boundaries around an element, outermost first. */
const chainOf = (model: ThreatModel, id: ElementId): readonly string[] => [...enclosing(model, model.elements.get(id)?.in)].reverse();

/** The innermost boundary around both ends, and the boxes directly in it that they stand in. */
function lift(
  model: ThreatModel,
  from: { readonly element: ElementId; readonly node: string },
  to: { readonly element: ElementId; readonly node: string },
): { readonly holder: string; readonly source: string; readonly target: string } {
  const [a, b] = [
    [...chainOf(model, from.element), from.node],
    [...chainOf(model, to.element), to.node],
  ];
  let depth = 0;
  while (depth < a.length - 1 && depth < b.length - 1 && a[depth] === b[depth]) depth += 1;
  return { holder: depth === 0 ? 'root' : (a[depth - 1] ?? 'root'), source: a[depth] ?? from.node, target: b[depth] ?? to.node };
}

/** The bundles of most flows, where there are too many, in the order in which they came. */
function strongest(bundles: readonly Bundle[], most: number): readonly Bundle[] {
  if (bundles.length <= most) return bundles;
  const flows = ({ there, back }: Bundle): number => there + back;
  const kept = new Set(bundles.toSorted((a, b) => flows(b) - flows(a) || (a.id < b.id ? -1 : 1)).slice(0, most));
  return bundles.filter((bundle) => kept.has(bundle));
}

/** Edges of a graph for ELK. */
export interface ElkEdges {
  /** By the boundary that holds them, `root` outside of all. */
  readonly held: ReadonlyMap<string, readonly ElkEdge[]>;
  /** Boundaries in which nearly everything calls everything, and edges tell nothing about who should stand where. */
  readonly dense: ReadonlySet<string>;
}

/**
 * The edges of a graph for ELK.
 * @param member elements that stand in a stack, by the head of which
 */
export function elkEdges(model: ThreatModel, stacks: ReadonlyMap<ElementId, Stack>, member: ReadonlyMap<string, string>): ElkEdges {
  const portOf = (node: string, port: 'in' | 'out'): string => (stacks.has(node as ElementId) ? `${node}:${port}` : node); // only an id of the map is found in it
  const edge = (id: string, source: string, target: string): ElkEdge => ({
    id,
    sources: [portOf(source, 'out')],
    targets: [portOf(target, 'in')],
  });
  const flows = [...model.flows].flatMap(([id, { from, to }]) => {
    const [source, target] = [member.get(from) ?? from, member.get(to) ?? to];
    return source === target || !model.elements.has(from) || !model.elements.has(to) ? [] : [{ id, from, to, source, target }];
  });
  if (!isLifted(model))
    return { held: new Map([['root', flows.map(({ id, source, target }) => edge(id, source, target))]]), dense: new Set() };

  const bundles = new Map<string, Map<string, Bundle>>();
  for (const { id, from, to, source: fromNode, target: toNode } of flows) {
    const { holder, source, target } = lift(model, { element: from, node: fromNode }, { element: to, node: toNode });
    if (source === target) continue;
    const held = bundles.get(holder) ?? new Map<string, Bundle>();
    bundles.set(holder, held);
    const [there, back] = [held.get(`${source} ${target}`), held.get(`${target} ${source}`)];
    if (there !== undefined) there.there += 1;
    else if (back !== undefined) back.back += 1;
    else held.set(`${source} ${target}`, { id, ends: [source, target], there: 1, back: 0 });
  }
  const held = new Map<string, readonly ElkEdge[]>();
  const dense = new Set<string>();
  for (const [holder, between] of bundles) {
    const all = [...between.values()];
    const most = EDGES_FOR_A_BOX * new Set(all.flatMap(({ ends }) => ends)).size;
    if (all.length > most) dense.add(holder);
    held.set(
      holder,
      strongest(all, most).map(({ id, ends: [a, b], there, back }) => (there >= back ? edge(id, a, b) : edge(id, b, a))),
    );
  }
  return { held, dense };
}
