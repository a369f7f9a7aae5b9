import { z } from 'zod';
import type { DocumentId, RecentFile } from '../../shared/desktop-api';
import type { WriterWorld } from '../node/atomic-write';
import { displayName, displayPath } from '../node/display-path';
import { errorCode } from '../node/file-system';
import { readJson, writeJson } from '../node/json-file';

/** How many files are remembered. */
export const MAX_RECENT = 20;

const entry = z.object({
  id: z.custom<DocumentId>((value) => typeof value === 'string' && /^doc-[0-9a-f]{32}$/.test(value)),
  path: z.string().min(1).max(32_768),
  usedAt: z.iso.datetime(),
});
type Entry = Readonly<z.output<typeof entry>>;
const stored = z.object({ recent: z.array(entry).max(200) });

/** The recent files, and where they are. Only main knows the paths. */
export interface RecentFiles {
  /** Newest first, each looked up on disk. */
  list(): Promise<readonly RecentFile[]>;
  /** Newest first, without looking: for a menu. */
  names(): readonly { readonly id: DocumentId; readonly name: string }[];
  pathOf(id: DocumentId): string | undefined;
  /** Puts a file at the top. */
  remember(id: DocumentId, path: string): Promise<void>;
  forget(id: DocumentId): Promise<void>;
}

/** @param file where the list is kept @param changed called after each change of the list */
export async function recentFiles(file: string, now: () => Date, world: WriterWorld, changed: () => void): Promise<RecentFiles> {
  let entries: readonly Entry[] = (await readJson(file, stored, { recent: [] }, world)).recent.slice(0, MAX_RECENT);
  let writing: Promise<unknown> = Promise.resolve();

  const replace = async (next: readonly Entry[]): Promise<void> => {
    entries = next;
    changed();
    // One after the other: two writes at once would each see the other's as somebody else's.
    writing = writing.then(() => writeJson(file, { recent: entries }, world));
    await writing;
  };

  return {
    list: () =>
      Promise.all(
        entries.map(async ({ id, path, usedAt }) => {
          const missing = await world.fs.stat(path).then(
            (stat) => !stat.isFile(),
            (error: unknown) => errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR',
          );
          return { id, name: displayName(path), displayPath: displayPath(path), usedAt, missing };
        }),
      ),
    names: () => entries.map(({ id, path }) => ({ id, name: displayName(path) })),
    pathOf: (id) => entries.find((known) => known.id === id)?.path,
    remember: (id, path) =>
      replace([{ id, path, usedAt: now().toISOString() }, ...entries.filter((known) => known.id !== id)].slice(0, MAX_RECENT)),
    forget: (id) => replace(entries.filter((known) => known.id !== id)),
  };
}
