import type { SubjectId, ThreatKey } from '../model/ids';
import { sameData } from '../model/equality';
import { conflictsIn } from './conflicts';
import { type AnalysisDelta, hygieneId, type ListDelta, type RowUpdate } from './delta';
import type { Analysis, Conflict, Counts, HygieneFinding, Outlook, Question, Severity, Threat, Totals } from './findings';
import type { Judgement } from './judgement';
import { compareQuestions, QuestionBook } from './question-book';
import { compareRows, type RankedRow, rowOf } from './rows';
import { SentList } from './sent-list';
import { staleDecisions } from './stale-decisions';
import { type FindingView, NOTHING_SHOWN, openSeverity, type SubjectView, Viewer } from './subject-view';
import { OUTLOOKS } from './truth';

const none = { critical: 0, high: 0, medium: 0, low: 0 };

/**
 * The findings as people see them under one outlook: statuses, rows, questions, counts. Brought up to date subject by
 * subject, and able to say what changed since it last said so.
 */
export class Presentation {
  readonly outlook: Outlook;
  private readonly judgement: Judgement;
  private readonly today: string;
  private readonly views = new Map<string, SubjectView>();
  private readonly threatsOfRule = new Map<string, Map<ThreatKey, Threat>>();
  private readonly questionBook = new QuestionBook();
  private readonly open: Readonly<Record<Outlook, Record<Severity, number>>> = {
    'as-is': { ...none },
    'as-planned': { ...none },
    undone: { ...none },
  };
  private readonly givenUp = new Set<ThreatKey>();
  private viewer: Viewer;
  // What changed since the last delta, once there was one: the first brings everything …
  private readonly changedThreats = new Map<ThreatKey, Threat | undefined>();
  private readonly changedRules = new Set<string>();
  private readonly changedHygiene = new Map<string, HygieneFinding | undefined>();
  // … and what was sent with it.
  private readonly rows = new SentList<RankedRow>();
  private readonly questions = new SentList<Question>();
  private readonly hygiene = new SentList<HygieneFinding>();
  private conflicts: readonly Conflict[] = [];
  private stale: readonly ThreatKey[] = [];
  private unfinished: readonly ThreatKey[] = [];
  private fresh = true;

  constructor(judgement: Judgement, outlook: Outlook, today: string) {
    this.judgement = judgement;
    this.outlook = outlook;
    this.today = today;
    this.viewer = new Viewer(judgement.world, outlook, today);
  }

  /** Brings one subject up to date. */
  show(id: string): void {
    const before = this.views.get(id) ?? NOTHING_SHOWN;
    const after = this.view(id);
    this.questionBook.touchPlace(id);
    if (after === before) return;
    if (after === NOTHING_SHOWN) this.views.delete(id);
    else this.views.set(id, after);

    for (const [rule, view] of before.threats) if (after.threats.get(rule) !== view) this.takeAway(rule, view, after.threats.get(rule));
    for (const [rule, view] of after.threats) if (before.threats.get(rule) !== view) this.add(rule, view, before.threats.get(rule));
    for (const finding of before.hygiene) this.changedHygiene.set(hygieneId(finding), undefined);
    for (const finding of after.hygiene) this.changedHygiene.set(hygieneId(finding), finding);
  }

  private takeAway(rule: string, before: FindingView, after: FindingView | undefined): void {
    const { key } = before;
    if (before.threat !== undefined && after?.threat === undefined) this.put(rule, key, undefined);
    if (before.waiting !== undefined && !sameData(before.waiting, after?.waiting)) this.questionBook.waitsNoMore(key, before.waiting);
    if (before.finding.unfinished) this.givenUp.delete(key);
    this.count(before, -1);
  }

  private add(rule: string, after: FindingView, before: FindingView | undefined): void {
    const { key } = after;
    if (after.threat !== undefined && !sameData(before?.threat, after.threat)) this.put(rule, key, after.threat);
    if (after.waiting !== undefined && !sameData(before?.waiting, after.waiting)) this.questionBook.waits(key, after.waiting);
    if (after.finding.unfinished) this.givenUp.add(key);
    this.count(after, 1);
  }

  private count(view: FindingView, by: 1 | -1): void {
    for (const outlook of OUTLOOKS) {
      const severity = openSeverity(view, outlook);
      if (severity !== undefined) this.open[outlook][severity] += by;
    }
  }

  private view(id: string): SubjectView {
    const { world } = this.judgement;
    const findings = this.judgement.of(id);
    const thing = world.structure.thing(id);
    if (findings === undefined || thing === undefined) return NOTHING_SHOWN;
    if (!this.viewer.sees(world)) this.viewer = new Viewer(world, this.outlook, this.today);
    return this.viewer.view(thing, findings, this.views.get(id) ?? NOTHING_SHOWN, (work) => this.judgement.reading(thing, work));
  }

  private put(rule: string, key: ThreatKey, threat: Threat | undefined): void {
    let ofRule = this.threatsOfRule.get(rule);
    if (ofRule === undefined) this.threatsOfRule.set(rule, (ofRule = new Map<ThreatKey, Threat>()));
    if (threat === undefined) ofRule.delete(key);
    else ofRule.set(key, threat);
    if (!this.fresh) this.changedThreats.set(key, threat);
    this.changedRules.add(rule);
  }

  /** What changed since the last call; everything at the first. */
  delta(revision: number): AnalysisDelta {
    const { world } = this.judgement;
    const whole = this.fresh;
    this.fresh = false;
    const threats = whole ? this.allThreats() : this.takeThreats();
    const rows = this.takeRows();
    const questions = this.questions.delta(this.questionBook.takeChanges(world, this.judgement.names), compareQuestions(world));
    const hygiene = this.hygiene.delta(this.changedHygiene, (a, b) => (hygieneId(a) < hygieneId(b) ? -1 : 1));
    this.changedHygiene.clear();
    const conflicts = conflictsIn(world, this.outlook);
    const stale = staleDecisions(this.judgement);
    const unfinished = [...this.givenUp].sort();
    const delta: AnalysisDelta = {
      revision,
      outlook: this.outlook,
      whole,
      threats,
      rows,
      questions,
      hygiene,
      ...(sameData(conflicts, this.conflicts) ? {} : { conflicts }),
      ...(sameData(stale, this.stale) ? {} : { staleDecisions: stale }),
      ...(sameData(unfinished, this.unfinished) ? {} : { unfinished }),
      counts: this.counts(),
      totals: this.totals(),
    };
    [this.conflicts, this.stale, this.unfinished] = [conflicts, stale, unfinished];
    return delta;
  }

  private counts(): Counts {
    return { open: { ...this.open[this.outlook] }, questions: this.questions.size, hygiene: this.hygiene.size };
  }

  private totals(): Totals {
    return { 'as-is': { ...this.open['as-is'] }, 'as-planned': { ...this.open['as-planned'] }, undone: { ...this.open.undone } };
  }

  private allThreats(): ListDelta<Threat> {
    return { put: [...this.threatsOfRule.values()].flatMap((ofRule) => [...ofRule.values()]), remove: [] };
  }

  private takeThreats(): ListDelta<Threat> {
    const put: Threat[] = [];
    const remove: string[] = [];
    for (const [key, threat] of this.changedThreats) {
      if (threat === undefined) remove.push(key);
      else put.push(threat);
    }
    this.changedThreats.clear();
    return { put, remove };
  }

  private takeRows(): ListDelta<RowUpdate> {
    const changed = new Map<string, RankedRow | undefined>();
    for (const id of this.changedRules) {
      const rule = this.judgement.book.threats.get(id);
      changed.set(id, rule && rowOf(rule, this.threatsOfRule.get(id)?.values() ?? []));
    }
    this.changedRules.clear();
    const delta = this.rows.delta(changed, compareRows);
    // A row is sent again though it says the same itself, since whoever receives it holds the threats in it.
    return { ...delta, put: [...changed.values()].flatMap((row) => (row === undefined ? [] : [row.update])) };
  }

  /** The threats of a rule, closed and decided ones too. */
  threatsOf(rule: string): Iterable<Threat> {
    return this.threatsOfRule.get(rule)?.values() ?? [];
  }

  /** The threat that a rule found on a subject. */
  threat(rule: string, subject: SubjectId): Threat | undefined {
    return this.views.get(subject)?.threats.get(rule)?.threat;
  }

  /** True if the question was asked when results were last sent. */
  asks(question: string): boolean {
    return this.questions.has(question);
  }

  /** The whole as it was last sent. */
  result(): Analysis {
    const rows = [...this.rows.entries()].map(({ update }) => ({
      ...update,
      threats: update.threats.flatMap((key) => this.threatsOfRule.get(update.rule)?.get(key) ?? []),
    }));
    return {
      outlook: this.outlook,
      threats: rows.flatMap(({ threats }) => threats),
      rows,
      questions: [...this.questions.entries()],
      hygiene: [...this.hygiene.entries()],
      conflicts: this.conflicts,
      staleDecisions: this.stale,
      unfinished: this.unfinished,
      counts: this.counts(),
      totals: this.totals(),
    };
  }
}
