// dist/renderer/manifest.json lists every file of the built page. The application's protocol handler and the server of
// `npm run web` answer requests from this list alone, by exact path: what is not listed does not exist, and no path is joined.
//
//   { "manifest": 1, "files": [{ "path": "/index.html", "kind": "page", "type": "text/html; charset=utf-8", "bytes": 812, "sha256": "…" }] }
//
// `kind` names the security headers of the answer (shared/security-headers.mjs).
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const types = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.wasm', 'application/wasm'],
  ['.woff2', 'font/woff2'],
  ['.yaml', 'text/plain; charset=utf-8'],
]);

/** Workers whose own answer may compile WebAssembly; by the start of their file name. */
const wasmWorkers = ['solver.worker-'];

/** @param {string} name the path within the page, with a leading slash */
function kindOf(name) {
  if (name.endsWith('.html')) return 'page';
  return wasmWorkers.some((start) => path.posix.basename(name).startsWith(start)) ? 'wasm-worker' : 'asset';
}

/** Writes the list of a built page into its folder. @param {string} folder */
export function writeRendererManifest(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && entry.name !== 'manifest.json')
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const type = types.get(path.extname(file));
      if (type === undefined) throw new Error(`${file}: no content type is known for it; add one to build/renderer-manifest.mjs`);
      const bytes = readFileSync(file);
      const name = `/${path.relative(folder, file).split(path.sep).join('/')}`;
      return { path: name, kind: kindOf(name), type, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify({ manifest: 1, files }, null, 1)}\n`);
}
