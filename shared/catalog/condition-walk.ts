import type { SubjectKind } from '../model/threat-model';
import type { Condition } from './condition';

/** One condition inside another: itself, the way to it in terms of the YAML, and the kind of thing that it judges. */
export interface ConditionVisit {
  readonly condition: Condition;
  readonly path: readonly PropertyKey[];
  readonly kind: SubjectKind;
}

/** The conditions directly inside one, each with its way and the kind of thing that it judges. */
function childrenOf({ condition, path, kind }: ConditionVisit): readonly ConditionVisit[] {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.map((of, index) => ({ condition: of, path: [...path, condition.op, index], kind }));
    case 'not':
      return [{ condition: condition.of, path: [...path, 'not'], kind }];
    case 'in':
    case 'crosses':
    case 'enters':
    case 'leaves':
      return [{ condition: condition.boundary, path: [...path, condition.op], kind: 'boundary' }];
    case 'from':
    case 'to':
      return [{ condition: condition.element, path: [...path, condition.op], kind: 'element' }];
    case 'has':
    case 'count':
      if (condition.where === undefined) return [];
      return [
        { condition: condition.where, path: [...path, condition.op, 'where'], kind: condition.relation === 'inside' ? 'element' : 'flow' },
      ];
    case 'carries':
    case 'stores':
      return [{ condition: condition.asset, path: [...path, condition.op], kind: 'asset' }];
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
 * Every condition inside one, itself first, parents before children. Named conditions are not entered.
 * @param kind what the condition judges
 * @param path where it stands in its entry
 */
export function conditionsIn(condition: Condition, kind: SubjectKind, path: readonly PropertyKey[] = []): readonly ConditionVisit[] {
  const visit = (at: ConditionVisit): readonly ConditionVisit[] => [at, ...childrenOf(at).flatMap(visit)];
  return visit({ condition, path, kind });
}
