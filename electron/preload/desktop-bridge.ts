import type { DesktopApi, DroppedFile, Unsubscribe } from '../../shared/desktop-api';
import type { Call, CallRequest, CallResponse, DesktopEvent, EventPayload } from '../../shared/desktop-channels';

/** What the bridge needs of Electron. */
export interface BridgeWorld {
  readonly invoke: (channel: Call, request: unknown) => Promise<unknown>;
  /** Calls `listener` with what main sends. The event object of Electron, which leads back to it, is dropped on the way. */
  readonly listen: (channel: DesktopEvent, listener: (payload: unknown) => void) => Unsubscribe;
  readonly pathOf: (file: DroppedFile) => string | undefined;
}

/** What the page gets as `window.gabion`: one function for each call and event, none that takes the name of a channel. */
export function desktopBridge({ invoke, listen, pathOf }: BridgeWorld): DesktopApi {
  // Main has checked the answer and the payload against the same contract that these types come from.
  const call = <C extends Call>(channel: C, request: CallRequest<C>) => invoke(channel, request) as Promise<CallResponse<C>>;
  const on = <E extends DesktopEvent>(event: E, listener: (payload: EventPayload<E>) => void) =>
    listen(event, (payload) => listener(payload as EventPayload<E>));

  return {
    abilities: {
      saveInPlace: true,
      recentFiles: true,
      folders: true,
      earlierVersions: true,
      watching: true,
      nativeMenu: true,
      reveal: true,
    },

    about: () => call('app:about', undefined),
    ready: () => call('app:ready', undefined),
    openExternal: (url) => call('app:open-external', url),
    copyText: (text) => call('app:copy-text', text),

    openDialog: () => call('document:open-dialog', undefined),
    open: (id) => call('document:open', id),
    openDropped: (file) => call('document:open-dropped', pathOf(file) ?? null),
    save: (request) => call('document:save', request),
    saveAs: (request) => call('document:save-as', request),
    saveCopy: (request) => call('document:save-copy', request),
    recent: () => call('document:recent', undefined),
    forget: (id) => call('document:forget', id),
    listVersions: (id) => call('document:list-versions', id),
    readVersion: (id, version) => call('document:read-version', { id, version }),
    reveal: (id) => call('document:reveal', id),

    exportFile: (request) => call('export:file', request),
    chooseFolder: () => call('export:choose-folder', undefined),
    readFolder: (id, paths) => call('export:read-folder', { id, paths }),
    writeFiles: (request) => call('export:write-files', request),

    setWindowState: (state) => call('window:set-state', state),
    setMenu: (model) => call('window:set-menu', model),
    setTheme: (theme) => call('window:set-theme', theme),
    askUnsaved: (name) => call('window:ask-unsaved', name),
    answerClose: (answer) => call('window:answer-close', answer),

    onCommand: (listener) => on('menu:command', (command) => listener(command)),
    onOpenRequested: (listener) => on('document:open-requested', (request) => listener(request)),
    onChangedOnDisk: (listener) => on('document:changed-on-disk', (change) => listener(change)),
    onCloseRequested: (listener) => on('window:close-requested', () => listener()),
  };
}
