import { BrowserWindow, nativeTheme, type WebPreferences } from 'electron';
import { MIN_SIZE, type WindowPlace } from './window-state';

/**
 * What a page of ours may do. Written out, although much of it is the default: this is the sandbox, and a change of it
 * should be seen. What is not here (experimental and Blink features, insecure content) is never set.
 */
export const webPreferences = (preload: string, developerTools: boolean): WebPreferences => ({
  preload,
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
  spellcheck: false, // the spell checker fetches dictionaries from a server
  devTools: developerTools,
});

/** What a new window needs. */
export interface NewWindow {
  readonly place: WindowPlace;
  readonly title: string;
  readonly preload: string;
  readonly developerTools: boolean;
}

/** Makes a window. It is shown when its page has painted, so that nothing flashes. */
export function makeWindow({ place, title, preload, developerTools }: NewWindow): BrowserWindow {
  const { x, y, width, height, maximized } = place;
  const window = new BrowserWindow({
    x,
    y,
    width,
    height,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title,
    show: false,
    // The frame's colour in both themes, until the page has its own.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#131516' : '#e9eae6',
    webPreferences: webPreferences(preload, developerTools),
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  return window;
}

/** The title bar's text: `● shop.gabion.yaml – Gabion`; macOS has its own mark for unsaved changes. */
export function windowTitle(title: string, dirty: boolean, platform: NodeJS.Platform): string {
  const mark = dirty && platform !== 'darwin' ? '● ' : '';
  return title === '' ? `${mark}Gabion` : `${mark}${title} – Gabion`;
}
