// An Electron application with one window and nothing in it: what a cold start is compared with. With BENCH_PAGE, the folder of a
// page, it shows that: the page that the diagram is compared with.
const { app, BrowserWindow, protocol } = require('electron');
const { readFile } = require('node:fs/promises');
const path = require('node:path');

const page = process.env.BENCH_PAGE;
const kinds = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

if (page !== undefined)
  protocol.registerSchemesAsPrivileged([{ scheme: 'bench', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

app.whenReady().then(async () => {
  if (page !== undefined)
    protocol.handle('bench', async ({ url }) => {
      const file = path.join(page, path.normalize(new URL(url).pathname));
      return new Response(await readFile(file), { headers: { 'content-type': kinds[path.extname(file)] ?? 'text/plain' } });
    });
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(page === undefined ? 'data:text/html,<title>Empty</title><main>Empty</main>' : 'bench://page/index.html');
});
app.on('window-all-closed', () => app.quit());
