import type { Catalog } from '../catalog/catalog';
import type { Condition } from '../catalog/condition';
import type { RuleEntry } from '../catalog/schema';
import { fillTemplate } from '../catalog/template';
import type { Edit } from '../model/edit';
import { answerKeyOf, type PropertyName, splitKey, type SubjectId, type ThreatKey } from '../model/ids';
import type { ThreatModel } from '../model/threat-model';
import { type OpenThreat, offersFor } from './control-offers';
import type { AnalysisDelta } from './delta';
import { type Evidence, evidenceFor } from './evidence';
import { TooManySteps } from './facts';
import type { Analysis, Explanation, Known, Outlook, Reason, Truth } from './findings';
import { Judgement } from './judgement';
import { Presentation } from './presentation';
import { appliesTo, placeOf } from './questions';
import { clauseOf, sufficientReasons } from './reasons';
import { remediesOf } from './remedies';
import { Rulebook } from './rulebook';
import { isOpen } from './status';
import type { Thing } from './things';
import { OUTLOOKS } from './truth';

/** How a model is looked at. */
export interface AnalysisOptions {
  readonly outlook: Outlook;
  /** The day that decisions' `until` is compared with, `2026-11-20`. The domain has no clock. */
  readonly today: string;
}

/** What one property of one thing is under each outlook; absent where nobody has said. */
export interface PropertyView {
  readonly property: PropertyName;
  readonly known: Readonly<Partial<Record<Outlook, Known>>>;
  /** The id of the question that asks for it, if the shown outlook does. */
  readonly question?: string;
}

/** How many rules are judged between two yields of {@link AnalysisSession.run}: a few milliseconds of work. */
const JUDGED_PER_SLICE = 8_000;
/** The same for subjects shown. */
const SHOWN_PER_SLICE = 800;

/**
 * A model under analysis. It holds a copy of the model, kept in step by edits with a revision number, and judges anew
 * only what an edit touched. Usage: `new`, `run()` to the end; then `edit(…)`, `run()` to the end, and so on. `run` is
 * a generator that yields between slices of work, so that a worker can look for messages; a run that is left before its
 * end loses nothing, the next one goes on where it stopped.
 */
export class AnalysisSession {
  private readonly judgement: Judgement;
  private presentation: Presentation;
  private today: string;
  private at: number;

  constructor(catalog: Catalog, model: ThreatModel, revision: number, { outlook, today }: AnalysisOptions) {
    this.judgement = new Judgement(model, new Rulebook(catalog), true);
    this.presentation = new Presentation(this.judgement, outlook, today);
    this.today = today;
    this.at = revision;
  }

  /** The revision of the model that the session holds. */
  get revision(): number {
    return this.at;
  }

  get outlook(): Outlook {
    return this.presentation.outlook;
  }

  /** The model that the session holds. */
  get model(): ThreatModel {
    return this.judgement.world.model;
  }

  /** Takes an edit into the copy and marks what it touches; `run` judges it. */
  edit(edit: Edit, revision: number): void {
    this.judgement.edit(edit);
    this.at = revision;
  }

  /** Shows another outlook; the next `run` returns a whole delta. */
  look(outlook: Outlook): void {
    if (outlook !== this.outlook) this.showAnew(outlook, this.today);
  }

  /** A new day, `2026-11-20`: decisions whose time has run out count as open again. The next `run` returns a whole delta. */
  setToday(today: string): void {
    if (today !== this.today) this.showAnew(this.outlook, today);
  }

  private showAnew(outlook: Outlook, today: string): void {
    this.today = today;
    this.presentation = new Presentation(this.judgement, outlook, today);
    for (const { id } of this.judgement.world.structure.things()) this.judgement.toShow.add(id);
  }

  /** Does the work that is due. Returns what changed since the last finished run. */
  *run(): Generator<void, AnalysisDelta> {
    let judged = 0;
    for (const count of this.judgement.judgeDue()) {
      judged += count;
      if (judged < JUDGED_PER_SLICE) continue;
      judged = 0;
      yield;
    }
    let shown = 0;
    for (const id of this.judgement.toShow) {
      this.judgement.toShow.delete(id);
      this.presentation.show(id);
      shown += 1;
      if (shown % SHOWN_PER_SLICE === 0) yield;
    }
    return this.presentation.delta(this.at);
  }

  /** The whole result under the shown outlook, as of the last finished run. */
  result(): Analysis {
    return this.presentation.result();
  }

  /** Everything there is to say about a threat, as of the last finished run; undefined if there is no such threat (any more). */
  explain(key: ThreatKey): Explanation | undefined {
    const parts = splitKey(key);
    const rule = parts && this.judgement.book.threatOf(parts.what);
    const thing = parts && this.thing(parts.subject);
    const threat = rule && thing && this.presentation.threat(rule.id, thing.id);
    if (rule === undefined || thing === undefined || threat === undefined) return undefined;
    const { world } = this.judgement;
    const holds = world.truth(rule.when, thing, this.outlook) === 'true';
    // A closed threat is explained by what would make it one: the outlook without any control.
    const reasons = this.reasonsOf(rule.entry.when, thing, holds ? this.outlook : 'undone');
    const sameRule = this.openThreats()
      .filter((other) => other.rule === rule)
      .map((other) => other.thing);
    const fill = (text: string) =>
      fillTemplate(world.model, text, thing.id, (name) => world.facet(thing, name as PropertyName)[this.outlook]?.value);
    const { description, verify, notWhen } = rule.entry;
    return {
      threat,
      description: fill(description),
      reasons,
      remedies: holds ? this.within(() => remediesOf(rule, thing, world, this.outlook, sameRule)) : [],
      controls: holds ? offersFor({ rule, thing }, this.openThreats(), world, this.outlook) : [],
      verify,
      notWhen,
    };
  }

  /** How a rule stands on a subject, threat or not, with the reasons that decide it or that it waits for. */
  why(rule: string, subject: SubjectId): { readonly truth: Truth; readonly reasons: readonly Reason[] } | undefined {
    const when = this.judgement.book.catalog.threats.get(this.judgement.book.currentRule(rule))?.when;
    const thing = this.thing(subject);
    if (when === undefined || thing === undefined) return undefined;
    return { truth: this.judgement.world.truth(when, thing, this.outlook), reasons: this.reasonsOf(when, thing, this.outlook) };
  }

  /** What is known of a thing: every property of the catalog that can be said of it, in the catalog's order. */
  properties(subject: SubjectId): readonly PropertyView[] {
    const thing = this.thing(subject);
    if (thing === undefined) return [];
    const { world, book } = this.judgement;
    return [...book.catalog.properties.values()]
      .filter((property) => appliesTo(property, thing) || (property.inherits && thing.kind === 'boundary'))
      .map((property): PropertyView => {
        const facet = world.facet(thing, property.id);
        const known = Object.fromEntries(OUTLOOKS.flatMap((outlook) => (facet[outlook] === undefined ? [] : [[outlook, facet[outlook]]])));
        const place = placeOf(property, thing);
        const question = place && answerKeyOf(property.id, place.id);
        const asked = question !== undefined && facet[this.outlook] === undefined && this.presentation.asks(question);
        return { property: property.id, known, ...(asked ? { question } : {}) };
      });
  }

  /** Judges any condition at a thing, under the shown outlook; unknown if there is no such thing. */
  condition(condition: Condition, subject: SubjectId): Truth {
    const thing = this.thing(subject);
    return thing === undefined ? 'unknown' : this.judgement.world.truth(condition, thing, this.outlook);
  }

  /** Judges a rule of the catalog at a subject of its kind, rules that are only steps of attacks included. */
  rule(rule: RuleEntry, subject: SubjectId): Truth {
    const thing = this.thing(subject);
    return thing?.kind === rule.subject ? this.judgement.world.truth(rule.when, thing, this.outlook) : 'false';
  }

  /** How far imports show that a control is there already. */
  evidence(control: string): Evidence {
    return evidenceFor(control, this.judgement.world);
  }

  private thing(id: string): Thing | undefined {
    return this.judgement.world.structure.thing(id);
  }

  private openThreats(): readonly OpenThreat[] {
    return [...this.judgement.book.threats.values()].flatMap((rule) =>
      [...this.presentation.threatsOf(rule.id)].flatMap(({ status, subject }): OpenThreat[] => {
        const thing = isOpen(status) ? this.thing(subject) : undefined;
        return thing === undefined ? [] : [{ rule, thing }];
      }),
    );
  }

  private reasonsOf(condition: Condition, thing: Thing, outlook: Outlook): readonly Reason[] {
    return this.within(() => sufficientReasons(clauseOf(condition, thing, this.judgement.world, outlook)));
  }

  /** Explanations of what took too many steps to judge are empty. */
  private within<T>(work: () => readonly T[]): readonly T[] {
    try {
      return this.judgement.world.within(work);
    } catch (error) {
      if (error instanceof TooManySteps) return [];
      throw error;
    }
  }
}
