import type {
  ContentHash,
  DesktopApi,
  DiskChange,
  DocumentId,
  MenuModel,
  OpenedDocument,
  OpenRequest,
  SaveResult,
  Start,
  UnsavedAnswer,
  WindowState,
} from '../../../shared/desktop-api';
import { message } from '../../../shared/messages/message';
import { contentHash } from './content-hash';
import { listeners } from './listeners';

/** A desktop in memory, for tests: files that never touch a disk, and answers that the test gives in advance. */
export interface MemoryDesktop extends DesktopApi {
  /** What is "on disk", by name. */
  readonly files: Map<string, Uint8Array>;
  readonly state: { window: WindowState | undefined; menu: MenuModel | undefined; closed: boolean; copied: string | undefined };
  /** What the next dialog answers. */
  readonly answers: { open?: string; saveAs?: string; unsaved?: UnsavedAnswer; failSave?: SaveResult };
  readonly start: { current: Start };
  idOf(name: string): DocumentId;
  command(id: string): void;
  requestOpen(name: string): void;
  requestClose(): void;
  /** Somebody else writes the file. */
  writeElsewhere(name: string, text: string): void;
}

const idOf = (name: string) => `memory:${name}` as DocumentId;
const nameOf = (id: DocumentId) => id.slice('memory:'.length);

/** A new desktop in memory with these files. */
export function memoryDesktop(contents: Readonly<Record<string, string>> = {}): MemoryDesktop {
  const files = new Map<string, Uint8Array>(Object.entries(contents).map(([name, text]) => [name, new TextEncoder().encode(text)]));
  const commands = listeners<string>();
  const openRequests = listeners<OpenRequest>();
  const changes = listeners<DiskChange>();
  const closeRequests = listeners<undefined>();
  const state: MemoryDesktop['state'] = { window: undefined, menu: undefined, closed: false, copied: undefined };
  const answers: MemoryDesktop['answers'] = {};
  const start: MemoryDesktop['start'] = { current: { kind: 'normal', document: null } };

  const missing = (name: string) =>
    ({ kind: 'failed', problem: { severity: 'error', message: message('ui.file-unreadable', { name }) } }) as const;
  const opened = async (name: string, bytes: Uint8Array): Promise<OpenedDocument> => ({
    id: idOf(name),
    name,
    displayPath: `~/${name}`,
    bytes,
    hash: await contentHash(bytes),
    readOnly: false,
  });
  const open = async (name: string) => {
    const bytes = files.get(name);
    return bytes === undefined ? missing(name) : ({ kind: 'opened', document: await opened(name, bytes) } as const);
  };
  const hashOf = async (name: string): Promise<ContentHash | null> => {
    const bytes = files.get(name);
    return bytes === undefined ? null : contentHash(bytes);
  };

  return {
    files,
    state,
    answers,
    start,
    idOf,
    command: (id) => commands.tell(id),
    requestOpen: (name) => openRequests.tell({ id: idOf(name), name, displayPath: name }),
    requestClose: () => closeRequests.tell(undefined),
    writeElsewhere(name, text) {
      files.set(name, new TextEncoder().encode(text));
      changes.tell({ id: idOf(name), state: 'changed' });
    },

    abilities: {
      saveInPlace: true,
      recentFiles: true,
      folders: false,
      earlierVersions: false,
      watching: true,
      nativeMenu: true,
      reveal: false,
    },
    about: () =>
      Promise.resolve({
        version: '0',
        runtime: 'memory',
        components: [],
        platform: 'test',
        architecture: '',
        packaged: false,
        sandboxed: true,
        notices: [],
      }),
    ready: () => Promise.resolve(start.current),
    openDialog: () => (answers.open === undefined ? Promise.resolve({ kind: 'cancelled' }) : open(answers.open)),
    open: (id) => open(nameOf(id)),
    openDropped: (file) => open(file.name),
    async save({ id, bytes, expected }) {
      if (answers.failSave !== undefined) return answers.failSave;
      const name = nameOf(id);
      const there = await hashOf(name);
      const current = files.get(name);
      if (current !== undefined && there !== null && there !== expected) return { kind: 'changed-on-disk', bytes: current, hash: there };
      files.set(name, bytes);
      return { kind: 'saved', hash: await contentHash(bytes), warnings: [] };
    },
    async saveAs({ bytes }) {
      if (answers.saveAs === undefined) return { kind: 'cancelled' };
      files.set(answers.saveAs, bytes);
      const { bytes: _, ...document } = await opened(answers.saveAs, bytes);
      return { kind: 'saved', document, warnings: [] };
    },
    saveCopy({ suggestedName, bytes }) {
      files.set(answers.saveAs ?? suggestedName, bytes);
      return Promise.resolve({ kind: 'saved', displayPath: answers.saveAs ?? suggestedName });
    },
    recent: () =>
      Promise.resolve(
        [...files.keys()].map((name) => ({
          id: idOf(name),
          name,
          displayPath: `~/${name}`,
          usedAt: '2026-11-20T09:12:00Z',
          missing: false,
        })),
      ),
    forget: () => Promise.resolve(),
    listVersions: () => Promise.resolve([]),
    readVersion: () => Promise.resolve(missing('')),
    reveal: () => Promise.resolve(),
    exportFile({ suggestedName, bytes }) {
      files.set(suggestedName, bytes);
      return Promise.resolve({ kind: 'saved', displayPath: suggestedName });
    },
    chooseFolder: () => Promise.resolve({ kind: 'cancelled' }),
    readFolder: (_, paths) => Promise.resolve(paths.map((path) => ({ path, kind: 'absent' }))),
    writeFiles: () => Promise.resolve([]),
    setWindowState(next) {
      state.window = next;
      return Promise.resolve();
    },
    setMenu(next) {
      state.menu = next;
      return Promise.resolve();
    },
    setTheme: () => Promise.resolve(),
    askUnsaved: () => Promise.resolve(answers.unsaved ?? 'cancel'),
    answerClose(answer) {
      state.closed = answer === 'close';
      return Promise.resolve();
    },
    openExternal: () => Promise.resolve('cancelled'),
    copyText(text) {
      state.copied = text;
      return Promise.resolve();
    },
    onCommand: (listener) => commands.add(listener),
    onOpenRequested: (listener) => openRequests.add(listener),
    onChangedOnDisk: (listener) => changes.add(listener),
    onCloseRequested: (listener) => closeRequests.add(() => listener()),
  };
}
