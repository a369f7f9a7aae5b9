/** The main process: puts the services together, and nothing else. */
import { app, Menu, session } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MAX_FILE_BYTES } from '../../shared/desktop-channels';
import { print } from '../../shared/messages/print';
import { realWorld } from '../node/atomic-write';
import { earlierVersions } from '../node/earlier-versions';
import { processRuns, sweepTemporaries, thisWriter, type SweepWorld } from '../node/temporary-files';
import { later, observeFolder } from '../node/watch';
import { about, runtimeKind, type RunFacts } from './about';
import { markSession, type SessionMark } from './crash';
import { answerCalls } from './desktop-calls';
import { documents } from './documents';
import { exportFolders } from './export-folder';
import { openMainWindow, type MainWindow } from './main-window';
import { forbidNavigation } from './navigation';
import { forbidNetwork } from './network';
import { filesNamed, openRequests } from './open-requests';
import { restrictPermissions } from './permissions';
import { registerScheme, serve, servedFiles } from './protocol';
import { recentFiles } from './recent';
import { beginSelfTest, SELF_TEST } from './self-test';
import { shownDocument } from './shown-document';
import { becomeTheOnlyInstance } from './single-instance';
import { tell } from './validated-ipc';
import { loadPlace, savePlace } from './window-state';

/** The application's own package.json; undefined if it cannot be read, which changes nothing but a notice. */
function ownDescription(): unknown {
  try {
    return JSON.parse(readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

const hasSwitch = (name: string) => app.commandLine.hasSwitch(name);
const facts: RunFacts = {
  version: app.getVersion(),
  versions: process.versions,
  platform: process.platform,
  architecture: process.arch,
  packaged: app.isPackaged,
  runtime: runtimeKind(app.isPackaged, ownDescription(), process.env['GABION_RUNTIME']),
  hasSwitch,
};
const source = app.isPackaged ? undefined : app.getAppPath();
const developerTools = !app.isPackaged;
const requests = openRequests();
let main: MainWindow | undefined;
let mark: SessionMark | undefined;

registerScheme();
// Every page sandboxed, whatever a window asks for. Not together with `--no-sandbox`, which root needs: it would be taken
// from the page's processes again, and they would die at once, over and over.
if (!hasSwitch('no-sandbox')) app.enableSandbox();

const selfTest = hasSwitch(SELF_TEST) ? beginSelfTest() : undefined;

app.on('web-contents-created', (_event, contents) => forbidNavigation(contents));
app.on('open-file', (event, file) => {
  event.preventDefault();
  main?.focus();
  requests.ask(file);
});
app.on('before-quit', () => main?.quitRequested());
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
app.on('will-quit', (event) => {
  const open = mark;
  if (open === undefined) return;
  // The mark is a file: quitting waits for it.
  mark = undefined;
  event.preventDefault();
  void open.close().finally(() => app.quit());
});

const alone =
  selfTest !== undefined ||
  becomeTheOnlyInstance(source, (files) => {
    main?.focus();
    for (const file of files) requests.ask(file);
  });

async function start(): Promise<void> {
  await app.whenReady();
  const data = app.getPath('userData');
  for (const notice of about(facts).notices) console.warn(print(notice));

  const pageFolder = path.join(__dirname, '..', 'renderer');
  serve(session.defaultSession, pageFolder, await servedFiles(pageFolder));
  restrictPermissions(session.defaultSession);
  forbidNetwork(session.defaultSession, developerTools);
  Menu.setApplicationMenu(null); // until the page brings its own

  const sweeping: SweepWorld = { fs: realWorld.fs, writer: thisWriter, runs: processRuns, now: () => Date.now() };
  await sweepTemporaries(data, sweeping);
  mark = await markSession(path.join(data, 'session.json'), realWorld);
  const lastCrashed = mark.lastCrashed;
  const now = () => new Date();
  const recent = await recentFiles(path.join(data, 'recent-files.json'), now, realWorld, () => main?.refreshMenu());
  const versions = earlierVersions(path.join(data, 'earlier-versions'), MAX_FILE_BYTES, now, realWorld);
  const files = documents({ writer: realWorld, recent, versions, limit: MAX_FILE_BYTES });
  const folders = exportFolders(MAX_FILE_BYTES, realWorld, sweeping);
  const placeFile = path.join(data, 'window.json');

  const openWindow = async (afterCrash: boolean): Promise<void> => {
    const shown = shownDocument({
      documents: files,
      limit: MAX_FILE_BYTES,
      watching: { fs: realWorld.fs, observe: observeFolder, later },
      sweeping,
      report: (change) => {
        if (main !== undefined) tell(main.window.webContents, 'document:changed-on-disk', change);
      },
    });
    main = openMainWindow({
      preload: path.join(__dirname, 'preload.cjs'),
      developerTools,
      place: await loadPlace(placeFile, realWorld),
      savePlace: (place) => savePlace(placeFile, place, realWorld),
      documents: files,
      recent,
      requests,
      shown,
      lastCrashed: afterCrash,
      pageIsReady: () => {
        const page = main?.window.webContents;
        if (selfTest === undefined || page === undefined) return;
        if (page.isLoadingMainFrame()) page.once('did-finish-load', selfTest.pageIsReady);
        else selfTest.pageIsReady();
      },
    });
    main.window.once('closed', () => {
      main = undefined;
    });
  };

  answerCalls({
    about: () => about(facts),
    documents: files,
    recent,
    folders,
    main: () => {
      if (main === undefined) throw new Error('there is no window');
      return main;
    },
    limit: MAX_FILE_BYTES,
    writer: realWorld,
  });
  for (const file of filesNamed({ arguments: process.argv, folder: process.cwd(), source })) requests.ask(file);
  await openWindow(lastCrashed);
  app.on('activate', () => {
    if (main === undefined) void openWindow(false);
  });
}

if (alone) {
  start().catch((error: unknown) => {
    console.error('Gabion could not start:', error);
    if (selfTest === undefined) app.exit(1);
    else selfTest.failed(String(error));
  });
} else {
  app.exit(0);
}
