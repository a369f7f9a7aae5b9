import { describe, expect, it, vi } from 'vitest';

const made: { options: unknown; shown: boolean; maximized: boolean; ready: () => void }[] = [];
class FakeWindow {
  private readonly record: (typeof made)[number];
  constructor(options: unknown) {
    this.record = { options, shown: false, maximized: false, ready: () => undefined };
    made.push(this.record);
  }
  once(_event: string, listener: () => void) {
    this.record.ready = listener;
  }
  show() {
    this.record.shown = true;
  }
  maximize() {
    this.record.maximized = true;
  }
}
vi.mock('electron', () => ({ BrowserWindow: FakeWindow, nativeTheme: { shouldUseDarkColors: true } }));
const { makeWindow, webPreferences, windowTitle } = await import('./windows');

describe('the window', () => {
  it('OS-9 confines its page: this list is the sandbox', () => {
    expect(webPreferences('/app/preload.cjs', false)).toEqual({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: false,
    });
  });

  it('is shown when its page has painted', () => {
    makeWindow({ place: { x: 1, y: 2, width: 800, height: 600, maximized: true }, title: 'Gabion', preload: 'p', developerTools: true });
    const [window] = made;
    expect(window?.options).toMatchObject({
      x: 1,
      y: 2,
      width: 800,
      height: 600,
      show: false,
      title: 'Gabion',
      webPreferences: { devTools: true },
    });
    expect(window?.shown).toBe(false);
    window?.ready();
    expect(window).toMatchObject({ shown: true, maximized: true });
  });

  it.each([
    ['', false, 'Gabion'],
    ['shop.gabion.yaml', false, 'shop.gabion.yaml – Gabion'],
    ['shop.gabion.yaml', true, '● shop.gabion.yaml – Gabion'],
    ['', true, '● Gabion'],
  ])('is called %j (dirty: %s) %j', (title, dirty, shown) => expect(windowTitle(title, dirty, 'linux')).toBe(shown));

  it('has no mark of ours on macOS, which has its own', () => expect(windowTitle('x', true, 'darwin')).toBe('x – Gabion'));
});
