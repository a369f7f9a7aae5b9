import path from 'node:path';
import type { DocumentId, EarlierVersion, VersionId } from '../../shared/desktop-api';
import { atomicWrite, type WriterWorld } from './atomic-write';
import { hashOf, readFileWhole } from './file-identity';
import { errorCode } from './file-system';

/** How many versions of each document are kept. */
export const KEPT_VERSIONS = 10;

/** `ver-000012-20261125T101530123Z-0123456789ab`: a number that only grows (clocks jump), the time, the start of the hash. */
const NAME = /^(?<id>ver-(?<number>[0-9]{6})-(?<time>[0-9]{8}T[0-9]{9}Z)-(?<hash>[0-9a-f]{12}))\.yaml$/;

interface Stored {
  readonly id: VersionId;
  readonly name: string;
  readonly number: number;
  readonly time: string;
  readonly hash: string;
}

const compact = (time: Date) => time.toISOString().replace(/[-:.]/g, '');
const expand = (time: string) => time.replace(/^(....)(..)(..)T(..)(..)(..)(...)Z$/, '$1-$2-$3T$4:$5:$6.$7Z');

function parseName(name: string): Stored | undefined {
  const { id, number, time, hash } = NAME.exec(name)?.groups ?? {};
  if (id === undefined || number === undefined || time === undefined || hash === undefined) return undefined;
  return { id: id as VersionId, name, number: Number(number), time, hash };
}

/**
 * The last versions of each document, in the user's data folder: one folder a document, one file a version. Nothing of
 * this ever lies beside the model.
 */
export interface EarlierVersions {
  /** Keeps `bytes`, unless the newest kept version is the same, and drops what is too many. Rejects if it could not be kept. */
  keep(document: DocumentId, bytes: Uint8Array): Promise<void>;
  /** Newest first. */
  list(document: DocumentId): Promise<readonly EarlierVersion[]>;
  /** Undefined if there is no such version of this document. Rejects with the system's error if it cannot be read. */
  read(document: DocumentId, version: VersionId): Promise<Uint8Array | undefined>;
}

/** @param folder where the folders of the documents stand or will stand; its own parent must exist. @param limit in bytes */
export function earlierVersions(folder: string, limit: number, now: () => Date, world: WriterWorld): EarlierVersions {
  const { fs } = world;
  const folderOf = (document: DocumentId) => path.join(folder, document);

  /** Oldest first. */
  const stored = async (document: DocumentId): Promise<readonly Stored[]> => {
    const names = await fs.readdir(folderOf(document)).catch((error: unknown): readonly string[] => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    return names
      .map(parseName)
      .filter((version) => version !== undefined)
      .sort((a, b) => a.number - b.number);
  };

  const makeFolder = async (path_: string) => {
    await fs.mkdir(path_).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  };

  return {
    async keep(document, bytes) {
      await makeFolder(folder);
      await makeFolder(folderOf(document));
      const versions = await stored(document);
      const newest = versions.at(-1);
      const hash = hashOf(bytes).slice(0, 12);
      if (newest?.hash === hash) return;
      const number = String((newest?.number ?? 0) + 1).padStart(6, '0');
      const file = path.join(folderOf(document), `ver-${number}-${compact(now())}-${hash}.yaml`);
      const outcome = await atomicWrite({ path: file, links: 'follow', bytes, expected: null, limit }, world);
      if (outcome.kind !== 'written')
        throw new Error(`the earlier version could not be kept: ${outcome.kind === 'failed' ? outcome.reason : outcome.kind}`);
      const tooMany = versions.slice(0, Math.max(0, versions.length + 1 - KEPT_VERSIONS));
      for (const version of tooMany) await fs.unlink(path.join(folderOf(document), version.name)).catch(() => undefined);
    },

    async list(document) {
      const versions: EarlierVersion[] = [];
      for (const { id, name, time } of (await stored(document)).toReversed()) {
        const stat = await fs.lstat(path.join(folderOf(document), name)).catch(() => undefined);
        if (stat?.isFile() === true) versions.push({ id, replacedAt: expand(time), size: Number(stat.size) });
      }
      return versions;
    },

    async read(document, version) {
      const found = (await stored(document)).find(({ id }) => id === version);
      return found === undefined ? undefined : (await readFileWhole(fs, path.join(folderOf(document), found.name), limit)).bytes;
    },
  };
}
