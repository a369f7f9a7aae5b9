import type { Edit } from '../../../shared/model/edit';
import type { ThreatModel } from '../../../shared/model/threat-model';
import { subjectOf } from '../../../shared/model/threat-model';
import { createDocumentStore, type DocumentStart, type DocumentStore } from './document-store';
import { createResultsStore, type Explainer, type ResultsStore } from './results-store';
import { createViewStore, type ViewStore } from './view-store';

/** Judges a document's model somewhere else and keeps its results up to date. */
export interface AnalysisLink extends Explainer {
  /** Stops; nothing is told afterwards. */
  close(): void;
}

/** One open document: its stores, and what keeps them in step. Nothing of it stands at module level. */
export interface DocumentSession {
  /** Tells one session from the next, also where both have the same file. */
  readonly id: number;
  readonly document: DocumentStore;
  readonly view: ViewStore;
  readonly results: ResultsStore;
  readonly explain: Explainer;
  /** The model as it is at this moment. */
  model(): ThreatModel;
  /** Does an edit: one undo step, one line in the journal, one message to the worker. */
  edit(edit: Edit, gesture?: string): void;
  close(): void;
}

/** What a session needs from outside. */
export interface SessionParts {
  readonly id: number;
  /** Begins the analysis of a document; the link writes into the results store. */
  readonly analyse: (document: DocumentStore, view: ViewStore, results: ResultsStore) => AnalysisLink;
}

/** Makes the stores of one document and joins them. */
export function createDocumentSession(start: DocumentStart, { id, analyse }: SessionParts): DocumentSession {
  const document = createDocumentStore(start);
  const view = createViewStore(start.model.elements.size);
  const results = createResultsStore(view.store.getState().outlook);
  const link = analyse(document, view, results);
  const model = (): ThreatModel => document.store.getState().history.model;

  // What no longer exists cannot stay selected, named or pointed at.
  const forgetGone = document.store.subscribe((state, before) => {
    if (state.history.model === before.history.model) return;
    const { selection, renaming, connecting } = view.store.getState();
    const exists = (thing: string): boolean => subjectOf(state.history.model, thing) !== undefined;
    const kept = selection.filter(exists);
    if (kept.length < selection.length) view.set({ selection: kept });
    if (renaming !== undefined && !exists(renaming)) view.set({ renaming: undefined });
    if (connecting !== undefined && !exists(connecting)) view.set({ connecting: undefined });
  });

  return {
    id,
    document,
    view,
    results,
    explain: link,
    model,
    edit: (edit, gesture) => document.edit(edit, gesture),
    close() {
      forgetGone();
      link.close();
    },
  };
}
