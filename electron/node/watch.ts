import { watch as watchFolder } from 'node:fs';
import path from 'node:path';
import type { ContentHash, DiskChange } from '../../shared/desktop-api';
import { readFileWhole } from './file-identity';
import { errorCode, type FileSystem } from './file-system';

/** A running watch. */
export interface Watch {
  /** Looks at the file now, whatever the system reported: on the disks of servers it often reports nothing. */
  check(): Promise<void>;
  close(): void;
}

/** What {@link watchFile} needs of the world. */
export interface WatchWorld {
  readonly fs: FileSystem;
  /** Calls `hint` when something may have happened in the folder, `lost` when it can no longer tell. Returns what stops it. */
  readonly observe: (folder: string, hint: (name: string | null) => void, lost: () => void) => () => void;
  /** Calls `task` after a while. Returns what cancels it. */
  readonly later: (task: () => void, milliseconds: number) => () => void;
}

/** What is watched. */
export interface WatchedFile {
  /** Absolute, links followed. */
  readonly path: string;
  /** The hash of what was last read from the file or written to it, at the time of asking; undefined if neither happened. */
  readonly known: () => ContentHash | undefined;
  /** Files longer than this count as changed without being read. */
  readonly limit: number;
  /** Runs a check at a time when the file is not being saved: a half-known save must not look like somebody else's. */
  readonly alone: (check: () => Promise<void>) => Promise<void>;
  readonly report: (state: DiskChange['state']) => void;
}

/** Editors write in several steps; what counts is where they end. */
const SETTLE_MS = 120;

/** `fs.watch`, with its failures as calls. */
export function observeFolder(folder: string, hint: (name: string | null) => void, lost: () => void): () => void {
  try {
    const watcher = watchFolder(folder, { persistent: false }, (_event, name) => hint(name));
    watcher.on('error', lost);
    return () => watcher.close();
  } catch {
    lost();
    return () => undefined;
  }
}

/** The real world's {@link WatchWorld.later}; never keeps the process alive. */
export function later(task: () => void, milliseconds: number): () => void {
  const timer = setTimeout(task, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}

/**
 * Tells when a file's content becomes another than the one we know, when it vanishes, and when it is as it was again.
 * Watches the *folder*, since saving by renaming replaces the file that a watch would hold on to. Events are only hints:
 * what is reported is what was found on reading, and each state is reported once.
 */
export function watchFile(file: WatchedFile, world: WatchWorld): Watch {
  let reported: DiskChange['state'] = 'same';
  let reportedHash: ContentHash | undefined;
  let closed = false;
  let observing = false;
  let cancelLater = (): void => undefined;
  let stopObserving = (): void => undefined;

  const look = async (): Promise<{ readonly state: DiskChange['state']; readonly hash?: ContentHash } | undefined> => {
    try {
      const { identity } = await readFileWhole(world.fs, file.path, file.limit);
      return identity.hash === file.known() ? { state: 'same' } : { state: 'changed', hash: identity.hash };
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'gone' };
      if (code === 'EISDIR' || code === 'ENOTFILE' || code === 'EFBIG') return { state: 'changed' };
      return undefined; // cannot be told now; the next hint or save will
    }
  };

  const check = async (): Promise<void> => {
    await file.alone(async () => {
      if (closed) return;
      if (!observing) observe(); // the folder may be there again
      const found = await look();
      if (found === undefined || (found.state === reported && found.hash === reportedHash)) return;
      reported = found.state;
      reportedHash = found.hash;
      file.report(found.state);
    });
  };

  const checkSoon = (): void => {
    cancelLater();
    cancelLater = world.later(() => void check(), SETTLE_MS);
  };

  function observe(): void {
    observing = true;
    stopObserving = world.observe(
      path.dirname(file.path),
      (name) => {
        // Some systems do not say which file; then any may be meant.
        if (name === null || name === path.basename(file.path)) checkSoon();
      },
      () => {
        observing = false;
      },
    );
  }
  observe();

  return {
    check,
    close() {
      closed = true;
      cancelLater();
      stopObserving();
    },
  };
}
