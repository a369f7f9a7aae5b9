import type { OpenedDocument, SaveResult } from '../../../shared/desktop-api';
import type { ThreatModel } from '../../../shared/model/threat-model';
import type { DocumentSession } from '../session/document-session';
import type { FileState } from '../session/document-store';
import { print, printProblem, say } from '../words';
import type { Application } from './application';

/** The ending of a model file. */
export const MODEL_ENDING = '.gabion.yaml';

/** A document that main has read or written, as the page keeps it. */
export const fileOf = ({ id, name, displayPath, hash, readOnly }: Omit<OpenedDocument, 'bytes'>): FileState => ({
  id,
  name,
  displayPath,
  hash,
  readOnly,
});

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

type Failure = Extract<SaveResult, { readonly kind: 'failed' }>;

/** How a document can be written, each with what a button for it says. */
const ways = {
  save: { label: 'ui.try-again', run: save },
  'save-as': { label: 'ui.save-as', run: saveAs },
  'save-copy': { label: 'ui.save-copy', run: saveCopy },
} as const;
type Way = keyof typeof ways;

/** Says why nothing, or nothing whole, was written, with the one step that helps. The work stays where it is, unsaved. */
function writeFailed(app: Application, session: DocumentSession, { reason, problem }: Failure, way: Way): void {
  const offer = (label: string, run: () => Promise<unknown>): void =>
    app.notices.toast(printProblem(problem), {
      tone: 'error',
      action: { label, run: () => void run().catch((error: unknown) => app.fault(error)) },
    });
  const offerWay = (next: Way): void => offer(say(ways[next].label), () => ways[next].run(app));
  const { file } = session.document.store.getState();
  switch (reason) {
    case 'gone':
      session.document.markOnDisk('gone');
      if (file !== undefined) offer(say('ui.save-anew'), () => saveOver(app, session, file, null));
      return;
    case 'disk-full':
    case 'busy':
      offer(say('ui.try-again'), () => ways[way].run(app));
      return;
    case 'damaged':
      // Only the window holds the work now: what is on disk may be neither the old content nor the new.
      if (way === 'save') session.document.markOnDisk('damaged');
      offerWay('save-copy');
      return;
    case 'name-too-long':
    case 'is-a-directory':
    case 'not-a-file':
    case 'link-loop':
      offerWay(way === 'save' ? 'save-as' : way);
      return;
    case 'folder-gone':
    case 'read-only':
    case 'no-permission':
    case 'too-large':
    case 'device-error':
    case 'not-allowed':
    case 'unknown':
      offerWay(way === 'save' ? 'save-copy' : way);
  }
}

/** Saves in place; a document without a file, or one that may not be overwritten, asks for a place. True if it was saved. */
export async function save(app: Application): Promise<boolean> {
  const session = app.session();
  if (session === undefined) return false;
  const { file, readOnly, onDisk } = session.document.store.getState();
  if (file === undefined || readOnly) return saveAs(app);
  // What is there is what our own failed save left, and what it replaced is among the earlier versions.
  if (onDisk === 'damaged') return keepMine(app);
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
      writeFailed(app, session, result, 'save');
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
      writeFailed(app, session, result, 'save-as');
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
  if (result.kind === 'failed') writeFailed(app, session, result, 'save-copy');
  if (result.kind === 'saved') app.notices.toast(say('ui.copy-saved', { path: result.displayPath }), { tone: 'done' });
  return result.kind === 'saved';
}

/** Writes our work over what somebody else saved, which a person has chosen. */
export async function keepMine(app: Application): Promise<boolean> {
  const session = app.session();
  const file = session?.document.store.getState().file;
  if (session === undefined || file === undefined) return false;
  const theirs = await app.desktop.open(file.id);
  return saveOver(app, session, file, theirs.kind === 'opened' ? theirs.document.hash : null);
}
