import type { DocumentId, OpenedDocument, OpenResult, VersionId } from '../../../shared/desktop-api';
import type { OpenedText } from '../../../shared/format/read-model';
import { message, type Problem } from '../../../shared/messages/message';
import { EMPTY_MODEL, type ThreatModel } from '../../../shared/model/threat-model';
import type { Journal } from '../drafts/drafts';
import type { DocumentSession } from '../session/document-session';
import type { FileState } from '../session/document-store';
import { print, say } from '../words';
import type { Application } from './application';
import { placeWhatIsNot } from './arranging';
import { replaceModel } from './replace-model';
import { fileOf, save, saveOver } from './saving';

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

/** True if the file is the one in the window: then there is nothing to do but to say so (TRUST P7). */
function isOpenAlready(app: Application, id: DocumentId): boolean {
  const file = app.session()?.document.store.getState().file;
  if (file?.id !== id) return false;
  app.notices.say(say('ui.open-already', { name: file.name }));
  return true;
}

async function openResult(app: Application, result: OpenResult): Promise<boolean> {
  switch (result.kind) {
    case 'opened': {
      const { id, hash } = result.document;
      const known = app.session()?.document.store.getState().file;
      if (known?.id !== id || (known.hash !== hash && !app.desktop.abilities.watching)) return openDocument(app, result.document);
      // Reading it told what is on disk now; where that is news, the news is dealt with as always.
      isOpenAlready(app, id);
      if (known.hash !== hash) await diskChanged(app, 'changed');
      return true;
    }
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
export const openById = async (app: Application, id: DocumentId): Promise<boolean> =>
  isOpenAlready(app, id) || openResult(app, await app.desktop.open(id));
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

/** Somebody touched the open file: a clean document follows in silence, a dirty one asks. */
export async function diskChanged(app: Application, state: 'changed' | 'gone' | 'same'): Promise<void> {
  const session = app.session();
  // A save of ours that failed halfway is no news, and nobody else's doing.
  if (session === undefined || (state === 'changed' && session.document.store.getState().onDisk === 'damaged')) return;
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
