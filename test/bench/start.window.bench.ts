import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { printModel } from '../../shared/format/print-model';
import { haveSharedFixtures, sharedFixturePath } from '../fixtures/shared-fixtures';
import { BenchWindow } from './bench-window';
import { type Benchmark, Measured } from './benchmark';
import { placedModel } from './placed-model';

/** From starting the program until its window can be used. */
async function start(shown: 'nothing' | { readonly gabion: readonly string[] }, usable: string): Promise<Measured> {
  const started = performance.now();
  const window = await BenchWindow.open(shown);
  await window.page.locator(usable).first().waitFor({ timeout: 60_000 });
  await window.frame();
  const took = performance.now() - started;
  await window.close();
  return new Measured(took);
}

const firstThreats = (window: BenchWindow) =>
  window.page.locator('[data-region="status"]', { hasText: /[1-9]\d* threats/ }).waitFor({ timeout: 120_000 });

/** From dropping a file on the started program until the first threats are shown. @param accept what has to be clicked on the way */
async function dropped(file: string, accept?: RegExp): Promise<Measured> {
  const window = await BenchWindow.open({ gabion: [] });
  await window.page.locator('[data-region="main"]').waitFor({ timeout: 60_000 });
  await window.settle();
  const started = performance.now();
  await window.dropFile(file);
  if (accept !== undefined) await window.page.getByRole('button', { name: accept }).first().click({ timeout: 60_000 });
  await firstThreats(window);
  await window.frame();
  const took = performance.now() - started;
  await window.close();
  return new Measured(took);
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'cold start to a usable window',
    baseline: { name: 'an empty Electron window', prepare: () => () => start('nothing', 'main') },
    budget: { median: 1.5 },
    runs: 9,
    warmUp: 1,
    prepare: () => () => start({ gabion: [] }, '[data-region="main"]'),
  },
  {
    name: 'Online Boutique: from dropping its manifest, preview accepted at once, to the first threats',
    runs: 5,
    warmUp: 1,
    prepare: () => (haveSharedFixtures ? () => dropped(sharedFixturePath('kubernetes/online-boutique.yaml'), /^Add \d/) : undefined),
  },
  {
    name: 'opening the model of 1,000 elements and 2,000 flows to the first threats',
    design: { median: 1_500 },
    runs: 5,
    warmUp: 1,
    prepare: () => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'gabion-bench-model-'));
      const file = path.join(folder, 'large.gabion.yaml');
      writeFileSync(file, printModel(placedModel({ elements: 1_000, flows: 2_000, namespaces: 20 })));
      return { work: () => dropped(file), close: () => rm(folder, { recursive: true, force: true }) };
    },
  },
];
