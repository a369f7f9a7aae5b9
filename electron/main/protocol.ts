import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { securityHeaders, withNonce } from '../../shared/security-headers.mjs';
import { isOurs, SCHEME } from './origin';

/** The build's list of the page's files: `build/renderer-manifest.mjs` writes it. */
const manifestSchema = z.object({
  manifest: z.literal(1),
  files: z
    .array(z.object({ path: z.string().regex(/^\/[^\\\0]+$/), kind: z.enum(['page', 'asset', 'wasm-worker']), type: z.string() }))
    .max(10_000),
});

/** One file that may be served. */
export type ServedFile = Readonly<z.output<typeof manifestSchema>['files'][number]>;
/** Every file that may be served, by its path within the page. What is not in here does not exist. */
export type ServedFiles = ReadonlyMap<string, ServedFile>;

/** Reads the list of the built page in `folder`. Rejects if there is none, or not of this kind: then there is no application. */
export async function servedFiles(folder: string): Promise<ServedFiles> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')));
  return new Map(manifest.files.map((file) => [file.path, file]));
}

/**
 * The file that a request asks for. A path is looked up as it stands, never decoded and never joined, so that none can lead
 * anywhere else; queries and fragments are ignored.
 */
export function servedFile(files: ServedFiles, request: { readonly method: string; readonly url: string }): ServedFile | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  if (!isOurs(request.url)) return undefined;
  const { pathname } = new URL(request.url);
  return files.get(pathname === '/' ? '/index.html' : pathname);
}

/**
 * Makes our scheme a real origin with storage and workers. Must be called before the application is ready. It neither
 * bypasses the Content-Security-Policy nor takes part in cross-origin requests.
 */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

const notFound = () =>
  new Response('not here', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...securityHeaders({ kind: 'asset' }) },
  });

/** Answers one request from the files in `folder`. */
export async function answer(
  request: { readonly method: string; readonly url: string },
  folder: string,
  files: ServedFiles,
): Promise<Response> {
  const file = servedFile(files, request);
  if (file === undefined) return notFound();
  const bytes = await readFile(path.join(folder, ...file.path.split('/')));
  const headers = { 'content-type': file.type, 'cache-control': 'no-cache' };
  if (file.kind !== 'page')
    return new Response(new Uint8Array(bytes), { headers: { ...headers, ...securityHeaders({ kind: file.kind }) } });
  const nonce = randomBytes(16).toString('base64');
  return new Response(withNonce(bytes.toString('utf8'), nonce), { headers: { ...headers, ...securityHeaders({ kind: 'page', nonce }) } });
}

/** Serves the built page to this session, and nothing else. */
export function serve(session: Session, folder: string, files: ServedFiles): void {
  session.protocol.handle(SCHEME, (request) => answer(request, folder, files).catch(notFound));
}
