import { type Catalog, isA } from '../catalog/catalog';
import type { Condition } from '../catalog/condition';
import type { Truth } from '../analysis/findings';
import type { SubjectId, TypeId } from '../model/ids';
import type { ThreatModel } from '../model/threat-model';
import { deriveAttacks, type DerivedAttacks, type Goal } from './derive';
import { measure, type Measures } from './measures';

/** Who judges conditions: an analysis session under the outlook that is shown. */
export interface Conditions {
  condition(condition: Condition, subject: SubjectId): Truth;
}

/** The attacker that trees begin with. */
export const DEFAULT_ATTACKER = 'anonymous-internet';

/** All attacks on a goal and their measures. Undefined if the catalog has no such attacker. */
export interface GoalAttacks {
  readonly derived: DerivedAttacks;
  readonly measures: Measures;
}

/** Derives and measures the attacks on a goal, as the session judges the model. */
export function attacksOn(
  model: ThreatModel,
  catalog: Catalog,
  session: Conditions,
  goal: Goal,
  attacker: string = DEFAULT_ATTACKER,
): GoalAttacks | undefined {
  const entry = catalog.attackers.get(attacker);
  if (entry === undefined) return undefined;
  const judge = {
    rule: (rule: { readonly when: Condition }, subject: SubjectId) => session.condition(rule.when, subject),
    condition: (condition: Condition, subject: SubjectId) => session.condition(condition, subject),
  };
  const derived = deriveAttacks(model, catalog, judge, entry, goal);
  return { derived, measures: measure(derived.graph) };
}

/**
 * The goals worth showing first: reading each asset, then reading each data store. In the model's order; a model with
 * neither has none, and a person names one.
 */
export function suggestedGoals(model: ThreatModel, catalog: Catalog): readonly Goal[] {
  const assets = [...model.assets.keys()].map((subject): Goal => ({ want: 'read', subject }));
  const stores = [...model.elements]
    .filter(([, element]) => isA(catalog, element.type, 'data' as TypeId) && element.outOfScope === undefined)
    .map(([subject]): Goal => ({ want: 'read', subject }));
  return [...assets, ...stores];
}
