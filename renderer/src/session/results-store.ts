import { createStore, type StoreApi } from 'zustand/vanilla';
import { type AnalysisDelta, type AnalysisView, applyDelta, EMPTY_VIEW } from '../../../shared/analysis/delta';
import type { Explanation, Outlook, Question, Reason, Severity, Truth } from '../../../shared/analysis/findings';
import type { PropertyView } from '../../../shared/analysis/session';
import { isOpenThreat } from '../../../shared/analysis/status';
import type { Problem } from '../../../shared/messages/message';
import type { SubjectId, ThreatKey } from '../../../shared/model/ids';
import { severities } from '../ui/Severity';

/** What a badge on a thing says. */
export interface SubjectCounts {
  /** The worst of the open threats; undefined if there is none. */
  readonly worst: Severity | undefined;
  readonly open: number;
  readonly questions: number;
}

/** Results of the analysis as they reached the page. */
export interface ResultsState {
  readonly view: AnalysisView;
  /** Counts by thing; a thing that did not change keeps its object. */
  readonly bySubject: ReadonlyMap<string, SubjectCounts>;
  /** Whether each flow is encrypted, under the shown outlook. */
  readonly encryption: ReadonlyMap<string, Truth>;
  /** True while the worker has not yet answered the last edit. */
  readonly pending: boolean;
  /** How long the last answer took, in milliseconds: from the edit to changed rows. */
  readonly took: number | undefined;
  readonly problems: readonly Problem[];
}

/** Where a question is answered; undefined for the model as a whole. */
export function subjectOfQuestion(question: Question): SubjectId | undefined {
  switch (question.kind) {
    case 'property':
      return question.subject;
    case 'calls':
      return question.boundary;
    case 'assets':
    case 'asset-places':
      return undefined;
  }
}

const worse = (a: Severity | undefined, b: Severity): Severity =>
  a === undefined || severities.indexOf(b) < severities.indexOf(a) ? b : a;

function countBySubject(view: AnalysisView, before: ReadonlyMap<string, SubjectCounts>): ReadonlyMap<string, SubjectCounts> {
  const counts = new Map<string, { worst: Severity | undefined; open: number; questions: number }>();
  const at = (subject: string) => {
    const found = counts.get(subject) ?? { worst: undefined, open: 0, questions: 0 };
    counts.set(subject, found);
    return found;
  };
  for (const threat of view.threats.values()) {
    if (!isOpenThreat(threat)) continue;
    const count = at(threat.subject);
    count.open += 1;
    count.worst = worse(count.worst, threat.risk.severity);
  }
  for (const question of view.questions) {
    const subject = subjectOfQuestion(question);
    if (subject !== undefined) at(subject).questions += 1;
  }
  return new Map(
    [...counts].map(([subject, count]) => {
      const was = before.get(subject);
      const same = was?.open === count.open && was.worst === count.worst && was.questions === count.questions;
      return [subject, same ? was : count];
    }),
  );
}

/** What can be asked about a result on demand; each answer is about the revision that the worker then has. */
export interface Explainer {
  explain(key: ThreatKey): Promise<Explanation | undefined>;
  why(rule: string, subject: string): Promise<{ readonly truth: Truth; readonly reasons: readonly Reason[] } | undefined>;
  properties(subject: string): Promise<readonly PropertyView[]>;
}

/** The results store, and the door by which the worker's answers come in. */
export interface ResultsStore {
  readonly store: StoreApi<ResultsState>;
  /** An edit went to the worker; until it answers, results are of the revision before. */
  expect(): void;
  receive(delta: AnalysisDelta, took: number | undefined): void;
  lock(flows: readonly (readonly [flow: string, encrypted: Truth])[], whole: boolean): void;
  refuse(problems: readonly Problem[]): void;
}

/** Makes the results store of one document. */
export function createResultsStore(outlook: Outlook): ResultsStore {
  const store = createStore<ResultsState>(() => ({
    view: { ...EMPTY_VIEW, outlook },
    bySubject: new Map(),
    encryption: new Map(),
    pending: true,
    took: undefined,
    problems: [],
  }));
  return {
    store,
    expect: () => store.setState({ pending: true }),
    receive(delta, took) {
      const before = store.getState();
      const view = applyDelta(before.view, delta);
      store.setState({ view, bySubject: countBySubject(view, before.bySubject), pending: false, took: took ?? before.took });
    },
    lock: (flows, whole) => store.setState((state) => ({ encryption: new Map([...(whole ? [] : state.encryption), ...flows]) })),
    refuse: (problems) => store.setState({ problems, pending: false }),
  };
}
