import { soundConditions } from '../../shared/analysis/conditions';
import type { Truth } from '../../shared/analysis/findings';
import type { AnalysisSession } from '../../shared/analysis/session';
import type { Catalog } from '../../shared/catalog/catalog';
import { type CatalogProblem, CatalogReport, type EntryReport } from '../../shared/catalog/check/report';
import type { Condition } from '../../shared/catalog/condition';
import { conditionsIn } from '../../shared/catalog/condition-walk';
import { type Mutant, mutantsOf } from '../../shared/catalog/mutations';
import type { ControlEntry, HygieneEntry, RuleEntry, RuleExample } from '../../shared/catalog/schema';
import { message } from '../../shared/messages/message';
import { mitigationKeyOf, MODEL_SUBJECT, type SubjectId, threatKeyOf, type TypeId } from '../../shared/model/ids';
import { subjectOf, type SubjectKind, type ThreatModel } from '../../shared/model/threat-model';
import { analysed, catalogOf, exampleModel } from './example-session';

/** An example that could be read, with its analysis by the one rule that it belongs to. */
interface Shown {
  readonly index: number;
  readonly example: RuleExample;
  readonly model: ThreatModel;
  readonly subject: SubjectId;
  readonly session: AnalysisSession;
}

/** What proves that an entry means what it says. */
interface Proven {
  readonly id: string;
  readonly when: Condition;
  readonly examples: readonly RuleExample[];
  readonly catalog: Catalog;
  /** The outcomes of which there must be an example each. */
  readonly shows: readonly ('fires' | 'refuted' | 'asks')[];
  /** Whether the analysis asks so as to settle it. A mere attack step is not asked about; it stays possible. */
  readonly isAskedAbout: boolean;
  /** The properties that its condition reads, shared conditions included. */
  readonly reads: readonly string[];
}

const outcomeOf = ({ expect }: RuleExample): 'fires' | 'refuted' | 'asks' => (typeof expect === 'string' ? expect : 'asks');

const TRUTH_OF: Readonly<Record<'fires' | 'refuted' | 'asks', Truth>> = { fires: 'true', refuted: 'false', asks: 'unknown' };

function readExamples({ examples, catalog }: Proven, report: EntryReport): readonly Shown[] {
  return examples.flatMap((example, index): readonly Shown[] => {
    const read = exampleModel(example.model, example.subject);
    if (!read.ok) {
      report.error(['examples', index], read.what);
      return [];
    }
    const subject = subjectOf(read.model, example.subject)?.id;
    return subject === undefined ? [] : [{ index, example, model: read.model, subject, session: analysed(catalog, read.model) }];
  });
}

/** What the rule does with an example, in words that continue "but …". */
function said(truth: Truth, asks: readonly string[]): string {
  if (truth === 'true') return 'the rule fires';
  if (truth === 'false') return 'the rule is refuted';
  return asks.length === 0 ? 'nothing can be said and nothing is asked' : `it asks ${asks.join(', ')}`;
}

/**
 * What is asked so as to settle the rule: names of properties, or `assets` and `calls` for the two questions that are no
 * property's. Of a mere attack step, the properties that it reads.
 */
function asked(entry: Proven, { session, subject }: Shown): readonly string[] {
  if (!entry.isAskedAbout) return entry.reads;
  const key = threatKeyOf(entry.id, subject);
  return session
    .result()
    .questions.filter(({ settles }) => settles.includes(key))
    .map((question) => (question.kind === 'property' ? question.property : question.kind));
}

function checkExample(entry: Proven, shown: Shown, report: EntryReport): void {
  const { example, session, subject, index } = shown;
  const truth = session.condition(entry.when, subject);
  const asks = asked(entry, shown);
  const outcome = outcomeOf(example);
  const wanted = typeof example.expect === 'string' ? undefined : example.expect.asks;
  if (truth === TRUTH_OF[outcome] && (wanted === undefined || asks.some((name) => name === wanted))) return;
  const expected = wanted === undefined ? (outcome === 'fires' ? 'fire' : 'be refuted') : `ask ${wanted}`;
  report.error(['examples', index, 'expect'], message('catalog.example-fails', { expected, outcome: said(truth, asks) }));
}

/** Whether what some example does changes when the rule's condition is the mutant's. */
const isNoticed = (mutant: Mutant, shown: readonly Shown[]): boolean =>
  shown.some(({ session, subject, example }) => session.condition(mutant.when, subject) !== TRUTH_OF[outcomeOf(example)]);

/** The atoms that can be unknown. A condition without any is a matter of what is drawn, and asks nothing. */
const ASKING: ReadonlySet<Condition['op']> = new Set([
  'property',
  'carries',
  'stores',
  'asset',
  'protocol',
  'has',
  'count',
  'reachableFrom',
  'adopted',
]);

/** The types of which a subject has to be one, where the condition says so outright: each list is another such demand. */
function typesRequired(when: Condition): readonly (readonly TypeId[])[] {
  if (when.op === 'is') return [when.types];
  return when.op === 'all' ? when.of.flatMap(typesRequired) : [];
}

/** Whether an atom of a rule leaves something open: a property that every subject has by default does not. */
function canBeUnknown(atom: Condition, { when, subject }: RuleEntry, { stencils, ancestors }: Catalog): boolean {
  if (atom.op !== 'property' || subject !== 'element') return ASKING.has(atom.op);
  const hasDefault = (type: TypeId): boolean =>
    [type, ...(ancestors.get(type) ?? [])].some((ancestor) => stencils.get(ancestor)?.defaults?.[atom.property] !== undefined);
  return !typesRequired(when).some((types) => types.every(hasDefault));
}

/** The atoms of a condition, those of shared conditions included. */
function atomsIn(when: Condition, kind: SubjectKind, named: (name: string) => Condition | undefined): readonly Condition[] {
  return conditionsIn(when, kind).flatMap((visit) => {
    const inside = visit.condition.op === 'named' ? named(visit.condition.name) : undefined;
    return inside === undefined ? [visit.condition] : atomsIn(inside, visit.kind, named);
  });
}

const MOST_OF_A_CLAUSE = 100;

/** A clause as it stands in its file, on one line. */
function clauseText(entry: unknown, path: readonly PropertyKey[]): string {
  let at: unknown = entry;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  const text = at === undefined ? '' : JSON.stringify(at);
  return text.length > MOST_OF_A_CLAUSE ? `${text.slice(0, MOST_OF_A_CLAUSE)}…` : text;
}

/** What the file of an entry holds. */
type SourceOf = (kind: 'threats' | 'hygiene' | 'conditions', id: string) => unknown;

/** The proof of a whole catalog, and what became of it. */
export interface Proof {
  readonly problems: readonly CatalogProblem[];
  readonly examples: number;
  readonly mutants: number;
}

/** Proves every rule and hygiene entry by its examples, its mutants and its controls. */
export class Prover {
  private readonly reports = new CatalogReport();
  private examples = 0;
  private mutants = 0;
  /** Of each clause of a shared condition, whether some rule's examples notice when it changes. */
  private readonly shared = new Map<string, { readonly mutant: Mutant; readonly name: string; readonly noticed: boolean }>();

  private readonly catalog: Catalog;
  private readonly sourceOf: SourceOf;
  /** Shared conditions by name, but for those that lead back to themselves. */
  private readonly named: (name: string) => Condition | undefined;

  /** @param sourceOf for quoting clauses */
  constructor(catalog: Catalog, sourceOf: SourceOf) {
    this.catalog = catalog;
    this.sourceOf = sourceOf;
    const sound = soundConditions(catalog.conditions);
    this.named = (name) => (sound.has(name) ? catalog.conditions.get(name)?.when : undefined);
  }

  prove(): Proof {
    for (const rule of this.catalog.threats.values()) this.proveRule(rule);
    for (const entry of this.catalog.hygiene.values()) this.proveHygiene(entry);
    for (const { mutant, name, noticed } of this.shared.values()) if (!noticed) this.survives('conditions', name, mutant);
    return { problems: this.reports.problems, examples: this.examples, mutants: this.mutants };
  }

  private proveRule(rule: RuleEntry): void {
    const catalog = catalogOf(this.catalog, rule, undefined);
    const report = this.reports.of('threats', rule.id);
    const atoms = atomsIn(rule.when, rule.subject, this.named);
    const shown = this.proveEntry(
      'threats',
      {
        id: rule.id,
        when: rule.when,
        examples: rule.examples,
        catalog,
        shows: atoms.some((atom) => canBeUnknown(atom, rule, this.catalog)) ? ['fires', 'refuted', 'asks'] : ['fires', 'refuted'],
        isAskedAbout: rule.threat,
        reads: atoms.flatMap((atom) => (atom.op === 'property' ? [atom.property] : [])),
      },
      report,
    );
    const firing = shown.filter(({ example }) => example.expect === 'fires');
    for (const [index, id] of rule.counteredBy.entries()) {
      const control = this.catalog.controls.get(id);
      if (control !== undefined && firing.length > 0) checkCounter(catalog, rule, control, firing, ['counteredBy', index], report);
    }
  }

  private proveHygiene(entry: HygieneEntry): void {
    const catalog = catalogOf(this.catalog, undefined, entry);
    this.proveEntry(
      'hygiene',
      { ...entry, catalog, shows: ['fires', 'refuted'], isAskedAbout: false, reads: [] },
      this.reports.of('hygiene', entry.id),
    );
  }

  private proveEntry(kind: 'threats' | 'hygiene', entry: Proven, report: EntryReport): readonly Shown[] {
    for (const outcome of entry.shows) {
      if (!entry.examples.some((example) => outcomeOf(example) === outcome))
        report.error(['examples'], message('catalog.example-missing', { kind: outcome }));
    }
    const shown = readExamples(entry, report);
    this.examples += shown.length;
    for (const one of shown) checkExample(entry, one, report);
    const mutants = mutantsOf(entry.when, this.named);
    this.mutants += mutants.length;
    for (const mutant of mutants) {
      const noticed = isNoticed(mutant, shown);
      if (mutant.named !== undefined) this.noteShared(mutant, mutant.named, noticed);
      else if (!noticed) this.survives(kind, entry.id, mutant);
    }
    return shown;
  }

  /** A clause of a shared condition is noticed if the examples of any rule that names it do so. */
  private noteShared(mutant: Mutant, name: string, noticed: boolean): void {
    const key = JSON.stringify([name, mutant.path, mutant.change]);
    this.shared.set(key, { mutant, name, noticed: noticed || this.shared.get(key)?.noticed === true });
  }

  private survives(kind: 'threats' | 'hygiene' | 'conditions', id: string, { change, path }: Mutant): void {
    const way = ['when', ...path];
    this.reports.of(kind, id).error(way, message('catalog.mutant-survives', { change, clause: clauseText(this.sourceOf(kind, id), way) }));
  }
}

/** Everything in a model on which the control may be adopted. */
function placesFor(catalog: Catalog, control: ControlEntry, model: ThreatModel): readonly SubjectId[] {
  const ofType = (id: SubjectId): boolean => {
    const subject = subjectOf(model, id);
    if (control.adoptTypes === undefined || (subject?.kind !== 'element' && subject?.kind !== 'boundary')) return true;
    const types = [subject.entry.type, ...(subject.kind === 'element' && subject.entry.runsAs !== undefined ? [subject.entry.runsAs] : [])];
    return types.some((type) => control.adoptTypes?.some((wanted) => catalog.ancestors.get(type)?.has(wanted)));
  };
  const ids: readonly SubjectId[] = [
    MODEL_SUBJECT,
    ...model.boundaries.keys(),
    ...model.elements.keys(),
    ...model.flows.keys(),
    ...model.assets.keys(),
  ];
  return ids.filter((id) => {
    const kind = subjectOf(model, id)?.kind;
    return kind !== undefined && control.adoptOn.includes(kind) && ofType(id);
  });
}

/** A control that counters a rule closes it in some example, adopted in some place. */
function checkCounter(
  catalog: Catalog,
  rule: RuleEntry,
  control: ControlEntry,
  firing: readonly Shown[],
  path: readonly PropertyKey[],
  report: EntryReport,
): void {
  let places = 0;
  for (const { model, subject } of firing) {
    for (const place of placesFor(catalog, control, model)) {
      places += 1;
      const mitigations = new Map(model.mitigations).set(mitigationKeyOf(control.id, place), { status: 'in-place' });
      const session = analysed(catalog, { ...model, mitigations });
      if (session.condition(rule.when, subject) !== 'true') return;
    }
  }
  const wanted = [...control.adoptOn, ...(control.adoptTypes ?? [])].join(', ');
  report.error(
    path,
    places === 0
      ? message('catalog.counter-without-place', { control: control.id, places: wanted })
      : message('catalog.counter-closes-nothing', { control: control.id }),
  );
}
