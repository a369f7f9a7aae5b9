import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ContentHash, WriteFailure } from '../../shared/desktop-api';
import { hashOf, looksUntouched, readFileWhole, type FileContent, type FileIdentity } from './file-identity';
import { errorCode, realFileSystem, type FileStat, type FileSystem, type OpenFile } from './file-system';
import { resolveTarget } from './link-target';
import { temporaryName, thisWriter, type Writer } from './temporary-files';
import { failureOf } from './write-failure';

/**
 * What is expected at the path: the content with this hash; nothing (`null`); or `anything`, where a person has just
 * confirmed in a dialog that the file is to be replaced.
 */
export type Expected = ContentHash | null | 'anything';

/** What to write, and where. */
export interface AtomicWrite {
  /** Absolute. */
  readonly path: string;
  /**
   * `follow`: what a link points to is replaced, and the link stays. `refuse`: for paths that were checked to stay inside a
   * folder; a link on the way, put there meanwhile, fails with `not-allowed`.
   */
  readonly links: 'follow' | 'refuse';
  readonly bytes: Uint8Array;
  readonly expected: Expected;
  /** Files longer than this are not read to compare them (`too-large`). */
  readonly limit: number;
  /**
   * Puts the content that is about to be replaced in a safe place. Called once, before anything is replaced. If it fails,
   * the save goes on (`earlierKept: false`), but never in place: that way needs it.
   */
  readonly keepEarlier?: (earlier: FileContent) => Promise<void>;
}

/** How a write went. Only `written` changed anything on disk, except for `damaged`. */
export type WriteOutcome =
  | {
      readonly kind: 'written';
      readonly identity: FileIdentity;
      /** False if there was an earlier content and `keepEarlier` could not keep it. */
      readonly earlierKept: boolean;
      /** False if the folder could not be flushed: after a loss of power the old file may be there again. */
      readonly durable: boolean;
    }
  | { readonly kind: 'changed'; readonly current: FileContent }
  | { readonly kind: 'failed'; readonly reason: WriteFailure };

/** What the writer needs of the world. The defaults are the real one. */
export interface WriterWorld {
  readonly fs: FileSystem;
  readonly writer: Writer;
  /** 12 hexadecimal digits that no other temporary has. */
  readonly random: () => string;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  readonly platform: NodeJS.Platform;
}

export const realWorld: WriterWorld = {
  fs: realFileSystem,
  writer: thisWriter,
  random: () => randomBytes(6).toString('hex'),
  pause: (milliseconds) => pause(milliseconds),
  platform: process.platform,
};

/** A failure that is known by its reason rather than by an error of the system. */
class WriteFailedError extends Error {
  readonly reason: WriteFailure;
  constructor(reason: WriteFailure) {
    super(reason);
    this.reason = reason;
  }
}

class ShortWriteError extends Error {
  readonly code = 'ESHORT';
}

/** Why a write failed; undefined for what no disk does, which is a fault of ours. */
function reasonOf(error: unknown): WriteFailure | undefined {
  if (error instanceof WriteFailedError) return error.reason;
  return errorCode(error) === undefined ? undefined : failureOf(error);
}

/** Writes all of `bytes`: a single write may take fewer than it was given, which is how a full disk truncates files. */
async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, written);
    if (bytesWritten === 0) throw new ShortWriteError('the system took no more bytes and gave no reason');
    written += bytesWritten;
  }
}

/** Flushes an open file and checks that it holds exactly `bytes`, by reading them back. */
async function flushAndVerify(file: OpenFile, bytes: Uint8Array): Promise<FileIdentity> {
  await file.sync();
  const { dev, ino, size, mtimeNs } = await file.stat();
  if (size !== BigInt(bytes.length)) throw new ShortWriteError('the file is not as long as what was written');
  const back = new Uint8Array(bytes.length);
  let read = 0;
  while (read < back.length) {
    const { bytesRead } = await file.read(back, read, back.length - read, read);
    if (bytesRead === 0) throw new ShortWriteError('the file ends before what was written');
    read += bytesRead;
  }
  const hash = hashOf(bytes);
  if (hashOf(back) !== hash) throw new ShortWriteError('the file reads otherwise than it was written');
  return { dev, ino, size, mtimeNs, hash };
}

/** Patience for another program's brief hold on the file (virus scanners, indexers): about 10 s in all. */
const RETRY_AFTER_MS = [20, 50, 100, 200, 400, 800, 1_600, 3_200, 3_600];
/** Elsewhere than on Windows a file is busy when it is mounted by itself, which does not pass. */
const FEW_RETRIES = 6;

async function renameWithRetry(from: string, to: string, { fs, pause: wait, platform }: WriterWorld): Promise<void> {
  // Elsewhere than on Windows these two say that it is forbidden, and waiting changes nothing.
  const passing = platform === 'win32' ? ['EBUSY', 'EPERM', 'EACCES'] : ['EBUSY'];
  for (const delay of platform === 'win32' ? RETRY_AFTER_MS : RETRY_AFTER_MS.slice(0, FEW_RETRIES)) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      if (!passing.includes(errorCode(error) ?? '')) throw error;
      await wait(delay);
    }
  }
  await fs.rename(from, to);
}

/** Windows and some network disks do not flush folders, and say so in these ways; there is nothing more to be done then. */
const NO_FOLDER_FLUSH = new Set(['EINVAL', 'EPERM', 'EACCES', 'EISDIR', 'EBADF', 'ENOTSUP', 'ENOSYS']);

/** Makes the rename itself survive a loss of power. False if the disk refused. */
async function flushFolder(folder: string, fs: FileSystem): Promise<boolean> {
  try {
    const handle = await fs.openFolder(folder);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    return NO_FOLDER_FLUSH.has(errorCode(error) ?? '');
  }
}

/** What stands at the resolved target now: its state and content, or null for nothing. Refuses what is no plain, writable file. */
async function look(
  target: string,
  limit: number,
  fs: FileSystem,
): Promise<{ readonly stat: FileStat; readonly content: FileContent } | null> {
  const stat = await fs.stat(target).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (stat === null) return null;
  if (stat.isDirectory()) throw new WriteFailedError('is-a-directory');
  if (!stat.isFile()) throw new WriteFailedError('not-a-file');
  // A rename would replace a write-protected file without asking: the folder's permissions decide there, not the file's.
  if ((stat.mode & 0o222n) === 0n) throw new WriteFailedError('read-only');
  await fs.mayWrite(target);
  return { stat, content: await readFileWhole(fs, target, limit) };
}

type Found = Awaited<ReturnType<typeof look>>;

/** The outcome if what was found is not what is expected; undefined if it is. */
function contradiction(found: Found, expected: Expected): WriteOutcome | undefined {
  if (expected === 'anything') return undefined;
  if (found === null) return expected === null ? undefined : { kind: 'failed', reason: 'gone' };
  return found.content.identity.hash === expected ? undefined : { kind: 'changed', current: found.content };
}

/** A new file gets what the person's umask leaves of this; a replaced one keeps the permissions it had. */
const NEW_FILE_MODE = 0o666;

/** Writes the temporary beside the target, whole and flushed. Deletes it again if that fails. */
async function writeTemporary(temporary: string, bytes: Uint8Array, replaced: FileStat | undefined, fs: FileSystem): Promise<FileIdentity> {
  const mode = replaced === undefined ? NEW_FILE_MODE : Number(replaced.mode & 0o777n);
  const file = await fs.open(temporary, 'create', mode);
  try {
    try {
      if (replaced !== undefined) await takeOver(file, replaced, mode);
      await writeAll(file, bytes);
      return await flushAndVerify(file, bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    await fs.unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** Gives the new file the owner and the permissions of the one it replaces, as far as this user may. */
async function takeOver(file: OpenFile, replaced: FileStat, mode: number): Promise<void> {
  const { uid, gid } = await file.stat();
  if (uid !== replaced.uid || gid !== replaced.gid) await file.chown(Number(replaced.uid), Number(replaced.gid)).catch(() => undefined);
  await file.chmod(mode).catch(() => undefined); // the umask took bits away at creation, a chown may have too
}

/**
 * Overwrites the target where it stands, for folders in which nothing can be made and files that cannot be replaced (a
 * single file mounted into a container). The only way that a crash can leave a torn file: hence only when the earlier
 * content is in a safe place, and put back at once if anything fails.
 */
async function writeInPlace(target: string, bytes: Uint8Array, earlier: FileContent, fs: FileSystem): Promise<FileIdentity> {
  const file = await fs.open(target, 'read-write');
  try {
    const put = async (content: Uint8Array) => {
      await writeAll(file, content);
      await file.truncate(content.length);
      return await flushAndVerify(file, content);
    };
    try {
      return await put(bytes);
    } catch (error) {
      await put(earlier.bytes).catch(() => {
        throw new WriteFailedError('damaged');
      });
      throw error;
    }
  } finally {
    await file.close();
  }
}

/** No temporary can be made in the folder, though the file itself may be written. */
const NO_TEMPORARY = new Set(['EACCES', 'EPERM']);
/** The file cannot be replaced by another, though it may be written. */
const NO_REPLACING = new Set(['EXDEV', 'EBUSY']);

/**
 * Writes a file so that its path holds the whole old or the whole new content at any instant, and never overwrites content
 * that was not expected. The order is what makes it safe: compare, keep the old, write beside, flush, read back, compare
 * again, rename, flush the folder.
 *
 * Never rejects for what a disk or another program can do: that is the outcome. After anything but `written` (and `damaged`,
 * see `writeInPlace`) the file is as it was, and no temporary stays behind. A killed process may leave its temporary: see
 * `sweepTemporaries`.
 */
export async function atomicWrite(request: AtomicWrite, world: WriterWorld = realWorld): Promise<WriteOutcome> {
  try {
    return await write(request, world);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return { kind: 'failed', reason };
  }
}

async function write({ path: asked, links, bytes, expected, limit, keepEarlier }: AtomicWrite, world: WriterWorld): Promise<WriteOutcome> {
  const { fs } = world;
  if (bytes.length > limit) return { kind: 'failed', reason: 'too-large' };
  const target = await resolveTarget(asked, fs);
  if (links === 'refuse' && target !== asked) return { kind: 'failed', reason: 'not-allowed' };
  const found = await look(target, limit, fs);
  const first = contradiction(found, expected);
  if (first !== undefined) return first;

  let earlierKept = true;
  if (found !== null && keepEarlier !== undefined) {
    earlierKept = await keepEarlier(found.content).then(
      () => true,
      () => false,
    );
  }
  const inPlace = async (error: unknown, causes: ReadonlySet<string>): Promise<WriteOutcome> => {
    const possible = found !== null && keepEarlier !== undefined && earlierKept && world.platform !== 'win32';
    if (!possible || !causes.has(errorCode(error) ?? '')) throw error;
    const second = await secondLook(target, found, expected, limit, fs);
    if (second !== undefined) return second;
    return { kind: 'written', identity: await writeInPlace(target, bytes, found.content, fs), earlierKept, durable: true };
  };

  const folder = path.dirname(target);
  const temporary = path.join(folder, temporaryName(path.basename(target), world.writer, world.random()));
  let identity: FileIdentity;
  try {
    identity = await writeTemporary(temporary, bytes, found?.stat, fs);
  } catch (error) {
    return await inPlace(error, NO_TEMPORARY);
  }
  try {
    const second = await secondLook(target, found, expected, limit, fs);
    if (second === undefined) {
      await renameWithRetry(temporary, target, world);
    } else {
      await fs.unlink(temporary).catch(() => undefined);
      return second;
    }
  } catch (error) {
    await fs.unlink(temporary).catch(() => undefined);
    return await inPlace(error, NO_REPLACING);
  }
  return { kind: 'written', identity, earlierKept, durable: await flushFolder(folder, fs) };
}

/** Writing took its time: is the target still what the first look found? Reads it again only if it seems to have been touched. */
async function secondLook(
  target: string,
  found: Found,
  expected: Expected,
  limit: number,
  fs: FileSystem,
): Promise<WriteOutcome | undefined> {
  if (expected === 'anything') return undefined;
  if (found !== null) {
    const stat = await fs.stat(target).catch(() => null);
    if (stat !== null && looksUntouched(stat, found.content.identity)) return undefined;
  }
  return contradiction(await look(target, limit, fs), expected);
}
