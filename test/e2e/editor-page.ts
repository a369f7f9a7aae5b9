import { expect, type Locator, type Page } from '@playwright/test';
import path from 'node:path';

/** The model that the editor's tests begin with. */
export const smallShop = path.resolve(import.meta.dirname, '../fixtures/ui/small-shop.gabion.yaml');

/** A file that exists nowhere but in a test. */
export interface FilePayload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The editor as tests speak of it: by what a person sees. */
export class EditorPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The page of the browser build, with a model opened by upload. */
  static async inBrowser(page: Page, file = smallShop): Promise<EditorPage> {
    await page.goto('/');
    await expect(page.getByRole('navigation')).toBeVisible();
    const editor = new EditorPage(page);
    await editor.upload(file);
    return editor;
  }

  /** Gives a file to the dialog that Ctrl+O opens. */
  async choose(file: string | FilePayload): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.evaluate(() => undefined); // the browser now knows that its dialog is to be answered by us
    await this.page.keyboard.press('Control+o');
    await (await chooser).setFiles(file);
  }

  async upload(file: string): Promise<void> {
    await this.choose(file);
    await this.ready();
  }

  /**
   * The diagram stands, and its first results are there. Most tests begin with this, so that it looks often: an assertion would
   * look again after a second, when what it waits for was there long before.
   */
  async ready(): Promise<void> {
    await this.page.locator('.react-flow__node').first().waitFor({ timeout: 15_000 });
    await this.status.filter({ hasText: 'Analysed in' }).waitFor({ timeout: 15_000 });
    await this.settled();
  }

  /** Nothing moves any more: the view has stopped sliding to its place. */
  async settled(): Promise<void> {
    const viewport = this.page.locator('.react-flow__viewport');
    let before = '';
    await expect
      .poll(
        async () => {
          const now = (await viewport.getAttribute('style')) ?? '';
          const same = now === before && now !== '';
          before = now;
          return same;
        },
        { intervals: [50] },
      )
      .toBe(true);
  }

  get canvas(): Locator {
    return this.page.locator('[data-region="canvas"]');
  }
  get inspector(): Locator {
    return this.page.locator('[data-region="inspector"]');
  }
  get status(): Locator {
    return this.page.locator('[data-region="status"]');
  }
  get undo(): Locator {
    return this.page.locator('[data-region="title"]').getByRole('button', { name: /^Undo/ });
  }
  node(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`);
  }
  flow(id: string): Locator {
    return this.page.locator(`[data-flow="${id}"]`);
  }

  /** The ids of the flows on the diagram, sorted. */
  async flowsDrawn(): Promise<readonly string[]> {
    const flows = await this.page
      .locator('[data-flow]')
      .evaluateAll((shapes) => shapes.map((shape) => shape.getAttribute('data-flow') ?? ''));
    return flows.sort();
  }

  /** The middle of a thing on the screen. */
  async middle(thing: Locator): Promise<{ readonly x: number; readonly y: number }> {
    const box = await thing.boundingBox();
    if (box === null) throw new Error('nothing to see there');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Drags from one point to another in steps, as a hand does. */
  async drag(from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }, drop = true): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + (to.x - from.x) / 2, from.y + (to.y - from.y) / 2, { steps: 6 });
    await this.page.mouse.move(to.x, to.y, { steps: 6 });
    if (drop) await this.page.mouse.up();
  }

  /** Saves in the browser build, and gives the text that was downloaded. `anew` also where there is nothing to save. */
  async download(anew?: 'anew'): Promise<string> {
    const keys = anew === undefined ? 'Control+s' : 'Control+Shift+s';
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.page.keyboard.press(keys)]);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  }
}
