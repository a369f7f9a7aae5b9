import type { Condition } from '../catalog/condition';
import type { Situation, Situations, Types } from './situation';

/** What is true, and what is false, of anything. */
const ALWAYS: Condition = { op: 'all', of: [] };
const NEVER: Condition = { op: 'any', of: [] };

/** True if the condition is false of everything, as it stands: nobody need judge it. */
export const neverHolds = (condition: Condition): boolean => condition === NEVER;

/** A condition as it reads in each situation. */
export class FittedCondition {
  private readonly fit: (situation: Situation) => Condition;
  private readonly bySituation = new Map<Situation, Condition>();

  constructor(fit: (situation: Situation) => Condition) {
    this.fit = fit;
  }

  /** The condition as it reads for things in the situation: it says the same of them, in fewer steps. */
  at(situation: Situation): Condition {
    let fitted = this.bySituation.get(situation);
    if (fitted === undefined) this.bySituation.set(situation, (fitted = this.fit(situation)));
    return fitted;
  }
}

/**
 * Fits conditions to situations: what a situation decides, types and places, is judged here, once for all things in it, and
 * what is left says the same of them. `all: [is: workload, in: { is: cluster }, property: …]` becomes the property alone, or
 * nothing at all. Of rules about 3,000 things in some twenty situations, two thirds of the pairs need no judging then, and the
 * others a third of the steps.
 */
export class Fitting {
  private readonly situations: Situations;
  private readonly named: (name: string) => Condition | undefined;
  private readonly fitted = new Map<Condition, FittedCondition>();

  constructor(situations: Situations, named: (name: string) => Condition | undefined) {
    this.situations = situations;
    this.named = named;
  }

  /** The condition in every situation. Remembered, since many conditions share named ones, and flows their ends. */
  of(condition: Condition): FittedCondition {
    let fitted = this.fitted.get(condition);
    if (fitted === undefined) {
      fitted = new FittedCondition((situation) => this.fitAnew(condition, situation));
      this.fitted.set(condition, fitted);
    }
    return fitted;
  }

  private fit(condition: Condition, situation: Situation): Condition {
    return this.of(condition).at(situation);
  }

  private fitAnew(condition: Condition, situation: Situation): Condition {
    switch (condition.op) {
      case 'all':
      case 'any':
        return this.join(condition, situation);
      case 'not': {
        const inner = this.fitAnew(condition.of, situation);
        if (inner === ALWAYS) return NEVER;
        if (inner === NEVER) return ALWAYS;
        return { op: 'not', of: inner };
      }
      case 'is':
        return condition.types.some((type) => situation.types.has(type)) ? ALWAYS : NEVER;
      case 'in':
        return situation.around === undefined ? condition : this.anyOf(situation.around, condition.boundary, condition);
      case 'enters':
        return this.anyOf(situation.way?.entered ?? [], condition.boundary, condition);
      case 'leaves':
        return this.anyOf(situation.way?.left ?? [], condition.boundary, condition);
      case 'crosses':
        return this.anyOf([...(situation.way?.left ?? []), ...(situation.way?.entered ?? [])], condition.boundary, condition);
      case 'from':
      case 'to': {
        const inner = situation.way === undefined ? NEVER : this.fit(condition.element, situation.way[condition.op]);
        return inner === ALWAYS || inner === NEVER ? inner : { op: condition.op, element: inner };
      }
      case 'has': {
        const fits = situation.kind === 'boundary' || (situation.kind === 'element' && condition.relation !== 'inside');
        return fits ? condition : NEVER;
      }
      case 'carries':
      case 'protocol':
        return situation.kind === 'flow' ? condition : NEVER;
      case 'stores':
        return situation.kind === 'element' || situation.kind === 'boundary' ? condition : NEVER;
      case 'asset':
        return situation.kind === 'asset' ? condition : NEVER;
      case 'named': {
        const body = this.named(condition.name);
        return body === undefined ? condition : this.fit(body, situation);
      }
      case 'property':
      case 'count':
      case 'reachableFrom':
      case 'adopted':
        return condition;
    }
  }

  private join({ op, of }: Condition & { readonly op: 'all' | 'any' }, situation: Situation): Condition {
    const [decisive, neutral] = op === 'all' ? [NEVER, ALWAYS] : [ALWAYS, NEVER];
    const left: Condition[] = [];
    for (const part of of) {
      const fitted = this.fitAnew(part, situation);
      if (fitted === decisive) return decisive;
      if (fitted !== neutral) left.push(fitted);
    }
    const [only, second] = left;
    if (only === undefined) return neutral;
    return second === undefined ? only : { op, of: left };
  }

  /** Whether some boundary of these types is so; the condition itself where types do not decide that. */
  private anyOf(boundaries: readonly Types[], inner: Condition, condition: Condition): Condition {
    let undecided = false;
    for (const types of boundaries) {
      const fitted = this.fit(inner, this.situations.boundary(types));
      if (fitted === ALWAYS) return ALWAYS;
      if (fitted !== NEVER) undecided = true;
    }
    return undecided ? condition : NEVER;
  }
}
