import path from 'node:path';
import { errorCode, type FileSystem } from './file-system';

class LinkLoopError extends Error {
  readonly code = 'ELOOP';
}

/** As many as Linux follows. */
const MAX_LINKS = 40;

/**
 * Where a write to `file` would really land: links followed to the end, also one that points to nothing yet. The folder
 * must exist (`ENOENT` otherwise); links in a circle reject with `ELOOP`.
 */
export async function resolveTarget(file: string, fs: FileSystem): Promise<string> {
  let at = file;
  for (let links = 0; links <= MAX_LINKS; links += 1) {
    try {
      return await fs.realpath(at);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
    const folder = await fs.realpath(path.dirname(at));
    const here = path.join(folder, path.basename(at));
    const isLink = await fs.lstat(here).then(
      (stat) => stat.isSymbolicLink(),
      () => false,
    );
    if (!isLink) return here;
    at = path.resolve(folder, await fs.readlink(here));
  }
  throw new LinkLoopError('too many links');
}
