import type { Condition } from './condition';

/** A rule's condition with one clause left out or turned round. A rule means something if its examples notice each. */
export interface Mutant {
  readonly change: 'dropped' | 'negated';
  /** The shared condition in which the clause stands; absent if it stands in the rule itself. */
  readonly named?: string;
  /** The way to the clause, inside the rule's `when` or the shared condition's. */
  readonly path: readonly PropertyKey[];
  readonly when: Condition;
}

/** What a clause that is left out leaves behind where something must stand. */
const TRUE: Condition = { op: 'all', of: [] };

interface At {
  readonly named?: string;
  readonly path: readonly PropertyKey[];
}

/** Rebuilds the whole condition with another clause, or none, in this place. */
type Put = (clause: Condition | undefined) => Condition;

/**
 * Every condition that comes of one by leaving out or negating a single clause, at any depth. Shared conditions are
 * entered: a clause of theirs counts as a clause of each rule that names them.
 * @param named looks a shared condition up by its name; one that leads back to itself must not be found
 */
export function mutantsOf(condition: Condition, named: (name: string) => Condition | undefined): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const visit = (clause: Condition, at: At, put: Put): void => {
    mutants.push({ change: 'dropped', ...at, when: put(undefined) }, { change: 'negated', ...at, when: put({ op: 'not', of: clause }) });
    const below = (...keys: PropertyKey[]): At => ({ ...at, path: [...at.path, clause.op, ...keys] });
    switch (clause.op) {
      case 'all':
      case 'any':
        for (const [index, part] of clause.of.entries()) {
          visit(part, below(index), (other) =>
            put({ op: clause.op, of: clause.of.flatMap((one, place) => (place === index ? (other ?? []) : one)) }),
          );
        }
        break;
      case 'not':
        visit(clause.of, below(), (other) => put({ op: 'not', of: other ?? TRUE }));
        break;
      case 'in':
      case 'crosses':
      case 'enters':
      case 'leaves':
        visit(clause.boundary, below(), (other) => put({ ...clause, boundary: other ?? TRUE }));
        break;
      case 'from':
      case 'to':
        visit(clause.element, below(), (other) => put({ ...clause, element: other ?? TRUE }));
        break;
      case 'has':
      case 'count': {
        if (clause.where === undefined) break;
        const { where, ...rest } = clause;
        visit(where, below('where'), (other) => put(other === undefined ? rest : { ...rest, where: other }));
        break;
      }
      case 'carries':
      case 'stores':
        visit(clause.asset, below(), (other) => put({ ...clause, asset: other ?? TRUE }));
        break;
      case 'named': {
        const inside = named(clause.name);
        if (inside !== undefined) visit(inside, { named: clause.name, path: [] }, (other) => put(other ?? TRUE));
        break;
      }
      case 'is':
      case 'property':
      case 'asset':
      case 'protocol':
      case 'reachableFrom':
      case 'adopted':
        break;
    }
  };
  visit(condition, { path: [] }, (clause) => clause ?? TRUE);
  return mutants;
}
