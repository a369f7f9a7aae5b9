import type { ElectronApplication, Page } from '@playwright/test';

/**
 * How the kill tests use the real page. Only what a person could do and see: commands of the menu, and the counts in the
 * status bar. All that these tests know of the page stands here.
 */

/** Where the status bar says how large the model is. */
const STATUS = '[data-region="status"]';

/** How many elements the open model has, as the status bar says; undefined while none is open. */
export async function elementsShown(page: Page): Promise<number | undefined> {
  const text = (await page.locator(STATUS).first().textContent({ timeout: 10_000 })) ?? '';
  const count = /([\d,]+) elements?\b/.exec(text)?.[1];
  return count === undefined ? undefined : Number(count.replaceAll(',', ''));
}

/** Asks for a file as the system does when it is clicked in the file manager. */
export async function askForFile(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ app: electron }, wanted) => void electron.emit('open-file', { preventDefault: () => undefined }, wanted), file);
}

/**
 * Adds elements, one every `every` milliseconds, and saves after each `savesAfter` of them, from now until the program is
 * gone: each by its command in the menu. Nothing waits for anything, as a person in a hurry does not.
 */
export async function editOn(app: ElectronApplication, every: number, savesAfter: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, { pause, between }) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents;
      let edits = 0;
      setInterval(() => {
        edits += 1;
        page?.send('menu:command', 'model.add-process');
        if (edits % between === 0) page?.send('menu:command', 'file.save');
      }, pause);
    },
    { pause: every, between: savesAfter },
  );
}

/**
 * Waits until the model is in the window, with what was left unsaved if there is any: the draft is offered when the file is
 * opened again, and taken. Gives the number of its elements.
 */
export async function modelInWindow(app: ElectronApplication, page: Page, file: string): Promise<number> {
  const look = async (forMilliseconds: number): Promise<number | undefined> => {
    const until = Date.now() + forMilliseconds;
    for (;;) {
      const shown = await elementsShown(page);
      if (shown !== undefined || Date.now() > until) return shown;
      await page.waitForTimeout(50);
    }
  };
  const restored = await look(3_000);
  if (restored !== undefined) return restored;
  await askForFile(app, file);
  const opened = await look(15_000);
  if (opened === undefined) throw new Error('the model did not come into the window');
  // What was left unsaved is offered above the file that it belongs to; a person takes it.
  const offer = page.getByRole('button', { name: 'Restore' });
  const offered = await offer.waitFor({ timeout: 3_000 }).then(
    () => true,
    () => false,
  );
  if (!offered) return opened;
  await offer.click();
  await offer.waitFor({ state: 'hidden', timeout: 10_000 });
  return (await elementsShown(page)) ?? opened;
}
