import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import type { DocumentId } from '../../shared/desktop-api';
import { editOn, elementsShown, modelInWindow } from '../kills/editing';
import { recipes, versionIn, versions, waitBefore } from '../kills/versions';
import { answerDialogs, bareDesktop, killGabion } from './desktop-page';
import { expect, test } from './electron-app';

/** The real application, killed in the middle of its work: a few times in `npm test`, many in `npm run test:deep`. */
const deep = process.env.GABION_DEEP === '1';
const EDITING_KILLS = deep ? 200 : 12;
const SAVING_KILLS = deep ? 50 : 6;
const MINUTES = 60_000;

test.describe('killed while it saves', () => {
  test(`OS-1 (P1) OS-5 the file is whole, ${SAVING_KILLS} times, and what lies beside it is swept at the next start`, async ({
    launchGabion,
    folder,
  }) => {
    test.setTimeout((deep ? 20 : 3) * MINUTES);
    const models = path.join(folder, 'models');
    await mkdir(models);
    const file = path.join(models, 'model.gabion.yaml');
    const all = versions();
    await writeFile(file, all.get(1) ?? '');
    let id: DocumentId | undefined;
    for (let kill = 0; kill <= SAVING_KILLS; kill += 1) {
      const { app, page } = await launchGabion({ userData: path.join(folder, 'settings') });
      const desktop = await bareDesktop(app, page);
      await answerDialogs(app, { open: file });
      const opened = await desktop.evaluate(async (gabion, known) => {
        const result = known === undefined ? await gabion.openDialog() : await gabion.open(known);
        if (result.kind !== 'opened') throw new Error(JSON.stringify(result));
        await gabion.setWindowState({ document: result.document.id, title: 'model', dirty: true });
        return { id: result.document.id, hash: result.document.hash };
      }, id);
      id = opened.id;
      // The last round only looks: showing the document has swept what the kill before left.
      await expect.poll(() => readdir(models)).toEqual(['model.gabion.yaml']);
      if (kill < SAVING_KILLS) {
        await desktop.evaluate(
          (gabion, { id: document, hash, list }) => {
            const texts = list.map(({ head, line, lines, tail }) => new TextEncoder().encode(head + line.repeat(lines) + tail));
            const saveOn = async () => {
              let expected = hash;
              for (let turn = 0; ; turn += 1) {
                const result = await gabion.save({ id: document, bytes: texts[turn % texts.length] ?? new Uint8Array(), expected });
                if (result.kind !== 'saved') throw new Error(JSON.stringify(result.kind));
                expected = result.hash;
              }
            };
            void saveOn();
          },
          { ...opened, list: [...recipes.values()] },
        );
        await page.waitForTimeout(100 + waitBefore(kill, 80));
      }
      await killGabion(app);
      expect(versionIn(await readFile(file), all), `kill ${kill}`).toBeDefined();
    }
  });
});

test.describe('killed while a person edits', () => {
  test(`OS-1 (P1) OS-15 (P5) at most the last edit is lost, ${EDITING_KILLS} times, and the file is never torn`, async ({
    launchGabion,
    folder,
  }) => {
    test.setTimeout((deep ? 60 : 5) * MINUTES);
    const models = path.join(folder, 'models');
    await mkdir(models);
    const file = path.join(models, 'model.gabion.yaml');
    await writeFile(file, 'gabion: 1\ntitle: Killed\nelements:\n  first: { type: process/generic }\n');
    let seen = 1;
    for (let kill = 0; kill <= EDITING_KILLS; kill += 1) {
      const { app, page } = await launchGabion({ userData: path.join(folder, 'settings') });
      // Of what was on the screen before the kill, all but the last edit is there again (P2).
      expect(await modelInWindow(app, page, file), `kill ${kill}`).toBeGreaterThanOrEqual(seen - 1);
      if (kill < EDITING_KILLS) {
        await editOn(app, 100, 7);
        await page.waitForTimeout(700 + waitBefore(kill, 300));
        seen = (await elementsShown(page)) ?? 0;
      }
      await killGabion(app);
      const onDisk: unknown = parse(await readFile(file, 'utf8'));
      expect(onDisk, `kill ${kill}`).toMatchObject({ gabion: 1, title: 'Killed', elements: { first: { type: 'process/generic' } } });
    }
  });
});
