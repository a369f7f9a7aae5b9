import { createHash } from 'node:crypto';
import type { ContentHash } from '../../shared/desktop-api';
import type { FileStat, FileSystem, OpenFile } from './file-system';

/**
 * What a file was when it was last read or written. The hash alone decides whether somebody else's work stands there; the
 * rest tells cheaply that nothing can have happened since.
 */
export interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly hash: ContentHash;
}

/** A file's content and its identity at that moment. */
export interface FileContent {
  readonly bytes: Uint8Array;
  readonly identity: FileIdentity;
}

/** Rejections of {@link readFileWhole} that no operation of the file system reports by itself. */
export class NotReadableError extends Error {
  readonly code: 'EISDIR' | 'ENOTFILE' | 'EFBIG';
  constructor(code: NotReadableError['code']) {
    super(`cannot be read as a file: ${code}`);
    this.code = code;
  }
}

/** The sha256 of `bytes` in lower-case hexadecimal. */
export const hashOf = (bytes: Uint8Array): ContentHash => createHash('sha256').update(bytes).digest('hex') as ContentHash;

/** True if `stat` is of the very file, untouched, that `identity` tells of, as far as its inode and time can tell. */
export function looksUntouched(stat: FileStat, identity: Omit<FileIdentity, 'hash'>): boolean {
  return stat.dev === identity.dev && stat.ino === identity.ino && stat.size === identity.size && stat.mtimeNs === identity.mtimeNs;
}

/** Fills a buffer of `length` from the start of `file`; shorter if the file is. */
async function readStart(file: OpenFile, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, filled);
    if (bytesRead === 0) return bytes.slice(0, filled);
    filled += bytesRead;
  }
  return bytes;
}

/** Somebody may be writing the file while it is read; after this many disturbed tries the last content is taken as it is. */
const TRIES = 3;

/**
 * Reads a regular file whole, links followed. The bytes and the identity belong together: if the file changes while it is
 * read, it is read again. Rejects with the system's error, or with {@link NotReadableError} for a folder, a device, a pipe,
 * or a file longer than `limit` bytes (`EFBIG`), of which nothing is read.
 */
export async function readFileWhole(fs: FileSystem, path: string, limit: number): Promise<FileContent> {
  const file = await fs.open(path, 'read');
  try {
    for (let tries = 1; ; tries += 1) {
      const before = await file.stat();
      if (before.isDirectory()) throw new NotReadableError('EISDIR');
      if (!before.isFile()) throw new NotReadableError('ENOTFILE');
      if (before.size > BigInt(limit)) throw new NotReadableError('EFBIG');
      const bytes = await readStart(file, Number(before.size));
      const after = await file.stat();
      if ((looksUntouched(after, before) && bytes.length === Number(before.size)) || tries === TRIES) {
        const { dev, ino, size, mtimeNs } = after;
        return { bytes, identity: { dev, ino, size, mtimeNs, hash: hashOf(bytes) } };
      }
    }
  } finally {
    await file.close();
  }
}
