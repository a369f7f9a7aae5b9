import type { Condition } from '../catalog/condition';
import type { PropertyEntry } from '../catalog/schema';
import { answerKeyOf, type PropertyName, type SubjectId } from '../model/ids';
import { CALLS_COMPLETE } from './aspects';
import { judge, linesOf, mayLack, relatedTo } from './evaluate';
import type { Outlook, Truth } from './findings';
import { IMAGE, IMAGES } from './defaults';
import { sameValue } from './matching';
import type { Thing } from './things';
import { truthIn } from './truth';
import type { World } from './world';

/** What is left over of a condition that cannot be decided: the atoms that nobody has answered. */
type Leftover =
  | { readonly kind: 'property'; readonly thing: Thing; readonly property: PropertyName }
  /** Which assets the thing stores or carries. */
  | { readonly kind: 'assets'; readonly thing: Thing }
  /** Whether all calls of the thing are drawn. */
  | { readonly kind: 'calls'; readonly thing: Thing };

/**
 * Evaluates a condition in part and returns what is left over, each atom once. Whatever the known rest decides already
 * is not among them, so an atom that is returned can still tip its part of the condition. Only unknown conditions have any.
 * @throws TooManySteps
 */
export function leftovers(condition: Condition, thing: Thing, world: World, outlook: Outlook): readonly Leftover[] {
  // Fitted to their situation most rules are a single property, and it is the one that nobody has answered.
  if (condition.op === 'property')
    return world.facet(thing, condition.property)[outlook] === undefined ? [{ kind: 'property', thing, property: condition.property }] : [];
  const finder = new LeftoverFinder(world, outlook);
  finder.visit(condition, thing);
  return finder.found;
}

class LeftoverFinder {
  readonly found: Leftover[] = [];
  private readonly ofThing = new Map<Thing, Leftover[]>();
  private readonly world: World;
  private readonly outlook: Outlook;

  constructor(world: World, outlook: Outlook) {
    this.world = world;
    this.outlook = outlook;
  }

  visit(part: Condition, at: Thing): void {
    if (part.op === 'property') {
      if (this.world.facet(at, part.property)[this.outlook] === undefined)
        this.add({ kind: 'property', thing: at, property: part.property });
      return;
    }
    if (this.truth(part, at) !== 'unknown') return;
    switch (part.op) {
      case 'all':
      case 'any':
        for (const inner of part.of) this.visit(inner, at);
        return;
      case 'not':
        this.visit(part.of, at);
        return;
      case 'in':
        this.visitAll(part.boundary, at.around);
        return;
      case 'crosses':
      case 'enters':
      case 'leaves':
        this.visitAll(part.boundary, linesOf(at, part.op));
        return;
      case 'from':
      case 'to':
        if (at.kind === 'flow') this.visitAll(part.element, [at[part.op]]);
        return;
      case 'has':
      case 'count':
        if (part.where !== undefined) this.visitAll(part.where, relatedTo(at, part.relation));
        if (truthIn(mayLack(at, part.relation, this.world), this.outlook) === 'unknown') this.add({ kind: 'calls', thing: at });
        return;
      case 'carries':
        if (at.kind === 'flow') this.visitAssets(part.asset, at, at.entry.carries);
        return;
      case 'stores':
        for (const element of at.kind === 'boundary' ? at.inside : [at]) {
          this.world.note(element);
          if (element.kind === 'element') this.visitAssets(part.asset, element, element.entry.stores);
        }
        return;
      case 'reachableFrom':
        this.visitReach(part.attacker, at);
        return;
      case 'named': {
        const body = this.world.named(part.name);
        if (body !== undefined) this.visit(body, at);
        return;
      }
      case 'is':
      case 'asset':
      case 'protocol':
      case 'adopted':
        // Nothing that a question could ask: structure is two-valued, and ratings and protocols are set where they are drawn.
        return;
    }
  }

  private visitAll(part: Condition, things: readonly Thing[]): void {
    for (const at of things) {
      this.world.note(at);
      this.visit(part, at);
    }
  }

  private visitAssets(asset: Condition, at: Thing, ids: readonly string[] | undefined): void {
    if (ids === undefined) this.add({ kind: 'assets', thing: at });
    else
      this.visitAll(
        asset,
        ids.flatMap((id) => this.world.asset(id) ?? []),
      );
  }

  private visitReach(attacker: string, at: Thing): void {
    const doubt = this.world.reachability(attacker)?.doubt(at, this.outlook);
    if (doubt === undefined) return;
    this.world.note(doubt);
    const startsAt = this.world.book.catalog.attackers.get(attacker)?.startsAt;
    if (startsAt !== undefined && this.truth(startsAt, doubt) === 'unknown') this.visit(startsAt, doubt);
    else this.add({ kind: 'calls', thing: doubt });
  }

  private truth(part: Condition, at: Thing): Truth {
    return truthIn(judge(part, at, this.world), this.outlook);
  }

  private add(leftover: Leftover): void {
    const ofThing = this.ofThing.get(leftover.thing);
    if (ofThing === undefined) this.ofThing.set(leftover.thing, [leftover]);
    else if (ofThing.some((other) => sameLeftover(other, leftover))) return;
    else ofThing.push(leftover);
    this.found.push(leftover);
  }
}

function sameLeftover(a: Leftover, b: Leftover): boolean {
  return a.kind === b.kind && (a.kind !== 'property' || b.kind !== 'property' || a.property === b.property);
}

/** True if the property can be said of the thing, by its kind and types. */
export function appliesTo(property: PropertyEntry, thing: Thing): boolean {
  return property.appliesTo.includes(thing.kind) && (property.types === undefined || property.types.some((type) => thing.types.has(type)));
}

/** The nearest of the boundaries that is of a type which the property is asked of. */
function askedOn({ askOn }: PropertyEntry, boundaries: readonly Thing[]): Thing | undefined {
  return boundaries.find((boundary) => askOn?.some((type) => boundary.types.has(type)) === true);
}

/** True if the image of the workload decides, so that the answer is not the same for all around. */
const isAskedPerImage = (property: PropertyEntry, thing: Thing): boolean =>
  property.askPer === 'image' && thing.kind === 'element' && thing.entry.properties?.has(IMAGE) === true;

/** True if the property is said of things of this kind, and not of this one: what is no workload has no service account. */
const isOfOthers = (property: PropertyEntry, thing: Thing): boolean =>
  thing.kind !== 'boundary' && property.appliesTo.includes(thing.kind) && !appliesTo(property, thing);

/**
 * Where the answer to a question about a thing lives: the workload itself where its image decides; else the nearest boundary of a type that `askOn` names, if the property
 * passes down; else the thing itself, else the nearest boundary that can have the property. Undefined if nothing can: a
 * question about what cannot be said is not asked.
 */
export function placeOf(property: PropertyEntry, thing: Thing): Thing | undefined {
  if (isAskedPerImage(property, thing)) return thing;
  if (isOfOthers(property, thing)) return undefined;
  const outward: readonly Thing[] = thing.kind === 'boundary' ? [thing, ...thing.around] : thing.around;
  const place = property.inherits ? askedOn(property, outward) : undefined;
  if (place !== undefined) return place;
  if (appliesTo(property, thing)) return thing;
  return property.inherits ? outward.find((boundary) => appliesTo(property, boundary)) : undefined;
}

/** The thing itself or the nearest boundary around it that can have the property, or pass it down. */
export function nearestWith(property: PropertyEntry, thing: Thing): Thing | undefined {
  return [thing, ...thing.around].find((place) => appliesTo(property, place) || (property.inherits && place.kind === 'boundary'));
}

/** Where a person says whether all calls around a thing are drawn. */
export function callsPlaceOf(thing: Thing, world: World): Thing | undefined {
  const property = world.book.catalog.properties.get(CALLS_COMPLETE);
  return property && placeOf(property, thing);
}

/** The workloads that an answer about one of them is true of: those of the same image, where the image decides. */
function sharingAnswer(property: PropertyEntry, thing: Thing, world: World): readonly Thing[] {
  if (property.askPer !== 'image' || thing.kind !== 'element') return [thing];
  const image = thing.entry.properties?.get(IMAGE);
  // Of several containers no single image decides.
  if (typeof image !== 'string' || thing.entry.properties?.has(IMAGES) === true) return [thing];
  const sharing = (world.elementsByImage().get(image) ?? []).filter(
    (other) =>
      other.entry.properties?.has(IMAGES) !== true && appliesTo(property, other) && world.facet(other, property.id).undone === undefined,
  );
  return sharing.length === 0 ? [thing] : sharing;
}

/** Under this id waits whatever depends on which assets a thing stores or carries. */
export const ASSETS_ID = 'assets';

/** What is asked, before the model's names and answers are put in. */
export type Asked =
  | { readonly kind: 'property'; readonly property: PropertyEntry; readonly place: SubjectId; readonly answerOn: readonly SubjectId[] }
  | { readonly kind: 'assets' };

/** One thing to ask, by its question's id, with the things that it was left over of. */
export interface Ask {
  readonly id: string;
  readonly asked: Asked;
  readonly of: readonly SubjectId[];
}

type Questioned = Pick<Ask, 'id' | 'asked'>;

const ASSETS_ASKED: Questioned = { id: ASSETS_ID, asked: { kind: 'assets' } };

/** Finds what has to be asked for leftovers, and where. Remembers places, since many things share a place and a question. */
export class Asker {
  private readonly world: World;
  private readonly outlook: Outlook;
  private readonly places = new Map<PropertyEntry, Map<readonly Thing[], Thing | undefined>>();
  private readonly questioned = new Map<PropertyEntry, Map<Thing, Questioned>>();

  constructor(world: World, outlook: Outlook) {
    this.world = world;
    this.outlook = outlook;
  }

  /** One thing to ask for each property and place. */
  asksFor(left: readonly Leftover[]): readonly Ask[] {
    const [only, second] = left;
    if (only !== undefined && second === undefined) {
      const questioned = this.questionedFor(only);
      return questioned === undefined ? [] : [{ ...questioned, of: [only.thing.id] }];
    }
    const asks = new Map<string, Questioned & { readonly of: Set<SubjectId> }>();
    for (const leftover of left) {
      const questioned = this.questionedFor(leftover);
      if (questioned === undefined) continue;
      const ask = asks.get(questioned.id);
      if (ask === undefined) asks.set(questioned.id, { ...questioned, of: new Set([leftover.thing.id]) });
      else ask.of.add(leftover.thing.id);
    }
    return [...asks.values()].map(({ id, asked, of }) => ({ id, asked, of: [...of] }));
  }

  /** What has to be asked for a leftover; undefined if nobody could answer. */
  private questionedFor(leftover: Leftover): Questioned | undefined {
    if (leftover.kind === 'assets') return ASSETS_ASKED;
    const property = this.world.book.catalog.properties.get(leftover.kind === 'calls' ? CALLS_COMPLETE : leftover.property);
    const place = property && this.place(property, leftover.thing);
    if (property === undefined || place === undefined) return undefined;
    // "Not all are drawn" is an answer, too: it leaves the rule open, and nothing to ask.
    if (leftover.kind === 'calls' && this.world.facet(place, CALLS_COMPLETE)[this.outlook] !== undefined) return undefined;
    // What an image decides is so whatever holds around it.
    if (!isAskedPerImage(property, leftover.thing) && !this.isDue(property, leftover.thing)) return undefined;
    return this.questionAt(property, place);
  }

  /** Whether what must be known first is known, or nobody knows it, and has not made the question needless. */
  private isDue({ askAfter }: PropertyEntry, thing: Thing): boolean {
    if (askAfter === undefined) return true;
    const first = this.world.book.catalog.properties.get(askAfter.property);
    const at = first && nearestWith(first, thing);
    if (first === undefined || at === undefined) return true;
    const known = this.world.facet(at, first.id)[this.outlook];
    if (known !== undefined) return !askAfter.unless.some((value) => sameValue(value, known.value));
    const asked = this.place(first, at);
    return asked === undefined || this.world.model.answers.get(answerKeyOf(first.id, asked.id))?.unsure === true;
  }

  /** Where the answer lives depends on which boundaries stand around, and on their types. */
  private place(property: PropertyEntry, thing: Thing): Thing | undefined {
    this.world.note(thing);
    for (const boundary of thing.around) this.world.note(boundary);
    // Of what stands in one place, all have the answer there, unless they can have it themselves.
    const shared = property.inherits && property.askOn !== undefined && thing.kind !== 'boundary';
    if (!shared || isAskedPerImage(property, thing) || isOfOthers(property, thing)) return placeOf(property, thing);
    const known = this.places.get(property) ?? new Map<readonly Thing[], Thing | undefined>();
    this.places.set(property, known);
    if (!known.has(thing.around)) known.set(thing.around, askedOn(property, thing.around));
    return known.get(thing.around) ?? placeOf(property, thing);
  }

  private questionAt(property: PropertyEntry, place: Thing): Questioned {
    if (property.askPer === 'image') {
      const sharing = sharingAnswer(property, place, this.world).map(({ id }) => id);
      return questionOn(property, sharing[0] ?? place.id, sharing);
    }
    const known = this.questioned.get(property) ?? new Map<Thing, Questioned>();
    this.questioned.set(property, known);
    const questioned = known.get(place) ?? questionOn(property, place.id, [place.id]);
    known.set(place, questioned);
    return questioned;
  }
}

function questionOn(property: PropertyEntry, place: SubjectId, answerOn: readonly SubjectId[]): Questioned {
  return { id: answerKeyOf(property.id, place), asked: { kind: 'property', property, place, answerOn } };
}
