import type { Change, Edit } from '../model/edit';
import { sameData } from '../model/equality';
import { type PropertyName, splitKey } from '../model/ids';
import type { Properties } from '../model/schema';
import { covers, surrounds } from './adoption';
import { adoptedAspect, ASSETS, CALLS_COMPLETE, FLOWS, INSIDE, PLACE, PROTOCOL, RATING, NAME, reachAspect } from './aspects';
import { IMAGE, IMAGES } from './defaults';
import { nearestWith, placeOf } from './questions';
import type { Rulebook } from './rulebook';
import type { Structure } from './structure';
import { carrying, idsNear, idsOf, insideOf, isImported, isIn, sameArrival, sameIds, sameTypes, storing } from './structure-difference';
import { type BoundaryThing, inScope, type Thing } from './things';
import { Touched } from './touched';
import type { World } from './world';

const NO_PROPERTIES: Properties = new Map();

function changedProperties(was: Properties = NO_PROPERTIES, is: Properties = NO_PROPERTIES): readonly PropertyName[] {
  if (was === is) return [];
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => !sameData(was.get(name), is.get(name)));
}

/** Finds what an edit touches, from the world before it and the world after it. */
class TouchFinder {
  readonly touched = new Touched();
  /** Things that stand elsewhere, as they are and as they were. */
  private readonly moved = new Map<Thing, Thing>();
  private readonly before: World;
  private readonly after: World;
  private readonly book: Rulebook;

  constructor(before: World, after: World) {
    this.before = before;
    this.after = after;
    this.book = after.book;
  }

  entry(change: Change): void {
    const { touched } = this;
    switch (change.section) {
      case 'elements': {
        const [was, is] = [this.before.model.elements.get(change.id), this.after.model.elements.get(change.id)];
        this.named(change.id, was?.name, is?.name);
        this.properties(change.id, was?.properties, is?.properties);
        if (!sameData(was?.stores, is?.stores)) this.assetsOf(change.id);
        return;
      }
      case 'flows': {
        const [was, is] = [this.before.model.flows.get(change.id), this.after.model.flows.get(change.id)];
        this.named(change.id, was?.name, is?.name);
        this.properties(change.id, was?.properties, is?.properties);
        if (!sameData(was?.carries, is?.carries)) this.assetsOf(change.id);
        if (was?.protocol !== is?.protocol) touched.touch([change.id], PROTOCOL);
        return;
      }
      case 'boundaries': {
        const [was, is] = [this.before.model.boundaries.get(change.id), this.after.model.boundaries.get(change.id)];
        this.named(change.id, was?.name, is?.name);
        this.properties(change.id, was?.properties, is?.properties);
        return;
      }
      case 'assets':
        touched.touch([change.id], RATING, NAME); // who rates by an asset names it, too
        return;
      case 'header':
        this.named('model', this.before.model.header.title, this.after.model.header.title);
        this.properties('model', this.before.model.header.properties, this.after.model.header.properties);
        return;
      case 'mitigations':
        this.adoptions(change.id);
        return;
      case 'decisions':
        this.decision(change.id);
        return;
      case 'answers': {
        const { subject, what } = splitKey(change.id) ?? {};
        if (subject === undefined || what === undefined) return;
        touched.shown.add(subject);
        // That nobody knows it lets what waits for it be asked.
        if (this.book.isAskedFirst(what)) this.property(subject, what as PropertyName);
        return;
      }
      case 'imported':
      case 'trees':
      case 'layout':
        return;
    }
  }

  /** Which assets a thing stores or carries: read by conditions, and at stake around it and at a flow's ends. */
  private assetsOf(id: string): void {
    this.touched.touch([id], ASSETS);
    const thing = this.after.structure.thing(id);
    if (thing === undefined) return;
    this.touched.touchAlone(idsOf([...thing.around, ...(thing.kind === 'flow' ? [thing.from, thing.to] : [])]), ASSETS);
  }

  private named(id: string, was: string | undefined, is: string | undefined): void {
    if (was === is) return;
    const thing = this.after.structure.thing(id);
    // Texts name the ends of a flow and the boundary around a thing.
    const naming = [
      id,
      ...(thing?.kind === 'element' ? idsOf([...thing.incoming, ...thing.outgoing]) : []),
      ...(thing?.kind === 'boundary' ? idsOf(insideOf(thing)) : []),
    ];
    this.touched.touchNames(naming);
  }

  private properties(id: string, was: Properties | undefined, is: Properties | undefined): void {
    for (const name of changedProperties(was, is)) {
      this.touched.shown.add(id); // a question's text may name the value
      this.property(id, name);
      if (name === IMAGE || name === IMAGES) this.sameImage(was?.get(IMAGE), is?.get(IMAGE));
    }
  }

  /** A property that passes down, or that questions about what is inside wait for, is touched on everything inside, too. */
  private property(id: string, name: PropertyName): void {
    this.touched.touch(this.passesDown(name) ? this.withInside(id) : [id], name);
  }

  private passesDown(name: PropertyName): boolean {
    return this.book.catalog.properties.get(name)?.inherits === true || name === CALLS_COMPLETE || this.book.isAskedFirst(name);
  }

  private withInside(id: string): readonly string[] {
    const { structure } = this.after;
    const thing = structure.thing(id);
    if (thing?.kind === 'model') return idsOf([...structure.things()]);
    return thing?.kind === 'boundary' ? [id, ...idsOf(insideOf(thing))] : [id];
  }

  /** Workloads of one image may share a question: who of them is asked first may have changed. */
  private sameImage(...images: readonly unknown[]): void {
    for (const image of images)
      if (typeof image === 'string') this.touched.touch(idsOf(this.after.elementsByImage().get(image) ?? []), IMAGE);
  }

  /** Adopting or withdrawing a control: what its effects set wherever they cover, before or after. */
  private adoptions(key: string): void {
    for (const world of [this.before, this.after]) {
      const adoption = world.adoptions.find((candidate) => candidate.key === key);
      if (adoption === undefined) continue;
      const things = [...world.structure.things()];
      // A structure that follows edits holds the things as they are now, another object where one changed its place. What moved,
      // came or went is touched by that alone.
      const on = world.structure.thing(adoption.on.id) ?? adoption.on;
      const aspect = adoptedAspect(adoption.control.id);
      const asked = this.book.readersOf(aspect).size > 0 || this.book.attackers.some(({ aspects }) => aspects.has(aspect));
      if (asked) this.touched.touch(idsOf(things.filter((thing) => surrounds(on, thing))), aspect);
      for (const effect of adoption.control.effects) {
        const covered = idsOf(things.filter((thing) => covers(on, effect, thing)));
        for (const name of Object.keys(effect.sets) as PropertyName[]) {
          this.touched.touch(covered, name);
          if (effect.on === 'boundary' || effect.on === 'model') for (const id of covered) this.property(id, name);
        }
      }
    }
  }

  private decision(key: string): void {
    const parts = splitKey(key);
    if (parts === undefined) return;
    this.touched.shown.add(parts.subject);
    const boundary = parts.inside ? this.after.structure.thing(parts.subject) : undefined;
    if (boundary?.kind === 'boundary') for (const inner of insideOf(boundary)) this.touched.shown.add(inner.id);
  }

  /** Compares things with what they were, for who is new or gone, who stands elsewhere, who has other flows. */
  structure(was: ReadonlyMap<string, Thing | undefined>, exact: boolean): void {
    for (const [id, old] of was) {
      const thing = this.after.structure.thing(id);
      if (old !== undefined && thing !== undefined) this.compare(old, thing);
      else if (old !== undefined) this.appeared(old);
      else if (thing !== undefined) this.appeared(thing);
    }
    this.touchMoved(exact);
  }

  private readonly comparedPlaces = new Map<
    readonly BoundaryThing[],
    { readonly with: readonly BoundaryThing[]; readonly same: boolean; readonly sameScope: boolean }
  >();

  /** Whether two places are the same, and both in scope or both out of it: compared once for all that stands there. */
  private comparePlaces(
    was: readonly BoundaryThing[],
    is: readonly BoundaryThing[],
  ): { readonly same: boolean; readonly sameScope: boolean } {
    const known = this.comparedPlaces.get(was);
    if (known?.with === is) return known;
    const compared = { with: is, same: sameIds(was, is), sameScope: was.every(isIn) === is.every(isIn) };
    this.comparedPlaces.set(was, compared);
    return compared;
  }

  /** A thing that is new or gone. */
  private appeared(thing: Thing): void {
    this.touched.whole.add(thing.id);
    if (thing.kind === 'asset') this.whereabouts(thing.id);
    if (thing.kind === 'element') this.sameImage(thing.entry.properties?.get(IMAGE));
  }

  /** Lists that name an asset which was not there before, or is there no more. */
  private whereabouts(asset: string): void {
    const { structure } = this.after;
    this.touched.touchAlone([structure.model.id], ASSETS, RATING);
    for (const element of structure.elements.values()) if (element.entry.stores?.some((id) => id === asset)) this.assetsOf(element.id);
    for (const flow of structure.flows.values()) if (flow.entry.carries?.some((id) => id === asset)) this.assetsOf(flow.id);
  }

  private compare(was: Thing, is: Thing): void {
    const places = this.comparePlaces(was.around, is.around);
    // A flow is in scope with its ends, whatever its own entry says.
    const same =
      (was.entry === is.entry && was.kind !== 'flow') ||
      (inScope(was) === inScope(is) && sameTypes(was, is) && isImported(was) === isImported(is));
    // Rules were fitted to the types of what is around a thing and of a flow's ends without looking at those things.
    if (!sameTypes(was, is)) for (const thing of [was, is]) for (const id of idsNear(thing)) this.touched.whole.add(id);
    if (was.kind !== is.kind || !same || !places.sameScope) {
      this.touched.whole.add(is.id);
      return;
    }
    if (!places.same) this.moved.set(is, was);
    if (was.kind === 'flow' && is.kind === 'flow') {
      if (was.from.id !== is.from.id || was.to.id !== is.to.id) this.touched.whole.add(is.id);
      if (!sameIds(was.entered, is.entered) || !sameIds(was.left, is.left)) this.moved.set(is, was);
    }
    if ((was.kind === 'element' && is.kind === 'element') || (was.kind === 'boundary' && is.kind === 'boundary')) {
      if (!sameIds(was.incoming, is.incoming) || !sameIds(was.outgoing, is.outgoing)) this.touched.touchRelated([is.id], FLOWS);
    }
    if (was.kind === 'boundary' && is.kind === 'boundary') {
      if (!sameIds(was.inside, is.inside)) this.touched.touchRelated([is.id], INSIDE);
      // What comes and goes inside matters to the boundary's own risk only if it holds assets.
      if (
        !sameIds(was.inside.filter(storing), is.inside.filter(storing)) ||
        !sameIds(was.within.filter(carrying), is.within.filter(carrying))
      ) {
        this.touched.touchAlone([is.id], ASSETS);
      }
    }
  }

  /**
   * Standing elsewhere changes the place and all that comes from it: what is passed down, what controls cover, where a question
   * is asked, and which decisions on everything inside a boundary do. Most moves leave most of that as it was; whoever reads only
   * such properties, the cluster for instance, need not be judged again.
   * @param exact true if the world before still tells what they were: see {@link touchedBy}
   */
  private touchMoved(exact: boolean): void {
    const things = idsOf([...this.moved.keys()]);
    const adopted = [...this.before.adoptions, ...this.after.adoptions];
    this.touched.touch(things, PLACE, CALLS_COMPLETE, ...adopted.map(({ control }) => adoptedAspect(control.id)));
    for (const id of things) this.touched.shown.add(id);

    const { properties } = this.book.catalog;
    const dependent = [...properties.values()].filter(({ id, askAfter }) => this.passesDown(id) || askAfter !== undefined);
    const controlled = [...this.before.allSettings.keys(), ...this.after.allSettings.keys()];
    const names = new Set([...dependent.map(({ id }) => id), ...controlled]);
    if (!exact) this.touched.touch(things, ...names);
    else
      for (const name of names) {
        const changed = [...this.moved].filter(([is, was]) => !this.readsAsBefore(name, was, is));
        this.touched.touch(idsOf(changed.map(([is]) => is)), name);
      }
  }

  /** True if a property is the same of a thing as before, and is asked where it was, after what it was. */
  private readsAsBefore(name: PropertyName, was: Thing, is: Thing): boolean {
    if (!sameData(this.before.facet(was, name), this.after.facet(is, name))) return false;
    const { properties } = this.book.catalog;
    const property = properties.get(name);
    if (property === undefined) return true;
    if (placeOf(property, was)?.id !== placeOf(property, is)?.id) return false;
    const first = property.askAfter && properties.get(property.askAfter.property);
    return first === undefined || nearestWith(first, was)?.id === nearestWith(first, is)?.id;
  }

  /** Searches anew where attackers get to, if anything that decides it was touched, and touches whoever is reached otherwise. */
  reach(restructured: boolean): void {
    for (const [attacker, was] of this.before.searched()) {
      const aspects = this.book.attackers.find(({ id }) => id === attacker)?.aspects ?? new Set();
      if (
        was !== undefined &&
        !restructured &&
        !this.touched.has(new Set([...aspects, CALLS_COMPLETE].filter((aspect) => aspect !== NAME)))
      ) {
        this.after.keepReach(attacker, was);
        continue;
      }
      const is = this.after.reachability(attacker);
      const [reached, around] = [new Set<string>(), new Set<string>()];
      for (const element of this.after.structure.elements.values()) {
        if (was !== undefined && is !== undefined && sameArrival(was, is, element)) continue;
        for (const thing of [element, ...element.outgoing]) reached.add(thing.id);
        for (const boundary of element.around) around.add(boundary.id);
      }
      this.touched.touch([...reached], reachAspect(attacker));
      this.touched.touchRelated([...around], reachAspect(attacker));
    }
  }
}

/**
 * What is next to a changed entry, before or after: only that can differ between two structures. Each as it was before,
 * undefined where it is new.
 */
function nearTo(edit: Edit, was: Structure, is: Structure): ReadonlyMap<string, Thing | undefined> {
  const near = new Map<string, Thing | undefined>();
  for (const change of edit.changes) {
    if (change.section === 'header') continue;
    near.set(change.id, was.thing(change.id));
    for (const structure of [was, is]) for (const id of idsNear(structure.thing(change.id))) near.set(id, was.thing(id));
  }
  return near;
}

/**
 * What an edit touches.
 * @param followed what {@link Structure.follow} told, if the structure before followed the edit
 */
export function touchedBy(edit: Edit, before: World, after: World, followed: ReadonlyMap<string, Thing | undefined> | undefined): Touched {
  const finder = new TouchFinder(before, after);
  for (const change of edit.changes) finder.entry(change);
  const was = followed ?? nearTo(edit, before.structure, after.structure);
  const restructured = followed === undefined || followed.size > 0;
  // A structure that followed the edit has the new entries already; the world before then tells what things inherited only if no
  // other entries were changed than those of things that inherit. Where much moved, comparing costs more than it saves.
  const exact = followed !== undefined && edit.changes.every(({ section }) => ['elements', 'flows', 'layout'].includes(section));
  if (restructured) finder.structure(was, exact);
  finder.reach(restructured);
  return finder.touched;
}
