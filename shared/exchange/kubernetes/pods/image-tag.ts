import type { ImageReference } from '../../../catalog/image-reference';

/** A commit's hash, or a release's number somewhere in it: such a tag is meant to stay. */
const COMMIT = /^(?:sha-|git-)?[0-9a-f]{7,40}$/;

/**
 * True if the tag is made to be moved: none or `latest`, or a name without any digit (`alpine`, `stable`, `main`). A tag with
 * a number in it may be moved, too, but does not say so. A digest decides whatever the tag says.
 */
export function hasFloatingTag({ tag, digest }: ImageReference): boolean {
  if (digest !== undefined) return false;
  return tag === undefined || tag === '' || tag === 'latest' || (!/\d/.test(tag) && !COMMIT.test(tag));
}

/** When the node asks the registry again: as stated, else always for `latest` and no tag, else only if it has no copy. */
export function pullPolicy({ tag, digest }: ImageReference, stated: string | undefined): string {
  if (stated === 'Always' || stated === 'IfNotPresent' || stated === 'Never') return stated;
  return digest === undefined && (tag === undefined || tag === 'latest') ? 'Always' : 'IfNotPresent';
}
