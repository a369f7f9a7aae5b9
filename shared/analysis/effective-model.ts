import type { Catalog } from '../catalog/catalog';
import type { Condition } from '../catalog/condition';
import type { ControlEffect } from '../catalog/schema';
import { answerKeyOf, type PropertyName, type SubjectId } from '../model/ids';
import type { PropertyValue } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import { covers, inForce, type Setting } from './adoption';
import type { Defaults } from './defaults';
import type { Facet } from './facts';
import type { Known, Outlook } from './findings';
import { sameValue } from './matching';
import type { Structure } from './structure';
import type { Thing } from './things';

const unsaid: Facet = { 'as-is': undefined, 'as-planned': undefined, undone: undefined, uniform: true };

/** A person taken to say something else than is said, to see what that would change. */
export interface Supposition {
  readonly thing: Thing;
  readonly property: PropertyName;
  readonly value: PropertyValue;
}

/** What the effective model is made from. */
interface EffectiveSources {
  readonly model: ThreatModel;
  readonly structure: Structure;
  readonly catalog: Catalog;
  readonly defaults: Defaults;
  /** What controls in force set, by property, the deciding ones first. */
  readonly settings: ReadonlyMap<PropertyName, readonly Setting[]>;
  /** Judges an effect's `where` by what is so before any control. */
  readonly fits: (where: Condition, thing: Thing) => boolean;
  readonly suppositions?: readonly Supposition[];
}

/**
 * The model seen through controls, inheritance and defaults: an overlay, never written into `properties`. The first that
 * speaks wins: stated, imported, control, inherited, default. Two refinements: a control in force wins over a statement
 * that it contradicts ("false, true once …"), because the statement was made about the system without it; and what a
 * boundary has only by its own default passes down after the thing's own default, which knows more about the thing.
 */
export class EffectiveModel {
  private readonly sources: EffectiveSources;
  private readonly known = new Map<Thing, Map<PropertyName, Facet>>();
  private wheresJudged = 0;
  /** What is passed down to everything that stands in the same place. */
  private readonly passed = new Map<readonly Thing[], Map<PropertyName, readonly Outer[]>>();

  constructor(sources: EffectiveSources) {
    this.sources = sources;
  }

  /** What a property of a thing is under each outlook. */
  facet(thing: Thing, property: PropertyName): Facet {
    let ofThing = this.known.get(thing);
    if (ofThing === undefined) this.known.set(thing, (ofThing = new Map<PropertyName, Facet>()));
    const found = ofThing.get(property);
    if (found !== undefined) return found;
    const before = this.wheresJudged;
    const facet = this.compute(thing, property);
    // Not remembered if a control's `where` was judged on the way: that reads other things, and each reader must be seen to read them.
    if (this.wheresJudged === before) ofThing.set(property, facet);
    return facet;
  }

  /** What the entry itself says, if nothing can be said against it: no control sets the property, and nothing is supposed. */
  plainValue(thing: Thing, property: PropertyName): PropertyValue | undefined {
    if (thing.kind === 'asset' || this.sources.settings.has(property) || this.sources.suppositions !== undefined) return undefined;
    return thing.entry.properties?.get(property);
  }

  private compute(thing: Thing, property: PropertyName): Facet {
    if (thing.kind === 'asset') return unsaid;
    const own = this.ownValue(thing, property);
    const outer = own === undefined && this.inherits(property) ? this.outer(thing, property) : NOBODY;
    const settings = this.covering(thing, property);
    const before = (outlook: Outlook): Known | undefined =>
      own ?? firstSaid(outer, outlook) ?? this.sources.defaults.of(thing, property) ?? this.outerDefault(thing, property);
    if (settings.length === 0 && outer.every(({ facet }) => facet.uniform)) return uniform(before('undone'));
    const under = (outlook: Outlook) => underOutlook(before(outlook), settings, outlook);
    return { 'as-is': under('as-is'), 'as-planned': under('as-planned'), undone: under('undone'), uniform: false };
  }

  private inherits(property: PropertyName): boolean {
    return this.sources.catalog.properties.get(property)?.inherits === true;
  }

  /** What each boundary around the thing, nearest first, and the model itself say, by statement, import or control. */
  private outer(thing: Thing, property: PropertyName): readonly Outer[] {
    if (thing.kind === 'model') return NOBODY;
    let ofPlace = this.passed.get(thing.around);
    if (ofPlace === undefined) this.passed.set(thing.around, (ofPlace = new Map<PropertyName, readonly Outer[]>()));
    const found = ofPlace.get(property);
    if (found !== undefined) return found;
    const before = this.wheresJudged;
    const outer = this.outerOf(thing.around, property);
    if (this.wheresJudged === before) ofPlace.set(property, outer);
    return outer;
  }

  private outerOf(around: readonly Thing[], property: PropertyName): readonly Outer[] {
    return [...around, this.sources.structure.model].flatMap((boundary) => {
      const facet = this.said(boundary, property);
      return facet === unsaid ? [] : [{ boundary: boundary.id, facet }];
    });
  }

  /** What is said of the thing itself, inheritance and defaults aside. */
  private said(thing: Thing, property: PropertyName): Facet {
    const own = this.ownValue(thing, property);
    const settings = this.covering(thing, property);
    if (settings.length === 0) return uniform(own);
    const under = (outlook: Outlook) => underOutlook(own, settings, outlook);
    return { 'as-is': under('as-is'), 'as-planned': under('as-planned'), undone: under('undone'), uniform: false };
  }

  private outerDefault(thing: Thing, property: PropertyName): Known | undefined {
    if (!this.inherits(property)) return undefined;
    for (const boundary of thing.around) {
      const known = this.sources.defaults.of(boundary, property);
      if (known !== undefined) return passedDown(boundary.id, known);
    }
    return undefined;
  }

  /** What the entry itself says: by a person if there is no origin or a person is on record, else by an import. */
  private ownValue(thing: Thing, property: PropertyName): Known | undefined {
    if (thing.kind === 'asset') return undefined;
    const supposed = this.sources.suppositions?.find((candidate) => candidate.thing === thing && candidate.property === property);
    if (supposed !== undefined) return { value: supposed.value, provenance: { from: 'stated' } };
    const value = thing.entry.properties?.get(property);
    if (value === undefined) return undefined;
    const answer = this.sources.model.answers.get(answerKeyOf(property, thing.id));
    if (answer !== undefined) {
      const { by, date, imported } = answer;
      const provenance = { from: 'stated', ...(by === undefined ? {} : { by }), ...(date === undefined ? {} : { date }) } as const;
      return imported === undefined || sameValue(imported, value) ? { value, provenance } : { value, provenance, conflict: imported };
    }
    const origin = 'origin' in thing.entry ? thing.entry.origin : undefined;
    return { value, provenance: origin === undefined ? { from: 'stated' } : { from: 'imported', origin } };
  }

  /** The controls that set the property of the thing, the deciding one first. */
  covering(thing: Thing, property: PropertyName): readonly Setting[] {
    const settings = this.sources.settings.get(property);
    if (settings === undefined) return NOTHING_SET;
    return settings.filter(({ adoption, effect }) => covers(adoption.on, effect, thing) && this.fits(effect, thing));
  }

  private fits({ where }: ControlEffect, thing: Thing): boolean {
    if (where === undefined) return true;
    this.wheresJudged += 1;
    return this.sources.fits(where, thing);
  }
}

/** A boundary, or the model, with what it says of a property. */
interface Outer {
  readonly boundary: SubjectId;
  readonly facet: Facet;
}

const NOBODY: readonly Outer[] = [];
const NOTHING_SET: readonly Setting[] = [];

const uniform = (known: Known | undefined): Facet =>
  known === undefined ? unsaid : { 'as-is': known, 'as-planned': known, undone: known, uniform: true };

const passedDown = (boundary: SubjectId, { value, provenance }: Known): Known => ({
  value,
  provenance: { from: 'inherited', boundary, source: provenance },
});

/** What the nearest boundary that says anything passes down. */
function firstSaid(outer: readonly Outer[], outlook: Outlook): Known | undefined {
  for (const { boundary, facet } of outer) {
    const known = facet[outlook];
    if (known !== undefined) return passedDown(boundary, known);
  }
  return undefined;
}

/** The value after the controls that are in force, of which the first decides. */
function underOutlook(before: Known | undefined, settings: readonly Setting[], outlook: Outlook): Known | undefined {
  const deciding = settings.find(({ adoption }) => inForce(adoption.status, outlook));
  if (deciding === undefined) return before;
  const { value, adoption } = deciding;
  const agrees = before !== undefined && sameValue(before.value, value);
  // Who says the same already, and of this very thing, is the better source: the control changes nothing.
  if (agrees && (before.provenance.from === 'stated' || before.provenance.from === 'imported')) return before;
  const overrides = before === undefined || agrees ? {} : { overrides: before.value };
  return {
    value,
    provenance: { from: 'control', control: adoption.control.id, on: adoption.on.id, status: adoption.status, ...overrides },
  };
}
