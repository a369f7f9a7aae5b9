import { createHash } from 'node:crypto';
import type { DocumentId } from '../../shared/desktop-api';
import type { FileSystem } from '../node/file-system';
import { resolveTarget } from '../node/link-target';

/**
 * The id of the file that `file` leads to, whichever way it is reached. The same in every session, so that the page can
 * key drafts by it. It is no secret and gives no right: what counts is whether main has handed it out.
 */
export async function documentIdOf(file: string, fs: FileSystem): Promise<DocumentId> {
  const target = await resolveTarget(file, fs).catch(() => file);
  return `doc-${createHash('sha256').update(`gabion document\n${target}`).digest('hex').slice(0, 32)}` as DocumentId;
}
