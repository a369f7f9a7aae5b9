import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { EditorPage, smallShop } from './editor-page';

/** What axe finds that is serious, in words. */
async function serious(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes
          .slice(0, 3)
          .map(({ target }) => target.join(' '))
          .join(' | ')}`,
    );
}

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`axe finds nothing serious, ${theme}`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'New model' }).first()).toBeVisible();
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    expect(await serious(page), 'start screen').toEqual([]);

    const editor = new EditorPage(page);
    await editor.choose(smallShop);
    await editor.ready();
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    expect(await serious(page), 'diagram').toEqual([]);
    await editor.node('web').click();
    for (const tab of ['Threats', 'Properties', 'Flows', 'Notes']) {
      await editor.inspector.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      expect(await serious(page), `inspector, ${tab}`).toEqual([]);
    }
    await page
      .locator('[data-region="strip"]')
      .getByRole('tab', { name: /^Questions/ })
      .click();
    await page.locator('[data-region="strip"]').getByRole('button', { name: /\?/ }).first().click();
    await expect(editor.inspector.getByRole('heading', { level: 3 }).first()).toBeVisible();
    expect(await serious(page), 'a question').toEqual([]);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Go to anything' })).toBeVisible();
    expect(await serious(page), 'go to anything').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    for (const command of ['Settings', 'Keyboard shortcuts', 'About Gabion']) {
      await page.keyboard.press('F1');
      await page.keyboard.type(command);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: command })).toBeVisible();
      expect(await serious(page), command).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
}

test('the diagram is drawn by keyboard alone, and says what it does', async ({ page }) => {
  const editor = await EditorPage.inBrowser(page);
  // F6 goes from region to region; on the canvas, Tab goes from thing to thing and chooses it.
  for (let turn = 0; turn < 12; turn += 1) {
    await page.keyboard.press('F6');
    if (await page.evaluate(() => document.activeElement?.closest('[data-region="canvas"]') !== null)) break;
  }
  for (let turn = 0; turn < 12; turn += 1) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('data-id'))) === 'web') break;
    await page.keyboard.press('Tab');
  }
  await expect(editor.node('web')).toBeFocused();
  await expect(editor.node('web')).toHaveAccessibleName(/^Web application Deployment, web, in Shop, 1 flow/);
  await expect(editor.node('web')).toHaveClass(/selected/);
  await page.keyboard.press('c');
  await page.keyboard.type('cart');
  await page.keyboard.press('Enter');
  await expect(editor.flow('web_to_cart')).toBeVisible();
  await expect(page.locator('[aria-live="polite"]')).toContainText('Done: Connect web to cart');
  await page.keyboard.press('Control+z');
  await expect(page.locator('[aria-live="polite"]')).toContainText('Undone: Connect web to cart');
  await expect(editor.flow('web_to_cart')).toHaveCount(0);
});
