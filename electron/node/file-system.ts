import { constants, promises } from 'node:fs';

/** What the system says of a file, times and sizes as exact integers. */
export interface FileStat {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly mode: bigint;
  readonly uid: bigint;
  readonly gid: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** An open file. Whoever opens it closes it. */
export interface OpenFile {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  /** May write less than it was given: look at `bytesWritten`. */
  write(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  chown(uid: number, gid: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  sync(): Promise<void>;
  stat(): Promise<FileStat>;
  close(): Promise<void>;
}

/** How a file is opened: to read; to write what is there; to make it, refusing if anything is there. A link is followed in the first two. */
export type OpenMode = 'read' | 'read-write' | 'create';

/**
 * The few operations that reading and saving need. The real one is {@link realFileSystem}; tests put one in its place
 * whose disk is full, whose device fails or whose folder is locked. Failures reject with Node's errors (`code: 'ENOSPC'`).
 */
export interface FileSystem {
  open(path: string, mode: OpenMode, permissions?: number): Promise<OpenFile>;
  /** Like `open` to read, for a folder, so that its entries can be flushed. */
  openFolder(path: string): Promise<Pick<OpenFile, 'sync' | 'close'>>;
  stat(path: string): Promise<FileStat>;
  /** Of the link itself, where `path` is one. */
  lstat(path: string): Promise<FileStat>;
  realpath(path: string): Promise<string>;
  readlink(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  mkdir(path: string): Promise<void>;
  readdir(path: string): Promise<readonly string[]>;
  /** Rejects unless this user may write to what is there. */
  mayWrite(path: string): Promise<void>;
}

// A pipe opened to read would wait for its writer for ever; O_NONBLOCK returns at once, and the look at its kind refuses it.
// Windows has no such flag: it is undefined there, which counts as 0.
const flags: Readonly<Record<OpenMode, number>> = {
  read: constants.O_RDONLY | constants.O_NONBLOCK,
  'read-write': constants.O_RDWR | constants.O_NONBLOCK,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
};

/** The disk itself. */
export const realFileSystem: FileSystem = {
  async open(path, mode, permissions = 0o666) {
    const handle = await promises.open(path, flags[mode], permissions);
    return {
      read: (buffer, offset, length, position) => handle.read(buffer, offset, length, position),
      write: (buffer, offset, length, position) => handle.write(buffer, offset, length, position),
      truncate: (length) => handle.truncate(length),
      chown: (uid, gid) => handle.chown(uid, gid),
      chmod: (mode_) => handle.chmod(mode_),
      sync: () => handle.sync(),
      stat: () => handle.stat({ bigint: true }),
      close: () => handle.close(),
    };
  },
  openFolder: (path) => promises.open(path, constants.O_RDONLY),
  stat: (path) => promises.stat(path, { bigint: true }),
  lstat: (path) => promises.lstat(path, { bigint: true }),
  realpath: (path) => promises.realpath(path),
  readlink: (path) => promises.readlink(path),
  rename: (from, to) => promises.rename(from, to),
  unlink: (path) => promises.unlink(path),
  mkdir: async (path) => {
    await promises.mkdir(path);
  },
  readdir: (path) => promises.readdir(path),
  mayWrite: (path) => promises.access(path, constants.W_OK),
};

/** The `code` of an error of the file system (`ENOENT`), or undefined for any other. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
