import { expect, type FileChooser, type Locator, type Page } from '@playwright/test';
import type { FilePayload } from './editor-page';

/** What the file dialog of a browser takes: a path, or files that exist nowhere but in the test. */
type Files = string | readonly FilePayload[];

/** The look at foreign files before they become part of the model. */
export class ImportPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get view(): Locator {
    return this.page.locator('[data-region="main"]');
  }
  /** What is said of a file. */
  file(name: string): Locator {
    return this.view.getByRole('listitem').filter({ has: this.page.getByText(name, { exact: true }) });
  }
  /** The list under a heading of the preview. */
  listBelow(title: string): Locator {
    return this.view.locator(`h3:has-text("${title}") + ul`);
  }
  /** The verb with its number, which takes everything that is shown. */
  get take(): Locator {
    return this.view.locator('footer').getByRole('button').last();
  }

  /** Chooses manifests on the start screen. */
  async fromStart(files: Files): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: /^Kubernetes/ }).click();
    await this.give(chooser, files);
  }

  /** Chooses a folder with everything in it on the start screen. */
  async folderFromStart(folder: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: /^A folder/ }).click();
    await this.give(chooser, folder);
  }

  /** Chooses manifests by the command, with a model open. */
  async choose(files: Files): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.evaluate(() => undefined); // the browser now knows that its dialog is to be answered by us
    await this.page.keyboard.press('Control+i');
    await this.give(chooser, files);
  }

  private async give(chooser: Promise<FileChooser>, files: Files): Promise<void> {
    await (await chooser).setFiles(typeof files === 'string' ? files : [...files]);
    await expect(this.page.getByRole('heading', { name: 'Import' })).toBeVisible();
  }
}
