// Serves the built page on loopback, with the headers that it has in Electron. Node's own modules only; writes nothing.
//
//   node build/serve.mjs [PORT]    default 4173; 0 takes a free one
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { securityHeaders, withNonce } from '../shared/security-headers.mjs';
import { inProject, say } from './project.mjs';

/** @typedef {{ path: string, kind: import('../shared/security-headers.mjs').ServedKind, type: string }} ServedFile */

const folder = inProject('dist/renderer');
const host = '127.0.0.1';

/** @type {{ files: readonly ServedFile[] }} */
const manifest = JSON.parse(await readFile(`${folder}/manifest.json`, 'utf8'));
const files = new Map(manifest.files.map((file) => [file.path, file]));

/**
 * Answers with a listed file, or not at all: a path is looked up, never joined.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(request, response) {
  const wanted = (request.url ?? '/').replace(/[?#].*$/s, '');
  const file = files.get(wanted === '/' ? '/index.html' : wanted);
  // Any other name for this host is a page elsewhere that had its own name point here.
  const ours = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '');
  if (!ours || (request.method !== 'GET' && request.method !== 'HEAD') || file === undefined) {
    response
      .writeHead(ours ? 404 : 421, { 'content-type': 'text/plain; charset=utf-8', ...securityHeaders({ kind: 'asset' }) })
      .end('not here');
    return;
  }
  const bytes = await readFile(`${folder}${file.path}`);
  const headers = { 'content-type': file.type, 'cache-control': 'no-cache' };
  if (file.kind === 'page') {
    const nonce = randomBytes(16).toString('base64');
    response.writeHead(200, { ...headers, ...securityHeaders({ kind: 'page', nonce }) }).end(withNonce(bytes.toString('utf8'), nonce));
  } else {
    response.writeHead(200, { ...headers, ...securityHeaders({ kind: file.kind }) }).end(bytes);
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((/** @type {unknown} */ error) => {
    say(`${request.url ?? ''}: ${String(error)}`);
    response.destroy();
  });
});
server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  say(error.code === 'EADDRINUSE' ? 'That port is taken. Give another one: npm run web -- 4200' : error.message);
  process.exitCode = 1;
});
server.listen(Number(process.argv[2] ?? 4173), host, () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`Gabion is at http://${host}:${address.port}/ (Ctrl+C stops it)`);
});
