import { dialog, type BrowserWindow, type FileFilter as NativeFilter } from 'electron';
import type { FileFilter, UnsavedAnswer } from '../../shared/desktop-api';
import { message, type Message } from '../../shared/messages/message';
import { print } from '../../shared/messages/print';
import { spellOut } from '../node/display-path';

const say = (sentence: Message): string => print(sentence);

const modelFilters = (): NativeFilter[] => [
  { name: say(message('desktop.filter.models')), extensions: ['gabion.yaml', 'gabion'] },
  { name: say(message('desktop.filter.yaml')), extensions: ['yaml', 'yml', 'json'] },
];

/** Asks for a model to open. Undefined if the dialog was closed. */
export async function askForModel(window: BrowserWindow): Promise<string | undefined> {
  const title = say(message('desktop.dialog.open'));
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openFile'], filters: modelFilters() });
  return canceled ? undefined : filePaths[0];
}

/** What a person is asked to choose a place for. */
export interface NewFile {
  readonly title: Message;
  /** A whole path, or a bare name, which then stands in the folder last used. */
  readonly suggested: string;
  /** None stands for a model. */
  readonly filters: readonly FileFilter[];
}

/** Asks for the place of a new file; the dialog itself confirms replacing one. Undefined if the dialog was closed. */
export async function askForPlace(window: BrowserWindow, { title, suggested, filters }: NewFile): Promise<string | undefined> {
  const native = filters.length === 0 ? modelFilters() : filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] }));
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: say(title),
    defaultPath: suggested,
    filters: native,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  // Older runtimes say '' rather than undefined where a dialog was closed.
  return canceled || filePath === '' ? undefined : filePath;
}

/** Asks for a folder. Undefined if the dialog was closed. */
export async function askForFolder(window: BrowserWindow): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: say(message('desktop.dialog.choose-folder')),
    buttonLabel: say(message('desktop.dialog.choose')),
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}

/** Asks what shall become of unsaved changes. Closing the dialog is cancelling. */
export async function askUnsaved(window: BrowserWindow, file: string): Promise<UnsavedAnswer> {
  const answers = ['save', 'discard', 'cancel'] as const;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: say(message('desktop.unsaved.question', { file: spellOut(file) })),
    detail: say(message('desktop.unsaved.detail')),
    buttons: answers.map((answer) => say(message(`desktop.unsaved.${answer}`))),
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return answers[response] ?? 'cancel';
}

/** Shows the whole address of a link and asks whether to open it. Enter and Escape both leave it closed. */
export async function confirmLink(window: BrowserWindow, address: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: say(message('desktop.link.question')),
    detail: address,
    buttons: [say(message('desktop.link.open')), say(message('desktop.link.cancel'))],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

/** Asks whether to wait for a window that does not answer. True for waiting. */
export async function waitForHungWindow(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: say(message('desktop.hung.question')),
    detail: say(message('desktop.hung.detail')),
    buttons: [say(message('desktop.hung.wait')), say(message('desktop.hung.close'))],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}

/** Asks whether to load a page again that keeps breaking down. True for trying again. */
export async function tryAgainAfterCrashes(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: say(message('desktop.crashed.question')),
    detail: say(message('desktop.crashed.detail')),
    buttons: [say(message('desktop.crashed.again')), say(message('desktop.crashed.quit'))],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
