import type { PropertyName, SubjectId } from '../model/ids';
import type { PropertyValue } from '../model/schema';
import { covers } from './adoption';
import { matches } from './matching';
import { appliesTo } from './questions';
import type { World } from './world';

/** How far an import shows that a control is there already, though nobody adopted it. */
export interface Evidence {
  /** Subjects on which every property that the control sets has that value, by what an import says. */
  readonly holds: readonly SubjectId[];
  /** Subjects that the control is about and on which something is missing or otherwise. */
  readonly lacks: readonly SubjectId[];
}

/**
 * Compares what a control sets with what imports say: "restricted pod settings, shown by the import on 12 of 12
 * workloads". Looks at what is so before any control. Subjects that none of the properties can be said of are left out.
 */
export function evidenceFor(control: string, world: World): Evidence {
  const holds = new Set<SubjectId>();
  const lacks = new Set<SubjectId>();
  for (const effect of world.book.controlOf(control)?.effects ?? []) {
    const sets = Object.entries(effect.sets) as [PropertyName, PropertyValue][];
    for (const thing of world.structure.things()) {
      if (!covers(world.structure.model, effect, thing)) continue;
      if (effect.where !== undefined && world.truth(effect.where, thing, 'undone') !== 'true') continue;
      const said = sets.filter(([name]) => {
        const property = world.book.catalog.properties.get(name);
        return property !== undefined && appliesTo(property, thing);
      });
      if (said.length === 0) continue;
      const shown = said.every(([name, value]) => {
        const known = world.facet(thing, name).undone;
        return known?.provenance.from === 'imported' && matches({ op: 'equals', equals: value }, known.value);
      });
      (shown ? holds : lacks).add(thing.id);
    }
  }
  return { holds: [...holds].filter((id) => !lacks.has(id)).sort(), lacks: [...lacks].sort() };
}
