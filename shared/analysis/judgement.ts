import type { Edit } from '../model/edit';
import { apply } from '../model/edit';
import type { SubjectKind, ThreatModel } from '../model/threat-model';
import type { Aspect } from './aspects';
import { judgeRule, type SubjectFindings } from './findings-of-subject';
import type { Rulebook } from './rulebook';
import { Structure } from './structure';
import { inScope, type Thing } from './things';
import { touchedBy } from './touched-by-edit';
import { World } from './world';

const everything = 'everything';
type RuleIds = ReadonlySet<string>;
/** What is to be judged again of one subject: whatever fits it, or the rules of these sets, which many subjects share. */
type Due = typeof everything | RuleIds[];
const NOBODY: ReadonlyMap<string, ReadonlySet<string>> = new Map();

/**
 * What every rule says of every subject, kept in step with a model. After an edit only pairs are judged again whose
 * inputs it touched: which sides of which things changed is found by comparing, who read those things was noted while
 * judging, and which rules care for those sides is known from their text.
 */
export class Judgement {
  readonly book: Rulebook;
  private readonly follows: boolean;
  private current: World;
  private readonly findings = new Map<string, SubjectFindings>();
  /** By thing: the subjects whose findings read it, and those that read which flows it has or what stands in it. */
  private readonly readers = new Map<string, Set<string>>();
  private readonly relatedReaders = new Map<string, Set<string>>();
  private readonly due = new Map<string, Due>();
  /** The subjects whose findings changed, or are to be shown anew for another cause. */
  readonly toShow = new Set<string>();
  /** Grows when things come, go, or are called otherwise. */
  private namesVersion = 0;

  /** @param follows true if edits will follow, for which it must be known who read what */
  constructor(model: ThreatModel, book: Rulebook, follows: boolean) {
    this.book = book;
    this.follows = follows;
    this.current = new World(model, new Structure(model, book.catalog), book);
    for (const { id } of this.current.structure.things()) this.due.set(id, everything);
  }

  get world(): World {
    return this.current;
  }

  get names(): number {
    return this.namesVersion;
  }

  of(subject: string): SubjectFindings | undefined {
    return this.findings.get(subject);
  }

  /** Takes an edit into the model and notes what is due; judges nothing yet. */
  edit(edit: Edit): void {
    const before = this.current;
    const { model } = apply(before.model, edit);
    const followed = before.structure.follow(edit, before.model, model);
    const structure = followed === undefined ? new Structure(model, this.book.catalog) : before.structure;
    const after = new World(model, structure, this.book);
    this.current = after;
    const touched = touchedBy(edit, before, after, followed);
    for (const id of touched.whole) this.markWithReaders(id, everything, this.readers);
    const readersOf = { all: this.readers, related: this.relatedReaders, none: NOBODY };
    for (const { things, aspects, readers } of touched.groups) {
      const rules = this.rulesReading(aspects);
      if (rules.size > 0) for (const id of things) this.markWithReaders(id, rules, readersOf[readers]);
    }
    for (const id of touched.shown) this.toShow.add(id);
    if (followed?.size !== 0 || touched.named) this.namesVersion += 1;
  }

  /** The rules that read one of the aspects, by the kind of subject. */
  private rulesReading(aspects: ReadonlySet<Aspect>): ReadonlyMap<SubjectKind, RuleIds> {
    const byKind = new Map<SubjectKind, Set<string>>();
    for (const aspect of aspects) {
      for (const { id, subject } of this.book.readersOf(aspect)) {
        const rules = byKind.get(subject);
        if (rules === undefined) byKind.set(subject, new Set([id]));
        else rules.add(id);
      }
    }
    return byKind;
  }

  /** Marks rules as due on a thing and on everyone who read it. */
  private markWithReaders(
    id: string,
    rules: typeof everything | ReadonlyMap<SubjectKind, RuleIds>,
    readers: ReadonlyMap<string, ReadonlySet<string>>,
  ): void {
    this.mark(id, rules);
    for (const reader of readers.get(id) ?? []) this.mark(reader, rules);
  }

  private mark(id: string, rules: typeof everything | ReadonlyMap<SubjectKind, RuleIds>): void {
    const due = this.due.get(id);
    if (due === everything) return;
    if (rules === everything) {
      this.due.set(id, everything);
      return;
    }
    const thing = this.current.structure.thing(id);
    const ofKind = thing && rules.get(thing.kind);
    if (ofKind === undefined) return;
    if (due === undefined) this.due.set(id, [ofKind]);
    else if (!due.includes(ofKind)) due.push(ofKind);
  }

  /** Judges what is due, one subject at a time. @yields how many rules were judged for it */
  *judgeDue(): Generator<number> {
    for (const [id, rules] of this.due) {
      // Taken off before the yield, during which an edit may make it due again.
      this.due.delete(id);
      yield this.judgeSubject(id, rules);
    }
  }

  private judgeSubject(id: string, rules: Due): number {
    const thing = this.current.structure.thing(id);
    if (thing === undefined || !inScope(thing)) {
      this.findings.delete(id);
      this.toShow.add(id);
      return 1;
    }
    const fitting = this.book.rulesFor(thing);
    const due = rules === everything ? fitting : fitting.filter((rule) => rules.some((ids) => ids.has(rule.id)));
    let findings = rules === everything ? undefined : this.findings.get(id);
    // Where the thing stands now, a rule that found something before may not even be worth judging.
    const left =
      rules === everything || findings === undefined
        ? []
        : foundOf(findings).filter((rule) => !fitting.some((other) => other.id === rule) && rules.some((ids) => ids.has(rule)));
    if (due.length + left.length === 0 && rules !== everything) return 0;
    this.toShow.add(id);
    findings ??= { threats: new Map(), hygiene: new Map() };
    for (const rule of left) if (!findings.threats.delete(rule)) findings.hygiene.delete(rule);
    this.reading(thing, () => {
      for (const rule of due) judgeRule(rule, thing, this.current, findings);
    });
    if (findings.threats.size + findings.hygiene.size > 0) this.findings.set(id, findings);
    else this.findings.delete(id);
    return due.length;
  }

  /** Does some work for a subject and remembers which things it looked at. */
  reading(subject: Thing, work: () => void): void {
    if (!this.follows) {
      work();
      return;
    }
    const { read, related } = this.current.reading(subject, work);
    for (const thing of read) remember(this.readers, thing.id, subject.id);
    for (const thing of related ?? []) remember(this.relatedReaders, thing.id, subject.id);
  }
}

const foundOf = ({ threats, hygiene }: SubjectFindings): readonly string[] => [...threats.keys(), ...hygiene.keys()];

function remember(readers: Map<string, Set<string>>, thing: string, reader: string): void {
  const known = readers.get(thing);
  if (known === undefined) readers.set(thing, new Set([reader]));
  else known.add(reader);
}
