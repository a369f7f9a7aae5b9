import { expect, type Page, test } from '@playwright/test';
import { stringify } from 'yaml';
import { hostileModel } from '../hostile/hostile-model';
import { JOINED } from '../hostile/payloads';
import { EditorPage } from './editor-page';

/** Everything by which a text could show that it is more than text: a dialog, a complaint, a request, a page elsewhere, a script that ran. */
function watched(page: Page): { readonly seen: string[]; readonly check: () => Promise<void> } {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => message.type() === 'error' && seen.push(`console ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`error ${String(error)}`));
  page.on('popup', () => seen.push('popup'));
  page.on('framenavigated', (frame) => frame !== page.mainFrame() && seen.push(`frame ${frame.url()}`));
  page.on('request', (request) => /^(?:http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url()) || seen.push(`request ${request.url()}`));
  return {
    seen,
    async check() {
      expect(seen).toEqual([]);
      expect(await page.evaluate(() => ({ pwned: '__pwned' in window, inherited: Object.keys(Object.prototype) }))).toEqual({
        pwned: false,
        inherited: [],
      });
      expect(
        await page.locator('script:not([src]), iframe, object, embed, foreignObject, a[href^="javascript:"], img[onerror]').count(),
      ).toBe(0);
    },
  };
}

test.describe('a model with what broke other tools in every field', () => {
  for (const [index, payload] of JOINED.entries()) {
    test(`S1 S3 S4 S13 is text wherever it is shown (${String(index + 1)} of ${String(JOINED.length)})`, async ({ page }) => {
      await page.goto('/');
      const editor = new EditorPage(page);
      const watch = watched(page);
      const buffer = Buffer.from(stringify(hostileModel(payload), { aliasDuplicateObjects: false }), 'utf8');
      await editor.choose({ name: '<img src=x onerror="window.__pwned=1">\u202elmay.gabion.yaml', mimeType: 'text/yaml', buffer });
      await editor.ready();
      await editor.node('constructor').click();
      await watch.check();
      // Each view with what it opens first; then the boxes that search through names.
      for (const [key, opened] of [
        ['Alt+2', 'main [role="row"], main li button'],
        ['Alt+3', 'main .react-flow__node, main li button, main [role="img"]'],
        ['Alt+4', 'main li button, main button'],
        ['Alt+5', 'main li button'],
      ] as const) {
        await page.keyboard.press(key);
        await expect(page.locator('main').locator(opened.replaceAll('main ', '')).first()).toBeVisible({ timeout: 15_000 });
        await watch.check();
      }
      const files = page.locator('main li button');
      for (let file = 0; file < (await files.count()); file += 1) await files.nth(file).click();
      await watch.check();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('constr');
      await expect(page.getByRole('option').first()).toBeVisible();
      await page.keyboard.press('Enter');
      await watch.check();
    });
  }
});
