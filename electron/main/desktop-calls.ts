import { clipboard, shell, type BrowserWindow } from 'electron';
import path from 'node:path';
import type { About, DocumentId, FolderId, OpenResult, SaveCopyResult } from '../../shared/desktop-api';
import { message } from '../../shared/messages/message';
import { atomicWrite, type WriterWorld } from '../node/atomic-write';
import { displayPath } from '../node/display-path';
import { writeProblem } from '../node/file-problems';
import { askForFolder, askForModel, askForPlace, askUnsaved, confirmLink } from './dialogs';
import { notGiven, type Documents } from './documents';
import type { ExportFolders } from './export-folder';
import { parseExternalLink } from './external-links';
import { setTheme, type MainWindow } from './main-window';
import { hasModelName, notAModel } from './model-file';
import type { RecentFiles } from './recent';
import { handle } from './validated-ipc';

/** What the calls of the page are answered with. */
export interface Desktop {
  readonly about: () => About;
  readonly documents: Documents;
  readonly recent: RecentFiles;
  readonly folders: ExportFolders;
  /** The window, once there is one; calls only come from its page. */
  readonly main: () => MainWindow;
  readonly limit: number;
  readonly writer: WriterWorld;
}

const cancelled = { kind: 'cancelled' } as const;
const isFolder = (id: DocumentId | FolderId): id is FolderId => id.startsWith('dir-');

/** A bare name: whatever the page suggests, it does not choose the folder. */
const bareName = (suggested: string): string => path.basename(suggested.replaceAll('\\', '/')).replace(/[\p{Cc}\p{Cf}:*?"<>|]/gu, '-');

/** Registers every call. One line each: what it means is in the services. */
export function answerCalls({ about, documents, recent, folders, main, limit, writer }: Desktop): void {
  const window = (): BrowserWindow => main().window;

  /** Beside the document, if it has a place; else where the last dialog was. */
  const suggestion = (id: DocumentId | null, name: string): string => {
    const file = id === null ? undefined : documents.pathOf(id);
    return file === undefined ? bareName(name) : path.join(path.dirname(file), bareName(name));
  };

  /** Writes a file that is no document, where a person has just confirmed it. */
  const writeCopy = async (file: string, bytes: Uint8Array): Promise<SaveCopyResult> => {
    const outcome = await atomicWrite({ path: file, links: 'follow', bytes, expected: 'anything', limit }, writer);
    if (outcome.kind === 'written') return { kind: 'saved', displayPath: displayPath(file) };
    const reason = outcome.kind === 'failed' ? outcome.reason : 'unknown';
    return { kind: 'failed', reason, problem: writeProblem(reason, file) };
  };

  const openFile = async (file: string): Promise<OpenResult> => documents.open(await documents.admit(file));

  handle('app:about', about);
  handle('app:ready', () => main().ready());
  handle('app:open-external', async (text) => {
    const link = parseExternalLink(text);
    if (link.kind === 'refused') return 'refused';
    if (!(await confirmLink(window(), link.address))) return 'cancelled';
    await shell.openExternal(link.address);
    return 'opened';
  });
  handle('app:copy-text', (text) => clipboard.writeText(text));

  handle('document:open-dialog', async () => {
    const file = await askForModel(window());
    return file === undefined ? cancelled : await openFile(file);
  });
  handle('document:open', (id) => documents.open(id));
  handle('document:open-dropped', (file) => {
    if (file === null || !path.isAbsolute(file)) return { kind: 'failed', problem: notGiven() };
    return hasModelName(file) ? openFile(file) : { kind: 'failed', problem: notAModel(file) };
  });
  handle('document:save', (request) => documents.save(request));
  handle('document:save-as', async ({ id, suggestedName, bytes }) => {
    const file = await askForPlace(window(), {
      title: message('desktop.dialog.save-as'),
      suggested: suggestion(id, suggestedName),
      filters: [],
    });
    return file === undefined ? cancelled : await documents.saveTo(file, bytes);
  });
  handle('document:save-copy', async ({ id, suggestedName, bytes }) => {
    const file = await askForPlace(window(), {
      title: message('desktop.dialog.save-copy'),
      suggested: suggestion(id, suggestedName),
      filters: [],
    });
    return file === undefined ? cancelled : await writeCopy(file, bytes);
  });
  handle('document:recent', () => recent.list());
  handle('document:forget', (id) => recent.forget(id));
  handle('document:list-versions', (id) => documents.listVersions(id));
  handle('document:read-version', ({ id, version }) => documents.readVersion(id, version));
  handle('document:reveal', (id) => {
    const file = isFolder(id) ? folders.pathOf(id) : documents.pathOf(id);
    if (file !== undefined) shell.showItemInFolder(file);
  });

  handle('export:file', async ({ suggestedName, bytes, filters }) => {
    const file = await askForPlace(window(), { title: message('desktop.dialog.export-file'), suggested: bareName(suggestedName), filters });
    return file === undefined ? cancelled : await writeCopy(file, bytes);
  });
  handle('export:choose-folder', async () => {
    const folder = await askForFolder(window());
    return folder === undefined ? cancelled : await folders.admit(folder);
  });
  handle('export:read-folder', ({ id, paths }) => folders.read(id, paths));
  handle('export:write-files', (request) => folders.write(request));

  handle('window:set-state', (state) => main().setState(state));
  handle('window:set-menu', (model) => main().setMenu(model));
  handle('window:set-theme', setTheme);
  handle('window:ask-unsaved', (name) => askUnsaved(window(), name));
  handle('window:answer-close', (answer) => main().answerClose(answer));
}
