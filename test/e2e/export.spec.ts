import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gabion as commandLine } from './command-line';
import { answerDialogs } from './desktop-page';
import { EditorPage } from './editor-page';
import { expect, test } from './electron-app';
import { ExportPage } from './export-page';

const manifests = path.resolve(import.meta.dirname, '../fixtures/cli/shop.yaml');

const slashes = (file: string): string => file.replaceAll('\\', '/');

test('an export says of each file what becomes of it, shows differences before, and overwrites nothing that was not seen', async ({
  launchGabion,
  folder,
}) => {
  const repository = path.join(folder, 'repository');
  const inside = (file: string): string => path.join(repository, file);
  const read = (file: string): Promise<string> => readFile(inside(file), 'utf8');
  await mkdir(inside('threat-model'), { recursive: true });
  await mkdir(inside('policies/network'), { recursive: true });
  commandLine('import', manifests, '-o', inside('shop.gabion.yaml'));
  const notes = '# Our own notes\n\nWritten by hand.\n';
  await writeFile(inside('threat-model/report.md'), notes);
  await writeFile(inside('policies/network/allow-ops.yaml'), 'kind: NetworkPolicy # not by Gabion\n');

  const { app, page } = await launchGabion({ args: [inside('shop.gabion.yaml')] });
  const editor = new EditorPage(page);
  await editor.ready();
  await answerDialogs(app, { open: repository });
  const files = new ExportPage(page);
  await files.chooseFolder();

  // What becomes of each: the model is as it was, a report is new, somebody's own file of the same name would change.
  await expect(files.line('shop.gabion.yaml')).toContainText('same');
  await expect(files.line('threat-model/report.html')).toContainText('new');
  await expect(files.line('threat-model/report.md')).toContainText(/\+\d+ −2.*changed/);
  await expect(files.box('shop.gabion.yaml')).toBeDisabled();
  await expect(files.preview('threat-model/report.md')).toContainText('Written by hand.'); // what would change is what is shown first
  // A policy that may cut calls which exist is a draft: named as one, and out unless somebody wants it.
  const draft = await files.draft();
  await expect(files.box(draft)).not.toBeChecked();
  await expect(page.getByText(/stays? out$/)).toBeVisible();

  // Without the report: it stays as it is, and so does what Gabion has never heard of.
  await files.box('threat-model/report.md').uncheck();
  await files.write.click();
  await expect(files.line('threat-model/report.html')).toContainText('written');
  expect(await read('threat-model/report.md')).toBe(notes);
  expect(await read('threat-model/report.html')).toMatch(/^<!doctype html>/i);
  expect(await read('policies/network/allow-ops.yaml')).toBe('kind: NetworkPolicy # not by Gabion\n');
  expect((await readdir(repository, { recursive: true })).map(slashes)).not.toContain(draft);

  // What somebody writes there after the look is not overwritten: it is said, and looked at anew.
  await files.box('threat-model/report.md').check();
  await writeFile(inside('threat-model/report.md'), 'Written meanwhile.\n');
  await files.write.click();
  await expect(page.getByRole('alert')).toContainText(/report\.md.*changed/);
  expect(await read('threat-model/report.md')).toBe('Written meanwhile.\n');
  await expect(files.preview('threat-model/report.md')).toContainText('Written meanwhile.');
  await files.write.click();
  await expect(files.line('threat-model/report.md')).toContainText('written');
  expect(await read('threat-model/report.md')).toMatch(/^# /);

  // After an edit only what follows from it has changed.
  await page.keyboard.press('Alt+1');
  await editor.ready();
  await editor.node('cart').click();
  await page.keyboard.press('F2');
  await page.keyboard.insertText('Basket');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+5');
  await expect(files.line('threat-model/report.md')).toContainText('changed');
  await files.look('threat-model/report.md');
  await expect(files.preview('threat-model/report.md')).toContainText('Basket');
  await expect(files.line('shop.gabion.yaml')).toContainText('saved with Save');
});
