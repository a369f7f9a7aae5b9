import type { DerivedAttacks, Fact, StepInstance } from './derive';
import { childrenOf, components, type NodeId } from './graph';
import { costBounds, type Attack } from './measures';

/** A node as it is drawn: a fact that one of its children gives, or a step that its children (in order) make possible. */
export interface TreeNode {
  readonly id: string;
  readonly kind: 'fact' | 'step';
  readonly fact: Fact | undefined;
  /** The step, with rule, subject and threat: why the node is here. A fact with a single way carries that way's step. */
  readonly step: StepInstance | undefined;
  readonly children: readonly string[];
  /** Ways to have the fact that are not drawn. */
  readonly more: number;
  /** At most what it costs to get here. */
  readonly bound: number;
  /** True on the attack that is highlighted. */
  readonly highlighted: boolean;
  /** The step's place in the order of the highlighted attack, from 1. */
  readonly order: number | undefined;
  /** True if the step hangs on a question nobody has answered. */
  readonly possible: boolean;
  /** True if several nodes lead on from here. */
  readonly shared: boolean;
}

/** A derived graph as people see it: without circles, the root first, every child after some parent. */
export interface AttackTree {
  readonly root: string;
  readonly nodes: ReadonlyMap<string, TreeNode>;
}

/** How much is drawn; what is measured knows no such limit. */
export interface UnfoldOptions {
  /** Ways drawn below a fact that nobody opened. */
  readonly ways: number;
  /** Nodes after which facts stay folded. */
  readonly nodes: number;
  /** Facts that a person opened, by node id. */
  readonly opened: ReadonlySet<string>;
}
export const UNFOLD: UnfoldOptions = { ways: 4, nodes: 120, opened: new Set() };

/** In which round each node is had, if the attacker takes exactly these leaves. */
function rounds(derived: DerivedAttacks, leaves: ReadonlySet<NodeId>): ReadonlyMap<NodeId, number> {
  const had = new Map<NodeId, number>();
  for (let round = 0, grown = true; grown; round += 1) {
    const fresh: NodeId[] = [];
    for (const [id, node] of derived.graph.nodes) {
      if (had.has(id)) continue;
      const holds =
        node.kind === 'leaf'
          ? leaves.has(id)
          : node.operator === 'or'
            ? node.children.some((child) => had.has(child))
            : node.children.every((child) => had.has(child));
      if (holds) fresh.push(id);
    }
    for (const id of fresh) had.set(id, round);
    grown = fresh.length > 0;
  }
  return had;
}

/** What is still to be had in a circle of facts when some of them, being what one is on the way to, may not be used. */
class Circles {
  private readonly componentOf = new Map<NodeId, readonly NodeId[]>();
  private readonly known = new Map<string, ReadonlySet<NodeId>>();
  private readonly derived: DerivedAttacks;

  constructor(derived: DerivedAttacks) {
    this.derived = derived;
    for (const component of components(derived.graph)) for (const id of component) this.componentOf.set(id, component);
  }

  /** The part of a path that stands in the same circle as `id`; the rest of the path cannot matter below `id`. */
  relevant(id: NodeId, path: readonly NodeId[]): readonly NodeId[] {
    const component = this.componentOf.get(id);
    return path.filter((ancestor) => this.componentOf.get(ancestor) === component).sort();
  }

  /** True if the step can be taken without any of the facts in `path`. */
  available(step: NodeId, path: readonly NodeId[]): boolean {
    const component = this.componentOf.get(step) ?? [];
    const key = `${component[0] ?? ''}|${path.join('|')}`;
    let had = this.known.get(key);
    if (had === undefined) {
      had = this.fixpoint(component, new Set(path));
      this.known.set(key, had);
    }
    return component.length === 1 ? childrenOf(this.derived.graph, step).every((need) => !path.includes(need)) : had.has(step);
  }

  private fixpoint(component: readonly NodeId[], barred: ReadonlySet<NodeId>): ReadonlySet<NodeId> {
    const inside = new Set(component);
    const had = new Set<NodeId>();
    const holds = (id: NodeId) => !inside.has(id) || had.has(id); // the graph holds only what can be had
    for (let grown = true; grown;) {
      grown = false;
      for (const id of component) {
        const node = this.derived.graph.nodes.get(id);
        if (had.has(id) || barred.has(id) || node?.kind !== 'gate') continue;
        if (node.operator === 'or' ? !node.children.some(holds) : !node.children.every(holds)) continue;
        had.add(id);
        grown = true;
      }
    }
    return had;
  }
}

interface Draft {
  readonly id: string;
  readonly fact: NodeId;
  readonly step: StepInstance | undefined;
  readonly path: readonly NodeId[];
  children: string[];
  more: number;
}

/**
 * Draws a derived graph without circles: a fact is drawn once for each set of facts of its own circle that lead on from
 * it, since those may not be used again below. Cutting at the shortest way instead would lose attacks. Breadth first, the
 * cheapest ways first, folded beyond the limits of `options`.
 * @param highlight the attack to mark, as `measure` found it
 */
export function unfold(derived: DerivedAttacks, highlight: Attack | undefined, options: UnfoldOptions = UNFOLD): AttackTree {
  const circles = new Circles(derived);
  const bounds = costBounds(derived.graph);
  const had = rounds(derived, new Set(highlight?.leaves ?? []));
  const rank = (id: NodeId) => [had.get(id) ?? Number.POSITIVE_INFINITY, bounds.get(id) ?? Number.POSITIVE_INFINITY] as const;
  const first = (a: NodeId, b: NodeId) => {
    const [[roundA, costA], [roundB, costB]] = [rank(a), rank(b)];
    return roundA === roundB || (roundA > 1e9 && roundB > 1e9) ? costA - costB || (a < b ? -1 : 1) : roundA - roundB;
  };

  const drafts = new Map<string, Draft>();
  const queue: Draft[] = [];
  const draft = (fact: NodeId, path: readonly NodeId[]): string => {
    const relevant = circles.relevant(fact, path);
    const id = relevant.length === 0 ? fact : `${fact}|${relevant.join('|')}`;
    if (!drafts.has(id)) {
      const made: Draft = { id, fact, step: undefined, path: relevant, children: [], more: 0 };
      drafts.set(id, made);
      queue.push(made);
    }
    return id;
  };
  const draftStep = (stepId: NodeId, path: readonly NodeId[], under: string): string => {
    const step = derived.steps.get(stepId);
    if (step === undefined) return draft(stepId, path);
    const id = `${stepId}|${under}`;
    if (!drafts.has(id)) {
      const needs = step.needs.filter((need) => !derived.starts.has(need));
      const made: Draft = { id, fact: stepId, step, path, children: [], more: 0 };
      drafts.set(id, made);
      made.children = [...new Set(needs)].map((need) => draft(need, path));
    }
    return id;
  };
  const root = draft(derived.graph.root, []);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const path = [...next.path, next.fact];
    // A fact that amounts to the goal but cannot be had leads nowhere.
    const ways = childrenOf(derived.graph, next.fact).filter(
      (way) => bounds.has(way) && (!derived.steps.has(way) || circles.available(way, path)),
    );
    const sorted = [...ways].sort(first);
    const room = drafts.size < options.nodes || options.opened.has(next.id);
    // The highlighted attack is drawn whole, whatever the limits: its ways stand first.
    const least = had.has(next.fact) ? Math.min(sorted.length, 1) : 0;
    const shown = !room ? least : options.opened.has(next.id) ? sorted.length : Math.min(sorted.length, options.ways);
    next.children = sorted.slice(0, shown).map((way) => draftStep(way, path, next.id));
    next.more = derived.starts.has(next.fact) ? 0 : sorted.length - shown;
  }
  return finish(derived, root, drafts, bounds, had);
}

/** Merges facts that have a single way with that way, marks the highlighted attack, and numbers its steps. */
function finish(
  derived: DerivedAttacks,
  root: string,
  drafts: ReadonlyMap<string, Draft>,
  bounds: ReadonlyMap<NodeId, number>,
  had: ReadonlyMap<NodeId, number>,
): AttackTree {
  const merged = (id: string): string => {
    const node = drafts.get(id);
    const [only, second] = node?.children ?? [];
    return id !== root && node?.step === undefined && only !== undefined && second === undefined && node?.more === 0 ? merged(only) : id;
  };
  const parents = new Map<string, number>();
  const reachable: Draft[] = [];
  const seen = new Set<string>();
  const queue = [root];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const node = drafts.get(id);
    if (node === undefined || seen.has(id)) continue;
    seen.add(id);
    reachable.push(node);
    const children = [...new Set(node.children.map(merged))];
    node.children = children;
    for (const child of children) parents.set(child, (parents.get(child) ?? 0) + 1);
    queue.push(...children);
  }
  const order = new Map<string, number>();
  const highlighted = new Set<string>();
  const mark = (id: string): void => {
    const node = drafts.get(id);
    if (node === undefined || highlighted.has(id) || !had.has(node.fact)) return;
    highlighted.add(id);
    const chosen =
      node.step === undefined ? node.children.filter((child) => had.has(drafts.get(child)?.fact ?? '')).slice(0, 1) : node.children;
    for (const child of chosen) mark(child);
    if (node.step !== undefined) order.set(id, order.size + 1);
  };
  mark(root);
  const nodes = reachable.map((node): [string, TreeNode] => [
    node.id,
    {
      id: node.id,
      kind: node.step === undefined ? 'fact' : 'step',
      fact: derived.facts.get(node.fact),
      step: node.step,
      children: node.children,
      more: node.more,
      bound: bounds.get(node.fact) ?? 0,
      highlighted: highlighted.has(node.id),
      order: order.get(node.id),
      possible: node.step?.possible ?? false,
      shared: (parents.get(node.id) ?? 0) > 1,
    },
  ]);
  return { root, nodes: new Map(nodes) };
}
