/** The parts of an image's reference: `registry/repository:tag@digest`. */
export interface ImageReference {
  /** `docker.io` where none is written. */
  readonly registry: string;
  /** Without the `library/` that Docker Hub puts before its own. */
  readonly repository: string;
  /** Undefined where none is written; that is `latest`, unless there is a digest. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const HUB = 'docker.io';
const HUB_NAMES = new Set([HUB, 'index.docker.io', 'registry-1.docker.io']);

/** Takes an image's reference apart, by the rules of the container runtimes. */
export function parseImage(reference: string): ImageReference {
  const at = reference.indexOf('@');
  const digest = at === -1 ? undefined : reference.slice(at + 1);
  const named = at === -1 ? reference : reference.slice(0, at);
  const slash = named.indexOf('/');
  const first = slash === -1 ? '' : named.slice(0, slash);
  // The first part is a host if it has a dot or a port, or is `localhost`; else it belongs to the repository.
  const hasHost = first.includes('.') || first.includes(':') || first === 'localhost';
  const path = hasHost ? named.slice(slash + 1) : named;
  const colon = path.lastIndexOf(':');
  const registry = hasHost && !HUB_NAMES.has(first) ? first : HUB;
  const repository = colon === -1 ? path : path.slice(0, colon);
  return {
    registry,
    repository: registry === HUB && repository.startsWith('library/') ? repository.slice('library/'.length) : repository,
    tag: colon === -1 ? undefined : path.slice(colon + 1),
    digest: digest === undefined || digest === '' ? undefined : digest,
  };
}

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
