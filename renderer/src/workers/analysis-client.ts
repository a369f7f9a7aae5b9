import type { AnalysisReply, AnalysisRequestMessage } from '../../../shared/analysis/protocol';
import type { CatalogEntries } from '../../../shared/catalog/schema';
import type { Problem } from '../../../shared/messages/message';
import { modelToPlain } from '../../../shared/model/threat-model';
import type { AnalysisLink } from '../session/document-session';
import type { DocumentStore } from '../session/document-store';
import type { ResultsStore } from '../session/results-store';
import type { ViewStore } from '../session/view-store';
import type { AnalysisWorkerMessage } from './analysis-messages';
import type { Port } from './rpc';

/** What the worker is started with. */
interface AnalysisClientOptions {
  readonly start: () => Port;
  readonly onCatalog: (entries: CatalogEntries) => void;
  readonly onNoCatalog: (problems: readonly Problem[]) => void;
  /** The day, `2026-11-20`. */
  readonly today: () => string;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

/** The page's side of the analysis worker: one worker for the window, which judges the document that is open. */
export interface AnalysisClient {
  /** Judges a document from now on, instead of the one before. */
  follow(document: DocumentStore, view: ViewStore, results: ResultsStore): AnalysisLink;
}

type Answer = Extract<AnalysisReply, { readonly request: number }>;

/** Starts the analysis worker. It reads the catalog at once, so that the first document finds it ready. */
export function analysisClient({ start, onCatalog, onNoCatalog, today, now }: AnalysisClientOptions): AnalysisClient {
  const port = start();
  const waiting = new Map<number, (answer: Answer) => void>();
  let nextRequest = 1;
  let followed: { readonly results: ResultsStore; readonly reopen: () => void } | undefined;
  let sentAt: number | undefined;

  const send = (message: unknown): void => port.postMessage(message);

  port.addEventListener('message', (event) => {
    const said = event.data as AnalysisWorkerMessage; // our own worker, our own code on both sides
    switch (said.kind) {
      case 'catalog':
        onCatalog(said.entries);
        break;
      case 'no-catalog':
        onNoCatalog(said.problems);
        followed?.results.refuse(said.problems);
        break;
      case 'delta':
        followed?.results.receive(said.delta, sentAt === undefined ? undefined : now() - sentAt);
        sentAt = undefined;
        break;
      case 'encryption':
        followed?.results.lock(said.flows, said.whole);
        break;
      case 'refused':
        // Out of step, which a fault of ours alone can bring about: begin again with the whole model.
        if (said.problems.length === 0) followed?.reopen();
        else followed?.results.refuse(said.problems);
        break;
      case 'explanation':
      case 'reasons':
      case 'properties':
        waiting.get(said.request)?.(said);
        waiting.delete(said.request);
        break;
    }
  });

  const ask = (message: (request: number) => AnalysisRequestMessage): Promise<Answer> =>
    new Promise((resolve) => {
      const request = nextRequest;
      nextRequest += 1;
      waiting.set(request, resolve);
      send(message(request));
    });

  return {
    follow(document, view, results) {
      const open = (): void => {
        const { history } = document.store.getState();
        sentAt = now();
        send({
          kind: 'open',
          model: modelToPlain(history.model),
          revision: history.revision,
          outlook: view.store.getState().outlook,
          today: today(),
        } satisfies AnalysisRequestMessage);
      };
      const mine = { results, reopen: open };
      followed = mine;
      open();
      const stopEdits = document.onMove(({ edit, revision }) => {
        results.expect();
        sentAt ??= now();
        send({ kind: 'edit', edit, revision });
      });
      // A reload starts a new history, which no edit leads to.
      const stopReloads = document.store.subscribe((state, before) => {
        if (state.history.revision === 0 && state.history !== before.history) open();
      });
      const stopOutlook = view.store.subscribe((state, before) => {
        if (state.outlook === before.outlook) return;
        results.expect();
        send({ kind: 'look', outlook: state.outlook } satisfies AnalysisRequestMessage);
      });
      return {
        async explain(key) {
          const answer = await ask((request) => ({ kind: 'explain', request, key }));
          return answer.kind === 'explanation' ? answer.explanation : undefined;
        },
        async why(rule, subject) {
          const answer = await ask((request) => ({ kind: 'why', request, rule, subject }));
          return answer.kind === 'reasons' && answer.truth !== undefined ? { truth: answer.truth, reasons: answer.reasons } : undefined;
        },
        async properties(subject) {
          const answer = await ask((request) => ({ kind: 'properties', request, subject }));
          return answer.kind === 'properties' ? answer.properties : [];
        },
        close() {
          stopEdits();
          stopReloads();
          stopOutlook();
          if (followed === mine) followed = undefined;
        },
      };
    },
  };
}
