import type { Locator, Page } from '@playwright/test';

/** The export as tests speak of it: files with what will become of each, and the look at one of them. */
export class ExportPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The box that says whether a file is written; `path` is relative to the folder. */
  box(path: string): Locator {
    return this.page.getByRole('checkbox', { name: `Write ${path}`, exact: true });
  }
  /** The line of a file: its name, and new, changed, same or draft. */
  line(path: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.box(path) });
  }
  /** The path of the first file that is called a draft. */
  async draft(): Promise<string> {
    const line = this.page.getByRole('listitem').filter({ hasText: /draft$/ });
    return ((await line.first().getByRole('checkbox').getAttribute('aria-label')) ?? '').replace(/^Write /, '');
  }
  /** The lines of the file as it would be written, or of what would change in it. */
  preview(path: string): Locator {
    return this.page.getByRole('region', { name: path, exact: true }).last();
  }
  get write(): Locator {
    return this.page.getByRole('button', { name: /^Write \d+ files?/ });
  }

  /** Opens the view and chooses the folder that the dialog of the system answers with. */
  async chooseFolder(): Promise<void> {
    await this.page.keyboard.press('Alt+5');
    await this.page.getByRole('button', { name: 'Choose…' }).click();
  }

  /** Looks at a file. */
  async look(path: string): Promise<void> {
    await this.line(path).getByRole('button').click();
  }
}
