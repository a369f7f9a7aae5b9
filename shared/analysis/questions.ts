import type { Condition } from '../catalog/condition';
import type { PropertyEntry } from '../catalog/schema';
import { answerKeyOf, type PropertyName, type SubjectId } from '../model/ids';
import { CALLS_COMPLETE } from './aspects';
import { judge, linesOf, mayLack, relatedTo } from './evaluate';
import type { Outlook, Truth } from './findings';
import { IMAGE, IMAGES } from './defaults';
import type { Thing } from './structure';
import { truthIn } from './truth';
import type { World } from './world';

/** What is left over of a condition that cannot be decided: the atoms that nobody has answered. */
export type Leftover =
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
  const found: Leftover[] = [];
  const seen = new Map<Thing, Leftover[]>();
  const add = (leftover: Leftover): void => {
    const ofThing = seen.get(leftover.thing);
    if (ofThing?.some((other) => sameLeftover(other, leftover)) === true) return;
    if (ofThing === undefined) seen.set(leftover.thing, [leftover]);
    else ofThing.push(leftover);
    found.push(leftover);
  };
  const truth = (part: Condition, at: Thing): Truth => truthIn(judge(part, at, world), outlook);
  const visitAll = (part: Condition, things: readonly Thing[]): void => {
    for (const at of things) {
      world.note(at);
      visit(part, at);
    }
  };
  const visitAssets = (asset: Condition, at: Thing, ids: readonly string[] | undefined): void => {
    if (ids === undefined) add({ kind: 'assets', thing: at });
    else visitAll(asset, ids.flatMap((id) => world.asset(id) ?? []));
  };
  const visit = (part: Condition, at: Thing): void => {
    if (part.op === 'property') {
      if (world.facet(at, part.property)[outlook] === undefined) add({ kind: 'property', thing: at, property: part.property });
      return;
    }
    if (truth(part, at) !== 'unknown') return;
    switch (part.op) {
      case 'all':
      case 'any':
        for (const inner of part.of) visit(inner, at);
        return;
      case 'not':
        visit(part.of, at);
        return;
      case 'in':
        visitAll(part.boundary, at.around);
        return;
      case 'crosses':
      case 'enters':
      case 'leaves':
        visitAll(part.boundary, linesOf(at, part.op));
        return;
      case 'from':
      case 'to':
        if (at.kind === 'flow') visitAll(part.element, [at[part.op]]);
        return;
      case 'has':
      case 'count':
        if (part.where !== undefined) visitAll(part.where, relatedTo(at, part.relation));
        if (truthIn(mayLack(at, part.relation, world), outlook) === 'unknown') add({ kind: 'calls', thing: at });
        return;
      case 'carries':
        if (at.kind === 'flow') visitAssets(part.asset, at, at.entry.carries);
        return;
      case 'stores':
        for (const element of at.kind === 'boundary' ? at.inside : [at]) {
          world.note(element);
          if (element.kind === 'element') visitAssets(part.asset, element, element.entry.stores);
        }
        return;
      case 'reachableFrom': {
        const doubt = world.reachability(part.attacker)?.doubt(at, outlook);
        if (doubt === undefined) return;
        world.note(doubt);
        const startsAt = world.book.catalog.attackers.get(part.attacker)?.startsAt;
        if (startsAt !== undefined && truth(startsAt, doubt) === 'unknown') visit(startsAt, doubt);
        else add({ kind: 'calls', thing: doubt });
        return;
      }
      case 'named': {
        const body = world.named(part.name);
        if (body !== undefined) visit(body, at);
        return;
      }
      case 'is':
      case 'asset':
      case 'protocol':
      case 'adopted':
        // Nothing that a question could ask: structure is two-valued, and ratings and protocols are set where they are drawn.
        return;
    }
  };
  visit(condition, thing);
  return found;
}

function sameLeftover(a: Leftover, b: Leftover): boolean {
  return a.kind === b.kind && (a.kind !== 'property' || b.kind !== 'property' || a.property === b.property);
}

/** True if the property can be said of the thing, by its kind and types. */
export function appliesTo(property: PropertyEntry, thing: Thing): boolean {
  return property.appliesTo.includes(thing.kind) && (property.types === undefined || property.types.some((type) => thing.types.has(type)));
}

/**
 * Where the answer to a question about a thing lives: the nearest boundary of a type that `askOn` names, if the property
 * passes down; else the thing itself, else the nearest boundary that can have the property. Undefined if nothing can: a
 * question about what cannot be said is not asked.
 */
export function placeOf(property: PropertyEntry, thing: Thing): Thing | undefined {
  const outward: readonly Thing[] = thing.kind === 'boundary' ? [thing, ...thing.around] : thing.around;
  if (property.inherits && property.askOn !== undefined) {
    const { askOn } = property;
    const place = outward.find((boundary) => askOn.some((type) => boundary.types.has(type)));
    if (place !== undefined) return place;
  }
  if (appliesTo(property, thing)) return thing;
  return property.inherits ? outward.find((boundary) => appliesTo(property, boundary)) : undefined;
}

/** Where a person says whether all calls around a thing are drawn. */
export function callsPlaceOf(thing: Thing, world: World): Thing | undefined {
  const property = world.book.catalog.properties.get(CALLS_COMPLETE);
  return property && placeOf(property, thing);
}

/** The workloads that an answer about one of them is true of: those of the same image, where the image decides. */
export function sharingAnswer(property: PropertyEntry, thing: Thing, world: World): readonly Thing[] {
  if (property.askPer !== 'image' || thing.kind !== 'element') return [thing];
  const image = thing.entry.properties?.get(IMAGE);
  // Of several containers no single image decides.
  if (typeof image !== 'string' || thing.entry.properties?.has(IMAGES) === true) return [thing];
  const sharing = (world.elementsByImage().get(image) ?? []).filter(
    (other) => other.entry.properties?.has(IMAGES) !== true && appliesTo(property, other) && world.facet(other, property.id).undone === undefined,
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

/** What has to be asked for a leftover, and where; undefined if nobody could answer. */
function askedOf(leftover: Leftover, world: World, outlook: Outlook): Asked | undefined {
  // Where the answer lives depends on which boundaries stand around, and on their types.
  for (const thing of [leftover.thing, ...leftover.thing.around]) world.note(thing);
  switch (leftover.kind) {
    case 'assets':
      return { kind: 'assets' };
    case 'calls': {
      const property = world.book.catalog.properties.get(CALLS_COMPLETE);
      const place = callsPlaceOf(leftover.thing, world);
      // "Not all are drawn" is an answer, too: it leaves the rule open, and nothing to ask.
      if (place !== undefined && world.facet(place, CALLS_COMPLETE)[outlook] !== undefined) return undefined;
      return property && place && { kind: 'property', property, place: place.id, answerOn: [place.id] };
    }
    case 'property': {
      const property = world.book.catalog.properties.get(leftover.property);
      const place = property && placeOf(property, leftover.thing);
      if (property === undefined || place === undefined) return undefined;
      const sharing = sharingAnswer(property, place, world).map(({ id }) => id);
      return { kind: 'property', property, place: sharing[0] ?? place.id, answerOn: sharing };
    }
  }
}

/** What has to be asked for leftovers: one thing for each property and place. */
export function asksFor(left: readonly Leftover[], world: World, outlook: Outlook): readonly Ask[] {
  const asks = new Map<string, { readonly asked: Asked; readonly of: Set<SubjectId> }>();
  for (const leftover of left) {
    const asked = askedOf(leftover, world, outlook);
    if (asked === undefined) continue;
    const id = asked.kind === 'assets' ? ASSETS_ID : answerKeyOf(asked.property.id, asked.place);
    const ask = asks.get(id);
    if (ask === undefined) asks.set(id, { asked, of: new Set([leftover.thing.id]) });
    else ask.of.add(leftover.thing.id);
  }
  return [...asks].map(([id, { asked, of }]) => ({ id, asked, of: [...of] }));
}
