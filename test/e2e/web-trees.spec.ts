import { expect, test } from '@playwright/test';
import { EditorPage } from './editor-page';

test('an attack tree is walked with the arrows; Enter opens a step, which leads to its threat and its thing, and a threat leads to its trees', async ({
  page,
}) => {
  const editor = new EditorPage(page);
  await page.goto('/');
  await page.getByRole('button', { name: /^Small shop/ }).click();
  await editor.ready();
  await page.keyboard.press('Alt+2');
  const title = 'Session cache answers without a password';
  const threat = page.getByRole('complementary', { name: title });
  await page.getByRole('row', { name: title }).click();
  await threat.getByRole('button', { name: 'Read Session cache' }).press('Enter');

  // From the goal down, along the attack that is marked, to its first step; the tree is one stop for the tab key.
  const tree = page.getByRole('group', { name: 'Attacks: Read Session cache' });
  const box = tree.locator('[data-box][tabindex="0"]');
  await expect(box).toHaveAccessibleName(/^Read Session cache, costs/);
  await box.focus();
  const said: string[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    said.push((await tree.locator(':focus .heard').textContent()) ?? '');
    if (said.at(-1)?.startsWith('Step 1, ') === true) break;
    await page.keyboard.press('ArrowDown');
  }
  expect(said[0]).toMatch(/^Read Session cache, /);
  expect(said.at(-1)).toMatch(/^Step 1, /);
  await expect(box).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(box).toHaveAccessibleName(said.at(-2) ?? '');

  // Beside a box stand others of its layer.
  await page.keyboard.press('ArrowRight');
  await expect(box).not.toHaveAccessibleName(said.at(-2) ?? '');
  await expect(box).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(box).toHaveAccessibleName(said.at(-2) ?? '');

  // Enter says more of a step, Esc less; from there to the threat, and to the thing on the diagram.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Push another image as redis:alpine and wait for Session cache to restart' });
  await expect(card).toContainText('T1525');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.keyboard.press('Enter');
  const link = card.getByRole('button', { name: /^Session cache / });
  const name = (await link.textContent()) ?? '';
  await link.press('Enter');
  await expect(page.getByRole('complementary', { name })).toContainText('T1525');
  await page.keyboard.press('Alt+3');
  await box.press('Enter');
  await page.getByRole('button', { name: 'Show on the diagram' }).press('Enter');
  await expect(editor.node('cache')).toHaveClass(/selected/);
});
