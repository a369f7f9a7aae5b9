import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import path from 'node:path';
import { EditorPage } from './editor-page';
import { ImportPage } from './import-page';

const THEMES = ['light', 'dark', 'contrast'] as const;
/** What depends on colours; everything else that axe looks at is the same in each theme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** The part of axe that is used in the page. */
interface Axe {
  run(within: string, options: object): Promise<{ readonly violations: readonly Violation[] }>;
}
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

/** What axe finds serious or critical in a part of the screen, in each theme. Axe has been brought to the page before. */
function serious(page: Page, within: string): Promise<readonly string[]> {
  return page.evaluate(
    async ({ part, themes, ofColours }) => {
      const axe = Reflect.get(window, 'axe') as Axe;
      const found: string[] = [];
      for (const theme of themes) {
        document.documentElement.dataset.theme = theme;
        const rules = theme === themes[0] ? {} : { runOnly: { type: 'rule', values: ofColours } };
        const { violations } = await axe.run(part, { resultTypes: ['violations'], preload: false, ...rules });
        for (const { id, help, impact, nodes } of violations)
          if (impact === 'serious' || impact === 'critical')
            found.push(`${theme}, ${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
      }
      return found;
    },
    { part: within, themes: THEMES, ofColours: OF_COLOURS },
  );
}

/** Looks at what is on the screen, or at a part of it: nothing may be serious. */
async function look(page: Page, what: string, within = 'html'): Promise<void> {
  await test.step(what, async () => {
    await expect(page.locator(within)).toBeVisible();
    expect.soft(await serious(page, within), what).toEqual([]);
  });
}

/** Puts a button without a name and a text that nobody can read on the page, to see that they would be found, and takes them away. */
async function lookAtFaults(page: Page): Promise<void> {
  await page.evaluate(() => {
    const planted = document.createElement('div');
    planted.id = 'planted';
    planted.style.cssText = 'position: fixed; inset: 0 auto auto 0; color: #777; background: #888';
    planted.append(document.createElement('button'), 'pale');
    document.body.append(planted);
  });
  const found = (await serious(page, '#planted')).map((each) => each.replace(/:.*/s, ''));
  expect(found.sort()).toEqual(['contrast, color-contrast', 'dark, color-contrast', 'light, button-name', 'light, color-contrast']);
  await page.evaluate(() => document.getElementById('planted')?.remove());
}

test('axe finds nothing serious in any view, in any theme', async ({ page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' }); // a colour that is on its way to another is no colour to measure
  const editor = new EditorPage(page);
  const imports = new ImportPage(page);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'New model' }).first()).toBeVisible();
  await new AxeBuilder({ page }).setLegacyMode().analyze(); // leaves axe in the page, which is never loaded again
  await lookAtFaults(page);
  await look(page, 'start');
  await imports.fromStart(path.resolve(import.meta.dirname, '../fixtures/cli/shop.yaml'));
  await expect(imports.take).toBeEnabled();
  await look(page, 'import');
  await imports.take.click();
  await editor.ready();
  await look(page, 'diagram');

  await editor.node('redis').click();
  for (const tab of ['Threats', 'Properties', 'Flows', 'Notes']) {
    await editor.inspector.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await look(page, `inspector, ${tab}`, '[data-region="inspector"]');
  }
  const strip = page.locator('[data-region="strip"]');
  await strip.getByRole('tab', { name: /^Questions/ }).click();
  await strip
    .getByRole('button', { name: /encrypted\?/ })
    .first()
    .click();
  await expect(editor.inspector.getByRole('heading', { level: 3 }).first()).toBeVisible();
  await look(page, 'a question', '[data-region="inspector"]');

  await page.keyboard.press('Alt+2');
  await page.getByRole('row', { name: /redis answers without a password/ }).click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await look(page, 'threats, with a decision');
  await page.keyboard.press('Alt+3');
  await page.locator('[data-box]').nth(1).press('Enter');
  await look(page, 'attack tree, with a step');
  await page.keyboard.press('Alt+4');
  await expect(page.getByText(/other pairs refused/)).toBeVisible();
  await look(page, 'mitigations');
  await page.keyboard.press('Alt+5');
  await expect(page.getByRole('button', { name: /^Download/ })).toBeEnabled();
  await look(page, 'export');
  for (const command of ['Who calls whom', 'Settings', 'Keyboard shortcuts', 'About Gabion']) {
    await page.keyboard.press('F1');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.insertText(command);
    await expect(page.getByRole('option', { name: command, selected: true })).toBeVisible();
    if (command === 'Who calls whom') await look(page, 'palette', '[role="dialog"]');
    await page.keyboard.press('Enter');
    if (command === 'Who calls whom') await expect(page.getByRole('grid')).toBeFocused();
    else await expect(page.getByRole('dialog', { name: command })).toBeVisible();
    await look(page, command, command === 'Who calls whom' ? 'html' : '[role="dialog"]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to anything' })).toBeVisible();
  await look(page, 'go to anything', '[role="dialog"]');
});

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
