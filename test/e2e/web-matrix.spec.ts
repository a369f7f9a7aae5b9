import { expect, test } from '@playwright/test';
import { sharedFixturePath, withSharedFixtures } from '../fixtures/shared-fixtures';
import { EditorPage } from './editor-page';
import { ImportPage } from './import-page';
import { MatrixPage } from './matrix-page';

/** Whom the programs of Sock Shop call, as its own documentation draws it; the manifests declare none of these. */
const CALLS: readonly (readonly [from: string, to: string])[] = [
  ['carts', 'carts-db'],
  ['catalogue', 'catalogue-db'],
  ['front-end', 'carts'],
  ['front-end', 'catalogue'],
  ['front-end', 'orders'],
  ['front-end', 'user'],
  ['orders', 'carts'],
  ['orders', 'orders-db'],
  ['orders', 'payment'],
  ['shipping', 'rabbitmq'],
];

/** The flows that the files do declare. */
const DECLARED: readonly string[] = ['customer_to_front-end', 'user_to_user-db'];

withSharedFixtures(test.describe, 'who calls whom, on Sock Shop', () => {
  test('is asked once, filled with the keyboard alone, drawn, and taken back step by step', async ({ page }) => {
    const editor = new EditorPage(page);
    const files = new ImportPage(page);
    const matrix = new MatrixPage(page);
    await page.goto('/');
    await files.fromStart(sharedFixturePath('kubernetes/sock-shop.yaml'));
    await expect(page.getByText('14 workloads', { exact: true })).toBeVisible();
    await expect(page.getByText(/declare one call between 14 workloads/)).toHaveCount(1);
    const offer = page.getByRole('button', { name: 'Add, and say who calls whom' });
    await expect(offer).toBeEnabled(); // once everything has its place
    await offer.press('Enter');

    await matrix.ready();
    await expect(page.getByText('The files do not declare these calls')).toHaveCount(1);
    await expect(matrix.cell('user calls user-db: declared in the files')).toBeVisible();

    // One question about all of them, and no row for each: neither among the findings about the model nor among the threats.
    await page.keyboard.press('Alt+1');
    await editor.ready();
    const strip = page.locator('[data-region="strip"]');
    await expect(strip.getByRole('tab', { name: 'Hygiene 0' })).toBeVisible();
    await strip.getByRole('tab', { name: /^Questions/ }).click();
    const question = strip.getByRole('button', { name: /^Who calls whom in / });
    await expect(question).toHaveCount(1);
    await expect(question).toContainText('11 workloads');
    await question.click();
    await editor.inspector.getByRole('button', { name: 'Who calls whom' }).click();

    await matrix.ready();
    for (const [from, to] of CALLS) {
      await matrix.walkTo(from, to);
      await page.keyboard.press('Space');
      await expect(matrix.cell(`${from} calls ${to}: said by a person`)).toBeVisible();
    }
    // The rest of the row at once; then a call that was said by mistake, and is not made.
    await matrix.walkTo('payment', 'carts');
    await page.keyboard.press('Space');
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await expect(matrix.cell('payment does not call user')).toBeVisible();
    await expect(page.getByRole('progressbar', { name: 'Rows that are done' })).toHaveAttribute('aria-valuenow', '1');
    await expect(matrix.here).toHaveAccessibleName(/^queue-master /);

    // What was said is drawn, and each answer is a step of its own.
    await page.keyboard.press('Alt+1');
    await editor.ready();
    const drawn = CALLS.map(([from, to]) => `${from}_to_${to}`);
    await expect.poll(() => editor.flowsDrawn()).toEqual([...DECLARED, ...drawn].sort());
    for (const label of [/^Undo Set .* of payment/, /^Undo Delete/, 'Undo Connect payment to carts']) {
      await expect(editor.undo).toHaveAccessibleName(label);
      await page.keyboard.press('Control+z');
    }
    for (const [from, to] of [...CALLS].reverse()) {
      await expect(editor.undo).toHaveAccessibleName(`Undo Connect ${from} to ${to}`);
      await page.keyboard.press('Control+z');
    }
    await expect.poll(() => editor.flowsDrawn()).toEqual(DECLARED);
    await expect(editor.undo).toHaveAccessibleName('Undo Import 20 things');
  });
});
