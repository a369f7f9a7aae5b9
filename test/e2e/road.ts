import { expect, type Page } from '@playwright/test';

/**
 * The main job, step by step, as a person does it and by what a person sees: the same in Electron and in the browser. A real
 * file walks it: Online Boutique, imported as a part.
 */
export class Road {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  private get status() {
    return this.page.locator('[data-region="status"]');
  }

  /** What lies open, in numbers: "29 threats". */
  async expectThreats(count: number): Promise<void> {
    await expect(this.status).toContainText(`${String(count)} threats`, { timeout: 20_000 });
  }

  /** The import view has read the file; everything it found is added, as a part. */
  async import(): Promise<void> {
    await expect(this.page.getByText('What are these files?')).toBeVisible({ timeout: 20_000 });
    await expect(this.page.getByText('12 workloads', { exact: true })).toBeVisible();
    await expect(this.page.getByText(/frontend calls shoppingassistantservice:80/)).toBeVisible();
    await this.page.getByRole('button', { name: 'Add 33 things' }).click();
    await expect(this.status).toContainText('17 flows, 13 elements, 3 boundaries', { timeout: 20_000 });
  }

  /** The diagram: twelve workloads and the customer, in nested boundaries, all in view. */
  async lookAtDiagram(): Promise<void> {
    for (const id of ['customer', 'frontend', 'cartservice', 'redis-cart', 'internet', 'cluster', 'namespace']) {
      await expect(this.page.locator(`.react-flow__node[data-id="${id}"]`)).toBeVisible();
    }
    await expect(this.page.locator('.react-flow__node')).toHaveCount(16);
    await this.expectThreats(29);
  }

  /** "Is traffic inside this namespace encrypted? No" */
  async answerEncryption(): Promise<void> {
    await this.page.getByRole('tab', { name: /^Questions/ }).click();
    await this.page.getByText('Is traffic inside namespace not stated encrypted?').first().click();
    await this.page.getByRole('radio', { name: /^No\b/ }).first().click();
    await this.page.getByRole('button', { name: /^Answer no/ }).click();
    await this.expectThreats(45);
  }

  /** Plans mutual TLS for the namespace, sees what would close, then puts it in place and sees what closed. */
  async adoptMutualTls(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Alt+2');
    await this.page
      .getByRole('row', { name: /Calls inside the cluster go in clear text/ })
      .first()
      .click();
    await this.page.keyboard.press('ArrowRight'); // opens the row
    await this.page
      .getByRole('row', { name: /cartservice to redis-cart/ })
      .first()
      .click();
    await this.page.getByRole('button', { name: /^Plan Mutual TLS/ }).click();
    await expect(this.page.getByText(/closes when Mutual TLS/i).first()).toBeVisible();
    await this.expectThreats(45); // planning is not a decision
    await this.page.getByRole('button', { name: /Mutual TLS .*is in place/ }).click();
    await this.expectThreats(29);
  }

  /** The cheapest attack on the carts, and back from a step to the thing it happens on. */
  async followAttack(): Promise<void> {
    await this.page.keyboard.press('Alt+3');
    await expect(this.page.getByRole('heading', { name: 'Read redis-cart' })).toBeVisible({ timeout: 20_000 });
    await expect(this.page.getByText(/minimal attacks/).first()).toBeVisible({ timeout: 20_000 });
    await this.page.getByRole('button', { name: /^Step \d, Connect to redis-cart without a password/ }).click();
    await this.page.getByRole('button', { name: 'Show on the diagram' }).first().click();
    await expect(this.page.locator('.react-flow__node[data-id="redis-cart"].selected')).toBeVisible();
  }

  /** The plan, phase by phase. */
  async readPlan(): Promise<void> {
    await this.page.keyboard.press('Alt+4');
    for (const phase of ['Develop', 'Distribute', 'Deploy', 'Runtime'])
      await expect(this.page.getByText(new RegExp(`^${phase}`)).first()).toBeVisible();
    await expect(this.page.getByText('17 of 17 flows pass, 116 of 116 other pairs refused')).toBeVisible({ timeout: 20_000 });
  }

  /** Undo and redo reach back to before the control. */
  async undoAndRedo(): Promise<void> {
    await this.page.keyboard.press('Control+z');
    await this.expectThreats(45);
    await this.page.keyboard.press('Control+Shift+z');
    await this.expectThreats(29);
  }
}
