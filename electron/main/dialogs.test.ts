import { beforeEach, describe, expect, it, vi } from 'vitest';
import { message } from '../../shared/messages/message';

const dialog = { showOpenDialog: vi.fn(), showSaveDialog: vi.fn(), showMessageBox: vi.fn() };
vi.mock('electron', () => ({ dialog }));
const { askForFolder, askForModel, askForPlace, askUnsaved, confirmLink, tryAgainAfterCrashes, waitForHungWindow } =
  await import('./dialogs');

const window = {} as never;
const pressed = (response: number) => dialog.showMessageBox.mockResolvedValueOnce({ response });
/** The options that a dialog was shown with. */
const shown = (mock: ReturnType<typeof vi.fn>) => mock.mock.lastCall?.[1] as Readonly<Record<string, unknown>>;
beforeEach(() => vi.clearAllMocks());

describe('asking for a file', () => {
  it('gives the one that was chosen, or nothing', async () => {
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/x/a.yaml'] });
    expect(await askForModel(window)).toBe('/x/a.yaml');
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
    expect(await askForModel(window)).toBeUndefined();
    expect(shown(dialog.showOpenDialog)).toMatchObject({ properties: ['openFile'] });
  });

  it('gives the folder that was chosen, or nothing', async () => {
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/x'] });
    expect(await askForFolder(window)).toBe('/x');
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: ['/x'] });
    expect(await askForFolder(window)).toBeUndefined();
    expect(shown(dialog.showOpenDialog)).toMatchObject({ properties: ['openDirectory', 'createDirectory'] });
  });
});

describe('asking for the place of a new file', () => {
  const ask = (filters: readonly { readonly name: string; readonly extensions: readonly string[] }[] = []) =>
    askForPlace(window, { title: message('desktop.dialog.save-as'), suggested: 'a.gabion.yaml', filters });

  it.each([
    ['Electron 25', { canceled: true }],
    ['Electron 45', { canceled: true, filePath: '' }],
    ['either, by a fault', { canceled: false, filePath: '' }],
  ])('gives nothing when it was closed, in the way of %s', async (_which, answer) => {
    dialog.showSaveDialog.mockResolvedValueOnce(answer);
    expect(await ask()).toBeUndefined();
  });

  it('confirms replacing a file, and knows what models are called', async () => {
    dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: '/x/a.yaml' });
    expect(await ask()).toBe('/x/a.yaml');
    const { properties, filters } = shown(dialog.showSaveDialog);
    expect(properties).toContain('showOverwriteConfirmation');
    expect(filters).toMatchObject([{ extensions: ['gabion.yaml', 'gabion'] }, {}]);
  });

  it('offers the endings it is given', async () => {
    dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true });
    await ask([{ name: 'Markdown', extensions: ['md'] }]);
    expect(shown(dialog.showSaveDialog)['filters']).toEqual([{ name: 'Markdown', extensions: ['md'] }]);
  });
});

describe('asking what to do', () => {
  it.each([
    [0, 'save'],
    [1, 'discard'],
    [2, 'cancel'],
    [7, 'cancel'],
  ])('about unsaved changes: button %i is %s', async (button, answer) => {
    pressed(button);
    expect(await askUnsaved(window, 'a\u202eb.yaml')).toBe(answer);
    expect(shown(dialog.showMessageBox)).toMatchObject({ message: 'Save the changes to “a⟨U+202E⟩b.yaml”?', defaultId: 0, cancelId: 2 });
  });

  it('OS-12 about a link: only the button opens it, neither Enter nor Escape', async () => {
    pressed(0);
    expect(await confirmLink(window, 'https://xn--gthub-n2e.com/')).toBe(true);
    expect(shown(dialog.showMessageBox)).toMatchObject({ detail: 'https://xn--gthub-n2e.com/', defaultId: 1, cancelId: 1 });
    pressed(1);
    expect(await confirmLink(window, 'https://x.example/')).toBe(false);
  });

  it('OS-17 about a window that does not answer: Escape waits', async () => {
    pressed(1);
    expect(await waitForHungWindow(window)).toBe(false);
    expect(shown(dialog.showMessageBox)).toMatchObject({ defaultId: 0, cancelId: 0 });
    pressed(0);
    expect(await waitForHungWindow(window)).toBe(true);
  });

  it('OS-15 about a page that keeps breaking down: Escape quits', async () => {
    pressed(0);
    expect(await tryAgainAfterCrashes(window)).toBe(true);
    pressed(1);
    expect(await tryAgainAfterCrashes(window)).toBe(false);
    expect(shown(dialog.showMessageBox)).toMatchObject({ cancelId: 1 });
  });
});
