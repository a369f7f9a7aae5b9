import type { StoreApi } from 'zustand/vanilla';
import { indexCatalog } from '../../../shared/catalog/catalog';
import type { DesktopApi } from '../../../shared/desktop-api';
import type { Drafts, Journal } from '../drafts/drafts';
import type { DocumentSession } from '../session/document-session';
import { createDocumentSession } from '../session/document-session';
import type { DocumentStart } from '../session/document-store';
import type { Work } from '../ui/BusyLine';
import { type AnalysisClient, analysisClient } from '../workers/analysis-client';
import type { EndingClient } from '../workers/ending-client';
import type { FileCalls } from '../workers/files-calls';
import type { ImportCalls } from '../workers/import-calls';
import type { LayoutEngine } from '../workers/layout-engine';
import { type OutcomeClient, outcomeClient, type OutcomeLink } from '../workers/outcome-client';
import type { CallOptions, Port } from '../workers/rpc';
import { message } from '../../../shared/messages/message';
import { print } from '../words';
import { CallCancelled } from '../workers/rpc';
import { createNotices, type Notices } from './notices';
import { createShellStore, type Settings, type ShellState } from './shell-store';

/** Parses and prints model files somewhere else. */
export type FilesClient = EndingClient<FileCalls>;
/** Reads foreign files somewhere else. */
export type ImportClient = EndingClient<ImportCalls>;

/** What an application is built from; tests give other parts. */
export interface Parts {
  readonly desktop: DesktopApi;
  readonly drafts: Drafts;
  readonly files: FilesClient;
  readonly layout: LayoutEngine;
  readonly startAnalysis: () => Port;
  readonly startOutcome: () => Port;
  readonly imports: ImportClient;
  readonly saveSettings: (settings: Settings) => Promise<void>;
  /** The day, `2026-11-20`. */
  readonly today: () => string;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

/** Work that takes a while, as {@link Application.busy} runs it. */
export interface BusyOptions extends CallOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: number) => void;
}

/** Everything that a window has: handed to commands, and to components through context. */
export interface Application {
  readonly parts: Parts;
  readonly desktop: DesktopApi;
  readonly shell: StoreApi<ShellState>;
  readonly notices: Notices;
  readonly analysis: AnalysisClient;
  /** What follows from a judged model, worked out apart: plan, policies, attacks, report. */
  readonly outcomes: OutcomeClient;
  /** The same about the open document. */
  outcome(): OutcomeLink | undefined;
  /** The document that is open; undefined on the start screen. */
  session(): DocumentSession | undefined;
  /** Opens a document in the window, instead of the one before. The journal that goes with it is kept up. */
  openSession(start: DocumentStart, journal: Journal): DocumentSession;
  /** Closes the document without a word; asking comes before. */
  closeSession(): void;
  /** The journal of the open document. */
  journal(): Journal | undefined;
  /** Runs work that may take longer than a moment, with progress and Cancel. Undefined if it was cancelled. */
  busy<T>(label: string, work: (options: BusyOptions) => Promise<T>): Promise<T | undefined>;
  changeSettings(part: Partial<Settings>): void;
  /** Something went wrong that nobody expected: said to the person, written to the console, and nothing else stops. */
  fault(error: unknown): void;
  /** Told after every change of any store: for menus and buttons that ask whether a command can be run. */
  readonly onAnyChange: (listener: () => void) => () => void;
}

/** Builds the application of one window. */
export function createApplication(parts: Parts): Application {
  const shell = createShellStore();
  const notices = createNotices();
  const changed = new Set<() => void>();
  const tellChange = (): void => {
    for (const listener of [...changed]) listener();
  };
  const analysis = analysisClient({
    start: parts.startAnalysis,
    today: parts.today,
    now: parts.now,
    onCatalog: (entries) => shell.setState({ catalog: indexCatalog(entries) }),
    onNoCatalog: (problems) => shell.setState((state) => ({ problems: [...state.problems, ...problems] })),
  });
  const outcomes = outcomeClient({ start: parts.startOutcome, today: parts.today });
  let outcome: OutcomeLink | undefined;
  let sessions = 0;
  let works = 0;
  let journal: Journal | undefined;
  let stopSession: (() => void) | undefined;
  shell.subscribe(tellChange);

  const closeSession = (): void => {
    stopSession?.();
    stopSession = undefined;
    journal = undefined;
    outcome?.close();
    outcome = undefined;
    shell.getState().session?.close();
    shell.setState({ session: undefined });
  };

  return {
    parts,
    desktop: parts.desktop,
    shell,
    notices,
    analysis,
    outcomes,
    outcome: () => outcome,
    session: () => shell.getState().session,
    journal: () => journal,

    openSession(start, kept) {
      closeSession();
      sessions += 1;
      const session = createDocumentSession(start, {
        id: sessions,
        analyse: (document, view, results) => analysis.follow(document, view, results),
      });
      journal = kept;
      outcome = outcomes.follow(session.document, session.view);
      let told = false;
      const stops = [
        session.document.onMove(({ edit }) => {
          kept.append(edit, session.model()).catch(() => {
            // Once: a full disk stays full, and the work itself is not lost while the window is open.
            if (!told) notices.toast(print(message('ui.draft-not-kept')), { tone: 'error' });
            told = true;
          });
        }),
        session.document.store.subscribe(tellChange),
        session.view.store.subscribe(tellChange),
        session.results.store.subscribe(tellChange),
      ];
      stopSession = () => {
        for (const stop of stops) stop();
      };
      shell.setState({ session, problems: [] });
      return session;
    },
    closeSession,

    async busy(label, run) {
      works += 1;
      const id = works;
      const controller = new AbortController();
      const work = (progress?: number): Work & { readonly id: number } => ({
        id,
        label,
        cancel: () => controller.abort(),
        ...(progress === undefined ? {} : { progress }),
      });
      shell.setState({ work: work() });
      try {
        return await run({
          signal: controller.signal,
          onProgress: (progress) => shell.getState().work?.id === id && shell.setState({ work: work(progress) }),
        });
      } catch (error) {
        if (error instanceof CallCancelled || controller.signal.aborted) return undefined;
        throw error;
      } finally {
        if (shell.getState().work?.id === id) shell.setState({ work: undefined });
      }
    },

    changeSettings(part) {
      shell.setState((state) => ({ settings: { ...state.settings, ...part } }));
      void parts.saveSettings(shell.getState().settings);
    },

    fault(error) {
      console.error(error);
      notices.toast(print(message('ui.fault', { reason: error instanceof Error ? error.message : String(error) })), { tone: 'error' });
    },

    onAnyChange(listener) {
      changed.add(listener);
      return () => {
        changed.delete(listener);
      };
    },
  };
}
