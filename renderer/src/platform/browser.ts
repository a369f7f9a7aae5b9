import { version } from '../../../package.json';
import type {
  DesktopApi,
  DocumentId,
  ExportFileRequest,
  OpenedDocument,
  OpenResult,
  SaveAsRequest,
  WindowState,
} from '../../../shared/desktop-api';
import { message } from '../../../shared/messages/message';
import { contentHash } from './content-hash';
import { listeners } from './listeners';

const MODEL_FILES = '.yaml,.yml,.gabion';

/** A browser has no ids of files: a name stands for one, so that a draft is found again when the same name is opened. */
const idOf = (name: string) => `web:${name}` as DocumentId;
const nameOf = (id: DocumentId) => id.slice('web:'.length);

/** Lets a person choose a file. Resolves to undefined if they do not. */
function chooseFile(accept: string): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

/** Hands bytes to the browser as a download. */
function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The desktop as a browser can be one: opening is an upload, saving a download, nothing stays open behind our back. */
export function browserDesktop(): DesktopApi {
  const opened = new Map<DocumentId, OpenedDocument>();
  const closeRequested = listeners<undefined>();
  let dirty = false;

  window.addEventListener('beforeunload', (event) => {
    if (!dirty) return;
    event.preventDefault();
  });

  const keep = async (name: string, bytes: Uint8Array): Promise<OpenedDocument> => {
    const document: OpenedDocument = { id: idOf(name), name, displayPath: name, bytes, hash: await contentHash(bytes), readOnly: false };
    opened.set(document.id, document);
    return document;
  };
  const read = async (file: File): Promise<OpenResult> => {
    try {
      return { kind: 'opened', document: await keep(file.name, new Uint8Array(await file.arrayBuffer())) };
    } catch {
      return {
        kind: 'failed',
        problem: {
          severity: 'error',
          message: message('ui.file-unreadable', { name: file.name }),
          mend: message('ui.mend-file-unreadable'),
        },
      };
    }
  };
  const none = () => () => undefined;

  return {
    abilities: {
      saveInPlace: false,
      recentFiles: false,
      folders: false,
      earlierVersions: false,
      watching: false,
      nativeMenu: false,
      reveal: false,
    },
    about: () =>
      Promise.resolve({
        version,
        runtime: 'browser',
        components: [{ name: 'Browser', version: navigator.userAgent }],
        platform: navigator.platform,
        architecture: '',
        packaged: false,
        sandboxed: true,
        notices: [],
      }),
    ready: () => Promise.resolve({ kind: 'normal', document: null }),

    async openDialog() {
      const file = await chooseFile(MODEL_FILES);
      return file === undefined ? { kind: 'cancelled' } : read(file);
    },
    open(id) {
      const document = opened.get(id);
      return Promise.resolve(
        document === undefined
          ? {
              kind: 'failed',
              problem: {
                severity: 'error',
                message: message('ui.file-not-open', { name: nameOf(id) }),
                mend: message('ui.mend-file-not-open'),
              },
            }
          : { kind: 'opened', document },
      );
    },
    // A browser drops real files only; the contract says so without naming the DOM's type.
    openDropped: (file) => (file instanceof File ? read(file) : Promise.resolve({ kind: 'cancelled' })),
    async save({ id, bytes }) {
      const name = nameOf(id);
      download(name, bytes);
      const document = await keep(name, bytes);
      return { kind: 'saved', hash: document.hash, warnings: [] };
    },
    async saveAs({ suggestedName, bytes }: SaveAsRequest) {
      download(suggestedName, bytes);
      const { bytes: _, ...document } = await keep(suggestedName, bytes);
      return { kind: 'saved', document, warnings: [] };
    },
    saveCopy({ suggestedName, bytes }: SaveAsRequest) {
      download(suggestedName, bytes);
      return Promise.resolve({ kind: 'saved', displayPath: suggestedName });
    },
    recent: () => Promise.resolve([]),
    forget: () => Promise.resolve(),
    listVersions: () => Promise.resolve([]),
    readVersion: () => Promise.resolve({ kind: 'failed', problem: { severity: 'error', message: message('ui.not-in-browser') } }),
    reveal: () => Promise.resolve(),

    exportFile({ suggestedName, bytes }: ExportFileRequest) {
      download(suggestedName, bytes);
      return Promise.resolve({ kind: 'saved', displayPath: suggestedName });
    },
    chooseFolder: () => Promise.resolve({ kind: 'failed', problem: { severity: 'error', message: message('ui.not-in-browser') } }),
    readFolder: (_, paths) => Promise.resolve(paths.map((path) => ({ path, kind: 'absent' }))),
    writeFiles: ({ files }) =>
      Promise.resolve(
        files.map(({ path }) => ({ path, kind: 'failed', problem: { severity: 'error', message: message('ui.not-in-browser') } })),
      ),

    setWindowState(state: WindowState) {
      dirty = state.dirty;
      return Promise.resolve();
    },
    setMenu: () => Promise.resolve(),
    setTheme: () => Promise.resolve(),
    // The tab cannot be kept from closing but by its own question; inside the page we ask in a dialog of ours.
    askUnsaved: () => Promise.resolve('cancel'),
    answerClose: () => Promise.resolve(),
    openExternal(url) {
      let parsed: URL;
      try {
        parsed = new URL(url);
      } catch {
        return Promise.resolve('refused');
      }
      if (parsed.protocol !== 'https:' && parsed.protocol !== 'mailto:') return Promise.resolve('refused');
      window.open(parsed.href, '_blank', 'noopener,noreferrer');
      return Promise.resolve('opened');
    },
    copyText: (text) => navigator.clipboard.writeText(text),

    onCommand: none,
    onOpenRequested: none,
    onChangedOnDisk: none,
    onCloseRequested: (listener) => closeRequested.add(listener),
  };
}
