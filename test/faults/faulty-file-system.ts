import { realFileSystem, type FileSystem, type OpenFile } from '../../electron/node/file-system';

/** The operations that can be made to fail, one by one. */
export const OPERATIONS = [
  'open-read',
  'open-read-write',
  'open-create',
  'open-folder',
  'read',
  'write',
  'truncate',
  'chown',
  'chmod',
  'sync',
  'sync-folder',
  'stat-open',
  'stat',
  'lstat',
  'realpath',
  'readlink',
  'rename',
  'unlink',
  'mkdir',
  'readdir',
  'may-write',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Makes some calls of an operation fail. */
export interface Fault {
  readonly operation: Operation;
  /** The code of the error, as Node has it. */
  readonly code: string;
  /** So many calls pass first; none unless given. */
  readonly after?: number;
  /** So many calls fail then; all unless given. */
  readonly times?: number;
  /** Only calls on such paths count; all unless given. */
  readonly on?: (path: string) => boolean;
}

/** What else goes wrong. */
export interface Mischief {
  /** A single write takes at most so many bytes. */
  readonly bytesPerWrite?: number;
  /** Every write is one bit off what it was given. */
  readonly flipBits?: boolean;
  /** Called before each call; throws, waits or meddles as it likes. */
  readonly before?: (operation: Operation, path: string) => void | Promise<void>;
}

const failure = (code: string, operation: Operation): Error => new FaultError(code, operation);

class FaultError extends Error {
  readonly code: string;
  constructor(code: string, operation: Operation) {
    super(`${code}: injected, ${operation}`);
    this.code = code;
  }
}

/** The real file system with faults. `calls` tells what was called, in order. */
export function faultyFileSystem(faults: readonly Fault[], mischief: Mischief = {}): FileSystem & { readonly calls: readonly Operation[] } {
  const calls: Operation[] = [];
  const seen = faults.map(() => 0);

  const call = async (operation: Operation, path: string): Promise<void> => {
    calls.push(operation);
    await mischief.before?.(operation, path);
    faults.forEach((fault, index) => {
      if (fault.operation !== operation || fault.on?.(path) === false) return;
      const passed = seen[index] ?? 0;
      seen[index] = passed + 1;
      const after = fault.after ?? 0;
      if (passed >= after && passed < after + (fault.times ?? Infinity)) throw failure(fault.code, operation);
    });
  };

  const guard = (file: OpenFile, path: string): OpenFile => ({
    async read(...args) {
      await call('read', path);
      return file.read(...args);
    },
    async write(buffer, offset, length, position) {
      await call('write', path);
      const some = Math.min(length, mischief.bytesPerWrite ?? length);
      if (mischief.flipBits !== true) return file.write(buffer, offset, some, position);
      const wrong = buffer.slice(offset, offset + some).map((byte, index) => (index === 0 ? byte ^ 1 : byte));
      return file.write(wrong, 0, some, position);
    },
    async truncate(length) {
      await call('truncate', path);
      return file.truncate(length);
    },
    async chown(uid, gid) {
      await call('chown', path);
      return file.chown(uid, gid);
    },
    async chmod(mode) {
      await call('chmod', path);
      return file.chmod(mode);
    },
    async sync() {
      await call('sync', path);
      return file.sync();
    },
    async stat() {
      await call('stat-open', path);
      return file.stat();
    },
    close: () => file.close(),
  });

  const before =
    <T>(operation: Operation, then: (path: string) => Promise<T>) =>
    async (path: string): Promise<T> => {
      await call(operation, path);
      return then(path);
    };

  return {
    calls,
    async open(path, mode, permissions) {
      await call(`open-${mode}`, path);
      return guard(await realFileSystem.open(path, mode, permissions), path);
    },
    async openFolder(path) {
      await call('open-folder', path);
      const folder = await realFileSystem.openFolder(path);
      return {
        async sync() {
          await call('sync-folder', path);
          return folder.sync();
        },
        close: () => folder.close(),
      };
    },
    stat: before('stat', realFileSystem.stat),
    lstat: before('lstat', realFileSystem.lstat),
    realpath: before('realpath', realFileSystem.realpath),
    readlink: before('readlink', realFileSystem.readlink),
    unlink: before('unlink', realFileSystem.unlink),
    mkdir: before('mkdir', realFileSystem.mkdir),
    readdir: before('readdir', realFileSystem.readdir),
    mayWrite: before('may-write', realFileSystem.mayWrite),
    async rename(from, to) {
      await call('rename', to);
      return realFileSystem.rename(from, to);
    },
  };
}
