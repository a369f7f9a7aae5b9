import type { ControlEntry } from '../catalog/schema';
import { mitigationKeyOf, type SubjectId, type ThreatKey, threatKeyOf } from '../model/ids';
import { type Adoption, covers, inForce, surrounds } from './adoption';
import { adoptedAspect } from './aspects';
import type { ControlOffer, Outlook } from './findings';
import type { ThreatRule } from './rulebook';
import type { Thing } from './things';
import type { World } from './world';

/** A threat that is open now: the rule, and what it is about. */
export interface OpenThreat {
  readonly rule: ThreatRule;
  readonly thing: Thing;
}

const COST = { low: 0, medium: 1, high: 2 } as const;

/** True if a person may adopt the control on the thing. */
function adoptable(control: ControlEntry, on: Thing): boolean {
  const { adoptOn, adoptTypes } = control;
  return adoptOn.includes(on.kind) && (adoptTypes === undefined || on.types.size === 0 || adoptTypes.some((type) => on.types.has(type)));
}

/** Where a control may be adopted against a threat, the nearest sensible boundary first, then the thing itself, then wider. */
function placesFor(control: ControlEntry, thing: Thing, world: World): readonly Thing[] {
  const ends = thing.kind === 'flow' ? [thing.to, thing.from] : [];
  const crossed = thing.kind === 'flow' ? [...thing.entered, ...thing.left] : [];
  const boundaries = [...(thing.kind === 'boundary' ? [thing] : []), ...thing.around, ...crossed];
  const near = [...boundaries, ...(thing.kind === 'boundary' ? [] : [thing]), ...ends, world.structure.model];
  return near.filter((place) => adoptable(control, place));
}

/** What a control would change, if it were adopted on a place and in force. */
class Trial {
  private readonly before: World;
  private readonly after: World;
  private readonly control: ControlEntry;
  private readonly on: Thing;
  private readonly outlook: Outlook;

  constructor(world: World, control: ControlEntry, on: Thing, outlook: Outlook) {
    const key = mitigationKeyOf(control.id, on.id);
    const present = world.adoptions.filter((adoption) => inForce(adoption.status, outlook) && adoption.key !== key);
    const adoption: Adoption = { key, control, on, status: 'in-place' };
    this.before = world;
    this.after = world.vary({ adoptions: [...present, adoption] });
    this.control = control;
    this.on = on;
    this.outlook = outlook;
  }

  /** True if the threat holds now and would not, were the control in force. What is taken to be in force is so as planned. */
  closes({ rule, thing }: OpenThreat): boolean {
    return this.after.truth(rule.when, thing, 'as-planned') !== 'true' && this.before.truth(rule.when, thing, this.outlook) === 'true';
  }

  /** True if the control changes something near the threat that its rule reads. */
  concerns({ rule, thing }: OpenThreat): boolean {
    if (rule.aspects.has(adoptedAspect(this.control.id)) && surrounds(this.on, thing)) return true;
    if (!this.control.effects.some(({ sets }) => Object.keys(sets).some((property) => rule.aspects.has(property)))) return false;
    // A rule that looks at neighbours may be closed from beside; those are few, so they are tried.
    const looksAround = !this.control.effects.some(({ on }) => on === thing.kind);
    return looksAround || this.control.effects.some((effect) => covers(this.on, effect, thing));
  }
}

/**
 * The controls that would close a threat, where to adopt each, and which open threats each would close there: found by
 * adopting them in a what-if world, so that what is offered is what will happen. What the catalog names as countering the
 * rule comes with what else does; those that close most stand first.
 */
export function offersFor(threat: OpenThreat, open: readonly OpenThreat[], world: World, outlook: Outlook): readonly ControlOffer[] {
  const named = threat.rule.entry.counteredBy;
  const offers: { readonly offer: ControlOffer; readonly control: ControlEntry; readonly named: number }[] = [];
  for (const control of world.book.catalog.controls.values()) {
    for (const place of bestPlaces(control, threat, world, outlook)) {
      const rank = named.indexOf(control.id);
      offers.push({ control, named: rank === -1 ? named.length : rank, offer: offerOf(control, place, threat, open, world, outlook) });
    }
  }
  return offers
    .sort(
      (a, b) =>
        b.offer.closes.length - a.offer.closes.length ||
        a.named - b.named ||
        COST[a.control.cost] - COST[b.control.cost] ||
        (a.control.id < b.control.id ? -1 : 1),
    )
    .map(({ offer }) => offer);
}

/** The first place where the control closes the threat and, if that is a boundary, the first narrower one. */
function bestPlaces(control: ControlEntry, threat: OpenThreat, world: World, outlook: Outlook): readonly Thing[] {
  const closing = placesFor(control, threat.thing, world).filter((place) => {
    const trial = new Trial(world, control, place, outlook);
    return trial.concerns(threat) && trial.closes(threat);
  });
  const [first] = closing;
  const narrower = closing.find((place) => place.kind === 'element' || place.kind === 'flow');
  return [first, narrower].filter((place, index, all): place is Thing => place !== undefined && all.indexOf(place) === index);
}

function offerOf(
  control: ControlEntry,
  on: Thing,
  threat: OpenThreat,
  open: readonly OpenThreat[],
  world: World,
  outlook: Outlook,
): ControlOffer {
  const trial = new Trial(world, control, on, outlook);
  const closes = new Set<ThreatKey>([threatKeyOf(threat.rule.id, threat.thing.id)]);
  for (const other of open) if (trial.concerns(other) && trial.closes(other)) closes.add(threatKeyOf(other.rule.id, other.thing.id));
  const subject: SubjectId = on.id;
  const status = world.model.mitigations.get(mitigationKeyOf(control.id, subject))?.status;
  return {
    control: control.id,
    on: subject,
    phase: control.phase,
    closes: [...closes].sort(),
    ...(status === undefined ? {} : { status }),
  };
}
