import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ForeignFile } from '../../shared/exchange/import-result';
import { IMPORT_LIMITS } from '../../shared/limits';
import { message } from '../../shared/messages/message';
import { BadInput, stop } from './command';
import { notRead } from './file-problems';
import { readBytes } from './model-files';

const MANIFEST = /\.(?:ya?ml|json)$/i;
/** Our own files often lie beside the manifests: they are no news to anybody. */
const OURS = /\.gabion\.(?:ya?ml|json)$|^gabion-\d+\.schema\.json$/i;

/** The manifests below a folder, in the order of their names. Links and folders such as `.git` are not followed. */
async function* below(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.')) yield* below(at);
    else if (entry.isFile() && MANIFEST.test(entry.name) && !OURS.test(entry.name)) yield at;
  }
}

/** A file's path below the working folder, or its bare name where it lies elsewhere; with `/` on every system. */
function nameOf(file: string): string {
  const relative = path.relative('', file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? path.basename(file) : relative.split(path.sep).join('/');
}

/**
 * What a person named on the command line: files as they are, folders with the manifests in them. Each is named by its path
 * below the working folder, so that a model made in a repository names paths of the repository and none of the machine.
 */
export async function readForeignFiles(named: readonly string[]): Promise<readonly ForeignFile[]> {
  const files: ForeignFile[] = [];
  let room: number = IMPORT_LIMITS.bytes;
  const add = async (file: string) => {
    const bytes = await readBytes(file, IMPORT_LIMITS.bytes);
    if (bytes.length > room)
      throw new BadInput({
        severity: 'error',
        message: message('exchange.too-large-together', { limit: IMPORT_LIMITS.bytes }),
        where: { file },
        mend: message('exchange.mend-too-big'),
      });
    room -= bytes.length;
    files.push({ name: nameOf(file), bytes });
  };
  for (const name of named) {
    try {
      if (!(await stat(name)).isDirectory()) await add(name);
      else for await (const file of below(name)) await add(file);
    } catch (error) {
      if (error instanceof BadInput) throw error;
      throw new BadInput(notRead(error, name, IMPORT_LIMITS.bytes));
    }
  }
  if (files.length === 0) throw stop(message('cli.import.no-manifests', { named: named.join(', ') }), message('cli.import.mend-manifests'));
  return files;
}
