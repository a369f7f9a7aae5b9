import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type {
  ContentHash,
  ChooseFolderResult,
  FileToWrite,
  FileWritten,
  FolderEntry,
  FolderId,
  WriteFilesRequest,
} from '../../shared/desktop-api';
import { message, type Message, type Problem } from '../../shared/messages/message';
import { atomicWrite, type WriterWorld } from '../node/atomic-write';
import { collisions, containedPath, parseRelativePath, refusalMessage, type PathRefusal } from '../node/contained-path';
import { displayPath } from '../node/display-path';
import { hashOf, readFileWhole } from '../node/file-identity';
import { readProblem, writeProblem } from '../node/file-problems';
import { sweepTemporaries, type SweepWorld } from '../node/temporary-files';
import { failureOf } from '../node/write-failure';

/** The folders that a person chose to export into in this session. */
export interface ExportFolders {
  /** Hands out an id for a folder that a person has just chosen. */
  admit(folder: string): Promise<ChooseFolderResult>;
  /** Undefined for an id that was not handed out. */
  pathOf(id: FolderId): string | undefined;
  read(id: FolderId, paths: readonly string[]): Promise<readonly FolderEntry[]>;
  write(request: WriteFilesRequest): Promise<readonly FileWritten[]>;
}

const error = (what: Message, mend?: Message): Problem => ({ severity: 'error', message: what, ...(mend === undefined ? {} : { mend }) });
const refusedFor = (refusal: PathRefusal, text: string): Problem => error(refusalMessage(refusal, text));
const noFolder = (): Problem => error(message('desktop.path.no-folder'), message('desktop.mend.choose-folder'));

/** What the request's own paths say against each of its files, before the disk is looked at. */
function refusalsWithin(paths: readonly string[], pipelineFiles: 'refuse' | 'allow'): readonly (PathRefusal | undefined)[] {
  const clashing = collisions(paths);
  return paths.map((text, index) => {
    const parsed = parseRelativePath(text, pipelineFiles);
    return parsed.ok ? clashing.get(index) : parsed.refusal;
  });
}

/** @param limit the longest file that is read or written, in bytes */
export function exportFolders(limit: number, world: WriterWorld, sweeping: SweepWorld): ExportFolders {
  const folders = new Map<FolderId, string>();
  const { fs } = world;

  /** The folder's path, if it still is one and nobody has put a link in its place. */
  const rootOf = async (id: FolderId): Promise<string | undefined> => {
    const root = folders.get(id);
    if (root === undefined) return undefined;
    const real = await fs.realpath(root).catch(() => undefined);
    return real === root && (await fs.lstat(root)).isDirectory() ? root : undefined;
  };

  const readOne = async (root: string, text: string): Promise<FolderEntry> => {
    const parsed = parseRelativePath(text, 'allow');
    if (!parsed.ok) return { path: text, kind: 'refused', problem: refusedFor(parsed.refusal, text) };
    try {
      const place = await containedPath(root, parsed.parts, fs, false);
      if (!place.ok) return { path: text, kind: 'refused', problem: refusedFor(place.refusal, text) };
      if (!place.exists) return { path: text, kind: 'absent' };
      const { bytes, identity } = await readFileWhole(fs, place.file, limit);
      return { path: text, kind: 'file', bytes, hash: identity.hash };
    } catch (cause) {
      return { path: text, kind: 'refused', problem: readProblem(cause, path.join(root, ...parsed.parts), limit) };
    }
  };

  const changed = (text: string): FileWritten => ({
    path: text,
    kind: 'changed-on-disk',
    problem: error(message('desktop.path.changed', { file: text }), message('desktop.mend.preview-again')),
  });

  const replaceIfExpected = async (file: string, text: string, bytes: Uint8Array, expected: ContentHash | null): Promise<FileWritten> => {
    const outcome = await atomicWrite({ path: file, links: 'refuse', bytes, expected, limit }, world);
    switch (outcome.kind) {
      case 'written':
        return { path: text, kind: 'written', hash: outcome.identity.hash };
      case 'changed':
        return outcome.current.identity.hash === hashOf(bytes) ? { path: text, kind: 'same' } : changed(text);
      case 'failed':
        return outcome.reason === 'gone' ? changed(text) : { path: text, kind: 'failed', problem: writeProblem(outcome.reason, file) };
    }
  };

  /** What an export that was killed left in a folder goes before the next one writes there. */
  const sweepOnce = async (folder: string, swept: Set<string>): Promise<void> => {
    if (swept.has(folder)) return;
    swept.add(folder);
    await sweepTemporaries(folder, sweeping);
  };

  const writeOne = async (root: string, file: FileToWrite, pipelineFiles: 'refuse' | 'allow', swept: Set<string>): Promise<FileWritten> => {
    const text = file.path;
    const failed = (problem: Problem): FileWritten => ({ path: text, kind: 'failed', problem });
    const parsed = parseRelativePath(text, pipelineFiles);
    if (!parsed.ok) return failed(refusedFor(parsed.refusal, text));
    try {
      const place = await containedPath(root, parsed.parts, fs, true);
      if (!place.ok) return failed(refusedFor(place.refusal, text));
      await sweepOnce(path.dirname(place.file), swept);
      const bytesHash = hashOf(file.bytes);
      if (place.exists && file.expected === bytesHash) {
        const { identity } = await readFileWhole(fs, place.file, limit);
        if (identity.hash === bytesHash) return { path: text, kind: 'same' };
      }
      return await replaceIfExpected(place.file, text, file.bytes, file.expected);
    } catch (cause) {
      return failed(writeProblem(failureOf(cause), path.join(root, ...parsed.parts)));
    }
  };

  return {
    async admit(folder) {
      try {
        const root = await fs.realpath(folder);
        if (root.split(path.sep).some((part) => part.toLowerCase() === '.git')) {
          return { kind: 'failed', problem: error(refusalMessage('git-folder', displayPath(root)), message('desktop.mend.choose-folder')) };
        }
        const id = `dir-${randomUUID().replaceAll('-', '')}` as FolderId;
        folders.set(id, root);
        return { kind: 'chosen', id, displayPath: displayPath(root) };
      } catch (cause) {
        return { kind: 'failed', problem: readProblem(cause, folder, limit) };
      }
    },

    pathOf: (id) => folders.get(id),

    async read(id, paths) {
      const root = await rootOf(id);
      if (root === undefined) return paths.map((text) => ({ path: text, kind: 'refused', problem: noFolder() }));
      const entries: FolderEntry[] = [];
      for (const text of paths) entries.push(await readOne(root, text));
      return entries;
    },

    async write({ id, files, pipelineFiles }) {
      const refusals = refusalsWithin(
        files.map((file) => file.path),
        pipelineFiles,
      );
      const results: FileWritten[] = [];
      const swept = new Set<string>();
      for (const [index, file] of files.entries()) {
        const refusal = refusals[index];
        const root = await rootOf(id);
        if (root === undefined) results.push({ path: file.path, kind: 'failed', problem: noFolder() });
        else if (refusal !== undefined) results.push({ path: file.path, kind: 'failed', problem: refusedFor(refusal, file.path) });
        else results.push(await writeOne(root, file, pipelineFiles, swept));
      }
      return results;
    },
  };
}
