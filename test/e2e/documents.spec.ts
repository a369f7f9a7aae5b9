import type { ElectronApplication, JSHandle, Page } from '@playwright/test';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ContentHash, DesktopApi, DocumentId, FolderId, OpenedDocument, OpenResult } from '../../shared/desktop-api';
import { answerDialogs, asked, bareDesktop, desktopOf, dropFile, killGabion } from './desktop-page';
import { expect, test } from './electron-app';

/**
 * Files between the page and the disk, in the real application, at the level of what the preload gives the page. The page of
 * these tests is a bare one, so that nothing else answers, saves or sets a menu meanwhile.
 */

/** The text and the rest of an opened document; bytes do not cross to the test. */
type Opened = Omit<OpenedDocument, 'bytes'> & { readonly text: string };

const open = (desktop: JSHandle<DesktopApi>, id: DocumentId): Promise<Opened | Exclude<OpenResult, { kind: 'opened' }>> =>
  desktop.evaluate(async (gabion, wanted) => {
    const result = await gabion.open(wanted);
    if (result.kind !== 'opened') return result;
    const { bytes, ...rest } = result.document;
    return { ...rest, text: new TextDecoder().decode(bytes) };
  }, id);

async function openByDialog(app: ElectronApplication, desktop: JSHandle<DesktopApi>, file: string): Promise<Opened> {
  await answerDialogs(app, { open: file });
  return await desktop.evaluate(async (gabion) => {
    const result = await gabion.openDialog();
    if (result.kind !== 'opened') throw new Error(JSON.stringify(result));
    const { bytes, ...rest } = result.document;
    return { ...rest, text: new TextDecoder().decode(bytes) };
  });
}

const save = (desktop: JSHandle<DesktopApi>, id: DocumentId, text: string, expected: ContentHash | null) =>
  desktop.evaluate(
    async (gabion, request) => {
      const bytes = new TextEncoder().encode(request.text);
      const result = await gabion.save({ id: request.id, bytes, expected: request.expected });
      return result.kind === 'changed-on-disk' ? { ...result, text: new TextDecoder().decode(result.bytes) } : { ...result, text: '' };
    },
    { id, text, expected },
  );

/** Notes what an event of the desktop tells the page, from now on. */
const listen = (page: Page, event: 'onCommand' | 'onOpenRequested' | 'onChangedOnDisk' | 'onCloseRequested'): Promise<void> =>
  page.evaluate((name) => {
    const got: unknown[] = [];
    Reflect.set(window, `probe-${name}`, got);
    window.gabion?.[name]((payload?: unknown) => void got.push(payload ?? null));
  }, event);
const heard = (page: Page, event: string): Promise<readonly unknown[]> =>
  page.evaluate((name) => Reflect.get(window, `probe-${name}`) as unknown[], event);

test.describe('opening and saving', () => {
  test('OS-1 (P1) a file is opened by dialog, saved in place, and nothing lies beside it', async ({ gabion: { page, app, folder } }) => {
    const file = path.join(folder, 'shop.gabion.yaml');
    await mkdir(path.join(folder, 'models'));
    const inFolder = path.join(folder, 'models', 'shop.gabion.yaml');
    await writeFile(inFolder, 'gabion: 1\ntitle: Shop\n');
    expect(file).not.toBe(inFolder);
    const desktop = await bareDesktop(app, page);
    const document = await openByDialog(app, desktop, inFolder);
    expect(document).toMatchObject({ name: 'shop.gabion.yaml', readOnly: false, text: 'gabion: 1\ntitle: Shop\n' });
    expect(await readFile(inFolder, 'utf8')).toBe('gabion: 1\ntitle: Shop\n'); // opening changes nothing (P4)
    const saved = await save(desktop, document.id, 'gabion: 1\ntitle: Shop, edited\n', document.hash);
    expect(saved).toMatchObject({ kind: 'saved', warnings: [] });
    expect(await readFile(inFolder, 'utf8')).toBe('gabion: 1\ntitle: Shop, edited\n');
    expect(await readdir(path.dirname(inFolder))).toEqual(['shop.gabion.yaml']);
  });

  test('closing the dialog is no error', async ({ gabion: { page, app } }) => {
    await answerDialogs(app, { open: null, save: null });
    const desktop = await bareDesktop(app, page);
    expect(await desktop.evaluate((gabion) => gabion.openDialog())).toEqual({ kind: 'cancelled' });
    expect(await desktop.evaluate((gabion) => gabion.chooseFolder())).toEqual({ kind: 'cancelled' });
    expect(await desktop.evaluate((gabion) => gabion.saveAs({ id: null, suggestedName: 'x.yaml', bytes: new Uint8Array() }))).toEqual({
      kind: 'cancelled',
    });
  });

  test('OS-3 (P3) somebody else’s change is given back, and overwritten only on demand', async ({ gabion: { page, app, folder } }) => {
    const file = path.join(folder, 'shop.gabion.yaml');
    await writeFile(file, 'ours');
    const desktop = await bareDesktop(app, page);
    const document = await openByDialog(app, desktop, file);
    await writeFile(file, 'theirs');
    const conflict = await save(desktop, document.id, 'ours, edited', document.hash);
    expect(conflict).toMatchObject({ kind: 'changed-on-disk', text: 'theirs' });
    expect(await readFile(file, 'utf8')).toBe('theirs');
    if (conflict.kind !== 'changed-on-disk') return;
    expect(await save(desktop, document.id, 'ours, edited', conflict.hash)).toMatchObject({ kind: 'saved' });
    // What was overwritten is among the earlier versions.
    const earlier = await desktop.evaluate(async (gabion, id) => {
      const versions = await gabion.listVersions(id);
      const newest = versions[0];
      const read = newest && (await gabion.readVersion(id, newest.id));
      return read?.kind === 'read' ? new TextDecoder().decode(read.bytes) : undefined;
    }, document.id);
    expect(earlier).toBe('theirs');
  });

  test('OS-2 (P6) what stands in the way is said, and the file is as it was', async ({ gabion: { page, app, folder } }) => {
    const desktop = await bareDesktop(app, page);
    const file = path.join(folder, 'shop.gabion.yaml');
    await writeFile(file, 'ours');
    const document = await openByDialog(app, desktop, file);
    await chmod(file, 0o444);
    expect(await open(desktop, document.id)).toMatchObject({ readOnly: true });
    expect(await save(desktop, document.id, 'x', document.hash)).toMatchObject({ kind: 'failed', reason: 'read-only' });
    expect(await readFile(file, 'utf8')).toBe('ours');
    await rm(file);
    expect(await save(desktop, document.id, 'x', document.hash)).toMatchObject({ kind: 'failed', reason: 'gone' });
    expect(await open(desktop, document.id)).toMatchObject({ kind: 'failed', problem: { message: { id: 'desktop.read.gone' } } });
    await mkdir(file);
    expect(await save(desktop, document.id, 'x', document.hash)).toMatchObject({ kind: 'failed', reason: 'is-a-directory' });
    await rm(file, { recursive: true });
    expect(await save(desktop, document.id, 'again', null)).toMatchObject({ kind: 'saved' });
  });

  test('OS-2 (P6) a folder that may not be written to', async ({ gabion: { page, app, folder } }) => {
    test.skip(process.getuid?.() === 0, 'root may write everywhere');
    const locked = path.join(folder, 'locked');
    await mkdir(locked);
    const file = path.join(locked, 'shop.gabion.yaml');
    await writeFile(file, 'ours');
    await chmod(locked, 0o555);
    const desktop = await bareDesktop(app, page);
    const document = await openByDialog(app, desktop, file);
    // The file itself may be written, so it is: in place, its old content kept first.
    expect(await save(desktop, document.id, 'ours, edited', document.hash)).toMatchObject({ kind: 'saved', warnings: [] });
    expect(await readFile(file, 'utf8')).toBe('ours, edited');
    await answerDialogs(app, { save: path.join(locked, 'other.yaml') });
    const refused = await desktop.evaluate((gabion) => gabion.saveAs({ id: null, suggestedName: 'other.yaml', bytes: new Uint8Array(1) }));
    expect(refused).toMatchObject({ kind: 'failed', reason: 'no-permission' });
    await chmod(locked, 0o755);
  });

  test('saving under a new name gives a new document; a copy does not', async ({ gabion: { page, app, folder } }) => {
    const desktop = await bareDesktop(app, page);
    const file = path.join(folder, 'new.gabion.yaml');
    await answerDialogs(app, { save: file });
    const result = await desktop.evaluate((gabion) =>
      gabion.saveAs({ id: null, suggestedName: '../../etc/sh:op.gabion.yaml', bytes: new TextEncoder().encode('new') }),
    );
    expect(result).toMatchObject({ kind: 'saved', document: { name: 'new.gabion.yaml' } });
    expect(await readFile(file, 'utf8')).toBe('new');
    // The page suggests a name, never a folder.
    expect((await asked(app)).map((options) => options['defaultPath'])).toEqual(['sh-op.gabion.yaml']);
    if (result.kind !== 'saved') return;
    await answerDialogs(app, { save: path.join(folder, 'copy.gabion.yaml') });
    const copy = await desktop.evaluate(
      (gabion, id) => gabion.saveCopy({ id, suggestedName: 'copy.gabion.yaml', bytes: new TextEncoder().encode('copy') }),
      result.document.id,
    );
    expect(copy.kind).toBe('saved');
    expect((await asked(app)).map((options) => options['defaultPath'])).toEqual([path.join(folder, 'copy.gabion.yaml')]);
    expect(await open(desktop, result.document.id)).toMatchObject({ name: 'new.gabion.yaml', text: 'new' });
    expect(await readFile(path.join(folder, 'copy.gabion.yaml'), 'utf8')).toBe('copy');
  });

  test('OS-4 a link is followed, and stays', async ({ gabion: { page, app, folder } }) => {
    await writeFile(path.join(folder, 'real.yaml'), 'ours');
    await symlink('real.yaml', path.join(folder, 'link.gabion.yaml'));
    const desktop = await bareDesktop(app, page);
    const document = await openByDialog(app, desktop, path.join(folder, 'link.gabion.yaml'));
    expect(document.name).toBe('link.gabion.yaml');
    expect(await save(desktop, document.id, 'edited', document.hash)).toMatchObject({ kind: 'saved' });
    expect(await readFile(path.join(folder, 'real.yaml'), 'utf8')).toBe('edited');
  });
});

test.describe('files that come from outside', () => {
  test('OS-18 a dropped model is opened where it lies; other files are not', async ({ gabion: { page, app, folder } }) => {
    await bareDesktop(app, page);
    await page.evaluate(() => {
      const results: unknown[] = [];
      Reflect.set(window, 'probe-drops', results);
      const take = (event: DragEvent) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        const file = event.dataTransfer?.files[0];
        if (file)
          void window.gabion
            ?.openDropped(file)
            .then(
              (result) =>
                void results.push(
                  result.kind === 'opened'
                    ? new TextDecoder().decode(result.document.bytes)
                    : result.kind === 'failed'
                      ? result.problem.message.id
                      : result.kind,
                ),
            );
      };
      // Before the page's own listeners.
      window.addEventListener('dragover', (event) => event.preventDefault(), true);
      window.addEventListener('drop', take, true);
    });
    for (const name of ['shop.gabion.yaml', 'id_rsa', 'deploy.yml']) {
      await writeFile(path.join(folder, name), `in ${name}`);
      await dropFile(page, path.join(folder, name));
    }
    await expect.poll(() => heard(page, 'drops')).toHaveLength(3);
    expect([...(await heard(page, 'drops'))].sort()).toEqual(['desktop.read.not-a-model', 'in deploy.yml', 'in shop.gabion.yaml']);
  });

  test('OS-13 what the system asks to open waits until the page is ready', async ({ gabion: { page, app, folder } }) => {
    const file = path.join(folder, 'asked.gabion.yaml');
    await writeFile(file, 'asked for');
    await bareDesktop(app, page);
    await page.addInitScript(() => {
      const wait = setInterval(() => {
        if (window.gabion === undefined) return;
        clearInterval(wait);
        const got: unknown[] = [];
        Reflect.set(window, 'probe-onOpenRequested', got);
        window.gabion.onOpenRequested((request) => void got.push(request));
      }, 0);
    });
    await app.evaluate(({ app: electron, BrowserWindow }, asked_) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.once('did-start-navigation', () => void electron.emit('open-file', { preventDefault: () => undefined }, asked_));
      contents?.reload();
    }, file);
    await expect.poll(() => heard(page, 'onOpenRequested').catch(() => undefined)).toEqual([]);
    const desktop = await desktopOf(page);
    await desktop.evaluate((gabion) => gabion.ready());
    await expect.poll(() => heard(page, 'onOpenRequested')).toMatchObject([{ name: 'asked.gabion.yaml' }]);
    const [request] = (await heard(page, 'onOpenRequested')) as readonly { readonly id: DocumentId }[];
    expect(await open(desktop, request?.id ?? ('' as DocumentId))).toMatchObject({ text: 'asked for' });
  });

  test('OS-3 (P3) a change of the file in the window is noticed', async ({ gabion: { page, app, folder } }) => {
    const file = path.join(folder, 'watched', 'shop.gabion.yaml');
    await mkdir(path.dirname(file));
    await writeFile(file, 'ours');
    const desktop = await bareDesktop(app, page);
    const document = await openByDialog(app, desktop, file);
    await listen(page, 'onChangedOnDisk');
    await desktop.evaluate((gabion, id) => gabion.setWindowState({ document: id, title: 'shop', dirty: false }), document.id);
    // Our own save is no news.
    expect(await save(desktop, document.id, 'ours, edited', document.hash)).toMatchObject({ kind: 'saved' });
    await writeFile(path.join(folder, 'watched', 'other.yaml'), 'of no interest');
    await writeFile(path.join(folder, 'theirs'), 'theirs');
    await rename(path.join(folder, 'theirs'), file);
    await expect.poll(() => heard(page, 'onChangedOnDisk')).toEqual([{ id: document.id, state: 'changed' }]);
    await rm(file);
    await expect
      .poll(() => heard(page, 'onChangedOnDisk'))
      .toEqual([
        { id: document.id, state: 'changed' },
        { id: document.id, state: 'gone' },
      ]);
  });
});

test.describe('the list of recent files', () => {
  test('lasts until the next start, marks what is missing, and forgets on request', async ({ launchGabion, folder }) => {
    const file = path.join(folder, 'shop.gabion.yaml');
    const userData = path.join(folder, 'settings');
    await writeFile(file, 'ours');
    const first = await launchGabion({ userData });
    const desktop = await bareDesktop(first.app, first.page);
    const document = await openByDialog(first.app, desktop, file);
    await desktop.evaluate((gabion, id) => gabion.setWindowState({ document: id, title: 'shop', dirty: false }), document.id);
    expect(await desktop.evaluate((gabion) => gabion.recent())).toMatchObject([
      { id: document.id, name: 'shop.gabion.yaml', missing: false },
    ]);
    await killGabion(first.app);

    const second = await launchGabion({ userData });
    const again = await bareDesktop(second.app, second.page);
    expect(await open(again, document.id)).toMatchObject({ text: 'ours', id: document.id });
    await rm(file);
    expect(await again.evaluate((gabion) => gabion.recent())).toMatchObject([{ id: document.id, missing: true }]);
    await again.evaluate((gabion, id) => gabion.forget(id), document.id);
    expect(await again.evaluate((gabion) => gabion.recent())).toEqual([]);
  });
});

test.describe('export', () => {
  async function chooseFolder(app: ElectronApplication, desktop: JSHandle<DesktopApi>, folder: string): Promise<FolderId> {
    await answerDialogs(app, { open: folder });
    return await desktop.evaluate(async (gabion) => {
      const result = await gabion.chooseFolder();
      if (result.kind !== 'chosen') throw new Error(JSON.stringify(result));
      return result.id;
    });
  }

  test('OS-6 writes into the chosen folder only what was seen, and nowhere else', async ({ gabion: { page, app, folder } }) => {
    const repository = path.join(folder, 'repository');
    await mkdir(path.join(repository, '.git', 'hooks'), { recursive: true });
    await mkdir(path.join(folder, 'outside'));
    await symlink(path.join(folder, 'outside'), path.join(repository, 'link'));
    await writeFile(path.join(repository, 'report.md'), 'old');
    const desktop = await bareDesktop(app, page);
    const id = await chooseFolder(app, desktop, repository);
    const before = await desktop.evaluate((gabion, chosen) => gabion.readFolder(chosen, ['report.md', 'new.md', '../x', 'link/x']), id);
    expect(before.map((entry) => entry.kind)).toEqual(['file', 'absent', 'refused', 'refused']);
    const [report] = before;
    const results = await desktop.evaluate(
      (gabion, { chosen, hash }) => {
        const bytes = new TextEncoder().encode('new');
        const files = [
          'report.md',
          'policies/a.yaml',
          '../x',
          'link/x',
          '.git/hooks/post-checkout',
          '.github/workflows/x.yml',
          'CON',
          '/tmp/x',
        ].map((file) => ({ path: file, bytes, expected: file === 'report.md' ? hash : null }));
        return gabion.writeFiles({ id: chosen, files, pipelineFiles: 'refuse' });
      },
      { chosen: id, hash: report?.kind === 'file' ? report.hash : null },
    );
    expect(results.map((result) => result.kind)).toEqual([
      'written',
      'written',
      'failed',
      'failed',
      'failed',
      'failed',
      'failed',
      'failed',
    ]);
    expect(await readFile(path.join(repository, 'report.md'), 'utf8')).toBe('new');
    expect((await readdir(repository)).sort()).toEqual(['.git', 'link', 'policies', 'report.md']);
    expect(await readdir(path.join(folder, 'outside'))).toEqual([]);
    expect(await readdir(path.join(repository, '.git', 'hooks'))).toEqual([]);
  });

  test('a report goes where a person wants it', async ({ gabion: { page, app, folder } }) => {
    const file = path.join(folder, 'report.html');
    await answerDialogs(app, { save: file });
    const desktop = await bareDesktop(app, page);
    const result = await desktop.evaluate((gabion) =>
      gabion.exportFile({
        suggestedName: 'report.html',
        bytes: new TextEncoder().encode('<p>x</p>'),
        filters: [{ name: 'Web page', extensions: ['html'] }],
      }),
    );
    expect(result.kind).toBe('saved');
    expect((await asked(app))[0]).toMatchObject({ defaultPath: 'report.html', filters: [{ name: 'Web page', extensions: ['html'] }] });
    expect(await readFile(file, 'utf8')).toBe('<p>x</p>');
  });
});

test.describe('the window', () => {
  test('shows title, mark of unsaved changes and menu as the page says, and tells it what was chosen', async ({
    gabion: { page, app },
  }) => {
    const desktop = await bareDesktop(app, page);
    await listen(page, 'onCommand');
    await desktop.evaluate(async (gabion) => {
      await gabion.setWindowState({ document: null, title: 'shop.gabion.yaml', dirty: true });
      await gabion.setMenu([
        {
          place: 'plain',
          label: 'File',
          items: [
            { kind: 'command', command: 'probe.save', label: 'Save', accelerator: 'Mod+S', enabled: true, checked: null },
            { kind: 'command', command: 'probe.off', label: 'Off', accelerator: null, enabled: false, checked: true },
            { kind: 'recent-files', label: 'Open recent', empty: 'None' },
          ],
        },
      ]);
    });
    const shown = await app.evaluate(({ BrowserWindow, Menu }) => {
      const items = Menu.getApplicationMenu()?.items[0]?.submenu?.items ?? [];
      items[0]?.click();
      return {
        title: BrowserWindow.getAllWindows()[0]?.getTitle(),
        items: items.map(({ label, enabled, checked, accelerator }) => ({ label, enabled, checked, accelerator })),
      };
    });
    if (process.platform !== 'darwin') expect(shown.title).toBe('● shop.gabion.yaml – Gabion');
    expect(shown.items).toMatchObject([
      { label: 'Save', enabled: true, accelerator: 'CommandOrControl+S' },
      { label: 'Off', enabled: false, checked: true },
      { label: 'Open recent' },
    ]);
    await expect.poll(() => heard(page, 'onCommand')).toEqual(['probe.save']);
  });

  test('OS-17 closes when the page agrees, and not before', async ({ gabion: { page, app } }) => {
    const desktop = await bareDesktop(app, page);
    await answerDialogs(app, { button: 2 });
    expect(await desktop.evaluate((gabion) => gabion.askUnsaved('shop<b>.yaml'))).toBe('cancel');
    expect((await asked(app))[0]).toMatchObject({
      message: 'Save the changes to “shop<b>.yaml”?',
      buttons: ['Save', 'Don’t save', 'Cancel'],
    });
    await listen(page, 'onCloseRequested');
    await desktop.evaluate((gabion) => gabion.setWindowState({ document: null, title: 'x', dirty: true }));
    const open_ = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(() => heard(page, 'onCloseRequested')).toHaveLength(1);
    await desktop.evaluate((gabion) => gabion.answerClose('stay'));
    expect(await open_()).toBe(1);
    await desktop.evaluate((gabion) => gabion.answerClose('close')).catch(() => undefined);
    expect(await ended).toBe(0);
  });

  test('OS-15 (P5) the next start knows whether the last one ended or just stopped', async ({ launchGabion, folder }) => {
    const userData = path.join(folder, 'settings');
    const mark = async () => JSON.parse(await readFile(path.join(userData, 'session.json'), 'utf8')) as unknown;
    const first = await launchGabion({ userData });
    expect(await mark()).toEqual({ session: 'open' });
    await killGabion(first.app);
    expect(await mark()).toEqual({ session: 'open' });

    const second = await launchGabion({ userData });
    const desktop = await bareDesktop(second.app, second.page);
    const ended = new Promise((resolve) => second.app.process().once('exit', resolve));
    await desktop.evaluate((gabion) => gabion.answerClose('close')).catch(() => undefined);
    await ended;
    expect(await mark()).toEqual({ session: 'closed' });
    expect((await stat(path.join(userData, 'window.json'))).size).toBeGreaterThan(0);
  });
});
