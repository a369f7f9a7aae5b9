import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './look/tokens.css';
import './look/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { createApplication } from './app/application';
import { linkDesktop } from './app/desktop-link';
import { followTheme } from './app/theme';
import { listenToClipboard } from './canvas/clipboard';
import { listenToKeys } from './commands/keyboard';
import { GabionDatabase } from './drafts/database';
import { dexieDrafts, lockClaims } from './drafts/dexie-drafts';
import { readSettings, writeSettings } from './drafts/settings';
import { browserDesktop } from './platform/browser';
import { elkEngine } from './workers/elk-engine';
import { endingClient } from './workers/ending-client';
import { startWorker } from './workers/worker-addresses';

// Nobody changes what every object inherits; a file that tries finds it closed (TRUST C2).
Object.freeze(Object.prototype);

const database = new GabionDatabase();
const application = createApplication({
  desktop: window.gabion ?? browserDesktop(),
  drafts: dexieDrafts({
    db: database,
    claims: lockClaims(navigator.locks),
    now: () => Date.now(),
    newId: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    later: (work, milliseconds) => void setTimeout(work, milliseconds),
  }),
  files: endingClient(() => startWorker('files')),
  layout: elkEngine(() => startWorker('elk')),
  startAnalysis: () => startWorker('analysis'),
  startOutcome: () => startWorker('outcome'),
  imports: endingClient(() => startWorker('import')),
  saveSettings: (settings) => writeSettings(database, settings),
  today: () => new Date().toISOString().slice(0, 10),
  now: () => performance.now(),
});

followTheme(application);
listenToKeys(application);
listenToClipboard(application);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root, {
  onUncaughtError: (error) => application.fault(error),
}).render(<App application={application} />);

readSettings(database)
  .then((settings) => application.shell.setState({ settings }))
  .catch((error: unknown) => application.fault(error));
linkDesktop(application).catch((error: unknown) => application.fault(error));
