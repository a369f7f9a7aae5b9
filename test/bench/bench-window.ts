import { _electron, type CDPSession, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronRuntime, runtimeEnvironment } from '../../build/electron-runtime.mjs';
import { inProject, isRoot, root } from '../../build/project.mjs';

/** What runs in a window: Gabion, with files to open; an empty window; or a page of a folder. */
export type Shown = { readonly gabion: readonly string[] } | { readonly page: string } | 'nothing';

// Two windows may lie over each other; neither is to be slowed down because of that.
const switches = ['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding', '--disable-background-timer-throttling'];

/** A window in real Electron, driven as a hand would. */
export class BenchWindow {
  readonly page: Page;
  private readonly app: ElectronApplication;
  private readonly devtools: CDPSession;
  private readonly folder: string;

  private constructor(app: ElectronApplication, page: Page, devtools: CDPSession, folder: string) {
    this.app = app;
    this.page = page;
    this.devtools = devtools;
    this.folder = folder;
  }

  /** Starts a program of its own, with settings of its own. */
  static async open(shown: Shown): Promise<BenchWindow> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'gabion-bench-'));
    const runtime = electronRuntime();
    const program = typeof shown === 'object' && 'gabion' in shown ? [root, ...shown.gabion] : [inProject('test/bench/empty-window')];
    const page = typeof shown === 'object' && 'page' in shown ? { BENCH_PAGE: shown.page } : {};
    const environment = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
      value === undefined || name === 'NODE_OPTIONS' || name === 'ELECTRON_RUN_AS_NODE' ? [] : [[name, value]],
    );
    const app = await _electron.launch({
      executablePath: runtime.executable,
      args: [...(isRoot ? ['--no-sandbox'] : []), ...switches, `--user-data-dir=${path.join(folder, 'user-data')}`, ...program],
      chromiumSandbox: !isRoot,
      cwd: folder,
      env: { ...Object.fromEntries(environment), ...runtimeEnvironment(runtime), ...page },
      timeout: 60_000,
    });
    const first = await app.firstWindow({ timeout: 60_000 });
    const devtools = await first.context().newCDPSession(first);
    return new BenchWindow(app, first, devtools, folder);
  }

  async close(): Promise<void> {
    const child = this.app.process();
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }

  /** How many milliseconds the page's main thread works while something is done, however fast it is done. */
  async mainThread(work: () => Promise<void>): Promise<number> {
    await this.settle();
    const before = await this.taskTime();
    await work();
    await this.settle();
    return (await this.taskTime()) - before;
  }

  private async taskTime(): Promise<number> {
    await this.devtools.send('Performance.enable');
    const { metrics } = await this.devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  }

  /** Waits until what was done is drawn. */
  async frame(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  /** Waits until the page has nothing left to do. */
  async settle(): Promise<void> {
    for (let at = 0; at < 3; at += 1) {
      await this.frame();
      await this.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    }
  }

  /** Drags a file from the desktop onto the middle of the page and lets go of it. */
  async dropFile(file: string): Promise<void> {
    const { width, height } = await this.page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await this.devtools.send('Input.dispatchDragEvent', {
        type,
        x: Math.floor(width / 2),
        y: Math.floor(height / 2),
        data: { items: [], files: [file], dragOperationsMask: 1 },
      });
    }
  }
}
