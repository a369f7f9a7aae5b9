import { expect, test } from '@playwright/test';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EditorPage, smallShop } from './editor-page';
import { ImportPage } from './import-page';

const text = (content: string): Buffer => Buffer.from(content, 'utf8');
/** A file that exists nowhere but in the test. */
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
const archive = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
const brackets = '['.repeat(10_000);
/** Each line is nine times the one before. */
const bomb = [
  '&a [x, x, x, x, x, x, x, x, x]',
  ...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index) => {
    const before = `*${'abcdefg'[index] ?? ''}`;
    return `&${name} [${Array<string>(9).fill(before).join(', ')}]`;
  }),
]
  .map((line, index) => `${'abcdefgh'[index] ?? ''}: ${line}`)
  .join('\n');

interface BadFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Where it is wrong; undefined where the whole file is. */
  readonly place?: RegExp;
  readonly says: RegExp;
  readonly mend: RegExp;
}

const MODELS: readonly BadFile[] = [
  {
    name: 'broken.gabion.yaml',
    bytes: text('gabion: 1\nelements:\n  a: { type: process/api\n'),
    place: /line 3, column 6/,
    says: /not closed/,
    mend: /Close it where it ends/,
  },
  { name: 'picture.gabion.yaml', bytes: picture, says: /not a text file/, mend: /Choose a file that ends in \.gabion\.yaml/ },
  { name: 'empty.gabion.yaml', bytes: text(''), says: /it is empty/, mend: /Start it with the line/ },
  {
    name: 'brackets.gabion.yaml',
    bytes: text(`gabion: 1\ntitle: ${brackets}\n`),
    place: /line 2, column/,
    says: /nested deeper/,
    mend: /check the brackets/,
  },
  { name: 'bomb.gabion.yaml', bytes: text(`gabion: 1\n${bomb}\n`), place: /line 2, column/, says: /aliases/, mend: /Write the value out/ },
  {
    name: 'prototype.gabion.yaml',
    bytes: text('gabion: 1\nelements:\n  __proto__: { type: process/api }\n'),
    place: /line 3, column 3/,
    says: /"__proto__" cannot be a key/,
    mend: /Choose another name/,
  },
  {
    name: 'newer.gabion.yaml',
    bytes: text('gabion: 2\nelements:\n  - { id: web }\n'),
    place: /line 1, column 9/,
    says: /version 2 of the format/,
    mend: /Use a newer Gabion/,
  },
];

const MANIFESTS: readonly BadFile[] = [
  {
    name: 'broken.yaml',
    bytes: text('kind: Pod\nmetadata: { name: a\nspec: {}\n'),
    place: /line 2/,
    says: /not closed/,
    mend: /Close it where it ends/,
  },
  { name: 'picture.yaml', bytes: picture, says: /not a text file/, mend: /Choose the manifest itself/ },
  { name: 'empty.yaml', bytes: text(''), says: /The file is empty/, mend: /./ },
  {
    name: 'brackets.yaml',
    bytes: text(`kind: Pod\nspec: ${brackets}\n`),
    place: /line 2/,
    says: /nested deeper/,
    mend: /Import a smaller part/,
  },
  {
    name: 'bomb.yaml',
    bytes: text(`kind: Pod\n${bomb}\n`),
    place: /line \d/,
    says: /more than 1,000,000 values/,
    mend: /Import a smaller part/,
  },
  { name: 'archive.zip', bytes: archive, says: /nothing to read in a file of this kind/, mend: /./ },
];

test('bad input is told apart by one sentence with the file, the place and the mend, and the open model stays', async ({ page }, info) => {
  const editor = new EditorPage(page);
  const imports = new ImportPage(page);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));

  await test.step('a folder without manifests', async () => {
    const folder = info.outputPath('notes');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'readme.md'), '# Notes\n');
    await writeFile(path.join(folder, 'archive.zip'), archive);
    await writeFile(path.join(folder, 'plan.yaml'), 'milestones: [one, two]\n');
    await page.goto('/');
    await imports.folderFromStart(folder);
    await expect(page.getByRole('alert')).toContainText('None of these 3 files holds Kubernetes objects');
    await expect(page.getByRole('alert')).toContainText('Choose manifests as');
    await expect(imports.take).toBeDisabled();
  });

  await editor.upload(smallShop);
  await editor.node('web').click();
  await page.keyboard.press('ArrowRight');
  await expect(editor.undo).toHaveAccessibleName('Undo Move 1 thing');
  const before = await editor.download();

  await test.step('models', async () => {
    for (const { name, bytes, place, says, mend } of MODELS) {
      await editor.choose(file(name, bytes));
      const alert = page.getByRole('alert');
      await expect(alert).toContainText(name);
      for (const part of [says, mend, place ?? says, /Nothing was changed/]) await expect(alert, name).toContainText(part);
    }
    await expect(editor.undo).toHaveAccessibleName('Undo Move 1 thing');
  });

  await test.step('manifests', async () => {
    await imports.choose(MANIFESTS.map(({ name, bytes }) => file(name, bytes)));
    for (const { name, place, says, mend } of MANIFESTS) {
      const line = imports.file(name);
      for (const part of [says, mend, place ?? says]) await expect(line, name).toContainText(part);
    }
    await expect(page.getByRole('alert')).toContainText(/None of these 6 files holds/);
    await expect(imports.take).toBeDisabled();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  await expect(page.locator('.react-flow__node')).toHaveCount(6);
  expect(await editor.download('anew')).toBe(before);
  expect(before).not.toBe(await readFile(smallShop, 'utf8'));
  expect(faults).toEqual([]);
});
