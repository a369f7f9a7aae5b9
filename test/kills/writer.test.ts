import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFileSystem } from '../../electron/node/file-system';
import { processRuns, sweepTemporaries, thisWriter } from '../../electron/node/temporary-files';
import { bundleChild } from './bundle-child';
import { nextVersion, versionIn, versions, waitBefore } from './versions';

const KILLS = 200;
/** Longest wait before a kill, in milliseconds: one save of 3 MB takes about half of it. */
const LONGEST_WAIT = 40;
const MINUTES = 60_000;

let folder = '';
let child = '';
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'gabion-kills-')));
  child = await bundleChild('test/kills/saving-child.ts', folder);
}, MINUTES);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the child, kills it `wait` milliseconds after it began to save, and tells what it last said to be saved. */
async function killWhileSaving(file: string, wait: number): Promise<number | undefined> {
  const saving = spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => saving.once('exit', (_code, signal) => resolve(signal)));
  let lastSaved: number | undefined;
  for await (const line of createInterface({ input: saving.stdout })) {
    if (line === 'ready') void pause(wait).then(() => saving.kill('SIGKILL'));
    else lastSaved = Number(line.replace('saved ', ''));
  }
  expect(await ended).toBe('SIGKILL');
  return lastSaved;
}

describe('a process that is killed while it saves', () => {
  it(
    `OS-1 (P1) OS-5 leaves the whole old or the whole new file, ${KILLS} times, and nothing that is not swept`,
    async () => {
      const models = path.join(folder, 'models');
      await realFileSystem.mkdir(models);
      const file = path.join(models, 'model.gabion.yaml');
      const all = versions();
      writeFileSync(file, all.get(1) ?? '');
      let leftovers = 0;
      let current = 1;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const lastSaved = await killWhileSaving(file, waitBefore(kill, LONGEST_WAIT));
        const found = versionIn(readFileSync(file), all);
        // What was said to be saved is there; or already the next one, of which it did not come to say so.
        const saved = lastSaved ?? current;
        expect([saved, nextVersion(saved)], `kill ${kill}`).toContain(found);
        current = found ?? 0;
        leftovers += await sweepTemporaries(models, { fs: realFileSystem, writer: thisWriter, runs: processRuns, now: () => Date.now() });
        expect(readdirSync(models), `kill ${kill}`).toEqual(['model.gabion.yaml']);
      }
      // The kills did hit the writing: a sweep had something to do.
      expect(leftovers).toBeGreaterThan(0);
      console.log(`${KILLS} kills: 0 torn files, ${leftovers} temporaries swept`);
    },
    5 * MINUTES,
  );
});
