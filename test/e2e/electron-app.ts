import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { electronRuntime, runtimeEnvironment } from '../../build/electron-runtime.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const asRoot = process.getuid?.() === 0;

/** A running application, and the places that are its own. */
export interface RunningGabion {
  readonly app: ElectronApplication;
  /** Its first window. */
  readonly page: Page;
  /** A folder for the files of the test, gone afterwards. */
  readonly folder: string;
  /** What the main process has printed so far. */
  readonly output: () => string;
}

/** How to start it. */
export interface LaunchOptions {
  /** Files and switches, as a person would type them. */
  readonly args?: readonly string[];
  /** The folder of settings, drafts and earlier versions; a new one unless given. Give it again to start a second time. */
  readonly userData?: string;
}

interface Fixtures {
  /** A folder for the files of the test, gone afterwards. */
  readonly folder: string;
  /** Starts the application; it is closed after the test if it still runs. */
  readonly launchGabion: (options?: LaunchOptions) => Promise<RunningGabion>;
  /** The application, started with nothing. */
  readonly gabion: RunningGabion;
}

/** Playwright's `test`, with the real application in real Electron. */
export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'gabion-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }); // a killed application's helpers may still write for a moment
  },

  launchGabion: async ({ folder }, use, info) => {
    const running: { readonly app: ElectronApplication; readonly output: () => string }[] = [];
    const runtime = electronRuntime();
    await use(async ({ args = [], userData = path.join(folder, 'user-data') } = {}) => {
      const app = await _electron.launch({
        executablePath: runtime.executable,
        args: [...(asRoot ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`, root, ...args],
        chromiumSandbox: !asRoot, // Playwright switches the sandbox off unless told otherwise
        cwd: folder,
        env: { ...inheritedEnvironment(), ...runtimeEnvironment(runtime) },
        timeout: 20_000,
      });
      let printed = '';
      const collect = (bytes: Buffer): void => {
        printed += bytes.toString();
      };
      app.process().stdout?.on('data', collect);
      app.process().stderr?.on('data', collect);
      const output = (): string => printed;
      running.push({ app, output });
      return { app, page: await app.firstWindow({ timeout: 20_000 }), folder, output };
    });
    for (const { app, output } of running) {
      if (info.status !== info.expectedStatus)
        await info.attach('output of the main process', { body: output(), contentType: 'text/plain' });
      await closeGabion(app);
    }
  },

  gabion: async ({ launchGabion }, use) => {
    await use(await launchGabion());
  },
});

/** Our environment without the variables that make an Electron behave as Node or print a debugger's address. */
function inheritedEnvironment(): Record<string, string> {
  const refused = new Set(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']);
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined || refused.has(name) ? [] : [[name, value]])),
  );
}

/** Ends the application even where it would ask about unsaved work first, and also where a test has killed it already. */
export async function closeGabion(app: ElectronApplication): Promise<void> {
  let child: ReturnType<ElectronApplication['process']>;
  try {
    child = app.process();
  } catch {
    return; // Playwright forgets the process of an application that has ended
  }
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await ended;
}

export { expect } from '@playwright/test';
