import type { ElectronApplication, JSHandle, Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import type { DesktopApi } from '../../shared/desktop-api';

/** What the preload gave the page, to be called as the page calls it: `desktop.evaluate((gabion, id) => gabion.open(id), id)`. */
export function desktopOf(page: Page): Promise<JSHandle<DesktopApi>> {
  return page.evaluateHandle(() => {
    if (window.gabion === undefined) throw new Error('the page has no window.gabion');
    return window.gabion;
  });
}

/**
 * Puts a page without any script in the window, and says that it is ready: a picture of ours, served as the page is and with
 * the same preload. What it is given is then in the test's hands alone.
 */
export async function bareDesktop(app: ElectronApplication, page: Page): Promise<JSHandle<DesktopApi>> {
  await page.waitForLoadState('load'); // a page that is still loading would have this one take its failure for its own
  await app.evaluate(async ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('app://bundle/icon.svg'));
  await page.waitForURL('app://bundle/icon.svg');
  const desktop = await desktopOf(page);
  await desktop.evaluate((gabion) => gabion.ready());
  return desktop;
}

/** What the dialogs of the system answer from now on, since nobody is there to click them. */
export interface Answers {
  /** The file or folder chosen to open; null closes the dialog. */
  readonly open?: string | null;
  /** The place chosen to save; null closes the dialog. */
  readonly save?: string | null;
  /** The number of the button pressed in a message box. */
  readonly button?: number;
}

/** Answers dialogs, and keeps what they were asked: read it with {@link asked}. */
export async function answerDialogs(app: ElectronApplication, answers: Answers): Promise<void> {
  await app.evaluate(({ dialog }, given) => {
    const kept: unknown[] = [];
    Reflect.set(globalThis, 'gabionDialogs', kept);
    const record = (args: readonly unknown[]) => kept.push(args.at(-1));
    dialog.showOpenDialog = (...args: readonly unknown[]) => {
      record(args);
      return Promise.resolve({ canceled: typeof given.open !== 'string', filePaths: typeof given.open === 'string' ? [given.open] : [] });
    };
    dialog.showSaveDialog = (...args: readonly unknown[]) => {
      record(args);
      return Promise.resolve({ canceled: typeof given.save !== 'string', filePath: given.save ?? '' });
    };
    dialog.showMessageBox = (...args: readonly unknown[]) => {
      record(args);
      return Promise.resolve({ response: given.button ?? 0, checkboxChecked: false });
    };
  }, answers);
}

/** What the dialogs were asked since {@link answerDialogs}: the options of each. */
export async function asked(app: ElectronApplication): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return await app.evaluate(() => Reflect.get(globalThis, 'gabionDialogs') as Record<string, unknown>[]);
}

/** Drags a file from the desktop onto the middle of the page and lets go of it, as a hand would. */
export async function dropFile(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: Math.floor(width / 2),
      y: Math.floor(height / 2),
      data: { items: [], files: [file], dragOperationsMask: 1 },
    });
  }
  await session.detach();
}

/** Starts the same program a second time, for the same user, as a person does who clicks its icon again. Resolves when it ends. */
export async function runAnother(
  app: ElectronApplication,
  args: readonly string[],
  folder?: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const how = await app.evaluate(({ app: electron }) => ({
    executable: process.execPath,
    args: [`--user-data-dir=${electron.getPath('userData')}`, electron.getAppPath()],
    env: process.env,
  }));
  const rootCannotHaveSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(how.executable, [...rootCannotHaveSandbox, ...how.args, ...args], {
    env: how.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

/** Ends the program as a loss of power would, and waits until it is gone. */
export async function killGabion(app: ElectronApplication): Promise<void> {
  const child = app.process();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
