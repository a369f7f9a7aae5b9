import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sharedFixturePath, withSharedFixtures } from '../fixtures/shared-fixtures';
import { answerDialogs, dropFile, killGabion } from './desktop-page';
import { expect, test } from './electron-app';
import { Road } from './road';

const program = path.resolve(import.meta.dirname, '../../dist/cli/gabion.cjs');

withSharedFixtures(test.describe, 'the main job, end to end, on Online Boutique', () => {
  test('from a dropped manifest to files in a repository, and nothing is lost on the way', async ({ launchGabion, folder }, info) => {
    test.setTimeout(180_000);
    const userData = path.join(folder, 'user-data');
    const { app, page } = await launchGabion({ userData });
    const road = new Road(page);
    await expect(page.getByRole('button', { name: 'New model' })).toBeVisible();
    await dropFile(page, sharedFixturePath('kubernetes/online-boutique.yaml'));
    await road.import();
    await road.lookAtDiagram();
    await page.screenshot({ path: info.outputPath('diagram.png') });

    const model = path.join(folder, 'online-boutique.gabion.yaml');
    await answerDialogs(app, { save: model, open: folder });
    await page.keyboard.press('Control+s');
    await expect(page.locator('[data-region="title"]')).toContainText('Saved');
    const imported = await readFile(model, 'utf8');

    await road.answerEncryption();
    await road.adoptMutualTls();
    await road.undoAndRedo();
    await page.screenshot({ path: info.outputPath('threats.png') });
    await road.followAttack();
    await road.readPlan();
    await page.screenshot({ path: info.outputPath('plan.png') });

    await page.keyboard.press('Control+s');
    await expect(page.locator('[data-region="title"]')).toContainText('Saved');
    const saved = await readFile(model, 'utf8');
    const before = new Set(imported.split('\n'));
    expect(saved.split('\n').filter((line) => !before.has(line)).length).toBeLessThanOrEqual(6); // the change fits on a screen

    await page.keyboard.press('Alt+5');
    await page.getByRole('button', { name: 'Choose…' }).click();
    await page.getByRole('button', { name: /^Write \d+ files?/ }).click();
    await expect.poll(() => readdir(folder).then((names) => names.includes('policies') && names.includes('threat-model'))).toBe(true);
    await expect
      .poll(() => readdir(path.join(folder, 'threat-model')).then((names) => names.sort()))
      .toEqual(['report.html', 'report.md', 'report.svg']);
    await page.screenshot({ path: info.outputPath('export.png') });

    // Killed in the middle of something, it comes back with the edit that was never saved.
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Control+z');
    await road.expectThreats(45);
    await killGabion(app);
    expect(await readFile(model, 'utf8')).toBe(saved);
    const again = await launchGabion({ userData, args: [model] });
    // It comes back by itself, or is offered above the file where that was opened first.
    const offer = again.page.getByRole('button', { name: 'Restore' });
    await expect(async () => {
      if (await offer.isVisible()) await offer.click({ timeout: 1_000 });
      await expect(again.page.locator('[data-region="status"]')).toContainText('45 threats', { timeout: 2_000 });
    }).toPass({ timeout: 40_000 });

    // A colleague's pipeline says the same about the saved file.
    const checked = spawnSync(process.execPath, [program, 'check', model, '--format', 'json'], { encoding: 'utf8' });
    const { threats } = JSON.parse(checked.stdout) as { threats: { status: string }[] };
    expect([checked.status, threats.filter(({ status }) => status === 'open').length]).toEqual([1, 29]);
  });
});
