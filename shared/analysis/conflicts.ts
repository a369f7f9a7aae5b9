import { type PropertyName, splitKey, type SubjectId } from '../model/ids';
import { ownProperty } from '../model/threat-model';
import { inForce, type Setting } from './adoption';
import type { Conflict, Outlook } from './findings';
import { sameValue } from './matching';
import type { World } from './world';

const byPlace = (a: Conflict, b: Conflict): number =>
  a.subject === b.subject ? (a.property < b.property ? -1 : 1) : a.subject < b.subject ? -1 : 1;

/**
 * Where two sources disagree: a person and an import about one property, or two controls in force that set one property
 * of one thing differently. Shown, never resolved in silence.
 */
export function conflictsIn(world: World, outlook: Outlook): readonly Conflict[] {
  return [...importConflicts(world), ...controlConflicts(world, outlook)];
}

function importConflicts(world: World): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [key, { imported }] of world.model.answers) {
    const parts = imported === undefined ? undefined : splitKey(key);
    const subject: SubjectId | undefined = parts && world.structure.thing(parts.subject)?.id;
    if (imported === undefined || parts === undefined || subject === undefined) continue;
    const stated = ownProperty(world.model, subject, parts.what);
    if (stated === undefined || sameValue(stated, imported)) continue;
    conflicts.push({ kind: 'import', subject, property: parts.what as PropertyName, stated, imported });
  }
  return conflicts.sort(byPlace);
}

const differ = (settings: readonly Setting[]): boolean => settings.some(({ value }) => !sameValue(value, settings[0]?.value));

function controlConflicts(world: World, outlook: Outlook): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [property, all] of world.allSettings) {
    const active = (settings: readonly Setting[]) => settings.filter(({ adoption }) => inForce(adoption.status, outlook));
    if (!differ(active(all))) continue;
    for (const thing of world.structure.things()) {
      const settings = active(world.settings(thing, property));
      if (!differ(settings)) continue;
      const values = settings.map(({ adoption, value }) => ({ control: adoption.control.id, value }));
      conflicts.push({ kind: 'controls', subject: thing.id, property, values });
    }
  }
  return conflicts.sort(byPlace);
}
