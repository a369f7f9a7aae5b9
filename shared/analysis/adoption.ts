import type { ControlEffect, ControlEntry } from '../catalog/schema';
import type { MitigationKey, PropertyName } from '../model/ids';
import { splitKey } from '../model/ids';
import type { MitigationStatus, PropertyValue } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import type { Outlook } from './findings';
import type { Structure } from './structure';
import type { Thing } from './things';
import { OUTLOOKS } from './truth';

/** A control that a person adopted on a thing. */
export interface Adoption {
  readonly key: MitigationKey;
  readonly control: ControlEntry;
  readonly on: Thing;
  readonly status: MitigationStatus;
}

/** One property that an adopted control sets, where it does. */
export interface Setting {
  readonly adoption: Adoption;
  readonly effect: ControlEffect;
  readonly value: PropertyValue;
}

/**
 * Whether a control in this state is in force: as it is, in place and verified ones; as planned, planned ones too; if
 * nothing were done, none. Proposed and rejected ones never are.
 */
export function inForce(status: MitigationStatus, outlook: Outlook): boolean {
  switch (outlook) {
    case 'undone':
      return false;
    case 'as-is':
      return status === 'in-place' || status === 'verified';
    case 'as-planned':
      return status === 'in-place' || status === 'verified' || status === 'planned';
  }
}

/** The controls of a model that are in force under some outlook. Keys whose control or subject is gone are left out. */
export function adoptionsOf(
  model: ThreatModel,
  structure: Structure,
  controlOf: (id: string) => ControlEntry | undefined,
): readonly Adoption[] {
  return [...model.mitigations].flatMap(([key, { status }]): Adoption[] => {
    if (!OUTLOOKS.some((outlook) => inForce(status, outlook))) return [];
    const parts = splitKey(key);
    const control = parts && controlOf(parts.what);
    const on = parts && structure.thing(parts.subject);
    return control && on ? [{ key, control, on, status }] : [];
  });
}

/** True if the adoption reaches the thing at all: it is the thing, stands around it, or is the whole model. */
export function surrounds(on: Thing, thing: Thing): boolean {
  if (on === thing || on.kind === 'model') return true;
  return on.kind === 'boundary' && thing.around.includes(on);
}

/**
 * True if the effect of a control adopted on `on` speaks of the thing, its `where` aside. On a boundary: everything
 * inside, and flows with both ends inside unless the effect says `entering`, `leaving` or `touching`. On an element:
 * itself, and its flows in the directions that the effect says.
 */
export function covers(on: Thing, effect: ControlEffect, thing: Thing): boolean {
  if (thing.kind !== effect.on) return false;
  if (on === thing || on.kind === 'model') return true;
  if (on.kind === 'element') {
    if (thing.kind !== 'flow') return false;
    const [leaves, enters] = [thing.from === on, thing.to === on];
    return { inside: leaves && enters, entering: enters, leaving: leaves, touching: leaves || enters }[effect.flows];
  }
  if (on.kind !== 'boundary') return false;
  if (thing.kind !== 'flow') return thing.around.includes(on);
  switch (effect.flows) {
    case 'inside':
      return thing.around.includes(on);
    case 'entering':
      return thing.entered.includes(on);
    case 'leaving':
      return thing.left.includes(on);
    case 'touching':
      return thing.around.includes(on) || thing.entered.includes(on) || thing.left.includes(on);
  }
}

/** How near a control is adopted to what it covers; the nearest decides where two set a property differently. */
function nearness(on: Thing): number {
  switch (on.kind) {
    case 'model':
      return 0;
    case 'boundary':
      return 1 + on.around.length;
    case 'element':
    case 'flow':
    case 'asset':
      return Infinity;
  }
}

/** Orders settings by who decides: the nearest place, then what is verified, then the key. */
function compareSettings({ adoption: a }: Setting, { adoption: b }: Setting): number {
  const [near, far] = [nearness(a.on), nearness(b.on)];
  if (near !== far) return near > far ? -1 : 1;
  const byProof = Number(b.status === 'verified') - Number(a.status === 'verified');
  return byProof || (a.key < b.key ? -1 : 1);
}

/** What adopted controls set, by property, the deciding ones first. */
export function settingsOf(adoptions: readonly Adoption[]): ReadonlyMap<PropertyName, readonly Setting[]> {
  const settings = new Map<PropertyName, Setting[]>();
  for (const adoption of adoptions) {
    for (const effect of adoption.control.effects) {
      for (const [name, value] of Object.entries(effect.sets) as [PropertyName, PropertyValue][]) {
        const known = settings.get(name) ?? [];
        settings.set(name, known);
        known.push({ adoption, effect, value });
      }
    }
  }
  for (const list of settings.values()) list.sort(compareSettings);
  return settings;
}
