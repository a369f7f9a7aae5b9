import { DecisionDiagram, DiagramTooLarge, FALSE, type BooleanFunction, TRUE } from './decision-diagram';
import { type AttackGraph, childrenOf, components, leavesOf, type NodeId } from './graph';
import { minimalAttacks } from './minimal-attacks';

/** An attack: the leaves it takes and what they cost together. */
export interface Attack {
  readonly leaves: readonly NodeId[];
  readonly cost: number;
}

/**
 * What is known about the attacks on a goal. *Exact*: the cheapest minimal attacks, cheapest first, and how many minimal
 * attacks there are. *Bound*: the graph was too large to be exact; one attack is known, and none need be cheaper than it.
 */
export type Measures =
  | { readonly kind: 'impossible' }
  | { readonly kind: 'exact'; readonly attacks: readonly Attack[]; readonly count: bigint }
  | { readonly kind: 'bound'; readonly attack: Attack };

/** How far exactness is pursued; beyond, a bound is given. */
export interface MeasureLimits {
  readonly nodes: number;
  readonly listed: number;
}
export const MEASURE_LIMITS: MeasureLimits = { nodes: 1_000_000, listed: 5 };

/** The goal as a boolean function of the leaves: the least fixpoint of the gates' equations, component by component. */
function functionOf(graph: AttackGraph, diagram: DecisionDiagram, variables: ReadonlyMap<NodeId, number>): BooleanFunction {
  const values = new Map<NodeId, BooleanFunction>();
  const evaluate = (id: NodeId): BooleanFunction => {
    const node = graph.nodes.get(id);
    if (node === undefined) return FALSE;
    if (node.kind === 'leaf') {
      const index = variables.get(id);
      return index === undefined ? TRUE : diagram.variable(index);
    }
    const parts = node.children.map((child) => values.get(child) ?? FALSE);
    return node.operator === 'or' ? parts.reduce((f, g) => diagram.or(f, g), FALSE) : parts.reduce((f, g) => diagram.and(f, g), TRUE);
  };
  for (const component of components(graph)) {
    for (let changed = true; changed;) {
      changed = false;
      for (const id of component) {
        const next = evaluate(id);
        if (next === (values.get(id) ?? FALSE)) continue;
        values.set(id, next);
        changed = component.length > 1 || childrenOf(graph, id).includes(id);
      }
    }
  }
  return values.get(graph.root) ?? FALSE;
}

/** One way to have a node: what it costs if nothing is shared, and by which children. */
interface Way {
  readonly cost: number;
  readonly by: readonly NodeId[];
}

/** Every node that can be had, with its cheapest way if nothing is shared (Knuth 1977), circles included, in O(E log V). */
function settle(graph: AttackGraph): ReadonlyMap<NodeId, Way> {
  const parents = new Map<NodeId, NodeId[]>();
  for (const id of graph.nodes.keys()) for (const child of childrenOf(graph, id)) parents.set(child, [...(parents.get(child) ?? []), id]);
  const settled = new Map<NodeId, Way>();
  const queue = new CheapestFirst();
  const offer = (id: NodeId) => {
    const node = graph.nodes.get(id);
    if (node === undefined || settled.has(id)) return;
    if (node.kind === 'leaf') queue.push(id, { cost: node.cost, by: [] });
    else if (node.operator === 'or') {
      for (const child of node.children) {
        const way = settled.get(child);
        if (way) queue.push(id, { cost: way.cost, by: [child] });
      }
    } else {
      const ways = node.children.map((child) => settled.get(child));
      if (ways.every((way) => way !== undefined))
        queue.push(id, { cost: rounded(ways.reduce((sum, way) => sum + way.cost, 0)), by: node.children });
    }
  };
  for (const id of graph.nodes.keys()) if (childrenOf(graph, id).length === 0) offer(id);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (settled.has(next.id)) continue;
    settled.set(next.id, next.way);
    for (const parent of parents.get(next.id) ?? []) offer(parent);
  }
  return settled;
}

/**
 * At most what it costs to get to each node, by Knuth's generalisation of Dijkstra's algorithm: exact where nothing is
 * shared, else an upper bound, since a shared action is counted once for every use. Nodes that cannot be had are absent.
 */
export function costBounds(graph: AttackGraph): ReadonlyMap<NodeId, number> {
  return new Map([...settle(graph)].map(([id, way]) => [id, way.cost]));
}

/** A real attack that is cheap, and exactly what it costs: an upper bound of the cheapest. Undefined if there is none. */
export function cheapestBound(graph: AttackGraph): Attack | undefined {
  const settled = settle(graph);
  if (!settled.has(graph.root)) return undefined;
  const leaves = new Set<NodeId>();
  const seen = new Set<NodeId>();
  const stack = [graph.root];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (graph.nodes.get(id)?.kind === 'leaf') leaves.add(id);
    stack.push(...(settled.get(id)?.by ?? []));
  }
  return { leaves: [...leaves], cost: costOf(graph, leaves) };
}

/** A priority queue on a binary heap. */
class CheapestFirst {
  private readonly heap: { readonly id: NodeId; readonly way: Way }[] = [];

  push(id: NodeId, way: Way): void {
    const { heap } = this;
    heap.push({ id, way });
    for (let at = heap.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (this.costAt(parent) <= this.costAt(at)) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  pop(): { readonly id: NodeId; readonly way: Way } | undefined {
    const { heap } = this;
    this.swap(0, heap.length - 1);
    const top = heap.pop();
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (this.costAt(left) < this.costAt(least)) least = left;
      if (this.costAt(right) < this.costAt(least)) least = right;
      if (least === at) return top;
      this.swap(at, least);
      at = least;
    }
  }

  private costAt(index: number): number {
    return this.heap[index]?.way.cost ?? Number.POSITIVE_INFINITY;
  }

  private swap(a: number, b: number): void {
    const [x, y] = [this.heap[a], this.heap[b]];
    if (x === undefined || y === undefined) return;
    this.heap[a] = y;
    this.heap[b] = x;
  }
}

function costOf(graph: AttackGraph, leaves: Iterable<NodeId>): number {
  let sum = 0;
  for (const id of leaves) {
    const node = graph.nodes.get(id);
    if (node?.kind === 'leaf') sum += node.cost;
  }
  return rounded(sum);
}

/** A cost without the dust of binary fractions: 10.2 + 0.2 is 10.4. */
const rounded = (cost: number): number => Math.round(cost * 1e6) / 1e6;

/**
 * Measures a goal: the cheapest attacks with the leaves they take, and the number of minimal attacks, exact on shared
 * and circular graphs. Gates that fold wrongly on shared leaves are no danger here, since the whole is one boolean
 * function of its leaves.
 */
export function measure(graph: AttackGraph, limits: MeasureLimits = MEASURE_LIMITS): Measures {
  const bound = cheapestBound(graph);
  if (bound === undefined) return { kind: 'impossible' };
  const leaves = leavesOf(graph);
  const variables = new Map(leaves.map((id, index) => [id, index]));
  try {
    const diagram = new DecisionDiagram(limits.nodes);
    const goal = functionOf(graph, diagram, variables);
    const costs = leaves.map((id) => costOf(graph, [id]));
    const { count, cheapest } = minimalAttacks(diagram, goal, costs, limits.listed, limits.nodes);
    const named = (indices: readonly number[]) => indices.flatMap((index) => leaves[index] ?? []);
    return { kind: 'exact', count, attacks: cheapest.map((attack) => ({ leaves: named(attack.variables), cost: rounded(attack.cost) })) };
  } catch (error) {
    if (error instanceof DiagramTooLarge) return { kind: 'bound', attack: bound };
    throw error;
  }
}
