import type { SubjectId, ThreatKey } from '../../../shared/model/ids';
import type { ThreatModel } from '../../../shared/model/threat-model';
import type { AttackOutcome } from '../outcome/attack-outcome';
import type { DocumentStore, ModelMove } from '../session/document-store';
import type { ViewStore } from '../session/view-store';
import type { Asked, CostByOutlook, Judged, OutcomeCalls, PlanOutcome, ReportAsked, ReportOutcome, Sync } from './outcome-calls';
import { CallCancelled, type CallOptions, type Client, connect, type Port } from './rpc';

/** Edits that wait for the next question; beyond so many the whole model is sent instead. */
const MAX_EDITS = 500;

/** What can be asked about the open document. Answers are about the model at the moment of asking. */
export interface OutcomeLink {
  plan(options?: CallOptions): Promise<PlanOutcome>;
  attacks(goal: string, chosen: number, opened: readonly string[], options?: CallOptions): Promise<AttackOutcome | undefined>;
  costs(goal: string, options?: CallOptions): Promise<CostByOutlook>;
  goals(about: { readonly threat: ThreatKey } | { readonly subject: SubjectId }, options?: CallOptions): Promise<readonly string[]>;
  report(about: ReportAsked, options?: CallOptions): Promise<ReportOutcome>;
  close(): void;
}

/** The page's side of the outcome worker: one for the window, started at first use. */
export interface OutcomeClient {
  /** Answers about a document from now on, instead of the one before. */
  follow(document: DocumentStore, view: ViewStore): OutcomeLink;
  /** What would be found in a model that is not open. */
  judge(model: ThreatModel, options?: CallOptions): Promise<Judged>;
  /** Ends whatever is being worked out; who waits for it is told that it was cancelled. */
  stop(): void;
}

/** What the client is made from. */
interface OutcomeClientOptions {
  readonly start: () => Port;
  readonly today: () => string;
}

/**
 * Nothing is sent while nobody asks: edits are kept and go along with the next question. A question that nobody waits for
 * any more is given up between two slices; `stop` ends the worker, since a measure cannot be interrupted from within.
 */
export function outcomeClient({ start, today }: OutcomeClientOptions): OutcomeClient {
  let client: Client<OutcomeCalls> | undefined;
  /** Grows when the worker forgets everything: with a new worker, with another document, and where it failed. */
  let generation = 0;

  async function call<N extends keyof OutcomeCalls>(
    name: N,
    request: OutcomeCalls[N]['request'],
    options: CallOptions = {},
  ): Promise<OutcomeCalls[N]['response']> {
    const current = (client ??= connect<OutcomeCalls>(start()));
    try {
      return await current.call(name, request, options);
    } catch (error) {
      if (client !== current) throw new CallCancelled();
      if (!(error instanceof CallCancelled)) generation += 1;
      throw error;
    }
  }

  return {
    judge: (model, options) => call('judge', { model, today: today() }, options),
    stop() {
      const ended = client;
      client = undefined;
      generation += 1;
      ended?.terminate();
    },

    follow(document, view) {
      generation += 1;
      let sent: { readonly generation: number; readonly revision: number } | undefined;
      let waiting: Pick<ModelMove, 'edit' | 'revision'>[] = [];
      const stopEdits = document.onMove(({ edit, revision }) => {
        if (sent === undefined) return;
        waiting.push({ edit, revision });
        if (waiting.length > MAX_EDITS) sent = undefined;
      });
      // A reload starts a new history, which no edit leads to.
      const stopReloads = document.store.subscribe((state, before) => {
        if (state.history.revision === 0 && state.history !== before.history) sent = undefined;
      });
      const sync = (): Sync => {
        const { model, revision } = document.store.getState().history;
        const inStep = sent?.generation === generation && sent.revision + waiting.length === revision;
        const edits = waiting;
        waiting = [];
        sent = { generation, revision };
        return inStep ? { kind: 'edits', edits } : { kind: 'open', model, revision };
      };
      const asked = (): Asked => ({ sync: sync(), outlook: view.store.getState().outlook, today: today() });
      return {
        plan: (options) => call('plan', asked(), options),
        attacks: (goal, chosen, opened, options) => call('attacks', { ...asked(), goal, chosen, opened }, options),
        costs: (goal, options) => call('costs', { ...asked(), goal }, options),
        goals: (about, options) => call('goals', { ...asked(), about }, options),
        report: (about, options) => call('report', { ...asked(), ...about }, options),
        close() {
          stopEdits();
          stopReloads();
        },
      };
    },
  };
}
