import type { Condition } from '../catalog/condition';
import type { NamedCondition } from '../catalog/schema';

/** The conditions directly inside a condition, whatever thing they are about. */
export function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of;
    case 'not':
      return [condition.of];
    case 'in':
    case 'crosses':
    case 'enters':
    case 'leaves':
      return [condition.boundary];
    case 'from':
    case 'to':
      return [condition.element];
    case 'has':
    case 'count':
      return condition.where === undefined ? [] : [condition.where];
    case 'carries':
    case 'stores':
      return [condition.asset];
    case 'is':
    case 'property':
    case 'asset':
    case 'protocol':
    case 'reachableFrom':
    case 'adopted':
    case 'named':
      return [];
  }
}

/**
 * Shared conditions by name, the ones left out that refer to themselves, directly or through others: they mean nothing,
 * and whoever names them gets *unknown*.
 */
export function soundConditions(named: ReadonlyMap<string, NamedCondition>): ReadonlyMap<string, Condition> {
  const sound = new Map<string, Condition>();
  const state = new Map<string, 'open' | 'sound' | 'circular'>();
  const visit = (condition: Condition): boolean => {
    if (condition.op !== 'named') return partsOf(condition).every(visit);
    const before = state.get(condition.name);
    if (before !== undefined) return before === 'sound';
    const entry = named.get(condition.name);
    if (entry === undefined) return true;
    state.set(condition.name, 'open');
    const fine = visit(entry.when);
    state.set(condition.name, fine ? 'sound' : 'circular');
    if (fine) sound.set(condition.name, cheapFirst(entry.when));
    return fine;
  };
  for (const name of named.keys()) visit({ op: 'named', name });
  return sound;
}

const RELATED = 100;

/** A rough number of steps that a condition takes to judge. */
function costOf(condition: Condition): number {
  const inner = partsOf(condition).reduce((sum, part) => sum + costOf(part), 1);
  switch (condition.op) {
    case 'has':
    case 'count':
    case 'stores':
      return inner * RELATED;
    case 'reachableFrom':
    case 'named':
      return RELATED;
    case 'property':
    case 'adopted':
      return 5;
    default:
      return inner;
  }
}

/** The same condition with the cheap parts of each `all` and `any` first. The order has no meaning, only a price. */
export function cheapFirst(condition: Condition): Condition {
  switch (condition.op) {
    case 'all':
    case 'any':
      return { op: condition.op, of: condition.of.map(cheapFirst).sort((a, b) => costOf(a) - costOf(b)) };
    case 'not':
      return { op: 'not', of: cheapFirst(condition.of) };
    case 'in':
    case 'crosses':
    case 'enters':
    case 'leaves':
      return { op: condition.op, boundary: cheapFirst(condition.boundary) };
    case 'from':
    case 'to':
      return { op: condition.op, element: cheapFirst(condition.element) };
    case 'has':
    case 'count':
      return condition.where === undefined ? condition : { ...condition, where: cheapFirst(condition.where) };
    case 'carries':
    case 'stores':
      return { op: condition.op, asset: cheapFirst(condition.asset) };
    default:
      return condition;
  }
}
