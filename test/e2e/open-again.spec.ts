import type { ElectronApplication } from '@playwright/test';
import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { answerDialogs, asked, desktopOf, dropFile, runAnother } from './desktop-page';
import { EditorPage, smallShop } from './editor-page';
import { expect, test } from './electron-app';

const windowOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { title: window?.getTitle(), minimized: window?.isMinimized(), bounds: window?.getNormalBounds() };
  });

/** Chooses an item of the native menu by the labels that lead to it. */
const chooseInMenu = (app: ElectronApplication, ...labels: readonly string[]) =>
  app.evaluate(({ Menu }, path) => {
    let items = Menu.getApplicationMenu()?.items ?? [];
    for (const label of path.slice(0, -1)) items = items.find((item) => item.label === label)?.submenu?.items ?? [];
    const found = items.find((item) => item.label === path.at(-1));
    found?.click();
    return found !== undefined;
  }, labels);

test.describe('the window and its file', () => {
  test('OS-13 (P7) the file in the window is opened again in no way, with unsaved work least of all', async ({ launchGabion, folder }) => {
    const file = path.join(folder, 'shop.gabion.yaml');
    await copyFile(smallShop, file);
    const before = await readFile(file, 'utf8');
    const { app, page } = await launchGabion({ args: [file] });
    const editor = new EditorPage(page);
    await editor.ready();
    await editor.node('web').click();
    await page.keyboard.press('F2');
    await page.keyboard.type('Storefront');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await windowOf(app)).title).toBe('● shop.gabion.yaml – Gabion');
    await answerDialogs(app, { open: file, button: 1 }); // "Don't save", where anybody asked

    const unchanged = async (): Promise<void> => {
      await expect(editor.node('web')).toContainText('Storefront');
      await expect(editor.undo).toBeEnabled();
      expect((await windowOf(app)).title).toBe('● shop.gabion.yaml – Gabion');
    };
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    expect((await runAnother(app, ['shop.gabion.yaml'], folder)).code).toBe(0);
    await expect.poll(async () => (await windowOf(app)).minimized).toBe(false);
    await unchanged();
    await page.keyboard.press('Control+o');
    await expect.poll(async () => (await asked(app)).length).toBe(1); // the dialog that chose it, and no question after it
    await unchanged();
    await dropFile(page, file);
    await unchanged();
    expect(await chooseInMenu(app, 'File', 'Open recent', 'shop.gabion.yaml')).toBe(true);
    await expect(page.locator('[aria-live="polite"]').filter({ hasText: 'shop.gabion.yaml is open already' })).toHaveCount(1);
    await unchanged();
    expect(await asked(app)).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toBe(before);

    // Save as from the menu: the document is the other file from then on.
    const other = path.join(folder, 'other.gabion.yaml');
    await answerDialogs(app, { save: other });
    expect(await chooseInMenu(app, 'File', 'Save as…')).toBe(true);
    await expect.poll(async () => (await windowOf(app)).title).toBe('other.gabion.yaml – Gabion');
    expect(await readFile(other, 'utf8')).toContain('name: Storefront');
    expect(await readFile(file, 'utf8')).toBe(before);
    expect((await (await desktopOf(page)).evaluate((gabion) => gabion.recent())).map(({ name }) => name)).toEqual([
      'other.gabion.yaml',
      'shop.gabion.yaml',
    ]);
  });

  test('stands where it was closed', async ({ launchGabion, folder }) => {
    const userData = path.join(folder, 'user-data');
    const first = await launchGabion({ userData });
    const place = { x: 60, y: 70, width: 1_000, height: 640 };
    await expect(first.page.getByRole('navigation')).toBeVisible();
    await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
    await expect.poll(async () => (await windowOf(first.app)).bounds).toMatchObject({ width: 1_000, height: 640 });
    const { bounds } = await windowOf(first.app);
    const ended = new Promise<void>((resolve) => first.app.process().once('exit', () => resolve()));
    await chooseInMenu(first.app, 'File', 'Quit Gabion').catch(() => undefined); // the program may be gone before it answers
    await ended;
    const second = await launchGabion({ userData });
    await expect(second.page.getByRole('navigation')).toBeVisible();
    expect((await windowOf(second.app)).bounds).toEqual(bounds);
  });
});
