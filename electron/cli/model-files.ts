import { type FileHandle, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Message, message, type Problem } from '../../shared/messages/message';
import { type Catalog, readCatalog } from '../../shared/catalog/catalog';
import { type OpenedText, readModel } from '../../shared/format/read-model';
import { MODEL_LIMITS } from '../../shared/limits';
import { atomicWrite, type Expected, realWorld } from '../node/atomic-write';
import { hashOf } from '../node/file-identity';
import { processRuns, sweepTemporaries, thisWriter } from '../node/temporary-files';
import { BadInput, say } from './command';
import { notRead, notWritten } from './file-problems';
import type { Terminal } from './terminal';

const PIECE = 1 << 18;

class TooLargeError extends Error {
  readonly code = 'EFBIG';
}

/** Reads to the end, or up to `limit` bytes and no further: a pipe or a device says nothing about its length beforehand. */
async function readBounded(file: FileHandle, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE), 0, PIECE, null);
    if (bytesRead === 0) return Buffer.concat(pieces, length);
    length += bytesRead;
    if (length > limit) throw new TooLargeError();
    pieces.push(buffer.subarray(0, bytesRead));
  }
}

/**
 * The bytes of a file, or the problem that names it; a pipe (`<(git show HEAD:model.gabion.yaml)`) is read too. No more than
 * `limit` bytes are ever held.
 */
export async function readBytes(file: string, limit: number): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    try {
      const stat = await handle.stat();
      if (stat.isFile() && stat.size > limit) throw new TooLargeError();
      return new Uint8Array(await readBounded(handle, limit));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new BadInput(notRead(error, file, limit));
  }
}

/** Opens a model file; warnings are said, errors end the command. */
export async function openModel(file: string, terminal: Terminal): Promise<OpenedText> {
  const opened = readModel(await readBytes(file, MODEL_LIMITS.bytes), file);
  // Of a newer version only a part is understood: the application shows it, but no verdict may rest on it.
  if (!opened.ok || opened.value.readOnly) throw new BadInput(...opened.problems);
  say(terminal, opened.problems);
  return opened.value;
}

/** The compiled catalog. */
export async function loadCatalog({ catalogFile }: Terminal): Promise<Catalog> {
  const catalog = readCatalog(JSON.parse(await readFile(catalogFile, 'utf8')));
  if (!catalog.ok) throw new BadInput(...catalog.problems);
  return catalog.value;
}

const meanwhile = (what: Message): Problem => ({ severity: 'error', message: what, mend: message('cli.mend-again') });
const changedMeanwhile = (file: string): Problem => meanwhile(message('cli.changed-meanwhile', { file }));
const goneMeanwhile = (file: string): Problem => meanwhile(message('cli.gone-meanwhile', { file }));

/** What commands that were killed left beside the files they wrote. */
const sweeping = { fs: realWorld.fs, writer: thisWriter, runs: processRuns, now: () => Date.now() };

/**
 * Writes a file whole or not at all.
 * @param before what the file held when it was read, `null` if there was none; somebody else's change in between is not
 *   overwritten. Without it, whatever is there is replaced.
 */
export async function writeBytes(file: string, bytes: Uint8Array, before?: Uint8Array | null): Promise<void> {
  const expected: Expected = before === undefined ? 'anything' : before === null ? null : hashOf(before);
  await sweepTemporaries(path.dirname(path.resolve(file)), sweeping);
  const outcome = await atomicWrite({ path: path.resolve(file), links: 'follow', bytes, expected, limit: MODEL_LIMITS.bytes });
  switch (outcome.kind) {
    case 'written':
      return;
    case 'changed':
      throw new BadInput(changedMeanwhile(file));
    case 'failed':
      throw new BadInput(outcome.reason === 'gone' ? goneMeanwhile(file) : notWritten(outcome.reason, file));
  }
}
