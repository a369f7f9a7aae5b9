import { type AttackGraph, childrenOf, components, type NodeId } from '../../../shared/attack-tree/graph';

/**
 * The nodes whose bound is exactly what it costs to get there. Adding up is wrong only where two things that are both
 * needed can share an action, which is then counted twice: so a node is exact if below it no AND or THEN has two
 * children with an action in common that costs anything. Circles are taken to share everything, which errs on the safe side.
 */
export function exactNodes(graph: AttackGraph): ReadonlySet<NodeId> {
  const exact = new Set<NodeId>();
  /** The actions below each node, one bit for each. */
  const below = new Map<NodeId, bigint>();
  let next = 1n;
  const ownBit = (id: NodeId): bigint => {
    const node = graph.nodes.get(id);
    if (node?.kind !== 'leaf' || node.cost === 0) return 0n;
    const bit = next;
    next <<= 1n;
    return bit;
  };
  for (const component of components(graph)) {
    const inside = new Set(component);
    const outside = component.flatMap((id) => childrenOf(graph, id).filter((child) => !inside.has(child)));
    const union =
      component.reduce((bits, id) => bits | ownBit(id), 0n) | outside.reduce((bits, child) => bits | (below.get(child) ?? 0n), 0n);
    for (const id of component) below.set(id, union);
    if (!outside.every((child) => exact.has(child)) || component.some((id) => sharesBelow(graph, id, below))) continue;
    for (const id of component) exact.add(id);
  }
  return exact;
}

/** True if all of the node's children are needed and two of them have an action in common. */
function sharesBelow(graph: AttackGraph, id: NodeId, below: ReadonlyMap<NodeId, bigint>): boolean {
  const node = graph.nodes.get(id);
  if (node?.kind !== 'gate' || node.operator === 'or') return false;
  let seen = 0n;
  for (const child of node.children) {
    const bits = below.get(child) ?? 0n;
    if ((seen & bits) !== 0n) return true;
    seen |= bits;
  }
  return false;
}
