import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nonceSlot } from '../../shared/security-headers.mjs';
import { scratchFolder } from '../../test/faults/scratch-folder';

const registerSchemesAsPrivileged = vi.fn();
vi.mock('electron', () => ({ protocol: { registerSchemesAsPrivileged } }));
const { answer, registerScheme, serve, servedFile, servedFiles } = await import('./protocol');

const folder = scratchFolder();
const list = (files: unknown) => writeFileSync(folder.file('manifest.json'), JSON.stringify({ manifest: 1, files }));
const get = (url: string) => ({ method: 'GET', url });

beforeEach(() => {
  mkdirSync(folder.file('assets'));
  writeFileSync(folder.file('index.html'), `<style nonce="${nonceSlot}"></style>`);
  writeFileSync(folder.file('assets/main.js'), 'start()');
  writeFileSync(folder.file('assets/solver.worker-1.js'), 'solve()');
  writeFileSync(folder.file('unlisted.js'), 'secret');
  list([
    { path: '/index.html', kind: 'page', type: 'text/html; charset=utf-8', bytes: 1, sha256: 'x' },
    { path: '/assets/main.js', kind: 'asset', type: 'text/javascript; charset=utf-8', bytes: 1, sha256: 'x' },
    { path: '/assets/solver.worker-1.js', kind: 'wasm-worker', type: 'text/javascript; charset=utf-8', bytes: 1, sha256: 'x' },
  ]);
});

describe('our own scheme', () => {
  it('OS-10 is a secure origin that bypasses nothing', () => {
    registerScheme();
    expect(registerSchemesAsPrivileged).toHaveBeenCalledWith([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it('serves what the build lists', async () => {
    const files = await servedFiles(folder.path);
    expect(servedFile(files, get('app://bundle/'))?.path).toBe('/index.html');
    expect(servedFile(files, get('app://bundle/index.html?x#y'))?.path).toBe('/index.html');
    expect(servedFile(files, get('app://bundle/assets/main.js'))?.path).toBe('/assets/main.js');
    const response = await answer(get('app://bundle/assets/main.js'), folder.path, files);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe('start()');
  });

  it.each([
    'app://bundle/unlisted.js',
    'app://bundle/manifest.json',
    'app://bundle/..%2f..%2fetc/passwd',
    'app://bundle/../../etc/passwd',
    'app://bundle/assets/../unlisted.js',
    'app://bundle/%2e%2e/unlisted.js',
    'app://bundle/..%5c..%5cetc/passwd',
    'app://bundle/..\\unlisted.js',
    'app://bundle//etc/passwd',
    'app://bundle///index.html',
    'app://bundle/index.html/',
    'app://bundle/INDEX.HTML',
    'app://bundle/index.html%00.js',
    'app://bundle/assets%2fmain.js',
    'app://bundle/%61ssets/main.js',
    'app://bundle/__proto__',
    'app://bundle/constructor',
    `app://bundle/${'a'.repeat(100_000)}`,
    'app://local/etc/passwd',
    'app://local/index.html',
    'app://bundle.evil/index.html',
    'app://bundle@evil/index.html',
    'app://user:pw@bundle/index.html',
    'app://bundle:8080/index.html',
    'app:///index.html',
    'app:index.html',
    'file:///etc/passwd',
    'https://bundle/index.html',
    'nonsense',
    '',
  ])('OS-10 serves nothing else: %.60s', async (url) => {
    const files = await servedFiles(folder.path);
    // A standard scheme is normalised before it comes here: `/assets/../unlisted.js` is asked for as `/unlisted.js`.
    expect(servedFile(files, get(url))).toBeUndefined();
    expect((await answer(get(url), folder.path, files)).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('OS-10 answers no %s', async (method) => {
    const files = await servedFiles(folder.path);
    expect((await answer({ method, url: 'app://bundle/index.html' }, folder.path, files)).status).toBe(404);
  });

  it('OS-10 sends the Content-Security-Policy of each kind, and a new nonce with each page', async () => {
    const files = await servedFiles(folder.path);
    const policy = async (url: string) => (await answer(get(url), folder.path, files)).headers.get('content-security-policy');
    const page = await answer(get('app://bundle/index.html'), folder.path, files);
    const nonce = /nonce="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(page.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await policy('app://bundle/index.html')).not.toBe(page.headers.get('content-security-policy'));
    expect(await policy('app://bundle/assets/solver.worker-1.js')).toContain("'wasm-unsafe-eval'");
    for (const url of ['app://bundle/index.html', 'app://bundle/assets/main.js', 'app://bundle/nothing']) {
      expect(await policy(url)).toContain("default-src 'none'");
      expect(await policy(url)).not.toMatch(/unsafe/);
    }
  });

  it('does not start with a list that is none', async () => {
    writeFileSync(folder.file('manifest.json'), '{"manifest":2,"files":[]}');
    await expect(servedFiles(folder.path)).rejects.toThrow();
    list([{ path: '/a\\..\\b', kind: 'asset', type: 'x' }]);
    await expect(servedFiles(folder.path)).rejects.toThrow();
    await expect(servedFiles(path.join(folder.path, 'gone'))).rejects.toThrow();
  });

  it('answers a file that has gone since the build with nothing', async () => {
    const handlers: ((request: { method: string; url: string }) => Promise<Response>)[] = [];
    const session = { protocol: { handle: (_scheme: string, handler: (typeof handlers)[number]) => handlers.push(handler) } };
    serve(session as never, folder.file('elsewhere'), await servedFiles(folder.path));
    expect((await handlers[0]?.(get('app://bundle/index.html')))?.status).toBe(404);
  });
});
