import { expect, test } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { EditorPage, smallShop } from './editor-page';

test.describe('drawing in the browser', () => {
  test('a stencil placed with its key is named at once, and undo takes it back by its label', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    await editor.canvas.click({ position: { x: 20, y: 20 } });
    await page.keyboard.press('p');
    const name = page.getByRole('textbox', { name: 'Name', exact: true }).first();
    await expect(name).toBeFocused();
    await name.fill('Billing');
    await page.keyboard.press('Enter');
    await expect(page.locator('.react-flow__node', { hasText: 'Billing' })).toBeVisible();
    await expect(editor.undo).toHaveAccessibleName('Undo Rename to Billing');
    await page.keyboard.press('Control+z');
    await expect(editor.undo).toHaveAccessibleName(/^Undo Add /);
    await page.keyboard.press('Control+z');
    await expect(editor.undo).toHaveAccessibleName('Undo');
    await expect(page.locator('.react-flow__node-element')).toHaveCount(4);
  });

  test('a stencil is dragged from the palette into a boundary', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    const shop = await editor.middle(editor.node('shop'));
    await page.getByRole('button', { name: 'Redis or Valkey' }).dragTo(editor.canvas, { targetPosition: await inside(editor, shop) });
    await page.keyboard.press('Enter');
    await expect(page.locator('.react-flow__node', { hasText: 'Redis' })).toHaveAccessibleName(/in Shop/);
  });

  test('a drag is one step, Esc in the middle of it is none', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    const start = await editor.middle(editor.node('worker'));
    await editor.drag(start, { x: start.x + 120, y: start.y }, false);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(editor.undo).toHaveAccessibleName('Undo');
    expect(await editor.middle(editor.node('worker'))).toEqual(start);
    await editor.drag(start, { x: start.x + 120, y: start.y });
    await expect(editor.undo).toHaveAccessibleName('Undo Move 1 thing');
    await page.keyboard.press('Control+z');
    await expect(editor.undo).toHaveAccessibleName('Undo');
    expect(await editor.middle(editor.node('worker'))).toEqual(start);
  });

  test('an element dragged into a boundary stands in it, and the boundary lights up before', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    const worker = await editor.middle(editor.node('worker'));
    const cart = await editor.middle(editor.node('cart'));
    await editor.drag(worker, { x: cart.x - 20, y: cart.y + 70 }, false);
    await expect(editor.node('shop').locator('> div')).toHaveClass(/target/);
    await page.mouse.up();
    await expect(editor.undo).toHaveAccessibleName('Undo Move 1 thing into Shop');
    await expect(editor.node('worker')).toHaveAccessibleName(/in Shop/);
    expect(await editor.download()).toMatch(/worker: \{ type: process\/worker, runsAs: kubernetes\/deployment, in: shop \}/);
  });

  test('a flow is drawn from a handle, and by keyboard with C and a name', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    await editor.node('web').click();
    const cart = await editor.middle(editor.node('cart'));
    const handles = page.locator('[data-handle="web"]');
    await expect(handles).toHaveCount(4);
    await editor.drag(await editor.middle(handles.nth(1)), cart);
    await expect(editor.flow('web_to_cart')).toBeVisible();
    await expect(editor.undo).toHaveAccessibleName('Undo Connect web to cart');

    await editor.node('cart').click();
    await page.keyboard.press('c');
    await page.getByRole('combobox', { name: 'Connect cart to' }).fill('work');
    await page.keyboard.press('Enter');
    await expect(editor.flow('cart_to_worker')).toBeVisible();
    await expect(editor.inspector).toContainText('cart to worker');
  });

  test('the end of a flow is led to another element, and keeps its id', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    await editor.node('web').click();
    await page.keyboard.press('c');
    await page.getByRole('combobox', { name: 'Connect web to' }).fill('cart');
    await page.keyboard.press('Enter');
    await expect(editor.inspector).toContainText('web to cart');
    await editor.drag(await editor.middle(page.locator('[data-end="to"]')), await editor.middle(editor.node('worker')));
    await expect(editor.undo).toHaveAccessibleName('Undo Connect web to worker');
    await expect(editor.flow('web_to_cart')).toHaveAttribute('aria-label', /web to worker/);
  });

  test('F2 renames, Delete takes an element with its flows, undo brings both back', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    await editor.node('web').click();
    await page.keyboard.press('F2');
    await page.keyboard.type('Storefront');
    await page.keyboard.press('Enter');
    await expect(editor.node('web')).toContainText('Storefront');
    await page.keyboard.press('Delete');
    await expect(editor.node('web')).toHaveCount(0);
    await expect(editor.flow('customer_to_web')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(editor.node('web')).toContainText('Storefront');
    await expect(editor.flow('customer_to_web')).toBeVisible();
  });

  test('what is saved differs in the edited lines alone, and opens again as it was', async ({ page }, info) => {
    const editor = await EditorPage.inBrowser(page);
    await editor.node('cart').click();
    await page.keyboard.press('F2');
    await page.keyboard.type('Cart');
    await page.keyboard.press('Enter');
    const text = await editor.download();
    const before = (await readFile(smallShop, 'utf8')).split('\n');
    const after = text.split('\n');
    expect(after.filter((line, index) => line !== before[index])).toEqual([
      '  cart: { type: process/api, runsAs: kubernetes/deployment, in: shop, name: Cart } # keeps nothing itself',
    ]);
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();

    const copy = info.outputPath('again.gabion.yaml');
    await writeFile(copy, text);
    await editor.upload(copy);
    await expect(editor.node('cart')).toContainText('Cart');
  });

  test('undo to the start gives the bytes that were opened', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    await editor.node('worker').click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(editor.undo).toHaveAccessibleName('Undo Move 1 thing');
    await page.keyboard.press('Control+z');
    await expect(editor.undo).toHaveAccessibleName('Undo');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+Shift+s')]);
    const file = await download.path();
    expect(await readFile(file, 'utf8')).toBe(await readFile(smallShop, 'utf8'));
  });

  test('a broken file says what, where and what to do, and the open model stays', async ({ page }, info) => {
    const editor = await EditorPage.inBrowser(page);
    const broken = info.outputPath('broken.gabion.yaml');
    await writeFile(broken, 'gabion: 1\nelements:\n  a: { type: process/api\n');
    await editor.choose(broken);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('broken.gabion.yaml');
    await expect(alert).toContainText(/line \d/);
    await expect(alert).toContainText('Nothing was changed');
    await expect(editor.node('web')).toBeVisible();
  });
});

test.describe('drafts in the browser', () => {
  test('what was not saved when the tab closed is offered again, and comes back whole', async ({ context, page }) => {
    const editor = await EditorPage.inBrowser(page);
    await editor.node('web').click();
    await page.keyboard.press('F2');
    await page.keyboard.type('Storefront');
    await page.keyboard.press('Enter');
    await expect(editor.node('web')).toContainText('Storefront');
    await page.waitForFunction(async () => {
      const databases = await indexedDB.databases();
      return databases.some(({ name }) => name === 'gabion');
    });
    await page.close({ runBeforeUnload: false });

    const again = await context.newPage();
    await again.goto('/');
    const back = new EditorPage(again);
    await again.getByRole('button', { name: 'Restore' }).first().click();
    await back.ready();
    await expect(back.node('web')).toContainText('Storefront');
    await expect(again.getByText('Not saved', { exact: true })).toBeVisible();
  });
});

/** A point of the screen as an offset inside the canvas. */
async function inside(editor: EditorPage, { x, y }: { readonly x: number; readonly y: number }): Promise<{ x: number; y: number }> {
  const box = await editor.canvas.boundingBox();
  return { x: x - (box?.x ?? 0), y: y - (box?.y ?? 0) };
}
