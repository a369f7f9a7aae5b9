import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Catalog } from '../../../shared/catalog/catalog';
import type { About, RecentFile } from '../../../shared/desktop-api';
import type { Problem } from '../../../shared/messages/message';
import type { DraftInfo } from '../drafts/drafts';
import type { DocumentSession } from '../session/document-session';
import type { Work } from '../ui/BusyLine';

export type ThemeChoice = 'system' | 'light' | 'dark' | 'contrast';

/** What a person has chosen for good, in this browser or on this machine. */
export interface Settings {
  readonly theme: ThemeChoice;
  /** Letters without Ctrl act on the canvas (WCAG 2.1.4 wants a way to turn that off). */
  readonly singleKeys: boolean;
  /** The name that decisions and answers are signed with; empty signs none. */
  readonly author: string;
}

export const DEFAULT_SETTINGS: Settings = { theme: 'system', singleKeys: true, author: '' };

/** A file that waits to be imported; read when it is needed. */
export interface IncomingFile {
  /** With the folders that were dropped: `release/kubernetes.yaml`. */
  readonly path: string;
  readonly size: number;
  readonly bytes: () => Promise<Uint8Array>;
}

/** What stands over everything else; at most one at a time. */
export type Overlay =
  /** One box for things and commands; `mode` is where it begins. */
  | { readonly kind: 'go'; readonly mode: 'everything' | 'commands' | 'connect' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'about' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'earlier-versions' }
  | { readonly kind: 'changed-on-disk' }
  /** Unsaved work is about to be left, where the system has no dialog for that. */
  | { readonly kind: 'unsaved'; readonly name: string; readonly answer: (answer: 'save' | 'discard' | 'cancel') => void };

/** The window: which document it shows and what is going on around it. */
export interface ShellState {
  /** Undefined on the start screen. */
  readonly session: DocumentSession | undefined;
  readonly catalog: Catalog | undefined;
  readonly about: About | undefined;
  readonly settings: Settings;
  readonly overlay: Overlay | undefined;
  /** What is going on that may take a while; `id` tells one from the next. */
  readonly work: (Work & { readonly id: number }) | undefined;
  /** Why the last file did not open, or the catalog did not load. Shown in place until closed. */
  readonly problems: readonly Problem[];
  readonly recent: readonly RecentFile[];
  readonly drafts: readonly DraftInfo[];
  /** Files that were dropped or chosen for import; the import view reads them. */
  readonly incoming: readonly IncomingFile[];
  /** What was copied last in this window, as text: for pasting where the system's clipboard may not be read. */
  readonly copied: string;
  /** Something is held over the window that could be dropped. */
  readonly dropping: boolean;
}

/** Makes the shell's store of one window. */
export const createShellStore = (): StoreApi<ShellState> =>
  createStore<ShellState>(() => ({
    session: undefined,
    catalog: undefined,
    about: undefined,
    settings: DEFAULT_SETTINGS,
    overlay: undefined,
    work: undefined,
    problems: [],
    recent: [],
    drafts: [],
    incoming: [],
    copied: '',
    dropping: false,
  }));
