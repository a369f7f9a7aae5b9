import { app, Menu, nativeTheme, screen, type BrowserWindow } from 'electron';
import type { DocumentId, MenuModel, Start, WindowState } from '../../shared/desktop-api';
import { displayName, displayPath } from '../node/display-path';
import { closing } from './closing';
import { brokeDown, crashJudge } from './crash';
import { tryAgainAfterCrashes, waitForHungWindow } from './dialogs';
import type { Documents } from './documents';
import { menuBarTemplate } from './menu';
import type { OpenRequests } from './open-requests';
import { PAGE } from './origin';
import type { RecentFiles } from './recent';
import type { ShownDocument } from './shown-document';
import { textMenu } from './text-menu';
import { tell, trustPage } from './validated-ipc';
import { placeOn, type WindowPlace } from './window-state';
import { makeWindow, windowTitle } from './windows';

/** What the window needs of the rest. */
export interface MainWindowWorld {
  readonly preload: string;
  readonly developerTools: boolean;
  readonly place: WindowPlace | null;
  readonly savePlace: (place: WindowPlace) => Promise<unknown>;
  readonly documents: Documents;
  readonly recent: RecentFiles;
  readonly requests: OpenRequests;
  readonly shown: ShownDocument;
  /** True if the last session ended without closing. */
  readonly lastCrashed: boolean;
  /** Called when the page says for the first time that it is ready. */
  readonly pageIsReady: () => void;
}

/** The window, and what happens to it from outside. */
export interface MainWindow {
  readonly window: BrowserWindow;
  ready(): Start;
  setState(state: WindowState): Promise<void>;
  setMenu(model: MenuModel): void;
  /** Shows the menu again, since the recent files changed. */
  refreshMenu(): void;
  answerClose(answer: 'close' | 'stay'): void;
  quitRequested(): void;
  focus(): void;
}

export function openMainWindow(world: MainWindowWorld): MainWindow {
  const { documents, recent, requests, shown } = world;
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const window = makeWindow({ ...world, title: windowTitle('', false, process.platform), place: placeOn(screens, world.place) });
  const page = window.webContents;
  const close = closing();
  const crashes = crashJudge(() => Date.now());
  let start: Start = { kind: world.lastCrashed ? 'after-crash' : 'normal', document: null };
  let menu: MenuModel = [];

  const load = (): void => {
    void window.loadURL(PAGE).catch((error: unknown) => console.error('The page did not load:', error));
  };

  const pageIsGone = (): void => {
    close.pageIsGone();
    requests.pageIsGone();
  };

  const deliver = (file: string): void => {
    void documents
      .admit(file)
      .then((id) => tell(page, 'document:open-requested', { id, name: displayName(file), displayPath: displayPath(file) }));
  };

  const refreshMenu = (): void => {
    const openRecent = (id: DocumentId) => {
      const file = documents.pathOf(id);
      if (file !== undefined) requests.ask(file);
    };
    const template = menuBarTemplate(menu, {
      platform: process.platform,
      command: (id) => tell(page, 'menu:command', id),
      openRecent,
      recent: () => recent.names(),
    });
    Menu.setApplicationMenu(template.length === 0 ? null : Menu.buildFromTemplate(template));
  };

  trustPage(page);
  window.on('page-title-updated', (event) => event.preventDefault()); // titles come through `setState`
  window.on('focus', () => void shown.check());

  window.on('close', (event) => {
    if (close.requested() === 'ask-page') {
      event.preventDefault();
      tell(page, 'window:close-requested', undefined);
      return;
    }
    const { x, y, width, height } = window.getNormalBounds();
    void world.savePlace({ x, y, width, height, maximized: window.isMaximized() });
  });
  window.on('closed', () => {
    shown.close();
    requests.pageIsGone();
    if (close.quitting) app.quit();
  });

  window.on('unresponsive', () => {
    void waitForHungWindow(window).then((wait) => {
      if (wait || window.isDestroyed()) return;
      close.answered('close');
      window.destroy();
    });
  });

  page.on('context-menu', (_event, { editFlags, isEditable, selectionText }) => {
    const template = textMenu({ ...editFlags, isEditable, hasSelection: selectionText.trim() !== '' });
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
  page.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) pageIsGone();
  });
  page.on('render-process-gone', (_event, { reason }) => {
    pageIsGone();
    if (!brokeDown(reason) || window.isDestroyed()) return;
    console.error(`The page's process ended: ${reason}`);
    start = { kind: 'after-crash', document: shown.id };
    if (crashes.judge() === 'reload') {
      load();
      return;
    }
    void tryAgainAfterCrashes(window).then((again) => {
      if (again) load();
      else app.quit();
    });
  });

  load();

  return {
    window,
    refreshMenu,

    ready() {
      const now = start;
      start = { kind: 'normal', document: null };
      close.pageIsReady();
      requests.pageIsReady(deliver);
      world.pageIsReady();
      return now;
    },

    async setState({ document, title, dirty }) {
      window.setTitle(windowTitle(title, dirty, process.platform));
      window.setDocumentEdited(dirty);
      const file = document === null ? undefined : documents.pathOf(document);
      window.setRepresentedFilename(file ?? '');
      const before = shown.id;
      await shown.show(file === undefined ? null : document);
      if (document !== null && file !== undefined && document !== before) {
        app.addRecentDocument(file);
        await recent.remember(document, file);
      }
    },

    setMenu(model) {
      menu = model;
      refreshMenu();
    },

    answerClose(answer) {
      if (close.answered(answer)) window.close();
    },

    quitRequested: () => close.quitRequested(),

    focus() {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

/** Colours of the system's dialogs and menus. */
export function setTheme(theme: 'system' | 'light' | 'dark'): void {
  nativeTheme.themeSource = theme;
}
