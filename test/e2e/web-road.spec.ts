import { expect, test } from '@playwright/test';
import { sharedFixturePath, withSharedFixtures } from '../fixtures/shared-fixtures';
import { Road } from './road';

withSharedFixtures(test.describe, 'the main job in a browser, on Online Boutique', () => {
  test('from an uploaded manifest to a downloaded model', async ({ page }, info) => {
    test.setTimeout(120_000);
    const road = new Road(page);
    await page.goto('/');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^Kubernetes/ }).click();
    await (await chooser).setFiles(sharedFixturePath('kubernetes/online-boutique.yaml'));
    await road.import();
    await road.lookAtDiagram();
    await road.answerEncryption();
    await road.adoptMutualTls();
    await road.undoAndRedo();
    await road.followAttack();
    await road.readPlan();
    await page.screenshot({ path: info.outputPath('plan.png') });
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
    expect(download.suggestedFilename()).toMatch(/online-boutique\.gabion\.yaml$/);
  });
});
