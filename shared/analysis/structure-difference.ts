import type { Reachability } from './reachability';
import type { BoundaryThing, ElementThing, FlowThing, Thing } from './things';
import { OUTLOOKS } from './truth';

/** True if an attacker gets to an element as before, under every outlook. */
export function sameArrival(was: Reachability, is: Reachability, element: ElementThing): boolean {
  return OUTLOOKS.every((outlook, index) => {
    const [before, after] = [was.distances(outlook), is.distances(outlook)];
    if (index > 0 && before === was.distances('as-is') && after === is.distances('as-is')) return true;
    const [a, b] = [before.get(element.id), after.get(element.id)];
    return a?.sure === b?.sure && a?.possible === b?.possible && a?.doubt?.id === b?.doubt?.id;
  });
}

/** The ids of things. */
export const idsOf = (things: readonly Thing[]): readonly string[] => things.map(({ id }) => id);

/** True if it is said which assets the element stores. */
export const storing = ({ entry }: ElementThing): boolean => entry.stores !== undefined;
/** True if it is said which assets the flow carries. */
export const carrying = ({ entry }: FlowThing): boolean => entry.carries !== undefined;

/** The things next to a thing: those whose lists it stands in, or that stand in its own. */
export function idsNear(thing: Thing | undefined): readonly string[] {
  switch (thing?.kind) {
    case 'element':
      return idsOf([...thing.incoming, ...thing.outgoing, ...thing.around]);
    case 'flow':
      return idsOf([thing.from, thing.to, ...thing.around, ...thing.entered, ...thing.left]);
    case 'boundary':
      return idsOf([...thing.around, ...thing.boundaries, ...thing.inside, ...thing.within, ...thing.incoming, ...thing.outgoing]);
    case 'asset':
    case 'model':
    case undefined:
      return [];
  }
}

/** True if the boundary itself is not taken out of scope. */
export const isIn = ({ entry }: BoundaryThing): boolean => entry.outOfScope === undefined;

/** True if an import made the thing. */
export const isImported = (thing: Thing): boolean => 'origin' in thing.entry && thing.entry.origin !== undefined;

/** True if two states of a thing are of the same types. */
export function sameTypes(was: Thing, is: Thing): boolean {
  return was.types === is.types;
}

/** True if two lists hold things of the same ids, in the same order. */
export function sameIds(was: readonly { readonly id: string }[], is: readonly { readonly id: string }[]): boolean {
  return was === is || (was.length === is.length && was.every(({ id }, index) => id === is[index]?.id));
}

/** Everything inside a boundary: elements, boundaries, and flows with both ends inside. */
export function insideOf(thing: Thing & { readonly kind: 'boundary' }): readonly Thing[] {
  return [...thing.inside, ...thing.boundaries, ...thing.within];
}
