/** The name of a node in an attack graph. */
export type NodeId = string;

/** How a gate's children combine: any one of them, all of them, or all of them in this order. */
export type Operator = 'or' | 'and' | 'sand';

/** One action of the attacker; what it costs is in the unit of the catalog's steps. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly cost: number;
  /** What the action happens on. Actions on one thing are kept together when the graph is measured. */
  readonly group?: string;
}
/** A state or a step that follows from others. An `or` without children can never be had, an `and` without is had for nothing. */
export interface Gate {
  readonly kind: 'gate';
  readonly operator: Operator;
  readonly children: readonly NodeId[];
}
export type Node = Leaf | Gate;

/**
 * One shared graph of AND, OR and SAND gates over leaves. Nodes may have many parents, and gates may depend on each
 * other in circles (reading a secret lets one run code, running code lets one read a secret): the meaning of a circle
 * is the least one, so that nothing follows from itself alone.
 */
export interface AttackGraph {
  readonly nodes: ReadonlyMap<NodeId, Node>;
  readonly root: NodeId;
}

/** The children of a node; none for a leaf or an id that the graph does not have. */
export function childrenOf(graph: AttackGraph, id: NodeId): readonly NodeId[] {
  const node = graph.nodes.get(id);
  return node?.kind === 'gate' ? node.children : [];
}

/** Leaves in the order of a depth-first walk from the root, each once: neighbours in the graph stay neighbours. */
function leavesByDepth(graph: AttackGraph): readonly NodeId[] {
  const seen = new Set<NodeId>();
  const leaves: NodeId[] = [];
  const stack: NodeId[] = [graph.root];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (graph.nodes.get(id)?.kind === 'leaf') leaves.push(id);
    stack.push(...[...childrenOf(graph, id)].reverse());
  }
  return leaves;
}

/**
 * The leaves that lead to the root, as a depth-first walk meets them, those of one group together at the first one's place.
 * The order decides how large a decision diagram becomes: with the actions on a workload apart, fourteen workloads that
 * reach each other took more than 20 million nodes; together, a few thousand.
 */
export function leavesOf(graph: AttackGraph): readonly NodeId[] {
  const groups = new Map<string, NodeId[]>();
  for (const id of leavesByDepth(graph)) {
    const node = graph.nodes.get(id);
    const group = node?.kind === 'leaf' && node.group !== undefined ? `group ${node.group}` : `leaf ${id}`;
    const members = groups.get(group);
    if (members) members.push(id);
    else groups.set(group, [id]);
  }
  return [...groups.values()].flat();
}

/**
 * The strongly connected components that can be reached from the root, each after the ones it depends on (Tarjan 1972,
 * without recursion). A component of one node that is not its own child is no circle.
 */
export function components(graph: AttackGraph): readonly (readonly NodeId[])[] {
  const order = new Map<NodeId, number>();
  const low = new Map<NodeId, number>();
  const open: NodeId[] = [];
  const isOpen = new Set<NodeId>();
  const found: NodeId[][] = [];
  const work: { readonly id: NodeId; readonly children: readonly NodeId[]; next: number }[] = [];
  const enter = (id: NodeId) => {
    order.set(id, order.size);
    low.set(id, order.get(id) ?? 0);
    open.push(id);
    isOpen.add(id);
    work.push({ id, children: childrenOf(graph, id), next: 0 });
  };
  const lower = (id: NodeId, to: number) => low.set(id, Math.min(low.get(id) ?? to, to));

  enter(graph.root);
  for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
    const child = frame.children[frame.next];
    frame.next += 1;
    if (child !== undefined) {
      const seen = order.get(child);
      if (seen === undefined) enter(child);
      else if (isOpen.has(child)) lower(frame.id, seen);
      continue;
    }
    work.pop();
    const parent = work.at(-1);
    if (parent) lower(parent.id, low.get(frame.id) ?? 0);
    if (low.get(frame.id) !== order.get(frame.id)) continue;
    const component = open.splice(open.lastIndexOf(frame.id));
    for (const id of component) isOpen.delete(id);
    found.push(component);
  }
  return found;
}
