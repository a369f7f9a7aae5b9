import { expect, type Locator, type Page } from '@playwright/test';

/** Who calls whom, as tests speak of it: walked with the arrows, answered with keys, read as it is spoken. */
export class MatrixPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: 'Who calls whom' });
  }
  /** The cell of the pair that keys answer for. */
  get here(): Locator {
    return this.grid.locator('[role="gridcell"][aria-selected="true"]');
  }
  /** What is said of a pair: a cell by the sentence that is read aloud for it. */
  cell(sentence: string): Locator {
    return this.grid.getByRole('gridcell', { name: sentence, exact: true });
  }

  /** The grid stands, and has the keyboard. */
  async ready(): Promise<void> {
    await expect(this.grid).toBeFocused();
    await expect(this.here).toHaveCount(1);
  }

  /** Walks to a pair with the arrows alone. */
  async walkTo(from: string, to: string): Promise<void> {
    const { down, right } = await this.grid.evaluate(
      (grid, pair) => {
        const named = (role: string): readonly (string | null)[] =>
          [...grid.querySelectorAll(`[role="${role}"]`)].map((head) => head.getAttribute('title'));
        const here = grid.querySelector('[role="gridcell"][aria-selected="true"]');
        const row = here?.closest('[role="row"]');
        if (here === null || row === null || row === undefined) throw new Error('no pair is in focus');
        return {
          down:
            named('rowheader').indexOf(pair.from) -
            named('rowheader').indexOf(row.querySelector('[role="rowheader"]')?.getAttribute('title') ?? null),
          // The first cell of a row is its header, as the first column is that of the headers.
          right: named('columnheader').indexOf(pair.to) - [...row.children].indexOf(here),
        };
      },
      { from, to },
    );
    for (let step = 0; step < Math.abs(down); step += 1) await this.page.keyboard.press(down > 0 ? 'ArrowDown' : 'ArrowUp');
    for (let step = 0; step < Math.abs(right); step += 1) await this.page.keyboard.press(right > 0 ? 'ArrowRight' : 'ArrowLeft');
    await expect(this.here).toHaveAccessibleName(new RegExp(`^${from} (to|calls|does not call) ${to}\\b`));
  }
}
