// node build/try-package.mjs EXECUTABLE: starts a packed Gabion once and fails unless its window opens. The inspector that
// test drivers use is fused off in a package, so this talks to the page over Chromium's own debugging port.
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isRoot, runMain, say, SetUpProblem } from './project.mjs';

const patience = 30_000;

/** @template T @param {string} what @param {() => T | undefined | Promise<T | undefined>} look @returns {Promise<T>} */
async function waitFor(what, look) {
  const until = performance.now() + patience;
  while (performance.now() < until) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new SetUpProblem(`The packed application: ${what} did not come within ${patience / 1000} s.`);
}

await runMain(async () => {
  const executable = process.argv[2] ?? '';
  const userData = mkdtempSync(path.join(os.tmpdir(), 'gabion-packed-'));
  const child = spawn(executable, [...(isRoot ? ['--no-sandbox'] : []), '--remote-debugging-port=0', `--user-data-dir=${userData}`], {
    cwd: userData,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const portFile = path.join(userData, 'DevToolsActivePort');
    const port = await waitFor('its start', () => {
      if (child.exitCode !== null) throw new SetUpProblem(`The packed application ended at once, with code ${child.exitCode}.`);
      return (existsSync(portFile) && readFileSync(portFile, 'utf8').split('\n')[0]) || undefined;
    });
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    const title = await waitFor('its window', async () => {
      const pages = browser.contexts().flatMap((context) => context.pages());
      const titles = await Promise.all(pages.map((page) => page.title()));
      return titles.find((text) => text.includes('Gabion'));
    });
    say(`The packed application opened a window: "${title}".`);
    await browser.close();
  } finally {
    child.kill('SIGKILL');
    await ended;
    rmSync(userData, { recursive: true, force: true });
  }
});
