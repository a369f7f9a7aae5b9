import type { Truth } from '../analysis/findings';
import type { Catalog } from '../catalog/catalog';
import { isA } from '../catalog/catalog';
import type { Condition } from '../catalog/condition';
import { nearestWord } from '../format/nearest-word';
import type { AttackerEntry, AttackStep, FactKind, FactPattern, FactPlace, RuleEntry } from '../catalog/schema';
import { type BoundaryId, type ElementId, type SubjectId, type ThreatKey, threatKeyOf } from '../model/ids';
import { enclosing, type Subject, subjectsOf, type ThreatModel } from '../model/threat-model';
import type { AttackGraph, Node, NodeId } from './graph';

/** Something that an attacker can have, at a thing of the model: `read` of `redis-cart`. */
export interface Fact {
  readonly kind: FactKind;
  readonly place: SubjectId;
}

/** How the analysis sees things under the outlook that is shown; trees ask it and decide nothing themselves. */
export interface Judge {
  rule(rule: RuleEntry, subject: SubjectId): Truth;
  condition(condition: Condition, subject: SubjectId): Truth;
}

/** A catalog rule at work on one thing: what it needs, what it gives, and why it is here. */
export interface StepInstance {
  readonly id: NodeId;
  /** The leaf that stands for the attacker's own action. */
  readonly action: NodeId;
  readonly rule: RuleEntry;
  readonly step: AttackStep;
  readonly subject: SubjectId;
  /** The threat that makes the step possible, where the rule is one. */
  readonly threat: ThreatKey | undefined;
  readonly needs: readonly NodeId[];
  readonly gains: readonly NodeId[];
  /** True if the step hangs on a question that nobody has answered. */
  readonly possible: boolean;
}

/** All attacks on one goal, as a graph that may hold circles, with the origin of every node. */
export interface DerivedAttacks {
  readonly graph: AttackGraph;
  readonly goal: Goal;
  readonly attacker: AttackerEntry;
  readonly facts: ReadonlyMap<NodeId, Fact>;
  readonly steps: ReadonlyMap<NodeId, StepInstance>;
  /** What the attacker has from the start. */
  readonly starts: ReadonlySet<NodeId>;
}

/** What an attacker wants: to read, change or stop an element or asset, or to run code in an element. */
export interface Goal {
  readonly want: 'read' | 'write' | 'deny' | 'exec';
  readonly subject: SubjectId;
}

const WANTS = ['read', 'write', 'deny', 'exec'] as const;

/** The goal that `read:redis-cart` names; undefined if it is none or the model has no such element or asset. */
export function parseGoal(model: ThreatModel, text: string): Goal | undefined {
  const split = text.indexOf(':');
  const want = WANTS.find((candidate) => candidate === text.slice(0, split));
  const subject = subjectsOf(model).find(({ id }) => id === text.slice(split + 1));
  if (want === undefined || subject === undefined) return undefined;
  if (subject.kind === 'element' || (subject.kind === 'asset' && want !== 'exec')) return { want, subject: subject.id };
  return undefined;
}

/**
 * The goal that was probably meant where {@link parseGoal} found none: the nearest verb (reading, where none is near or the
 * verb does not fit) of the nearest id. Undefined where no element or asset is called anything like it.
 */
export function nearestGoal(model: ThreatModel, text: string): Goal | undefined {
  const split = text.indexOf(':');
  const ids = [...model.elements.keys(), ...model.assets.keys()];
  const id = nearestWord(text.slice(split + 1), ids);
  if (id === undefined) return undefined;
  const want = split < 0 ? undefined : nearestWord(text.slice(0, split), WANTS);
  return parseGoal(model, `${want ?? 'read'}:${id}`) ?? parseGoal(model, `read:${id}`);
}

/** `read:redis-cart`, the inverse of {@link parseGoal}. */
export const goalText = (goal: Goal): string => `${goal.want}:${goal.subject}`;

const factId = ({ kind, place }: Fact): NodeId => `${kind}:${place}`;
const STARTED: NodeId = 'start';

/** The boundaries around a subject, nearest first; a boundary counts as around itself, a flow stands where both ends do. */
function boundariesAround(model: ThreatModel, subject: Subject): readonly BoundaryId[] {
  switch (subject.kind) {
    case 'element':
      return enclosing(model, subject.entry.in);
    case 'boundary':
      return enclosing(model, subject.id);
    case 'flow': {
      const other = new Set(enclosing(model, model.elements.get(subject.entry.to)?.in));
      return enclosing(model, model.elements.get(subject.entry.from)?.in).filter((boundary) => other.has(boundary));
    }
    case 'asset':
    case 'model':
      return [];
  }
}

function placeOf(model: ThreatModel, catalog: Catalog, subject: Subject, place: FactPlace): SubjectId | undefined {
  switch (place.at) {
    case 'subject':
      return subject.id;
    case 'from':
    case 'to':
      return subject.kind === 'flow' ? subject.entry[place.at] : undefined;
    case 'around':
      return boundariesAround(model, subject).find((boundary) => isA(catalog, model.boundaries.get(boundary)?.type, place.type));
  }
}

/** The rule's facts at this subject; undefined if one of them has no place there (no such boundary around it). */
function ground(model: ThreatModel, catalog: Catalog, subject: Subject, patterns: readonly FactPattern[]): readonly Fact[] | undefined {
  const facts = patterns.flatMap(({ kind, place }): Fact[] => {
    const at = placeOf(model, catalog, subject, place);
    return at === undefined ? [] : [{ kind, place: at }];
  });
  return facts.length === patterns.length ? facts : undefined;
}

interface Instances {
  readonly steps: readonly StepInstance[];
  readonly facts: ReadonlyMap<NodeId, Fact>;
}

function instantiate(model: ThreatModel, catalog: Catalog, judge: Judge): Instances {
  const facts = new Map<NodeId, Fact>();
  const remember = (fact: Fact): NodeId => {
    const id = factId(fact);
    facts.set(id, fact);
    return id;
  };
  const steps: StepInstance[] = [];
  const subjects = subjectsOf(model);
  for (const rule of catalog.threats.values()) {
    if (rule.step === undefined || rule.gains.length === 0) continue;
    for (const subject of subjects) {
      if (subject.kind !== rule.subject) continue;
      const needs = ground(model, catalog, subject, rule.needs);
      const gains = ground(model, catalog, subject, rule.gains);
      if (needs === undefined || gains === undefined) continue;
      const truth = judge.rule(rule, subject.id);
      if (truth === 'false') continue;
      const key = `${rule.id}@${subject.id}`;
      steps.push({
        id: `step:${key}`,
        action: `do:${key}`,
        rule,
        step: rule.step,
        subject: subject.id,
        threat: rule.threat && truth === 'true' ? threatKeyOf(rule.id, subject.id) : undefined,
        needs: needs.map(remember),
        gains: gains.map(remember),
        possible: truth === 'unknown',
      });
    }
  }
  return { steps, facts };
}

/** The steps that can be taken at all, and every fact that follows: forward closure from the start, linear. */
function closure(steps: readonly StepInstance[], starts: ReadonlySet<NodeId>): ReadonlySet<StepInstance> {
  const waiting = new Map<NodeId, StepInstance[]>();
  const missing = new Map<StepInstance, number>();
  const taken = new Set<StepInstance>();
  const had = new Set<NodeId>();
  const queue: NodeId[] = [...starts];
  const take = (step: StepInstance) => {
    taken.add(step);
    queue.push(...step.gains);
  };
  for (const step of steps) {
    const needs = new Set(step.needs);
    missing.set(step, needs.size);
    for (const need of needs) waiting.set(need, [...(waiting.get(need) ?? []), step]);
    if (needs.size === 0) take(step);
  }
  for (let fact = queue.pop(); fact !== undefined; fact = queue.pop()) {
    if (had.has(fact)) continue;
    had.add(fact);
    for (const step of waiting.get(fact) ?? []) {
      const left = (missing.get(step) ?? 0) - 1;
      missing.set(step, left);
      if (left === 0) take(step);
    }
  }
  return taken;
}

/** The facts that amount to the goal: any one of them is enough. */
function goalFacts(model: ThreatModel, goal: Goal): readonly Fact[] {
  if (model.elements.has(goal.subject as ElementId)) return [{ kind: goal.want, place: goal.subject }];
  const stores = [...model.elements]
    .filter(([, element]) => element.stores?.some((asset) => asset === goal.subject))
    .map(([id]): Fact => ({ kind: goal.want, place: id }));
  const carriers = goal.want === 'deny' ? [] : [...model.flows].filter(([, flow]) => flow.carries?.some((asset) => asset === goal.subject));
  return [...stores, ...carriers.map(([id]): Fact => ({ kind: 'intercept', place: id }))];
}

/**
 * Grows the attacks on a goal from the model and the catalog's `needs` and `gains` (ATTACK-TREES, "Growing trees from the
 * architecture"): instantiates rules where the analysis does not refute them, closes forward from what the attacker has,
 * and cuts back to what leads to the goal. No shape of a tree is written anywhere.
 */
export function deriveAttacks(model: ThreatModel, catalog: Catalog, judge: Judge, attacker: AttackerEntry, goal: Goal): DerivedAttacks {
  const { steps, facts: known } = instantiate(model, catalog, judge);
  const facts = new Map(known);
  const starts = new Set<NodeId>();
  for (const id of model.elements.keys()) {
    if (judge.condition(attacker.startsAt, id) !== 'true') continue;
    for (const kind of ['exec', 'controls'] as const) {
      const fact: Fact = { kind, place: id };
      facts.set(factId(fact), fact);
      starts.add(factId(fact));
    }
  }
  const taken = closure(steps, starts);
  const makers = new Map<NodeId, StepInstance[]>();
  for (const step of taken) for (const gain of new Set(step.gains)) makers.set(gain, [...(makers.get(gain) ?? []), step]);

  const wanted = goalFacts(model, goal);
  for (const fact of wanted) facts.set(factId(fact), fact);
  const root: NodeId = wanted.length === 1 && wanted[0] ? factId(wanted[0]) : 'goal';
  const nodes = new Map<NodeId, Node>([[STARTED, { kind: 'gate', operator: 'and', children: [] }]]);
  const kept = new Map<NodeId, StepInstance>();
  if (root === 'goal') nodes.set(root, { kind: 'gate', operator: 'or', children: wanted.map(factId) });
  const queue = wanted.map(factId);
  for (let fact = queue.pop(); fact !== undefined; fact = queue.pop()) {
    if (nodes.has(fact)) continue;
    // What is had from the start needs no other way: a longer one would not be minimal.
    const ways = starts.has(fact) ? [] : (makers.get(fact) ?? []);
    nodes.set(fact, { kind: 'gate', operator: 'or', children: starts.has(fact) ? [STARTED] : ways.map(({ id }) => id) });
    for (const way of ways) {
      if (kept.has(way.id)) continue;
      kept.set(way.id, way);
      // What costs nothing and always works is no action to choose or to count: the step follows from what it needs.
      const certain = way.step.cost === 0 && way.step.probability === 1;
      nodes.set(way.id, { kind: 'gate', operator: 'sand', children: [...new Set(way.needs), ...(certain ? [] : [way.action])] });
      if (!certain) nodes.set(way.action, { kind: 'leaf', cost: way.step.cost, group: way.subject });
      queue.push(...way.needs);
    }
  }
  return {
    graph: { nodes, root },
    goal,
    attacker,
    facts: new Map([...facts].filter(([id]) => nodes.has(id))),
    steps: kept,
    starts: new Set([...starts].filter((id) => nodes.has(id))),
  };
}
