import type { ThreatKey } from '../model/ids';
import type { Stride } from '../catalog/schema';
import type { Conflict, Counts, HygieneFinding, Outlook, Question, Severity, Threat, ThreatRow, Totals } from './findings';

/** A row without its threats: they are sent once, by key, most urgent first. */
export interface RowUpdate {
  readonly rule: string;
  readonly name: string;
  readonly stride: readonly Stride[];
  readonly techniques: readonly string[];
  readonly severity: Severity;
  readonly score: number;
  readonly threats: readonly ThreatKey[];
}

/** What changed in a list whose entries have ids. `order` lists all ids when it is not as before. */
export interface ListDelta<Entry> {
  readonly put: readonly Entry[];
  readonly remove: readonly string[];
  readonly order?: readonly string[];
}

/** What an edit, or another outlook, changed in the results: what a worker sends. */
export interface AnalysisDelta {
  /** The revision of the model that these results are about. */
  readonly revision: number;
  readonly outlook: Outlook;
  /** True if this is the whole and what was held before is to be forgotten. */
  readonly whole: boolean;
  readonly threats: ListDelta<Threat>;
  readonly rows: ListDelta<RowUpdate>;
  readonly questions: ListDelta<Question>;
  readonly hygiene: ListDelta<HygieneFinding>;
  /** The whole list, if it changed. */
  readonly conflicts?: readonly Conflict[];
  readonly staleDecisions?: readonly ThreatKey[];
  readonly unfinished?: readonly ThreatKey[];
  readonly counts: Counts;
  readonly totals: Totals;
}

/** The results as an interface holds them: what {@link applyDelta} keeps in step with the worker. */
export interface AnalysisView {
  readonly revision: number;
  readonly outlook: Outlook;
  readonly threats: ReadonlyMap<ThreatKey, Threat>;
  readonly rows: readonly ThreatRow[];
  readonly questions: readonly Question[];
  readonly hygiene: readonly HygieneFinding[];
  readonly conflicts: readonly Conflict[];
  readonly staleDecisions: readonly ThreatKey[];
  readonly unfinished: readonly ThreatKey[];
  readonly counts: Counts;
  readonly totals: Totals;
}

const none = { critical: 0, high: 0, medium: 0, low: 0 } as const;

/** Before anything was judged. */
export const EMPTY_VIEW: AnalysisView = {
  revision: -1,
  outlook: 'as-is',
  threats: new Map(),
  rows: [],
  questions: [],
  hygiene: [],
  conflicts: [],
  staleDecisions: [],
  unfinished: [],
  counts: { open: none, questions: 0, hygiene: 0 },
  totals: { 'as-is': none, 'as-planned': none, undone: none },
};

/** A question's id in lists: its answer's key, or what kind it is and where. */
export function questionId(question: Question): string {
  switch (question.kind) {
    case 'property':
      return question.key;
    case 'assets':
    case 'asset-places':
      return question.kind;
    case 'calls':
      return `calls@${question.boundary}`;
  }
}

/** A hygiene finding's id in lists: `rule@subject`. */
export const hygieneId = (finding: HygieneFinding): string => `${finding.rule}@${finding.subject}`;

/** A list after a delta. Entries that did not change keep their identity; a list that did not change is the same array. */
function applyList<Entry>(before: readonly Entry[], idOf: (entry: Entry) => string, delta: ListDelta<Entry>): readonly Entry[] {
  if (delta.put.length === 0 && delta.remove.length === 0 && delta.order === undefined) return before;
  const byId = new Map(before.map((entry) => [idOf(entry), entry]));
  for (const id of delta.remove) byId.delete(id);
  for (const entry of delta.put) byId.set(idOf(entry), entry);
  return (delta.order ?? [...byId.keys()]).flatMap((id) => byId.get(id) ?? []);
}

function rowOf({ threats: keys, ...row }: RowUpdate, threats: ReadonlyMap<ThreatKey, Threat>): ThreatRow {
  return { ...row, threats: keys.flatMap((key) => threats.get(key) ?? []) };
}

function changed(before: ReadonlyMap<ThreatKey, Threat>, { put, remove }: ListDelta<Threat>): ReadonlyMap<ThreatKey, Threat> {
  const threats = new Map(before);
  for (const key of remove) threats.delete(key as ThreatKey);
  for (const threat of put) threats.set(threat.key, threat);
  return threats;
}

/** The results after a delta, sharing everything that did not change. */
export function applyDelta(view: AnalysisView, delta: AnalysisDelta): AnalysisView {
  const before = delta.whole ? EMPTY_VIEW : view;
  const sameThreats = delta.threats.put.length === 0 && delta.threats.remove.length === 0;
  const threats = sameThreats ? before.threats : changed(before.threats, delta.threats);
  const rows: ListDelta<ThreatRow> = { ...delta.rows, put: delta.rows.put.map((row) => rowOf(row, threats)) };
  return {
    revision: delta.revision,
    outlook: delta.outlook,
    threats,
    rows: applyList(before.rows, (row) => row.rule, rows),
    questions: applyList(before.questions, questionId, delta.questions),
    hygiene: applyList(before.hygiene, hygieneId, delta.hygiene),
    conflicts: delta.conflicts ?? before.conflicts,
    staleDecisions: delta.staleDecisions ?? before.staleDecisions,
    unfinished: delta.unfinished ?? before.unfinished,
    counts: delta.counts,
    totals: delta.totals,
  };
}
