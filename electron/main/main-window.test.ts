import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentId } from '../../shared/desktop-api';

class FakePage extends EventEmitter {
  readonly id = 1;
  readonly send = vi.fn();
  isDestroyed = () => false;
}
class FakeWindow extends EventEmitter {
  readonly webContents = new FakePage();
  readonly loadURL = vi.fn(() => Promise.resolve());
  readonly destroy = vi.fn(() => this.emit('closed'));
  readonly setTitle = vi.fn();
  readonly setDocumentEdited = vi.fn();
  readonly setRepresentedFilename = vi.fn();
  readonly restore = vi.fn();
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly maximize = vi.fn();
  minimized = false;
  isMinimized = () => this.minimized;
  isMaximized = () => false;
  isDestroyed = () => false;
  getNormalBounds = () => ({ x: 1, y: 2, width: 800, height: 600 });
  /** As Electron does: asks, and is gone unless somebody objected. */
  close = vi.fn(() => {
    const preventDefault = vi.fn();
    this.emit('close', { preventDefault });
    if (preventDefault.mock.calls.length === 0) this.emit('closed');
  });
}
let made: FakeWindow;
const app = { quit: vi.fn(), addRecentDocument: vi.fn() };
const dialog = { showMessageBox: vi.fn() };
const popup = vi.fn();
const Menu = {
  buildFromTemplate: vi.fn((template: readonly unknown[]) => Object.defineProperty([...template], 'popup', { value: popup })),
  setApplicationMenu: vi.fn(),
};
vi.mock('electron', () => ({
  app,
  dialog,
  Menu,
  ipcMain: { handle: vi.fn() },
  nativeTheme: { shouldUseDarkColors: false },
  screen: { getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }), getAllDisplays: () => [] },
  BrowserWindow: function BrowserWindow() {
    made = new FakeWindow();
    return made;
  },
}));
const { openMainWindow } = await import('./main-window');
const { openRequests } = await import('./open-requests');

const doc = `doc-${'a'.repeat(32)}` as DocumentId;
const documents = {
  admit: vi.fn(() => Promise.resolve(doc)),
  pathOf: vi.fn((id: DocumentId) => (id === doc ? '/x/shop.gabion.yaml' : undefined)),
};
const recent = { names: () => [{ id: doc, name: 'shop.gabion.yaml' }], remember: vi.fn(() => Promise.resolve()) };
let shownId: DocumentId | null;
const shown = {
  get id() {
    return shownId;
  },
  show: vi.fn((id: DocumentId | null) => Promise.resolve(void (shownId = id))),
  check: vi.fn(() => Promise.resolve()),
  close: vi.fn(),
};

function start(lastCrashed = false) {
  const requests = openRequests();
  const savePlace = vi.fn(() => Promise.resolve());
  const pageIsReady = vi.fn();
  const main = openMainWindow({
    preload: '/preload.cjs',
    developerTools: false,
    place: null,
    savePlace,
    documents: documents as never,
    recent: recent as never,
    requests,
    shown: shown,
    lastCrashed,
    pageIsReady,
  });
  return { main, requests, savePlace, pageIsReady, window: made, page: made.webContents };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
vi.spyOn(console, 'error').mockImplementation(() => undefined);

beforeEach(() => {
  vi.clearAllMocks();
  shownId = null;
});

describe('the window', () => {
  it('loads our page', () => expect(start().window.loadURL).toHaveBeenCalledExactlyOnceWith('app://bundle/index.html'));

  it('OS-13 delivers what was asked for once the page is ready, and again after it was loaded again', async () => {
    const { main, requests, page, pageIsReady } = start();
    requests.ask('/x/shop.gabion.yaml');
    await settled();
    expect(page.send).not.toHaveBeenCalled();
    expect(main.ready()).toEqual({ kind: 'normal', document: null });
    await settled();
    expect(page.send).toHaveBeenCalledExactlyOnceWith('document:open-requested', {
      id: doc,
      name: 'shop.gabion.yaml',
      displayPath: '/x/shop.gabion.yaml',
    });
    expect(pageIsReady).toHaveBeenCalledOnce();
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    requests.ask('/x/shop.gabion.yaml');
    await settled();
    expect(page.send).toHaveBeenCalledOnce();
    main.ready();
    await settled();
    expect(page.send).toHaveBeenCalledTimes(2);
  });

  it('OS-17 asks the page before it closes, remembers its place, and ends the program if that was asked for', () => {
    const { main, window, page, savePlace } = start();
    main.ready();
    main.quitRequested();
    window.close();
    expect(page.send).toHaveBeenCalledExactlyOnceWith('window:close-requested', undefined);
    main.answerClose('stay');
    main.quitRequested();
    window.close();
    expect(savePlace).not.toHaveBeenCalled();
    main.answerClose('close');
    expect(savePlace).toHaveBeenCalledWith({ x: 1, y: 2, width: 800, height: 600, maximized: false });
    expect(shown.close).toHaveBeenCalledOnce();
    expect(app.quit).toHaveBeenCalledOnce();
  });

  it('OS-17 closes at once while the page cannot answer', () => {
    const { window, page } = start();
    window.close();
    expect(page.send).not.toHaveBeenCalled();
    expect(shown.close).toHaveBeenCalledOnce();
  });

  it('OS-17 may be closed by a person when it does not answer', async () => {
    const { main, window } = start();
    main.ready();
    dialog.showMessageBox.mockResolvedValueOnce({ response: 0 });
    window.emit('unresponsive');
    await settled();
    expect(window.destroy).not.toHaveBeenCalled();
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    window.emit('unresponsive');
    await settled();
    expect(window.destroy).toHaveBeenCalledOnce();
  });

  it('OS-15 (P5) loads a page that broke down again, and tells it what stood there', async () => {
    const { main, window, page } = start();
    main.ready();
    await main.setState({ document: doc, title: 'shop', dirty: true });
    page.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.loadURL).toHaveBeenCalledTimes(2);
    expect(main.ready()).toEqual({ kind: 'after-crash', document: doc });
    expect(main.ready()).toEqual({ kind: 'normal', document: null });
    page.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(window.loadURL).toHaveBeenCalledTimes(2);
  });

  it('OS-15 (P5) asks a person when it breaks down time and again', async () => {
    const { window, page } = start();
    page.emit('render-process-gone', {}, { reason: 'crashed' });
    page.emit('render-process-gone', {}, { reason: 'oom' });
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    page.emit('render-process-gone', {}, { reason: 'crashed' });
    await settled();
    expect(window.loadURL).toHaveBeenCalledTimes(3);
    expect(app.quit).toHaveBeenCalledOnce();
  });

  it('OS-15 (P5) tells the page that the last session was cut off', () => {
    expect(start(true).main.ready()).toEqual({ kind: 'after-crash', document: null });
  });

  it('shows what the page says, and remembers a document once', async () => {
    const { main, window } = start();
    await main.setState({ document: doc, title: 'shop', dirty: false });
    await main.setState({ document: doc, title: 'shop', dirty: true });
    expect(window.setTitle).toHaveBeenLastCalledWith(process.platform === 'darwin' ? 'shop – Gabion' : '● shop – Gabion');
    expect(window.setDocumentEdited).toHaveBeenLastCalledWith(true);
    expect(window.setRepresentedFilename).toHaveBeenLastCalledWith('/x/shop.gabion.yaml');
    expect(recent.remember).toHaveBeenCalledExactlyOnceWith(doc, '/x/shop.gabion.yaml');
    await main.setState({ document: `doc-${'b'.repeat(32)}` as DocumentId, title: 'x', dirty: false });
    expect(shown.show).toHaveBeenLastCalledWith(null); // an id that nobody handed out
    window.emit('focus');
    expect(shown.check).toHaveBeenCalledOnce();
  });

  it('builds the menu from what the page says, and asks for recent files that are chosen there', async () => {
    const { main, page } = start();
    main.ready();
    main.setMenu([
      {
        place: 'plain',
        label: 'File',
        items: [
          { kind: 'command', command: 'file.save', label: 'Save', accelerator: null, enabled: true, checked: null },
          { kind: 'recent-files', label: 'Open recent', empty: 'None' },
        ],
      },
    ]);
    type Item = { readonly click?: () => void; readonly submenu?: readonly Item[] };
    const [file] = Menu.setApplicationMenu.mock.lastCall?.[0] as readonly Item[];
    file?.submenu?.[0]?.click?.();
    expect(page.send).toHaveBeenLastCalledWith('menu:command', 'file.save');
    file?.submenu?.[1]?.submenu?.[0]?.click?.();
    await settled();
    expect(page.send).toHaveBeenLastCalledWith('document:open-requested', expect.objectContaining({ id: doc }));
    main.setMenu([]);
    expect(Menu.setApplicationMenu).toHaveBeenLastCalledWith(null);
  });

  it('offers copying where text is, and no menu where none is', () => {
    const { page } = start();
    const flags = { canCut: false, canCopy: true, canPaste: false, canSelectAll: true };
    page.emit('context-menu', {}, { editFlags: flags, isEditable: false, selectionText: ' ' });
    expect(popup).not.toHaveBeenCalled();
    page.emit('context-menu', {}, { editFlags: flags, isEditable: true, selectionText: '' });
    expect(popup).toHaveBeenCalledOnce();
  });

  it('comes to the front, also when it was minimised', () => {
    const { main, window } = start();
    main.focus();
    expect(window.restore).not.toHaveBeenCalled();
    window.minimized = true;
    main.focus();
    expect(window.restore).toHaveBeenCalledOnce();
    expect(window.focus).toHaveBeenCalledTimes(2);
  });
});
