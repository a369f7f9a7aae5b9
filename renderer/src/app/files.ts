import type { DocumentId, OpenedDocument, OpenResult, SaveResult, VersionId } from '../../../shared/desktop-api';
import type { OpenedText } from '../../../shared/format/read-model';
import { message, type Problem } from '../../../shared/messages/message';
import { EMPTY_MODEL, type ThreatModel } from '../../../shared/model/threat-model';
import type { Journal } from '../drafts/drafts';
import type { DocumentSession } from '../session/document-session';
import type { FileState } from '../session/document-store';
import { print, printProblem, say } from '../words';
import type { Application } from './application';
import { placeWhatIsNot } from './arranging';
import { replaceModel } from './replace-model';

/** The ending of a model file. */
export const MODEL_ENDING = '.gabion.yaml';

const fileOf = ({ id, name, displayPath, hash, readOnly }: Omit<OpenedDocument, 'bytes'>): FileState => ({
  id,
  name,
  displayPath,
  hash,
  readOnly,
});

/** What the document in the window is called: its file's name, else its title. */
export function documentName(session: DocumentSession): string {
  const { file, history } = session.document.store.getState();
  return file?.name ?? history.model.header.title ?? say('ui.untitled');
}

const show = (app: Application, problems: readonly Problem[]): void => app.shell.setState({ problems });

/** Puts away a document that has unsaved work only after asking. True if the window may show something else. */
export async function mayLeave(app: Application): Promise<boolean> {
  const session = app.session();
  if (session === undefined || !session.document.store.getState().dirty) return true;
  const name = documentName(session);
  const answer = app.desktop.abilities.nativeMenu
    ? await app.desktop.askUnsaved(name)
    : await new Promise<'save' | 'discard' | 'cancel'>((resolve) => {
        app.shell.setState({ overlay: { kind: 'unsaved', name, answer: resolve } });
      });
  switch (answer) {
    case 'save':
      return save(app);
    case 'discard':
      await app.journal()?.discard();
      return true;
    case 'cancel':
      return false;
  }
}

function journalFor(app: Application, file: FileState | undefined, name: string, base: Uint8Array | null, model: ThreatModel): Journal {
  return app.parts.drafts.begin({ document: file?.id ?? null, name, baseHash: file?.hash ?? null, base, model });
}

/** Reads bytes as a model, somewhere else. Undefined if it was cancelled or did not go; then the problems are shown. */
async function read(app: Application, bytes: Uint8Array, name: string): Promise<OpenedText | undefined> {
  const result = await app.busy(say('ui.opening', { name }), ({ signal }) =>
    app.parts.files.call('read', { bytes, file: name }, { signal }),
  );
  if (result === undefined) return undefined;
  if (result.ok) return result.value;
  show(app, result.problems);
  return undefined;
}

/** Opens a document that the desktop has read. What is open stays if this one cannot be read. */
async function openDocument(app: Application, document: OpenedDocument): Promise<boolean> {
  const opened = await read(app, document.bytes, document.name);
  if (opened === undefined) return false;
  if (!(await mayLeave(app))) return false;
  const file = fileOf(document);
  const session = app.openSession({ model: opened.model, opened, file }, journalFor(app, file, file.name, document.bytes, opened.model));
  app.notices.say(say('ui.opened', { name: file.name }));
  await refreshDrafts(app);
  await placeWhatIsNot(app, session);
  return true;
}

async function openResult(app: Application, result: OpenResult): Promise<boolean> {
  switch (result.kind) {
    case 'opened':
      return openDocument(app, result.document);
    case 'cancelled':
      return false;
    case 'failed':
      show(app, [result.problem]);
      return false;
  }
}

/** Lets a person choose a model file, and opens it. */
export const openWithDialog = async (app: Application): Promise<boolean> => openResult(app, await app.desktop.openDialog());
/** Opens a file that main has handed out: a recent one, one that was asked for. */
export const openById = async (app: Application, id: DocumentId): Promise<boolean> => openResult(app, await app.desktop.open(id));
/** Opens a model file that was dropped on the window. */
export const openDropped = async (app: Application, file: File): Promise<boolean> => openResult(app, await app.desktop.openDropped(file));

/** Begins a document without a file: empty, or with what a sample or an import gives. */
export async function newDocument(
  app: Application,
  model: ThreatModel = EMPTY_MODEL,
  saved: ThreatModel = EMPTY_MODEL,
): Promise<DocumentSession | undefined> {
  if (!(await mayLeave(app))) return undefined;
  const name = model.header.title ?? say('ui.untitled');
  // It is in no file, so whatever it holds is unsaved; only an empty one has nothing to lose.
  const session = app.openSession({ model, saved }, journalFor(app, undefined, name, null, model));
  await placeWhatIsNot(app, session);
  return session;
}

/** Opens model text that is in no file: a sample. */
export async function openText(app: Application, bytes: Uint8Array, name: string): Promise<boolean> {
  const opened = await read(app, bytes, name);
  // A sample that nobody changed has nothing to lose: it can be opened again.
  return opened !== undefined && (await newDocument(app, opened.model, opened.model)) !== undefined;
}

/** Shows the start screen, after asking about unsaved work. */
export async function closeDocument(app: Application): Promise<boolean> {
  if (!(await mayLeave(app))) return false;
  app.closeSession();
  app.shell.setState({ problems: [], incoming: [] });
  await Promise.all([refreshRecent(app), refreshDrafts(app)]);
  return true;
}

/** The model as bytes: the file's own text, patched where the model differs. Undefined where it cannot be written; then that is said. */
async function bytesOf(
  app: Application,
  session: DocumentSession,
): Promise<{ readonly bytes: Uint8Array; readonly model: ThreatModel } | undefined> {
  const { history, opened } = session.document.store.getState();
  const written = await app.parts.files.call('write', { opened, model: history.model });
  for (const problem of written.problems) app.notices.toast(printProblem(problem), { tone: written.ok ? 'plain' : 'error' });
  return written.ok ? { model: history.model, bytes: written.value.bytes } : undefined;
}

/** What follows a save: the document is clean, its draft is gone. */
async function wasSaved(app: Application, session: DocumentSession, file: FileState, bytes: Uint8Array, model: ThreatModel): Promise<void> {
  session.document.markSaved(file, model);
  await app.journal()?.saved({ document: file.id, name: file.name, baseHash: file.hash, base: bytes, model }, session.model());
  app.notices.say(say('ui.saved-as', { name: file.name }));
}

function saveFailed(app: Application, problem: Problem, again: () => void): void {
  app.notices.toast(printProblem(problem), { tone: 'error', action: { label: say('ui.try-again'), run: again } });
}

/** Saves in place; a document without a file, or one that may not be overwritten, asks for a place. True if it was saved. */
export async function save(app: Application): Promise<boolean> {
  const session = app.session();
  if (session === undefined) return false;
  const { file, readOnly } = session.document.store.getState();
  if (file === undefined || readOnly) return saveAs(app);
  return saveOver(app, session, file, file.hash);
}

/** Saves over what `expected` says is there. */
export async function saveOver(
  app: Application,
  session: DocumentSession,
  file: FileState,
  expected: FileState['hash'] | null,
): Promise<boolean> {
  const written = await bytesOf(app, session);
  if (written === undefined) return false;
  const { bytes, model } = written;
  const result: SaveResult = await app.desktop.save({ id: file.id, bytes, expected });
  switch (result.kind) {
    case 'saved':
      await wasSaved(app, session, { ...file, hash: result.hash }, bytes, model);
      for (const warning of result.warnings) app.notices.toast(print(warning.message));
      return true;
    case 'changed-on-disk':
      session.document.markOnDisk('changed');
      app.shell.setState({ overlay: { kind: 'changed-on-disk' } });
      return false;
    case 'failed':
      if (result.reason === 'gone') {
        session.document.markOnDisk('gone');
        app.notices.toast(printProblem(result.problem), {
          tone: 'error',
          action: { label: say('ui.save-anew'), run: () => void saveOver(app, session, file, null) },
        });
      } else if (result.reason === 'disk-full' || result.reason === 'busy') {
        saveFailed(app, result.problem, () => void save(app));
      } else {
        app.notices.toast(printProblem(result.problem), {
          tone: 'error',
          action: { label: say('ui.save-copy'), run: () => void saveCopy(app) },
        });
      }
      return false;
  }
}

/** The name offered where a document is saved for the first time. */
export function suggestedName(session: DocumentSession): string {
  const { file, history } = session.document.store.getState();
  if (file !== undefined) return file.name;
  const title = (history.model.header.title ?? say('ui.untitled'))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${title === '' ? 'model' : title}${MODEL_ENDING}`;
}

/** Asks for a place and saves there; the document is that file from then on. */
export async function saveAs(app: Application): Promise<boolean> {
  const session = app.session();
  if (session === undefined) return false;
  const written = await bytesOf(app, session);
  if (written === undefined) return false;
  const { bytes, model } = written;
  const result = await app.desktop.saveAs({
    id: session.document.store.getState().file?.id ?? null,
    suggestedName: suggestedName(session),
    bytes,
  });
  switch (result.kind) {
    case 'saved':
      await wasSaved(app, session, fileOf(result.document), bytes, model);
      for (const warning of result.warnings) app.notices.toast(print(warning.message));
      return true;
    case 'cancelled':
      return false;
    case 'failed':
      saveFailed(app, result.problem, () => void saveAs(app));
      return false;
  }
}

/** Writes a copy somewhere else; the document stays what it was, unsaved work included. */
export async function saveCopy(app: Application): Promise<boolean> {
  const session = app.session();
  if (session === undefined) return false;
  const written = await bytesOf(app, session);
  if (written === undefined) return false;
  const { bytes } = written;
  const result = await app.desktop.saveCopy({
    id: session.document.store.getState().file?.id ?? null,
    suggestedName: suggestedName(session),
    bytes,
  });
  if (result.kind === 'failed') saveFailed(app, result.problem, () => void saveCopy(app));
  if (result.kind === 'saved') app.notices.toast(say('ui.copy-saved', { path: result.displayPath }), { tone: 'done' });
  return result.kind === 'saved';
}

/** Takes what is on disk, and forgets the work that is not there. */
export async function takeTheirs(app: Application): Promise<void> {
  const session = app.session();
  const file = session?.document.store.getState().file;
  if (session === undefined || file === undefined) return;
  const result = await app.desktop.open(file.id);
  if (result.kind !== 'opened') {
    if (result.kind === 'failed') show(app, [result.problem]);
    return;
  }
  const opened = await read(app, result.document.bytes, result.document.name);
  if (opened === undefined) return;
  const next = fileOf(result.document);
  session.document.reload({ model: opened.model, opened, file: next });
  await app
    .journal()
    ?.saved({ document: next.id, name: next.name, baseHash: next.hash, base: result.document.bytes, model: opened.model }, opened.model);
  app.notices.say(say('ui.reloaded', { name: next.name }));
  await placeWhatIsNot(app, session);
}

/** Writes our work over what somebody else saved, which a person has chosen. */
export async function keepMine(app: Application): Promise<boolean> {
  const session = app.session();
  const file = session?.document.store.getState().file;
  if (session === undefined || file === undefined) return false;
  const theirs = await app.desktop.open(file.id);
  return saveOver(app, session, file, theirs.kind === 'opened' ? theirs.document.hash : null);
}

/** Somebody touched the open file: a clean document follows in silence, a dirty one asks. */
export async function diskChanged(app: Application, state: 'changed' | 'gone' | 'same'): Promise<void> {
  const session = app.session();
  if (session === undefined) return;
  session.document.markOnDisk(state);
  const { dirty, file } = session.document.store.getState();
  if (state === 'changed' && !dirty) await takeTheirs(app);
  else if (state === 'changed') app.shell.setState({ overlay: { kind: 'changed-on-disk' } });
  else if (state === 'gone')
    app.notices.toast(say('ui.file-gone', { name: file?.name ?? '' }), {
      tone: 'error',
      action: { label: say('ui.save-anew'), run: () => void (file && saveOver(app, session, file, null)) },
    });
}

/** Looks up the recent files. */
export async function refreshRecent(app: Application): Promise<void> {
  app.shell.setState({ recent: await app.desktop.recent() });
}

/** Looks up the drafts. A database that cannot be read offers none. */
export async function refreshDrafts(app: Application): Promise<void> {
  try {
    app.shell.setState({ drafts: await app.parts.drafts.list() });
  } catch {
    app.notices.toast(print(message('ui.drafts-unreadable')), { tone: 'error' });
  }
}

/** Brings a draft back: the document as it was, unsaved, on top of the file it began with. */
export async function restoreDraft(app: Application, id: number): Promise<boolean> {
  const content = await app.parts.drafts.read(id);
  if (content === undefined) {
    app.notices.toast(say('ui.draft-unreadable'), { tone: 'error' });
    return false;
  }
  if (!(await mayLeave(app))) return false;
  const { info, base, model, lost } = content;
  const opened = base === null ? undefined : await read(app, base, info.name);
  const onDisk = info.document === null ? undefined : await app.desktop.open(info.document);
  const file = onDisk?.kind === 'opened' ? fileOf(onDisk.document) : undefined;
  // Where the file has changed since, saving is to find that out: it is told the hash that the draft began with.
  const known = file === undefined ? undefined : { ...file, hash: info.baseHash ?? file.hash };
  const changed = known?.hash !== file?.hash;
  const journal = app.parts.drafts.begin(
    { document: info.document, name: info.name, baseHash: info.baseHash, base, model: opened?.model ?? EMPTY_MODEL },
    info,
  );
  const session = app.openSession({ model, opened, file: known, saved: opened?.model ?? EMPTY_MODEL }, journal);
  if (changed) session.document.markOnDisk('changed');
  if (lost > 0) app.notices.toast(say('ui.draft-torn', { count: lost }), { tone: 'error' });
  app.notices.say(say('ui.draft-restored', { name: info.name }));
  await refreshDrafts(app);
  await placeWhatIsNot(app, session);
  return true;
}

/** Forgets a draft. */
export async function discardDraft(app: Application, id: number): Promise<void> {
  await app.parts.drafts.discard(id);
  await refreshDrafts(app);
}

/** Brings an earlier version back as the document's work: unsaved, so that nothing is lost by looking. */
export async function restoreVersion(app: Application, id: DocumentId, version: VersionId): Promise<void> {
  const session = app.session();
  if (session === undefined) return;
  const result = await app.desktop.readVersion(id, version);
  if (result.kind === 'failed') {
    show(app, [result.problem]);
    return;
  }
  const opened = await read(app, result.bytes, documentName(session));
  if (opened === undefined) return;
  session.edit(replaceModel(session.model(), opened.model, message('edit.reload')));
}
