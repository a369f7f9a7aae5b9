import type { Condition } from '../catalog/condition';
import type { PropertyName } from '../model/ids';
import { partsOf } from './conditions';

/**
 * One side of a thing that a rule can depend on: a property's name, or one of the following. `place`: the boundaries
 * around it and the lines it crosses. `flows`, `inside`: which flows it has, what stands in it. `assets`: what it stores
 * or carries. `rating`: an asset's. `name`: what people call it. `reach:attacker`, `adopted:control`.
 */
export type Aspect = string;

export const PLACE: Aspect = '#place';
export const FLOWS: Aspect = '#flows';
export const INSIDE: Aspect = '#inside';
export const ASSETS: Aspect = '#assets';
export const RATING: Aspect = '#rating';
export const NAME: Aspect = '#name';
export const PROTOCOL: Aspect = '#protocol';
export const reachAspect = (attacker: string): Aspect => `#reach:${attacker}`;
export const adoptedAspect = (control: string): Aspect => `#adopted:${control}`;

/** The property by which a person says that all calls of a place are drawn. */
export const CALLS_COMPLETE = 'callsComplete' as PropertyName;

/** What an aspect drags along: a property that controls set depends on what their `where` reads, too. */
type Dependencies = (property: PropertyName) => Iterable<Aspect>;

/** Every aspect, of whatever thing, that a condition reads; with what the properties in it depend on. */
export function aspectsOf(
  condition: Condition,
  named: (name: string) => Condition | undefined,
  dependencies: Dependencies,
): ReadonlySet<Aspect> {
  const aspects = new Set<Aspect>();
  const seen = new Set<string>();
  const visit = (part: Condition): void => {
    switch (part.op) {
      case 'property':
        aspects.add(part.property);
        for (const aspect of dependencies(part.property)) aspects.add(aspect);
        break;
      case 'in':
      case 'crosses':
      case 'enters':
      case 'leaves':
        aspects.add(PLACE);
        break;
      case 'has':
      case 'count':
        if (part.relation === 'inside') aspects.add(INSIDE);
        else aspects.add(FLOWS).add(CALLS_COMPLETE);
        break;
      case 'carries':
        aspects.add(ASSETS);
        break;
      case 'stores':
        aspects.add(ASSETS).add(INSIDE);
        break;
      case 'asset':
        aspects.add(RATING);
        break;
      case 'protocol':
        aspects.add(PROTOCOL);
        break;
      case 'reachableFrom':
        // A boundary is reached with what stands inside; and what is in doubt may depend on calls that nobody has drawn.
        aspects.add(reachAspect(part.attacker)).add(INSIDE).add(CALLS_COMPLETE);
        break;
      case 'adopted':
        aspects.add(adoptedAspect(part.control));
        break;
      case 'named': {
        const body = seen.has(part.name) ? undefined : named(part.name);
        seen.add(part.name);
        if (body !== undefined) visit(body);
        break;
      }
      case 'all':
      case 'any':
      case 'not':
      case 'is':
      case 'from':
      case 'to':
        break;
    }
    for (const inner of partsOf(part)) visit(inner);
  };
  visit(condition);
  return aspects;
}
