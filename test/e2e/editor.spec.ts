import type { Page } from '@playwright/test';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { answerDialogs, killGabion } from './desktop-page';
import { EditorPage, smallShop } from './editor-page';
import { expect, test } from './electron-app';

/** Types another name for an element, as a person does. */
async function rename(page: Page, id: string, name: string): Promise<void> {
  const editor = new EditorPage(page);
  await editor.node(id).click();
  await page.keyboard.press('F2');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(editor.node(id)).toContainText(name);
}

test.describe('the editor in Electron', () => {
  test('a model given on the command line is edited, saved in place, and opens again', async ({ launchGabion, folder }) => {
    const file = path.join(folder, 'shop.gabion.yaml');
    await copyFile(smallShop, file);
    const before = (await readFile(file, 'utf8')).split('\n');
    const { page } = await launchGabion({ args: [file] });
    const editor = new EditorPage(page);
    await editor.ready();
    await expect(page).toHaveTitle('shop.gabion.yaml – Gabion');
    await rename(page, 'web', 'Storefront');
    await expect(page.getByText('Edited', { exact: true })).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    const after = (await readFile(file, 'utf8')).split('\n');
    expect(after.filter((line, index) => line !== before[index])).toEqual([
      '  web: { type: process/web-application, runsAs: kubernetes/deployment, in: shop, name: Storefront }',
    ]);
  });

  test('what was not saved when it was killed comes back, on top of the file', async ({ launchGabion, folder }) => {
    const file = path.join(folder, 'shop.gabion.yaml');
    await copyFile(smallShop, file);
    const first = await launchGabion({ args: [file] });
    await new EditorPage(first.page).ready();
    await rename(first.page, 'web', 'Storefront');
    await rename(first.page, 'cart', 'Basket');
    await first.page.waitForTimeout(200); // the journal is written after the edit is drawn
    await killGabion(first.app);
    expect(await readFile(file, 'utf8')).toBe(await readFile(smallShop, 'utf8'));

    const { page } = await launchGabion();
    const editor = new EditorPage(page);
    await editor.ready();
    await expect(editor.node('web')).toContainText('Storefront');
    await expect(editor.node('cart')).toContainText('Basket');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    expect(await readFile(file, 'utf8')).toContain('name: Basket');
  });

  test('a clean document follows the file, a dirty one asks and keeps both', async ({ launchGabion, folder }) => {
    const file = path.join(folder, 'shop.gabion.yaml');
    await copyFile(smallShop, file);
    const { app, page } = await launchGabion({ args: [file] });
    const editor = new EditorPage(page);
    await editor.ready();
    const theirs = (await readFile(file, 'utf8')).replace('name: Shop', 'name: Their shop');
    await writeFile(file, theirs);
    await expect(editor.node('shop')).toContainText('Their shop', { timeout: 10_000 });

    await rename(page, 'web', 'Storefront');
    await writeFile(file, theirs.replace('Their shop', 'Again theirs'));
    const dialog = page.getByRole('dialog', { name: 'The file changed on disk' });
    await expect(dialog).toBeVisible({ timeout: 10_000 });
    await expect(dialog).toContainText('1 unsaved edit');
    const copy = path.join(folder, 'mine.gabion.yaml');
    await answerDialogs(app, { save: copy });
    await dialog.getByRole('button', { name: 'Save a copy…' }).click();
    await expect.poll(async () => readFile(copy, 'utf8').catch(() => '')).toContain('Storefront');
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await expect.poll(async () => readFile(file, 'utf8')).toContain('Storefront');
    expect(await readFile(file, 'utf8')).toContain('Their shop');
  });

  test('closing with unsaved work asks, and Cancel keeps the window', async ({ launchGabion, folder }) => {
    const file = path.join(folder, 'shop.gabion.yaml');
    await copyFile(smallShop, file);
    const { app, page } = await launchGabion({ args: [file] });
    await new EditorPage(page).ready();
    await rename(page, 'web', 'Storefront');
    await answerDialogs(app, { button: 2 }); // Save, Don't save, Cancel
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect(page.getByText('Edited', { exact: true })).toBeVisible();
    await answerDialogs(app, { button: 0 });
    const closed = page.waitForEvent('close');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await closed;
    expect(await readFile(file, 'utf8')).toContain('Storefront');
  });
});
