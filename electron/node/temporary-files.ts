import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { errorCode, type FileSystem } from './file-system';

/** Who writes: this process on this machine. In the name, so that a later start can tell whose leftovers it finds. */
export interface Writer {
  /** 8 hexadecimal digits that stand for the machine: a folder on a server may hold other machines' temporaries. */
  readonly machine: string;
  readonly pid: number;
}

/** This very process. */
export const thisWriter: Writer = { machine: createHash('sha256').update(hostname()).digest('hex').slice(0, 8), pid: process.pid };

/** `.model.gabion.yaml.1f2e3d4c-4711.0123456789ab.tmp` */
const TEMPORARY = /^\..+\.(?<machine>[0-9a-f]{8})-(?<pid>[1-9][0-9]{0,9})\.[0-9a-f]{12}\.tmp$/;
/** Names are limited to 255 bytes nearly everywhere; what is added to the file's own name takes 42 of them. */
const MAX_STEM_BYTES = 200;
const DAY_IN_MS = 24 * 60 * 60 * 1_000;

/** The name of the temporary beside a file called `name`. `random` is 12 hexadecimal digits. */
export function temporaryName(name: string, writer: Writer, random: string): string {
  let stem = '';
  for (const character of name) {
    if (Buffer.byteLength(stem + character) > MAX_STEM_BYTES) break;
    stem += character;
  }
  return `.${stem}.${writer.machine}-${writer.pid}.${random}.tmp`;
}

/** True if a process with this number runs, whoever owns it. */
export function processRuns(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** What {@link sweepTemporaries} needs to know of the world. */
export interface SweepWorld {
  readonly fs: FileSystem;
  readonly writer: Writer;
  readonly runs: (pid: number) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Deletes what killed writers left in `folder`: files named as {@link temporaryName} names them, whose process on this
 * machine is dead, or which are older than a day. Never follows a link. Returns how many went; a folder that cannot be
 * read has none.
 */
export async function sweepTemporaries(folder: string, { fs, writer, runs, now }: SweepWorld): Promise<number> {
  const names = await fs.readdir(folder).catch((): readonly string[] => []);
  let swept = 0;
  for (const name of names) {
    const { machine, pid } = TEMPORARY.exec(name)?.groups ?? {};
    if (machine === undefined || pid === undefined) continue;
    const file = path.join(folder, name);
    try {
      const stat = await fs.lstat(file);
      if (!stat.isFile()) continue;
      const ageInMs = now() - Number(stat.mtimeNs / 1_000_000n);
      const ownerIsDead = machine === writer.machine && !runs(Number(pid));
      if (!ownerIsDead && ageInMs < DAY_IN_MS) continue;
      await fs.unlink(file);
      swept += 1;
    } catch {
      // Another sweep was quicker, or the file is not ours to delete. It harms nobody where it lies.
    }
  }
  return swept;
}
