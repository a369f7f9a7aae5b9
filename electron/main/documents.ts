import path from 'node:path';
import type {
  ContentHash,
  DocumentId,
  EarlierVersion,
  OpenedDocument,
  OpenResult,
  ReadVersionResult,
  SaveAsResult,
  SaveRequest,
  SaveResult,
} from '../../shared/desktop-api';
import { message, type Problem } from '../../shared/messages/message';
import { atomicWrite, type WriterWorld, type WriteOutcome } from '../node/atomic-write';
import { displayName, displayPath } from '../node/display-path';
import type { EarlierVersions } from '../node/earlier-versions';
import { readFileWhole } from '../node/file-identity';
import { earlierNotKept, notDurable, readProblem, writeProblem } from '../node/file-problems';
import { documentIdOf } from './document-id';
import type { RecentFiles } from './recent';

/** A file that the page was given, as main knows it. */
interface Known {
  readonly path: string;
  /** What was last read from it or written to it; undefined before the first time. */
  hash: ContentHash | undefined;
}

/** The files that the page may read and save, by id. Paths stay in here. */
export interface Documents {
  /** Hands out the id of a file that a person or the system named, without reading it. */
  admit(file: string): Promise<DocumentId>;
  /** Reads a file whose id was handed out, or that is among the recent ones. */
  open(id: DocumentId): Promise<OpenResult>;
  save(request: SaveRequest): Promise<SaveResult>;
  /** Saves to a place that a person has just chosen and confirmed; from then on it is a document of its own. */
  saveTo(file: string, bytes: Uint8Array): Promise<SaveAsResult>;
  /** Undefined for an id that was not handed out. */
  pathOf(id: DocumentId): string | undefined;
  /** The hash of what was last read or written; undefined if neither happened. */
  hashOf(id: DocumentId): ContentHash | undefined;
  /** Runs `task` while nothing else happens to this file from here. */
  alone<T>(id: DocumentId, task: () => Promise<T>): Promise<T>;
  listVersions(id: DocumentId): Promise<readonly EarlierVersion[]>;
  readVersion(id: DocumentId, version: EarlierVersion['id']): Promise<ReadVersionResult>;
}

/** What {@link documents} needs. */
export interface DocumentsWorld {
  readonly writer: WriterWorld;
  readonly recent: RecentFiles;
  readonly versions: EarlierVersions;
  /** The longest file that is read or written, in bytes. */
  readonly limit: number;
}

/** Said of a file that main never handed out. */
export const notGiven = (): Problem => ({
  severity: 'error',
  message: message('desktop.read.not-allowed'),
  mend: message('desktop.mend.open-again'),
});

/** The warnings that go with a write which succeeded. */
function warningsOf(outcome: WriteOutcome & { kind: 'written' }, file: string): readonly Problem[] {
  return [...(outcome.earlierKept ? [] : [earlierNotKept(file)]), ...(outcome.durable ? [] : [notDurable(file)])];
}

/** Makes the {@link Documents} of a session. */
export function documents({ writer, recent, versions, limit }: DocumentsWorld): Documents {
  const known = new Map<DocumentId, Known>();
  const queues = new Map<DocumentId, Promise<unknown>>();

  const find = (id: DocumentId): Known | undefined => {
    const here = known.get(id);
    if (here !== undefined) return here;
    const file = recent.pathOf(id);
    if (file === undefined) return undefined;
    const added: Known = { path: file, hash: undefined };
    known.set(id, added);
    return added;
  };

  const admit = async (file: string): Promise<DocumentId> => {
    const absolute = path.resolve(file);
    const id = await documentIdOf(absolute, writer.fs);
    known.set(id, { path: absolute, hash: known.get(id)?.hash });
    return id;
  };

  const alone = async <T>(id: DocumentId, task: () => Promise<T>): Promise<T> => {
    const before = queues.get(id) ?? Promise.resolve();
    const mine = before.then(task, task);
    queues.set(id, mine);
    try {
      return await mine;
    } finally {
      if (queues.get(id) === mine) queues.delete(id);
    }
  };

  /** True if a save would be refused; judged as the writer judges. */
  const isReadOnly = async (file: string): Promise<boolean> => {
    try {
      if (((await writer.fs.stat(file)).mode & 0o222n) === 0n) return true;
      await writer.fs.mayWrite(file);
      return false;
    } catch {
      return true;
    }
  };

  const describe = async (id: DocumentId, file: string, hash: ContentHash): Promise<Omit<OpenedDocument, 'bytes'>> => ({
    id,
    name: displayName(file),
    displayPath: displayPath(file),
    hash,
    readOnly: await isReadOnly(file),
  });

  const write = (id: DocumentId, file: string, bytes: Uint8Array, expected: ContentHash | null | 'anything') =>
    atomicWrite(
      { path: file, links: 'follow', bytes, expected, limit, keepEarlier: (earlier) => versions.keep(id, earlier.bytes) },
      writer,
    );

  return {
    admit,
    alone,
    pathOf: (id) => find(id)?.path,
    hashOf: (id) => known.get(id)?.hash,

    async open(id) {
      const document = find(id);
      if (document === undefined) return { kind: 'failed', problem: notGiven() };
      return await alone(id, async (): Promise<OpenResult> => {
        try {
          const { bytes, identity } = await readFileWhole(writer.fs, document.path, limit);
          document.hash = identity.hash;
          return { kind: 'opened', document: { ...(await describe(id, document.path, identity.hash)), bytes } };
        } catch (error) {
          return { kind: 'failed', problem: readProblem(error, document.path, limit) };
        }
      });
    },

    async save({ id, bytes, expected }) {
      const document = find(id);
      if (document === undefined) return { kind: 'failed', reason: 'not-allowed', problem: notGiven() };
      return await alone(id, async (): Promise<SaveResult> => {
        const outcome = await write(id, document.path, bytes, expected);
        switch (outcome.kind) {
          case 'written':
            document.hash = outcome.identity.hash;
            return { kind: 'saved', hash: outcome.identity.hash, warnings: warningsOf(outcome, document.path) };
          case 'changed':
            return { kind: 'changed-on-disk', bytes: outcome.current.bytes, hash: outcome.current.identity.hash };
          case 'failed':
            return { kind: 'failed', reason: outcome.reason, problem: writeProblem(outcome.reason, document.path) };
        }
      });
    },

    async saveTo(file, bytes) {
      const id = await documentIdOf(file, writer.fs);
      return await alone(id, async (): Promise<SaveAsResult> => {
        const outcome = await write(id, file, bytes, 'anything');
        if (outcome.kind !== 'written') {
          const reason = outcome.kind === 'failed' ? outcome.reason : 'unknown';
          return { kind: 'failed', reason, problem: writeProblem(reason, file) };
        }
        // The file may be new, and its folder reached by a link: only now is its id certain.
        const saved = await admit(file);
        const { hash } = outcome.identity;
        known.set(saved, { path: path.resolve(file), hash });
        return { kind: 'saved', document: await describe(saved, file, hash), warnings: warningsOf(outcome, file) };
      });
    },

    async listVersions(id) {
      return find(id) === undefined ? [] : await versions.list(id);
    },

    async readVersion(id, version) {
      const document = find(id);
      if (document === undefined) return { kind: 'failed', problem: notGiven() };
      try {
        const bytes = await versions.read(id, version);
        if (bytes !== undefined) return { kind: 'read', bytes };
        return {
          kind: 'failed',
          problem: { severity: 'error', message: message('desktop.read.version-gone', { file: displayName(document.path) }) },
        };
      } catch (error) {
        return { kind: 'failed', problem: readProblem(error, document.path, limit) };
      }
    },
  };
}
