import type { Catalog } from '../catalog/catalog';
import type { Condition } from '../catalog/condition';
import type { AttackerEntry, ControlEntry, HygieneEntry, RuleEntry } from '../catalog/schema';
import type { PropertyName } from '../model/ids';
import type { SubjectKind } from '../model/threat-model';
import { type Aspect, aspectsOf, ASSETS, FLOWS, NAME, PLACE, RATING } from './aspects';
import { cheapFirst, soundConditions } from './conditions';
import { Defaults, IMAGE, IMAGES } from './defaults';
import { type FittedCondition, Fitting, neverHolds } from './fitting';
import { type Situation, situationsOf } from './situation';
import type { Thing } from './things';

/** What a threat rule and a hygiene rule have in common for the engine. */
interface Judged {
  readonly id: string;
  readonly subject: SubjectKind;
  /** The rule's condition with its cheap parts first, or what is left of it in a situation: see {@link Rulebook.rulesFor}. */
  readonly when: Condition;
  /** What the rule reads: an edit that changes none of it leaves its verdicts as they are. */
  readonly aspects: ReadonlySet<Aspect>;
}

/** A threat rule, ready to be judged. */
export interface ThreatRule extends Judged {
  readonly kind: 'threat';
  readonly entry: RuleEntry;
  readonly raises: RuleEntry['likelihood']['raise'];
  /** The rules whose finding about the same subject silences this one's, at any remove. */
  readonly supersededBy: ReadonlySet<string>;
}

/** A hygiene rule, ready to be judged. */
export interface HygieneRule extends Judged {
  readonly kind: 'hygiene';
  readonly entry: HygieneEntry;
}

export type Rule = ThreatRule | HygieneRule;

const PROPERTY_IN_TEXT = /\{\{\s*property\.([a-zA-Z0-9]+)\s*(?:\|[^{}|]*)?\}\}/g;

const aliases = (
  entries: Iterable<{ readonly id: string; readonly formerly?: readonly string[] | undefined }>,
): ReadonlyMap<string, string> =>
  new Map([...entries].flatMap(({ id, formerly }) => (formerly ?? []).map((old): [string, string] => [old, id])));

/** The catalog made ready for judging, once: rules by the kind and types of their subjects, what each reads, defaults. */
export class Rulebook {
  readonly catalog: Catalog;
  readonly defaults: Defaults;
  readonly threats: ReadonlyMap<string, ThreatRule>;
  readonly hygiene: ReadonlyMap<string, HygieneRule>;
  readonly attackers: readonly (AttackerEntry & { readonly aspects: ReadonlySet<Aspect> })[];
  private readonly conditions: ReadonlyMap<string, Condition>;
  private readonly ruleAliases: ReadonlyMap<string, string>;
  private readonly controlAliases: ReadonlyMap<string, string>;
  private readonly fitting: Fitting;
  private readonly fittingRules = new Map<Situation, readonly Rule[]>();
  private readonly byAspect = new Map<Aspect, Set<Rule>>();
  private readonly propertyAspects = new Map<PropertyName, ReadonlySet<Aspect>>();
  /** The properties that must be known before others are asked. */
  private readonly askedFirst: ReadonlySet<string>;

  constructor(catalog: Catalog) {
    this.catalog = catalog;
    this.defaults = new Defaults(catalog);
    this.askedFirst = new Set([...catalog.properties.values()].flatMap(({ askAfter }) => askAfter?.property ?? []));
    this.conditions = soundConditions(catalog.conditions);
    this.fitting = new Fitting(situationsOf(catalog), (name) => this.conditions.get(name));
    this.ruleAliases = aliases([...catalog.threats.values(), ...catalog.hygiene.values()]);
    this.controlAliases = aliases(catalog.controls.values());
    const superseders = transitiveSuperseders(catalog.threats);
    // Rules that are only steps of attacks are no threats; attack trees ask for their verdicts by condition.
    this.threats = new Map(
      [...catalog.threats.values()]
        .filter(({ threat }) => threat)
        .map((entry) => [entry.id, this.threatRule(entry, superseders.get(entry.id) ?? new Set())]),
    );
    this.hygiene = new Map(
      [...catalog.hygiene.values()].map((entry) => [
        entry.id,
        {
          kind: 'hygiene',
          id: entry.id,
          subject: entry.subject,
          when: cheapFirst(entry.when),
          entry,
          aspects: this.aspects([entry.when], [entry.title]),
        },
      ]),
    );
    this.attackers = [...catalog.attackers.values()].map((entry) => ({ ...entry, aspects: this.aspects([entry.startsAt], []) }));
    for (const rule of this.rules()) {
      for (const aspect of rule.aspects) {
        const readers = this.byAspect.get(aspect) ?? new Set();
        this.byAspect.set(aspect, readers.add(rule));
      }
    }
  }

  *rules(): Generator<Rule> {
    yield* this.threats.values();
    yield* this.hygiene.values();
  }

  /** The rules that may hold of a thing, as they read for things in its situation. */
  rulesFor({ kind, situation }: Thing): readonly Rule[] {
    let rules = this.fittingRules.get(situation);
    if (rules === undefined) {
      const ofKind = [...this.rules()].filter(({ subject }) => subject === kind);
      rules = ofKind.map((rule) => this.fitRule(rule, situation)).filter(({ when }) => !neverHolds(when));
      this.fittingRules.set(situation, rules);
    }
    return rules;
  }

  private fitRule(rule: Rule, situation: Situation): Rule {
    const when = this.fitted(rule.when).at(situation);
    if (rule.kind === 'hygiene') return { ...rule, when };
    const raises = rule.raises
      .map((raise) => ({ ...raise, when: this.fitted(raise.when).at(situation) }))
      .filter((raise) => !neverHolds(raise.when));
    return { ...rule, when, raises };
  }

  /** A condition as it reads for things in any situation. */
  fitted(condition: Condition): FittedCondition {
    return this.fitting.of(condition);
  }

  /** The rules that read an aspect of anything. */
  readersOf(aspect: Aspect): ReadonlySet<Rule> {
    return this.byAspect.get(aspect) ?? new Set();
  }

  /** True if questions about another property wait until this one is known. */
  isAskedFirst(property: string): boolean {
    return this.askedFirst.has(property);
  }

  named(name: string): Condition | undefined {
    return this.conditions.get(name);
  }

  /** The rule of that id, or the one that once had it. */
  threatOf(id: string): ThreatRule | undefined {
    return this.threats.get(this.currentRule(id));
  }

  /** The present id of a rule that was renamed. */
  currentRule(id: string): string {
    return this.ruleAliases.get(id) ?? id;
  }

  /** The control of that id, or the one that once had it. */
  controlOf(id: string): ControlEntry | undefined {
    return this.catalog.controls.get(this.controlAliases.get(id) ?? id);
  }

  private threatRule(entry: RuleEntry, supersededBy: ReadonlySet<string>): ThreatRule {
    const conditions = [entry.when, ...entry.likelihood.raise.map(({ when }) => when)];
    const aspects = new Set(this.aspects(conditions, [entry.title]));
    if (entry.impact.assets === 'touched') aspects.add(ASSETS).add(RATING);
    // What an element's flows carry is at stake, too; of a boundary, what comes and goes inside is touched as its assets.
    if (entry.impact.assets === 'touched' && entry.subject === 'element') aspects.add(FLOWS);
    return {
      kind: 'threat',
      id: entry.id,
      subject: entry.subject,
      when: cheapFirst(entry.when),
      entry,
      raises: entry.likelihood.raise,
      supersededBy,
      aspects,
    };
  }

  private aspects(conditions: readonly Condition[], texts: readonly string[]): ReadonlySet<Aspect> {
    const aspects = new Set<Aspect>([NAME]);
    const dependencies = (property: PropertyName) => this.dependenciesOf(property);
    for (const condition of conditions) {
      for (const aspect of aspectsOf(condition, (name) => this.named(name), dependencies)) aspects.add(aspect);
    }
    for (const text of texts) {
      if (text.includes('boundary')) aspects.add(PLACE);
      for (const [, property] of text.matchAll(PROPERTY_IN_TEXT)) {
        if (property === undefined) continue;
        aspects.add(property);
        for (const aspect of this.dependenciesOf(property as PropertyName)) aspects.add(aspect);
      }
    }
    return aspects;
  }

  /** What decides a property besides its own value: the image, by defaults; and all that a control's `where` reads. */
  private dependenciesOf(property: PropertyName): ReadonlySet<Aspect> {
    const found = this.propertyAspects.get(property);
    if (found) return found;
    const aspects = new Set<Aspect>();
    this.propertyAspects.set(property, aspects); // entered first: `where` of one control may read what another sets
    aspects.add(IMAGE).add(IMAGES);
    const entry = this.catalog.properties.get(property);
    // Whether it is asked depends on what must be known first. Where it is asked depends on the place: moves are compared in full
    // (`touched-by-edit.ts`).
    if (entry?.askAfter !== undefined) {
      aspects.add(entry.askAfter.property);
      for (const aspect of this.dependenciesOf(entry.askAfter.property)) aspects.add(aspect);
    }
    for (const control of this.catalog.controls.values()) {
      for (const { where, sets } of control.effects) {
        if (where === undefined || !Object.hasOwn(sets, property)) continue;
        for (const aspect of aspectsOf(
          where,
          (name) => this.named(name),
          (inner) => this.dependenciesOf(inner),
        ))
          aspects.add(aspect);
      }
    }
    return aspects;
  }
}

/**
 * For each rule, the rules that silence it at any remove. Of two that supersede each other, the one with the earlier id
 * speaks: a mistake in a catalog must not silence both.
 */
function transitiveSuperseders(rules: ReadonlyMap<string, RuleEntry>): ReadonlyMap<string, ReadonlySet<string>> {
  const silencedBy = (id: string): ReadonlySet<string> => {
    const silenced = new Set<string>();
    const queue = [...(rules.get(id)?.supersedes ?? [])];
    for (const other of queue) {
      if (silenced.has(other)) continue;
      silenced.add(other);
      queue.push(...(rules.get(other)?.supersedes ?? []));
    }
    return silenced;
  };
  const silences = new Map([...rules.keys()].map((id) => [id, silencedBy(id)]));
  const superseders = new Map<string, Set<string>>();
  for (const [id, silenced] of silences) {
    for (const other of silenced) {
      const mutual = silences.get(other)?.has(id) === true;
      if (other === id || (mutual && id > other)) continue;
      superseders.set(other, (superseders.get(other) ?? new Set()).add(id));
    }
  }
  return superseders;
}
