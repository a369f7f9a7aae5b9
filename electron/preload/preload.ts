/** Runs in the page's sandbox, before the page, in a world of its own: hands the page the one object it talks through. */
import * as electron from 'electron';
import { desktopBridge } from './desktop-bridge';
import { pathLookupOf, pathOfDropped } from './dropped-path';

const { contextBridge, ipcRenderer } = electron;
const lookup = pathLookupOf(electron);

contextBridge.exposeInMainWorld(
  'gabion',
  Object.freeze(
    desktopBridge({
      invoke: (channel, request) => (request === undefined ? ipcRenderer.invoke(channel) : ipcRenderer.invoke(channel, request)),
      listen: (channel, listener) => {
        const receive = (_event: electron.IpcRendererEvent, payload: unknown) => listener(payload);
        ipcRenderer.on(channel, receive);
        return () => {
          ipcRenderer.off(channel, receive);
        };
      },
      pathOf: (file) => pathOfDropped(file, lookup),
    }),
  ),
);
