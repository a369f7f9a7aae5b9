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

  test('what is dragged lines up with the others, and with Alt it does not', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    const box = async (id: string) => (await editor.node(id).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const [cart, worker] = [await box('cart'), await box('worker')];
    const start = await editor.middle(editor.node('worker'));
    // The right edges nearly meet.
    const there = { x: start.x + cart.x + cart.width - worker.x - worker.width + 2, y: start.y + 10 };
    const guides = page.locator('[data-guide="x"]');
    const hold = async (): Promise<void> => {
      await page.mouse.move(start.x, start.y);
      await page.mouse.down();
      await page.mouse.move(start.x + 4, start.y); // far enough to be a drag
      await page.mouse.move(there.x, there.y, { steps: 12 });
    };
    await hold();
    await expect(guides.first()).toBeVisible();
    await page.mouse.up();
    await expect(guides).toHaveCount(0);
    const moved = await box('worker');
    expect(moved.x + moved.width).toBeCloseTo(cart.x + cart.width, 0);
    await page.keyboard.press('Control+z');

    await page.keyboard.down('Alt');
    await hold();
    await expect(guides).toHaveCount(0);
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await expect(editor.undo).toHaveAccessibleName('Undo Move 1 thing');
  });

  test('a question dims what it is not about, and gives everything back', async ({ page }) => {
    const editor = await EditorPage.inBrowser(page);
    const strip = page.locator('[data-region="strip"]');
    await strip.getByRole('tab', { name: /^Questions/ }).click();
    await strip
      .getByRole('button', { name: /web.*\?/i })
      .first()
      .click();
    await expect(editor.node('worker').locator('> div')).toHaveClass(/dimmed/);
    await expect(editor.node('web').locator('> div')).not.toHaveClass(/dimmed/);
    await editor.canvas.click({ position: { x: 20, y: 20 } });
    await expect(editor.node('worker').locator('> div')).not.toHaveClass(/dimmed/);
  });

  test('tabs without room are behind a button, and arrow keys reach them', async ({ page }) => {
    await page.setViewportSize({ width: 1100, height: 720 });
    const editor = await EditorPage.inBrowser(page);
    await editor.inspector
      .getByRole('button', { name: /web.*\?/i })
      .first()
      .click();
    await editor.inspector.getByRole('button', { name: 'More tabs' }).click();
    await page.getByRole('menuitem', { name: 'Notes' }).click();
    await expect(editor.inspector.getByRole('textbox', { name: 'Description' })).toBeVisible();
    await editor.inspector.getByRole('tab', { name: 'Notes' }).press('ArrowLeft');
    await expect(editor.inspector.getByRole('tab', { name: 'Properties' })).toHaveAttribute('aria-selected', 'true');
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
