import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { message } from '../../shared/messages/message';
import { type Catalog, readCatalog } from '../../shared/catalog/catalog';
import { type OpenedText, readModel } from '../../shared/format/read-model';
import { MODEL_LIMITS } from '../../shared/limits';
import { atomicWrite, type Expected } from '../node/atomic-write';
import { readProblem, writeProblem } from '../node/file-problems';
import { hashOf } from '../node/file-identity';
import { BadInput, say, stop } from './command';
import type { Terminal } from './terminal';

/** The bytes of a file, or the problem that names it. Nothing longer than `limit` bytes is read. */
export async function readBytes(file: string, limit: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > limit) throw Object.assign(new Error('too large'), { code: 'EFBIG' }); // eslint-disable-line no-restricted-properties -- an error of our own, not parsed data
    return new Uint8Array(await readFile(file));
  } catch (error) {
    throw new BadInput({ ...readProblem(error, path.resolve(file), limit), where: { file } });
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

/**
 * Writes a file whole or not at all.
 * @param before what the file held when it was read, `null` if there was none; somebody else's change in between is not
 *   overwritten. Without it, whatever is there is replaced.
 */
export async function writeBytes(file: string, bytes: Uint8Array, before?: Uint8Array | null): Promise<void> {
  const expected: Expected = before === undefined ? 'anything' : before === null ? null : hashOf(before);
  const outcome = await atomicWrite({ path: path.resolve(file), links: 'follow', bytes, expected, limit: MODEL_LIMITS.bytes });
  switch (outcome.kind) {
    case 'written':
      return;
    case 'changed':
      throw stop(message('cli.changed-meanwhile', { file }), message('cli.mend-again'));
    case 'failed':
      throw new BadInput(writeProblem(outcome.reason, path.resolve(file)));
  }
}
