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
