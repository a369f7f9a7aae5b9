/**
 * The one contract between the page and the operating system. The page sees a {@link DesktopApi} and nothing else of the
 * machine it runs on. Three things implement it: the preload of Electron (`window.gabion`), the browser build (upload and
 * download), and an in-memory one for tests. Types only: the preload must stay free of zod, whose schemas of the same calls
 * stand in `desktop-channels.ts`.
 */
import type { Message, Problem } from './messages/message';

/** A string that names one kind of thing; the brand keeps a folder's id from being passed for a document's. */
type Opaque<Kind extends string> = string & { readonly __desktop: Kind };

/**
 * Names a file that the main process let the page have: one that a dialog, a drop, a recent entry, the command line or the
 * system gave. Says nothing about where the file is. The same file has the same id in every session, so a draft can be
 * keyed by it; an id that main has not handed out in this session opens nothing.
 */
export type DocumentId = Opaque<'document'>;
/** Names a folder that a person chose to export into; good for this session. */
export type FolderId = Opaque<'folder'>;
/** Names one earlier version of a document. */
export type VersionId = Opaque<'version'>;
/** The sha256 of a file's bytes, 64 lower-case hexadecimal digits. Two files with the same hash are the same content. */
export type ContentHash = Opaque<'content'>;

/** Stops an event from reaching its listener. Calling it twice does no harm. */
export type Unsubscribe = () => void;

// ---------------------------------------------------------------------------------------------------------------- about

/**
 * Where the page runs. `fallback` is Electron too, but an older one than users get: for trying and testing only, and the
 * application says so wherever it says what it is.
 */
export type RuntimeKind = 'electron' | 'fallback' | 'browser' | 'memory';

/** What runs here, for the About box and for reports of faults. */
export interface About {
  readonly version: string;
  readonly runtime: RuntimeKind;
  /** Names and versions of what Gabion runs on, in the order to show them: `Electron`, `Chromium`, `Node.js`. */
  readonly components: readonly { readonly name: string; readonly version: string }[];
  /** As Node names it: `linux`, `darwin`, `win32`; in a browser what the browser says. */
  readonly platform: string;
  readonly architecture: string;
  /** True if the program was installed from a package, false if it runs from its source folder. */
  readonly packaged: boolean;
  /** True if the page's process is confined by the operating system. */
  readonly sandboxed: boolean;
  /** What a person should know about this run, for instance that it is a testing runtime or open to remote debugging. */
  readonly notices: readonly Message[];
}

/** What the place the page runs in can do. A command whose ability is missing is not offered. */
export interface Abilities {
  /** Files stay where they are and are saved in place; without it, opening is an upload and saving a download. */
  readonly saveInPlace: boolean;
  /** `recent`, `forget` and `open` of an id from an earlier session. */
  readonly recentFiles: boolean;
  /** `chooseFolder`, `readFolder` and `writeFiles`. */
  readonly folders: boolean;
  /** `listVersions` and `readVersion`. */
  readonly earlierVersions: boolean;
  /** Somebody else's change of an open file is noticed without being asked for. */
  readonly watching: boolean;
  /** `setMenu` shows a menu, and commands can come from it. */
  readonly nativeMenu: boolean;
  /** `reveal` shows a file in the system's file manager. */
  readonly reveal: boolean;
}

// ------------------------------------------------------------------------------------------------------------ documents

/** A file that was opened, as it was at that moment. */
export interface OpenedDocument {
  readonly id: DocumentId;
  /** The file's name, fit to be shown: control and text-direction characters are spelled out. */
  readonly name: string;
  /** The whole path, fit to be shown, the home folder written `~`. Only for reading: no call takes it back. */
  readonly displayPath: string;
  readonly bytes: Uint8Array;
  /** The hash of `bytes`: what `save` is to find on disk. */
  readonly hash: ContentHash;
  /** True if saving is known to fail: the file or its disk is read-only for this user. */
  readonly readOnly: boolean;
}

/** The outcome of opening; `cancelled` when a dialog was closed without choosing. */
export type OpenResult =
  | { readonly kind: 'opened'; readonly document: OpenedDocument }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** The part of the DOM's `File` that is needed here, where no DOM is known. Pass the dropped `File` itself. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
}

/** One line of the list of recent files. */
export interface RecentFile {
  readonly id: DocumentId;
  readonly name: string;
  readonly displayPath: string;
  /** When it was last opened or saved, ISO 8601 in UTC. */
  readonly usedAt: string;
  /** True if nothing is there any more. */
  readonly missing: boolean;
}

/** What to write, and what is expected to be there. */
export interface SaveRequest {
  readonly id: DocumentId;
  readonly bytes: Uint8Array;
  /**
   * The hash of what was last read from or written to the file. Anything else on disk is somebody's work, and nothing is
   * written. `null` says that no file is there any more and that it is to be made anew.
   */
  readonly expected: ContentHash | null;
}

/**
 * Why a file could not be written. Each comes with a {@link Problem} that says so in words; the reason is for deciding
 * what to offer: `gone` can be retried with `expected: null`, `disk-full` and `busy` as they are, the rest as a copy elsewhere.
 */
export type WriteFailure =
  | 'gone'
  | 'folder-gone'
  | 'is-a-directory'
  | 'not-a-file'
  | 'disk-full'
  | 'read-only'
  | 'no-permission'
  | 'name-too-long'
  | 'link-loop'
  | 'busy'
  | 'too-large'
  | 'device-error'
  | 'not-allowed'
  | 'damaged'
  | 'unknown';

/**
 * A write that did not happen: what stood on disk stands there still. The one exception is `damaged`: a file that could only
 * be overwritten where it stood, on a disk that failed twice; what it held is the newest of its earlier versions.
 */
export interface Failed {
  readonly kind: 'failed';
  readonly reason: WriteFailure;
  readonly problem: Problem;
}

/** The outcome of saving in place. */
export type SaveResult =
  | {
      readonly kind: 'saved';
      /** The hash of what is on disk now: the `expected` of the next save. */
      readonly hash: ContentHash;
      /** What went less than well, for instance that the earlier version could not be kept. The file itself is whole. */
      readonly warnings: readonly Problem[];
    }
  /** Somebody else changed the file; `bytes` and `hash` are theirs. To overwrite all the same, save again with that hash. */
  | { readonly kind: 'changed-on-disk'; readonly bytes: Uint8Array; readonly hash: ContentHash }
  | Failed;

/** The outcome of saving under a new name: the document that now stands there. */
export type SaveAsResult =
  | { readonly kind: 'saved'; readonly document: Omit<OpenedDocument, 'bytes'>; readonly warnings: readonly Problem[] }
  | { readonly kind: 'cancelled' }
  | Failed;

/** The outcome of writing a file that is not the document: a copy, a report. */
export type SaveCopyResult = { readonly kind: 'saved'; readonly displayPath: string } | { readonly kind: 'cancelled' } | Failed;

/** A new file whose place a person chooses. */
export interface SaveAsRequest {
  /** The document being saved, so that the dialog opens in its folder; `null` for one that has no file yet. */
  readonly id: DocumentId | null;
  /** A file name without a folder, offered in the dialog. */
  readonly suggestedName: string;
  readonly bytes: Uint8Array;
}

/** A kind of file in a dialog: what it is called, and its endings without the leading dot. */
export interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** Something made from the model, written as one file whose place a person chooses. */
export interface ExportFileRequest {
  readonly suggestedName: string;
  readonly bytes: Uint8Array;
  readonly filters: readonly FileFilter[];
}

/** What happened to an open file without our doing. */
export interface DiskChange {
  readonly id: DocumentId;
  /** `changed`: its content differs from what was last read or written. `gone`: nothing is there. `same`: it is as it was again. */
  readonly state: 'changed' | 'gone' | 'same';
}

/** One of the last versions of a document, kept in the user's data folder each time a save replaced it. */
export interface EarlierVersion {
  readonly id: VersionId;
  /** When it was replaced, ISO 8601 in UTC. */
  readonly replacedAt: string;
  /** Length in bytes. */
  readonly size: number;
}

/** An earlier version's content. */
export type ReadVersionResult =
  { readonly kind: 'read'; readonly bytes: Uint8Array } | { readonly kind: 'failed'; readonly problem: Problem };

// --------------------------------------------------------------------------------------------------------------- export

/** The outcome of choosing a folder. */
export type ChooseFolderResult =
  | { readonly kind: 'chosen'; readonly id: FolderId; readonly displayPath: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * What stands at one path inside a folder. `refused` says why this path will never be written: it leads out of the folder,
 * is reserved, or is a link.
 */
export type FolderEntry =
  | { readonly path: string; readonly kind: 'file'; readonly bytes: Uint8Array; readonly hash: ContentHash }
  | { readonly path: string; readonly kind: 'absent' }
  | { readonly path: string; readonly kind: 'refused'; readonly problem: Problem };

/** One file to write into a folder. */
export interface FileToWrite {
  /** Relative to the folder, with `/` between its parts: no `..`, no empty part, nothing an operating system reserves. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The hash that `readFolder` told and a person saw; `null` where nothing was. Anything else there is left alone. */
  readonly expected: ContentHash | null;
}

/** What to write into a folder. */
export interface WriteFilesRequest {
  readonly id: FolderId;
  readonly files: readonly FileToWrite[];
  /** Files that a pipeline runs (`.github/`, `.gitlab-ci.yml`, …) are written only where a person ticked that. */
  readonly pipelineFiles: 'refuse' | 'allow';
}

/** What became of one file. Each is written whole or not at all; one that fails does not stop the others. */
export type FileWritten =
  | { readonly path: string; readonly kind: 'written'; readonly hash: ContentHash }
  /** The bytes were there already; nothing was touched. */
  | { readonly path: string; readonly kind: 'same' }
  /** Something else is there now than the person saw. */
  | { readonly path: string; readonly kind: 'changed-on-disk'; readonly problem: Problem }
  | { readonly path: string; readonly kind: 'failed'; readonly problem: Problem };

// ----------------------------------------------------------------------------------------------------------------- menu

/** What the system's menu does by itself, without a command of ours. */
export type MenuRole =
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'minimize'
  | 'togglefullscreen'
  | 'close'
  | 'quit'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'services'
  | 'front';

/** One line of a menu. */
export type MenuItem =
  | {
      readonly kind: 'command';
      /** The id of a command in the page's registry. */
      readonly command: string;
      readonly label: string;
      /**
       * Keys joined by `+`, `Mod` for Ctrl or ⌘: `Mod+Shift+S`, `F8`, `Mod+=`. Shown beside the label; the page handles
       * the keys themselves, so that they follow its focus and its settings. `null` for none.
       */
      readonly accelerator: string | null;
      readonly enabled: boolean;
      /** `null` for an item that has no tick. */
      readonly checked: boolean | null;
    }
  | { readonly kind: 'role'; readonly role: MenuRole; readonly label: string }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly MenuItem[] }
  /** The list of recent files; choosing one raises an open request. `empty` is what it says when there is none. */
  | { readonly kind: 'recent-files'; readonly label: string; readonly empty: string }
  | { readonly kind: 'separator' };

/** One menu of the menu bar. */
export interface Menu {
  /** Where the system expects a special place for it: on macOS `app` is the first menu, `window` and `help` are known. */
  readonly place: 'app' | 'window' | 'help' | 'plain';
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** The menu bar, left to right. */
export type MenuModel = readonly Menu[];

// --------------------------------------------------------------------------------------------------------------- window

/** What the window shows. */
export interface WindowState {
  /** The document in it; `null` for the start screen and for one without a file. Main watches this file and remembers it as recent. */
  readonly document: DocumentId | null;
  /** The window's title, without the program's name. */
  readonly title: string;
  /** True if there are changes that are in no file. */
  readonly dirty: boolean;
}

/** How the page came to start; see {@link DesktopApi.ready}. */
export interface Start {
  /** `after-crash` if the page or the program ended without being asked to: drafts are then offered at once. */
  readonly kind: 'normal' | 'after-crash';
  /** The document that stood in the window before the page was reloaded after a crash. */
  readonly document: DocumentId | null;
}

/** A file that somebody asked for outside the page: on the command line, in the file manager, in the menu of recent files. */
export interface OpenRequest {
  /** Pass it to {@link DesktopApi.open}. */
  readonly id: DocumentId;
  readonly name: string;
  readonly displayPath: string;
}

/** What a person answered to "Save the changes?". */
export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

/** Which colours the system's own dialogs and menus take. */
export type Theme = 'system' | 'light' | 'dark';

/** What became of a link. Only `https:` and `mailto:` are ever opened, and only after a person confirmed the whole address. */
export type OpenExternalResult = 'opened' | 'cancelled' | 'refused';

// ------------------------------------------------------------------------------------------------------------- contract

/**
 * All that the page can ask of the system, and all that the system tells the page. No call takes a path. Whatever can be
 * expected to go wrong is a value of the result; a rejected promise means a fault in the program.
 */
export interface DesktopApi {
  /** What can be done here. The same for the whole life of the page. */
  readonly abilities: Abilities;

  about(): Promise<About>;

  /**
   * The page can answer now: its listeners are in place. Open requests that came earlier are delivered after this, in
   * their order. Call it once per load.
   */
  ready(): Promise<Start>;

  // Documents

  /** Lets a person choose a model file, and reads it. */
  openDialog(): Promise<OpenResult>;
  /** Reads a document again, or one from the recent files, or one that was asked for by an {@link OpenRequest}. */
  open(id: DocumentId): Promise<OpenResult>;
  /**
   * Opens a model file dropped on the window, so that it can be saved in place. Files that are only imported are read by
   * the page itself (`file.arrayBuffer()`) and never come here.
   */
  openDropped(file: DroppedFile): Promise<OpenResult>;
  /** Saves in place, whole or not at all. */
  save(request: SaveRequest): Promise<SaveResult>;
  /** Asks for a place and saves there; the result is the document from then on. */
  saveAs(request: SaveAsRequest): Promise<SaveAsResult>;
  /** Asks for a place and writes a copy there; the document stays what it was. */
  saveCopy(request: SaveAsRequest): Promise<SaveCopyResult>;
  /** Files last opened or saved, newest first. */
  recent(): Promise<readonly RecentFile[]>;
  /** Takes a file off that list. */
  forget(id: DocumentId): Promise<void>;
  /** Versions that a save replaced, newest first. */
  listVersions(id: DocumentId): Promise<readonly EarlierVersion[]>;
  readVersion(id: DocumentId, version: VersionId): Promise<ReadVersionResult>;
  /** Shows a document or an export folder in the system's file manager. */
  reveal(id: DocumentId | FolderId): Promise<void>;

  // Export

  /** Asks for a place and writes one file there, for instance a report. */
  exportFile(request: ExportFileRequest): Promise<SaveCopyResult>;
  /** Lets a person choose a folder to export into. */
  chooseFolder(): Promise<ChooseFolderResult>;
  /** What stands at these paths, in the same order. */
  readFolder(id: FolderId, paths: readonly string[]): Promise<readonly FolderEntry[]>;
  /** Writes files, each only if what stands there is what the person saw. Results in the order of the request. */
  writeFiles(request: WriteFilesRequest): Promise<readonly FileWritten[]>;

  // Window

  setWindowState(state: WindowState): Promise<void>;
  setMenu(model: MenuModel): Promise<void>;
  setTheme(theme: Theme): Promise<void>;
  /** Asks in a dialog of the system what shall become of the changes in the document of this name. */
  askUnsaved(name: string): Promise<UnsavedAnswer>;
  /** The answer to a close request: `close` closes the window at once, `stay` leaves it (and gives up quitting). */
  answerClose(answer: 'close' | 'stay'): Promise<void>;
  openExternal(url: string): Promise<OpenExternalResult>;
  /** Puts plain text on the clipboard. */
  copyText(text: string): Promise<void>;

  // Events

  /** A command was chosen in the system's menu. */
  onCommand(listener: (command: string) => void): Unsubscribe;
  /** A file was asked for; none is reported before {@link ready}. */
  onOpenRequested(listener: (request: OpenRequest) => void): Unsubscribe;
  /** The document in the window was changed, deleted or put back by somebody else. Read it with {@link open}. */
  onChangedOnDisk(listener: (change: DiskChange) => void): Unsubscribe;
  /** The window is to be closed. It stays open until {@link answerClose} says `close`. */
  onCloseRequested(listener: () => void): Unsubscribe;
}
