import type { GoalAttacks } from '../../../shared/attack-tree/attacks';
import { type DerivedAttacks, goalText, type StepInstance } from '../../../shared/attack-tree/derive';
import type { Attack } from '../../../shared/attack-tree/measures';
import { type TreeNode, unfold } from '../../../shared/attack-tree/unfold';
import type { FactKind } from '../../../shared/catalog/schema';
import type { SubjectId, ThreatKey } from '../../../shared/model/ids';
import { exactNodes } from './exact-bounds';

/** What is drawn before somebody opens more: about what a window shows at a size that can be read. */
const DRAWN = { ways: 3, nodes: 16 } as const;

/** A rule at work on a thing, small enough to be sent: the page has the catalog and says it in words. */
export interface StepView {
  readonly rule: string;
  readonly subject: SubjectId;
  readonly threat: ThreatKey | undefined;
  readonly possible: boolean;
}

/** A node of the drawn graph. */
export interface AttackNode {
  readonly id: string;
  /** A fact that one of its children gives, a step that its children make possible, or the goal itself. */
  readonly kind: 'goal' | 'fact' | 'step';
  /** What an attacker has here; undefined for a step, and for a goal that several facts amount to. */
  readonly fact: { readonly kind: FactKind; readonly place: SubjectId } | undefined;
  readonly step: StepView | undefined;
  readonly children: readonly string[];
  readonly more: number;
  readonly cost: number;
  /** False if `cost` is only an upper bound. */
  readonly exact: boolean;
  readonly highlighted: boolean;
  readonly order: number | undefined;
  readonly shared: boolean;
}

/** One attack: its steps in an order in which they can be taken. */
export interface AttackView {
  readonly cost: number;
  readonly steps: readonly StepView[];
}

/** The attacks on a goal as the page shows them. */
export interface AttackOutcome {
  /** `read:redis-cart`. */
  readonly goal: string;
  readonly attacker: string;
  /** Whether the measures are exact, bounds, or there is no attack at all. */
  readonly kind: 'exact' | 'bound' | 'impossible';
  /** The cheapest attacks, cheapest first; one where only a bound is known. */
  readonly attacks: readonly AttackView[];
  /** How many minimal attacks there are, in digits; undefined where that is not known. */
  readonly count: string | undefined;
  /** How many facts and steps the whole graph has, drawn or not. */
  readonly size: number;
  readonly root: string;
  readonly nodes: readonly AttackNode[];
}

const viewOf = ({ rule, subject, threat, possible }: StepInstance): StepView => ({ rule: rule.id, subject, threat, possible });

/**
 * The actions of an attack in an order in which they can be taken: each after what it needs. What costs nothing and always
 * works is no action: it just follows.
 */
export function inOrder(derived: DerivedAttacks, attack: Attack): readonly StepInstance[] {
  const isAction = ({ action }: StepInstance): boolean => derived.graph.nodes.has(action);
  const left = new Set([...derived.steps.values()].filter((step) => !isAction(step) || attack.leaves.includes(step.action)));
  const had = new Set(derived.starts);
  const order: StepInstance[] = [];
  for (let grown = true; grown;) {
    grown = false;
    for (const step of left) {
      if (!step.needs.every((need) => had.has(need))) continue;
      left.delete(step);
      if (isAction(step)) order.push(step);
      for (const gain of step.gains) had.add(gain);
      grown = true;
    }
  }
  return order;
}

/**
 * What the page draws of a goal's attacks.
 * @param chosen which of the cheapest attacks is marked, from 0
 * @param opened nodes whose further ways a person asked for
 */
export function attackOutcome({ derived, measures }: GoalAttacks, chosen: number, opened: readonly string[]): AttackOutcome {
  const attacks = measures.kind === 'exact' ? measures.attacks : measures.kind === 'bound' ? [measures.attack] : [];
  const marked = attacks[chosen] ?? attacks[0];
  const order = new Map((marked === undefined ? [] : inOrder(derived, marked)).map((step, index) => [step.id, index + 1]));
  const tree = measures.kind === 'impossible' ? undefined : unfold(derived, marked, { ...DRAWN, opened: new Set(opened) });
  const exact = exactNodes(derived.graph);
  const cheapest = measures.kind === 'exact' ? attacks[0]?.cost : undefined;
  // A drawn node is the fact or step before the first bar, told apart by the facts of its circle.
  const graphId = (node: TreeNode): string => node.step?.id ?? node.id.split('|')[0] ?? node.id;
  const nodeOf = (node: TreeNode): AttackNode => {
    const isRoot = node.id === tree?.root;
    return {
      id: node.id,
      kind: isRoot ? 'goal' : node.kind,
      fact: node.fact,
      step: node.step && viewOf(node.step),
      children: node.children,
      more: node.more,
      cost: isRoot ? (cheapest ?? node.bound) : node.bound,
      exact: (isRoot && cheapest !== undefined) || exact.has(graphId(node)),
      highlighted: node.highlighted,
      order: node.highlighted && node.step !== undefined ? order.get(node.step.id) : undefined,
      shared: node.shared,
    };
  };
  return {
    goal: goalText(derived.goal),
    attacker: derived.attacker.id,
    kind: measures.kind,
    attacks: attacks.map((attack) => ({ cost: attack.cost, steps: inOrder(derived, attack).map(viewOf) })),
    count: measures.kind === 'exact' ? String(measures.count) : undefined,
    size: derived.facts.size + derived.steps.size,
    root: tree?.root ?? '',
    nodes: tree === undefined ? [] : [...tree.nodes.values()].map(nodeOf),
  };
}
