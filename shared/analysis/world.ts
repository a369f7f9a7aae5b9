import type { Condition } from '../catalog/condition';
import type { PropertyName } from '../model/ids';
import type { PropertyValue } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import { type Adoption, adoptionsOf, inForce, type Setting, settingsOf, surrounds } from './adoption';
import { adoptedAspect, type Aspect, CALLS_COMPLETE } from './aspects';
import { assetsAtStake } from './assets-at-stake';
import { IMAGE } from './defaults';
import { EffectiveModel, type Supposition } from './effective-model';
import { judge } from './evaluate';
import { type Facet, type Facts, type Reach, TooManySteps } from './facts';
import type { Outlook, Truth } from './findings';
import type { FittedCondition } from './fitting';
import { Reachability } from './reachability';
import type { Rulebook } from './rulebook';
import type { Structure } from './structure';
import type { AssetThing, ElementThing, Thing } from './things';
import { FALSE, TRUE, truthIn, UNKNOWN, type Verdict, verdictOf } from './truth';

/** What no honest pair of rule and subject needs, in steps; a count over 10,000 elements takes about 50,000. */
const MAX_STEPS = 500_000;
/** The same for searching the whole model once. */
const MAX_SEARCH_STEPS = 20 * MAX_STEPS;

/** While a search runs, or where it took too long, nobody knows where the attacker gets to. */
const undecided: Reach = { verdict: () => UNKNOWN };

/** How a world differs from what the model says. */
interface Variation {
  /** The controls taken to be in force, instead of the model's. */
  readonly adoptions?: readonly Adoption[];
  readonly suppositions?: readonly Supposition[];
}

/** Who is told what is read while a subject is judged. */
interface Reader {
  readonly subject: Thing;
  readonly read: Set<Thing>;
  /** The last one of them: things are mostly looked at several times in a row. */
  last: Thing;
  /** Most subjects look at no other thing's flows or insides. */
  related: Set<Thing> | undefined;
}

/**
 * A model as conditions see it, at one moment: its structure, its effective properties, and where attackers get to. A new
 * one is made after each edit; a variation of one answers "what if".
 */
export class World implements Facts {
  readonly model: ThreatModel;
  readonly structure: Structure;
  readonly book: Rulebook;
  readonly adoptions: readonly Adoption[];
  /** What the controls set, by property, the deciding ones first. */
  readonly allSettings: ReadonlyMap<PropertyName, readonly Setting[]>;
  private readonly effective: EffectiveModel;
  private readonly variation: Variation;
  private readonly reaches = new Map<string, Reachability | 'undecided'>();
  private readonly controlsInPlay: ReadonlySet<string>;
  /** The same model without any control: what the `where` of a control's effect is judged by. */
  private bareWorld: World | undefined;
  private readonly completePlaces = new Map<readonly Thing[], Verdict>();
  private readonly stakes = new Map<Thing, readonly AssetThing[]>();
  /** One list for the same assets, whatever they are at stake at: risks are rated once for a list. */
  private readonly stakeLists = new Map<string, readonly AssetThing[]>();
  private byImage: ReadonlyMap<string, readonly ElementThing[]> | undefined;
  private reader: Reader | undefined;
  private steps = 0;

  constructor(model: ThreatModel, structure: Structure, book: Rulebook, variation: Variation = {}) {
    this.model = model;
    this.structure = structure;
    this.book = book;
    this.variation = variation;
    this.adoptions = variation.adoptions ?? adoptionsOf(model, structure, (id) => book.controlOf(id));
    this.controlsInPlay = new Set(this.adoptions.map(({ control }) => control.id));
    this.allSettings = settingsOf(this.adoptions);
    this.effective = new EffectiveModel({
      model,
      structure,
      catalog: book.catalog,
      defaults: book.defaults,
      settings: this.allSettings,
      fits: (where, thing) => this.fits(where, thing),
      ...(variation.suppositions ? { suppositions: variation.suppositions } : {}),
    });
  }

  /** The same model seen otherwise: with other controls in force, or with something supposed. */
  vary(variation: Variation): World {
    const varied = new World(this.model, this.structure, this.book, { ...this.variation, ...variation });
    const changed = new Set<string>(variation.suppositions?.map(({ property }) => property));
    if (variation.adoptions !== undefined) for (const world of [this, varied]) for (const aspect of world.controlled()) changed.add(aspect);
    for (const { id, aspects } of this.book.attackers) {
      const reach = this.reaches.get(id);
      const same = !changed.has(CALLS_COMPLETE) && ![...aspects].some((aspect) => changed.has(aspect));
      if (same && reach !== undefined && reach !== 'undecided') varied.keepReach(id, reach);
    }
    return varied;
  }

  /** What adopted controls may change: properties, and the controls' own adoption. */
  private *controlled(): Generator<Aspect> {
    yield* this.allSettings.keys();
    for (const control of this.controlsInPlay) yield adoptedAspect(control);
  }

  /** Judges one pair within the budget of steps. @returns undefined if that did not suffice */
  judge(condition: Condition, thing: Thing): Verdict | undefined {
    this.steps = 0;
    try {
      return judge(condition, thing, this);
    } catch (error) {
      if (error instanceof TooManySteps) return undefined;
      throw error;
    }
  }

  /** The truth of a condition at a thing under one outlook; what cannot be judged is unknown. */
  truth(condition: Condition, thing: Thing, outlook: Outlook): Truth {
    return truthIn(this.judge(condition, thing) ?? UNKNOWN, outlook);
  }

  /** Does some judging for a subject and tells which other things were looked at, and of which their flows or insides. */
  reading(subject: Thing, work: () => void): { readonly read: ReadonlySet<Thing>; readonly related: ReadonlySet<Thing> | undefined } {
    const reader: Reader = { subject, read: new Set(), last: subject, related: undefined };
    this.reader = reader;
    try {
      work();
    } finally {
      this.reader = undefined;
    }
    return reader;
  }

  /** Does some work with a budget of steps of its own. @throws TooManySteps */
  within<T>(work: () => T): T {
    this.steps = 0;
    return work();
  }

  /** Carries a search over from the world before an edit that cannot have changed it. */
  keepReach(attacker: string, reach: Reachability): void {
    this.reaches.set(attacker, reach);
  }

  /** The controls that set a property of a thing, the deciding one first. */
  settings(thing: Thing, property: PropertyName): readonly Setting[] {
    return this.effective.covering(thing, property);
  }

  note(thing: Thing): void {
    const { reader } = this;
    if (reader === undefined || thing === reader.last || thing === reader.subject) return;
    reader.last = thing;
    reader.read.add(thing);
  }

  noteRelated(thing: Thing): void {
    this.note(thing);
    if (this.reader !== undefined && thing !== this.reader.subject) (this.reader.related ??= new Set()).add(thing);
  }

  step(): void {
    this.steps += 1;
    if (this.steps > MAX_STEPS) throw new TooManySteps();
  }

  facet(thing: Thing, property: PropertyName): Facet {
    this.note(thing);
    return this.effective.facet(thing, property);
  }

  plainValue(thing: Thing, property: PropertyName): PropertyValue | undefined {
    this.note(thing);
    return this.effective.plainValue(thing, property);
  }

  callsComplete(thing: Thing): Verdict {
    this.note(thing);
    if (!('origin' in thing.entry) || thing.entry.origin === undefined) return TRUE;
    if (thing.kind === 'boundary') return this.callsCompleteIn([thing, ...thing.around]);
    let verdict = this.completePlaces.get(thing.around);
    if (verdict === undefined) this.completePlaces.set(thing.around, (verdict = this.callsCompleteIn(thing.around)));
    return verdict;
  }

  /** What the nearest boundary says that says anything; its word is touched on everything inside when it changes. */
  private callsCompleteIn(around: readonly Thing[]): Verdict {
    for (const boundary of around) {
      const facet = this.effective.facet(boundary, CALLS_COMPLETE);
      if (facet.undone === undefined && facet.uniform) continue;
      const says = (outlook: Outlook): Truth => (facet[outlook]?.value === true ? 'true' : 'false');
      return verdictOf({ 'as-is': says('as-is'), 'as-planned': says('as-planned'), undone: says('undone') });
    }
    return FALSE;
  }

  adopted(control: string, thing: Thing): Verdict {
    this.note(thing);
    const id = this.book.controlOf(control)?.id;
    if (id === undefined || !this.controlsInPlay.has(id)) return FALSE;
    const adoptions = this.adoptions.filter((adoption) => adoption.control.id === id && surrounds(adoption.on, thing));
    const says = (outlook: Outlook): Truth => (adoptions.some(({ status }) => inForce(status, outlook)) ? 'true' : 'false');
    return verdictOf({ 'as-is': says('as-is'), 'as-planned': says('as-planned'), undone: says('undone') });
  }

  reach(attacker: string): Reach | undefined {
    const reach = this.search(attacker);
    return reach === 'undecided' ? undecided : reach;
  }

  /** Where an attacker gets to, for reasons and comparisons; undefined if there is no such attacker or no answer. */
  reachability(attacker: string): Reachability | undefined {
    const reach = this.search(attacker);
    return reach === 'undecided' ? undefined : reach;
  }

  /** The attackers whose searches were made. */
  *searched(): Generator<readonly [string, Reachability | undefined]> {
    for (const [attacker, reach] of this.reaches) yield [attacker, reach === 'undecided' ? undefined : reach];
  }

  /** Searches at the first question, on nobody's account: the whole model is read once for all. */
  private search(attacker: string): Reachability | 'undecided' | undefined {
    const found = this.reaches.get(attacker);
    const entry = this.book.catalog.attackers.get(attacker);
    if (found !== undefined || entry === undefined) return found;
    this.reaches.set(attacker, 'undecided');
    const { reader, steps } = this;
    this.reader = undefined;
    this.steps = MAX_STEPS - MAX_SEARCH_STEPS;
    try {
      this.reaches.set(attacker, new Reachability(entry.startsAt, this.structure, this));
    } catch (error) {
      if (!(error instanceof TooManySteps)) throw error;
    } finally {
      this.reader = reader;
      this.steps = steps;
    }
    return this.reaches.get(attacker);
  }

  /** The elements of each image reference, in the order of ids. */
  elementsByImage(): ReadonlyMap<string, readonly ElementThing[]> {
    if (this.byImage !== undefined) return this.byImage;
    const byImage = new Map<string, ElementThing[]>();
    for (const element of this.structure.elements.values()) {
      const image = element.entry.properties?.get(IMAGE);
      if (typeof image !== 'string') continue;
      const same = byImage.get(image);
      if (same === undefined) byImage.set(image, [element]);
      else same.push(element);
    }
    return (this.byImage = byImage);
  }

  /** The assets at stake at a subject, found once for all rules about it: by the subject itself, so that its notes are complete. */
  assetsAt(subject: Thing): readonly AssetThing[] {
    const found = this.stakes.get(subject);
    if (found !== undefined) return found;
    const assets = assetsAtStake(subject, this.structure, this);
    const name = assets.length === 0 ? '' : assets.map(({ id }) => id).join(' ');
    const same = this.stakeLists.get(name) ?? assets;
    this.stakeLists.set(name, same);
    this.stakes.set(subject, same);
    return same;
  }

  named(name: string): Condition | undefined {
    return this.book.named(name);
  }

  fitted(condition: Condition): FittedCondition {
    return this.book.fitted(condition);
  }

  asset(id: string): AssetThing | undefined {
    const thing = this.structure.thing(id);
    return thing?.kind === 'asset' ? thing : undefined;
  }

  /** Whether an effect's `where` is true of a thing before any control; on the account of who asks. */
  private fits(where: Condition, thing: Thing): boolean {
    const bare = (this.bareWorld ??= this.vary({ adoptions: [] }));
    bare.reader = this.reader;
    bare.steps = this.steps;
    const fits = judge(where, thing, bare) === TRUE;
    this.steps = bare.steps;
    return fits;
  }
}
