/**
 * The repository of an image reference, without registry, tag and digest, as `catalogs/images/` names it: of
 * `docker.io/library/redis:7@sha256:…` it is `redis`, of `ghcr.io/acme/shop:1.2` it is `acme/shop`.
 */
export function repositoryOf(reference: string): string {
  const [named = ''] = reference.split('@');
  const parts = named.split('/');
  const [first = ''] = parts;
  // Docker's own rule: the first part is a registry if it could be a host name with a domain or port.
  const hasRegistry = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost');
  const path = (hasRegistry ? parts.slice(1) : parts).join('/').replace(/:[^/:]*$/, '');
  return path.startsWith('library/') ? path.slice('library/'.length) : path;
}
