import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentId } from '../../shared/desktop-api';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realWorld } from '../node/atomic-write';
import { earlierVersions } from '../node/earlier-versions';

type Handler = (event: unknown, ...args: readonly unknown[]) => Promise<unknown>;
const handlers = new Map<string, Handler>();
const shell = { openExternal: vi.fn(() => Promise.resolve()), showItemInFolder: vi.fn(), openPath: vi.fn() };
const clipboard = { writeText: vi.fn() };
const dialog = { showOpenDialog: vi.fn(), showSaveDialog: vi.fn(), showMessageBox: vi.fn() };
const nativeTheme = { themeSource: 'system' };
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: Handler) => handlers.set(channel, handler) },
  shell,
  clipboard,
  dialog,
  nativeTheme,
}));
const { answerCalls } = await import('./desktop-calls');
const { documents } = await import('./documents');
const { exportFolders } = await import('./export-folder');
const { recentFiles } = await import('./recent');
const { trustPage } = await import('./validated-ipc');

const folder = scratchFolder();
const now = () => new Date('2026-11-25T10:00:00.000Z');
const bytes = new TextEncoder().encode('gabion: 1\n');
const call = (channel: string, ...args: readonly unknown[]) =>
  handlers.get(channel)?.({ sender: { id: 1 }, senderFrame: { url: 'app://bundle/index.html', parent: null } }, ...args);
const main = {
  window: {},
  ready: vi.fn(() => ({ kind: 'normal', document: null })),
  setState: vi.fn(),
  setMenu: vi.fn(),
  answerClose: vi.fn(),
};
const saveTo = (file: string | undefined) =>
  dialog.showSaveDialog.mockResolvedValueOnce({ canceled: file === undefined, filePath: file ?? '' });
const suggested = () => (dialog.showSaveDialog.mock.lastCall?.[1] as { readonly defaultPath: string }).defaultPath;

beforeEach(async () => {
  vi.clearAllMocks();
  handlers.clear();
  trustPage({ id: 1, once: () => undefined } as never);
  const recent = await recentFiles(folder.file('recent.json'), now, realWorld, () => undefined);
  answerCalls({
    about: () => ({
      version: '1',
      runtime: 'electron',
      components: [],
      platform: 'linux',
      architecture: 'x64',
      packaged: false,
      sandboxed: true,
      notices: [],
    }),
    documents: documents({
      writer: realWorld,
      recent,
      versions: earlierVersions(folder.file('earlier'), 1_000, now, realWorld),
      limit: 1_000,
    }),
    recent,
    folders: exportFolders(1_000, realWorld, { fs: realWorld.fs, writer: realWorld.writer, runs: () => true, now: () => 0 }),
    main: () => main as never,
    limit: 1_000,
    writer: realWorld,
  });
});

describe('the answers to the page', () => {
  it('open the file that was chosen', async () => {
    writeFileSync(folder.file('a.yaml'), 'a');
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: [folder.file('a.yaml')] });
    expect(await call('document:open-dialog')).toMatchObject({ kind: 'opened', document: { name: 'a.yaml' } });
  });

  it('OS-18 open what was dropped if it is named like a model, and by its whole path', async () => {
    writeFileSync(folder.file('a.yaml'), 'a');
    writeFileSync(folder.file('id_rsa'), 'secret');
    expect(await call('document:open-dropped', folder.file('a.yaml'))).toMatchObject({ kind: 'opened' });
    expect(await call('document:open-dropped', folder.file('id_rsa'))).toMatchObject({
      problem: { message: { id: 'desktop.read.not-a-model' } },
    });
    expect(await call('document:open-dropped', 'a.yaml')).toMatchObject({ problem: { message: { id: 'desktop.read.not-allowed' } } });
    expect(await call('document:open-dropped', null)).toMatchObject({ problem: { message: { id: 'desktop.read.not-allowed' } } });
  });

  it('OS-18 let the page suggest a name, never a folder', async () => {
    for (const [name, offered] of [
      ['shop.gabion.yaml', 'shop.gabion.yaml'],
      ['../../etc/cron.d/x', 'x'],
      ['..\\..\\x.yaml', 'x.yaml'],
      ['/etc/passwd', 'passwd'],
      ['a:b*c?.yaml', 'a-b-c-.yaml'],
      ['a\u202eb.yaml', 'a-b.yaml'],
    ]) {
      saveTo(undefined);
      expect(await call('document:save-as', { id: null, suggestedName: name, bytes })).toEqual({ kind: 'cancelled' });
      expect(suggested()).toBe(offered);
    }
  });

  it('save beside the document that is saved under a new name', async () => {
    mkdirSync(folder.file('models'));
    saveTo(folder.file('models/a.yaml'));
    const saved = (await call('document:save-as', { id: null, suggestedName: 'a.yaml', bytes })) as { document: { id: DocumentId } };
    saveTo(folder.file('models/copy.yaml'));
    expect(await call('document:save-copy', { id: saved.document.id, suggestedName: 'copy.yaml', bytes })).toMatchObject({ kind: 'saved' });
    expect(suggested()).toBe(folder.file('models/copy.yaml'));
    expect(readFileSync(folder.file('models/copy.yaml'), 'utf8')).toBe('gabion: 1\n');
    await call('document:reveal', saved.document.id);
    expect(shell.showItemInFolder).toHaveBeenCalledWith(folder.file('models/a.yaml'));
  });

  it('say why a copy or a report was not written', async () => {
    saveTo(path.join(folder.path, 'gone', 'a.yaml'));
    expect(await call('document:save-copy', { id: null, suggestedName: 'a.yaml', bytes })).toMatchObject({
      kind: 'failed',
      reason: 'folder-gone',
    });
    saveTo(folder.path);
    expect(await call('export:file', { suggestedName: 'a.html', bytes, filters: [] })).toMatchObject({
      kind: 'failed',
      reason: 'is-a-directory',
    });
  });

  it('show a folder only if it was chosen', async () => {
    await call('document:reveal', `dir-${'0'.repeat(32)}`);
    expect(shell.showItemInFolder).not.toHaveBeenCalled();
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: [folder.path] });
    const chosen = (await call('export:choose-folder')) as { id: string };
    await call('document:reveal', chosen.id);
    expect(shell.showItemInFolder).toHaveBeenCalledWith(folder.path);
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
    expect(await call('export:choose-folder')).toEqual({ kind: 'cancelled' });
  });

  it('OS-12 open a link once a person confirmed it, and nothing by its path', async () => {
    dialog.showMessageBox.mockResolvedValueOnce({ response: 0 });
    expect(await call('app:open-external', 'https://kubernetes.io/')).toBe('opened');
    expect(shell.openExternal).toHaveBeenCalledExactlyOnceWith('https://kubernetes.io/');
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    expect(await call('app:open-external', 'https://kubernetes.io/')).toBe('cancelled');
    expect(await call('app:open-external', 'file:///etc/passwd')).toBe('refused');
    expect(shell.openExternal).toHaveBeenCalledOnce();
    expect(shell.openPath).not.toHaveBeenCalled();
  });

  it('do the rest by its service', async () => {
    await call('app:copy-text', 'T1611');
    expect(clipboard.writeText).toHaveBeenCalledWith('T1611');
    await call('window:set-theme', 'dark');
    expect(nativeTheme.themeSource).toBe('dark');
    expect(await call('app:ready')).toEqual({ kind: 'normal', document: null });
    await call('window:set-state', { document: null, title: 'x', dirty: true });
    expect(main.setState).toHaveBeenCalledWith({ document: null, title: 'x', dirty: true });
    await call('window:answer-close', 'stay');
    expect(main.answerClose).toHaveBeenCalledWith('stay');
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    expect(await call('window:ask-unsaved', 'a.yaml')).toBe('discard');
    expect(await call('document:recent')).toEqual([]);
    expect(await call('app:about')).toMatchObject({ version: '1' });
  });
});
