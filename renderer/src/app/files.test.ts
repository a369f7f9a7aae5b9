import { describe, expect, it } from 'vitest';
import { testApplication, textOf } from '../../../test/renderer/application';
import type { WriteFailure } from '../../../shared/desktop-api';
import { message, type Problem } from '../../../shared/messages/message';
import { renameThing } from '../../../shared/model/edits/change';
import type { ElementId } from '../../../shared/model/ids';
import { closeDocument, diskChanged, newDocument, openById, openDropped, openWithDialog, restoreDraft, takeTheirs } from './files';
import { keepMine, save, saveAs, saveCopy } from './saving';

const shop = 'gabion: 1\ntitle: Shop\nelements:\n  web: { type: process/api } # the door\nlayout:\n  main:\n    web: { at: [0, 0] }\n';

async function opened(contents: Readonly<Record<string, string>> = { 'shop.gabion.yaml': shop }) {
  const all = testApplication(contents);
  const { app, desktop } = all;
  await openById(app, desktop.idOf('shop.gabion.yaml'));
  const session = app.session();
  if (session === undefined) throw new Error('nothing opened');
  return { ...all, session, rename: (name: string) => session.edit(renameThing(session.model(), 'web', name)) };
}

/** What main says of a save that failed. */
const notSaved = (reason: WriteFailure): Problem => ({
  severity: 'error',
  message: message(`desktop.write.${reason}`, { file: 'shop.gabion.yaml', folder: '~' }),
});

describe('opening', () => {
  it('reads a file and is clean', async () => {
    const { session } = await opened();
    expect(session.document.store.getState()).toMatchObject({ dirty: false, file: { name: 'shop.gabion.yaml' } });
    expect(session.model().elements.has('web' as ElementId)).toBe(true);
  });

  it('says what is wrong with a file, and leaves what is open as it was', async () => {
    const { app, desktop, session } = await opened({ 'shop.gabion.yaml': shop, 'broken.gabion.yaml': 'gabion: 1\nelements: [' });
    desktop.answers.open = 'broken.gabion.yaml';
    expect(await openWithDialog(app)).toBe(false);
    expect(app.session()).toBe(session);
    expect(app.shell.getState().problems[0]).toMatchObject({ severity: 'error', where: { file: 'broken.gabion.yaml' } });
  });

  it('asks before unsaved work is left', async () => {
    const { app, desktop, session, rename } = await opened({ 'shop.gabion.yaml': shop, 'other.gabion.yaml': shop });
    rename('Door');
    desktop.answers.unsaved = 'cancel';
    expect(await openById(app, desktop.idOf('other.gabion.yaml'))).toBe(false);
    expect(app.session()).toBe(session);
    desktop.answers.unsaved = 'save';
    expect(await openById(app, desktop.idOf('other.gabion.yaml'))).toBe(true);
    expect(textOf(desktop, 'shop.gabion.yaml')).toContain('name: Door');
  });

  it('of the file that is in the window does nothing else, whatever way it was asked for', async () => {
    const { app, desktop, session, rename } = await opened();
    rename('Door');
    desktop.answers.open = 'shop.gabion.yaml';
    desktop.answers.unsaved = 'discard'; // nobody is asked
    expect(await openById(app, desktop.idOf('shop.gabion.yaml'))).toBe(true);
    expect(await openWithDialog(app)).toBe(true);
    expect(await openDropped(app, new File([shop], 'shop.gabion.yaml'))).toBe(true);
    expect(app.session()).toBe(session);
    expect(session.model().elements.get('web' as ElementId)?.name).toBe('Door');
    expect(session.document.labels().undo).toBeDefined();
    expect(app.notices.store.getState().toasts).toEqual([]);
    expect(app.notices.store.getState().polite.text).toBe('shop.gabion.yaml is open already');
  });

  it('of the file that is in the window tells what somebody else made of it meanwhile', async () => {
    const { app, desktop, session, rename } = await opened();
    rename('Door');
    desktop.files.set('shop.gabion.yaml', new TextEncoder().encode(shop.replace('title: Shop', 'title: Theirs')));
    desktop.answers.open = 'shop.gabion.yaml';
    expect(await openWithDialog(app)).toBe(true);
    expect(app.session()).toBe(session);
    expect(app.shell.getState().overlay).toEqual({ kind: 'changed-on-disk' });
    expect(session.model().elements.get('web' as ElementId)?.name).toBe('Door');
  });

  it('gives things a place in the view that the file does not place, and changes nothing', async () => {
    const { session } = await opened({
      'shop.gabion.yaml': 'gabion: 1\nelements:\n  web: { type: process/api }\n  db: { type: data/redis }\n',
    });
    expect([...session.view.store.getState().provisional.keys()].sort()).toEqual(['db', 'web']);
    expect(session.document.store.getState().dirty).toBe(false);
  });
});

describe('saving', () => {
  it('changes the edited line alone', async () => {
    const { app, desktop, session, rename } = await opened();
    rename('Door');
    expect(session.document.store.getState().dirty).toBe(true);
    expect(await save(app)).toBe(true);
    expect(textOf(desktop, 'shop.gabion.yaml')).toBe(shop.replace('{ type: process/api }', '{ type: process/api, name: Door }'));
    expect(session.document.store.getState().dirty).toBe(false);
  });

  it('is clean again after undo to what was saved, and dirty beyond it', async () => {
    const { app, session, rename } = await opened();
    rename('Door');
    await save(app);
    rename('Gate');
    session.document.undo();
    expect(session.document.store.getState().dirty).toBe(false);
    session.document.undo();
    expect(session.document.store.getState().dirty).toBe(true);
  });

  it('never overwrites what somebody else saved, and asks', async () => {
    const { app, desktop, session, rename } = await opened();
    rename('Door');
    desktop.files.set('shop.gabion.yaml', new TextEncoder().encode(shop.replace('Shop', 'Theirs')));
    expect(await save(app)).toBe(false);
    expect(textOf(desktop, 'shop.gabion.yaml')).toContain('Theirs');
    expect(app.shell.getState().overlay).toEqual({ kind: 'changed-on-disk' });
    expect(await keepMine(app)).toBe(true);
    expect(textOf(desktop, 'shop.gabion.yaml')).toContain('Door');
    expect(session.document.store.getState()).toMatchObject({ dirty: false, onDisk: 'same' });
  });

  it('keeps the document dirty and says why where the disk is full', async () => {
    const { app, desktop, session, rename } = await opened();
    rename('Door');
    desktop.answers.failSave = {
      kind: 'failed',
      reason: 'disk-full',
      problem: { severity: 'error', message: message('ui.draft-not-kept') },
    };
    expect(await save(app)).toBe(false);
    expect(session.document.store.getState().dirty).toBe(true);
    const [toast] = app.notices.store.getState().toasts;
    expect(toast).toMatchObject({ tone: 'error', action: { label: 'Try again' } });
  });

  it.each([
    ['gone', 'Save it again'],
    ['disk-full', 'Try again'],
    ['busy', 'Try again'],
    ['damaged', 'Save a copy'],
    ['read-only', 'Save a copy'],
    ['no-permission', 'Save a copy'],
    ['device-error', 'Save a copy'],
    ['unknown', 'Save a copy'],
    ['name-too-long', 'Save as'],
    ['link-loop', 'Save as'],
  ] as const)('says why it failed (%s), in one sentence with the step that helps (%s)', async (reason, step) => {
    const { app, desktop, session, rename } = await opened();
    rename('Door');
    desktop.answers.failSave = { kind: 'failed', reason, problem: notSaved(reason) };
    expect(await save(app)).toBe(false);
    const { toasts } = app.notices.store.getState();
    expect(toasts).toHaveLength(1);
    expect(toasts[0]?.text).toContain('shop.gabion.yaml');
    expect(toasts[0]?.action?.label).toContain(step);
    expect(session.document.store.getState().dirty).toBe(true);
  });

  it('knows a file that a failing disk damaged from one that somebody else changed', async () => {
    const { app, desktop, session, rename } = await opened();
    rename('Door');
    desktop.answers.failSave = { kind: 'failed', reason: 'damaged', problem: notSaved('damaged') };
    await save(app);
    desktop.files.set('shop.gabion.yaml', new TextEncoder().encode('gabion: 1\ntit'));
    await diskChanged(app, 'changed');
    expect(session.document.store.getState().onDisk).toBe('damaged');
    expect(app.shell.getState().overlay).toBeUndefined();
    delete desktop.answers.failSave;
    expect(await save(app)).toBe(true); // the disk works again
    expect(textOf(desktop, 'shop.gabion.yaml')).toContain('name: Door');
    expect(session.document.store.getState()).toMatchObject({ dirty: false, onDisk: 'same' });
  });

  it('asks for a place where there is none, and the document is that file from then on', async () => {
    const { app, desktop } = testApplication();
    const session = await newDocument(app);
    desktop.answers.saveAs = 'fresh.gabion.yaml';
    expect(await saveAs(app)).toBe(true);
    expect(textOf(desktop, 'fresh.gabion.yaml')).toMatch(/^# yaml-language-server.*\ngabion: 1\n/);
    expect(session?.document.store.getState().file?.name).toBe('fresh.gabion.yaml');
  });

  it('writes a copy and stays what it was', async () => {
    const { app, desktop, session, rename } = await opened();
    rename('Door');
    desktop.answers.saveAs = 'copy.gabion.yaml';
    expect(await saveCopy(app)).toBe(true);
    expect(textOf(desktop, 'copy.gabion.yaml')).toContain('Door');
    expect(session.document.store.getState()).toMatchObject({ dirty: true, file: { name: 'shop.gabion.yaml' } });
  });
});

describe('a file that changes on disk', () => {
  it('is followed in silence by a clean document', async () => {
    const { app, desktop, session } = await opened();
    desktop.files.set('shop.gabion.yaml', new TextEncoder().encode(shop.replace('title: Shop', 'title: Theirs')));
    await diskChanged(app, 'changed');
    expect(session.model().header.title).toBe('Theirs');
    expect(app.shell.getState().overlay).toBeUndefined();
  });

  it('is asked about where there is unsaved work, which theirs then replaces only if chosen', async () => {
    const { app, desktop, session, rename } = await opened();
    rename('Door');
    desktop.files.set('shop.gabion.yaml', new TextEncoder().encode(shop.replace('title: Shop', 'title: Theirs')));
    await diskChanged(app, 'changed');
    expect(app.shell.getState().overlay).toEqual({ kind: 'changed-on-disk' });
    expect(session.model().elements.get('web' as ElementId)?.name).toBe('Door');
    await takeTheirs(app);
    expect(session.model().header.title).toBe('Theirs');
    expect(session.document.store.getState()).toMatchObject({ dirty: false, onDisk: 'same' });
  });
});

describe('drafts', () => {
  it('hold every edit and go with the save', async () => {
    const { app, drafts, rename } = await opened();
    rename('Door');
    rename('Gate');
    expect(drafts.appended).toHaveLength(2);
    expect(drafts.all.size).toBe(1);
    await save(app);
    expect(drafts.all.size).toBe(0);
  });

  it('bring unsaved work back on top of its file', async () => {
    const first = await opened();
    first.rename('Door');
    const [draft] = [...first.drafts.all.values()];
    const second = testApplication({ 'shop.gabion.yaml': shop });
    second.drafts.all.set(7, {
      ...(draft ?? { base: null, model: first.session.model(), lost: 0 }),
      info: { ...(draft?.info ?? { document: null, name: '', baseHash: null, updatedAt: 0, edits: 1 }), id: 7 },
    });
    expect(await restoreDraft(second.app, 7)).toBe(true);
    const state = second.app.session()?.document.store.getState();
    expect(state).toMatchObject({ dirty: true, file: { name: 'shop.gabion.yaml' } });
    expect(await save(second.app)).toBe(true);
    expect(textOf(second.desktop, 'shop.gabion.yaml')).toBe(shop.replace('{ type: process/api }', '{ type: process/api, name: Door }'));
  });

  it('of a file that has changed since do not overwrite it', async () => {
    const first = await opened();
    first.rename('Door');
    const [draft] = [...first.drafts.all.values()];
    if (draft === undefined) throw new Error('no draft');
    const second = testApplication({ 'shop.gabion.yaml': shop.replace('title: Shop', 'title: Theirs') });
    second.drafts.all.set(draft.info.id, draft);
    await restoreDraft(second.app, draft.info.id);
    expect(await save(second.app)).toBe(false);
    expect(second.app.shell.getState().overlay).toEqual({ kind: 'changed-on-disk' });
    expect(textOf(second.desktop, 'shop.gabion.yaml')).toContain('Theirs');
  });

  it('that cannot be kept are told once, and the work goes on', async () => {
    const { app, drafts, rename, session } = await opened();
    drafts.fail = true;
    rename('Door');
    rename('Gate');
    await Promise.resolve();
    await Promise.resolve();
    expect(app.notices.store.getState().toasts.filter(({ tone }) => tone === 'error')).toHaveLength(1);
    expect(session.model().elements.get('web' as ElementId)?.name).toBe('Gate');
  });

  it('are gone when a person chooses to leave the work', async () => {
    const { app, desktop, drafts, rename } = await opened();
    rename('Door');
    desktop.answers.unsaved = 'discard';
    expect(await closeDocument(app)).toBe(true);
    expect(app.session()).toBeUndefined();
    expect(drafts.all.size).toBe(0);
  });
});
