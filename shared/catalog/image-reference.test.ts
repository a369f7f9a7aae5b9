import { describe, expect, it } from 'vitest';
import { parseImage } from './image-reference';

describe('the reference of an image', () => {
  it.each([
    ['redis', 'docker.io', 'redis', undefined],
    ['redis:alpine', 'docker.io', 'redis', 'alpine'],
    ['docker.io/library/redis:7@sha256:0123', 'docker.io', 'redis', '7'],
    ['index.docker.io/redis', 'docker.io', 'redis', undefined],
    ['bitnami/redis', 'docker.io', 'bitnami/redis', undefined],
    ['ghcr.io/acme/shop/web:1.2', 'ghcr.io', 'acme/shop/web', '1.2'],
    ['ghcr.io/library/redis', 'ghcr.io', 'library/redis', undefined],
    ['localhost:5000/web:dev', 'localhost:5000', 'web', 'dev'],
    ['registry:5000/web', 'registry:5000', 'web', undefined],
    ['', 'docker.io', '', undefined],
  ])('CAT-22 %s comes from %s and is %s', (reference, registry, repository, tag) => {
    expect(parseImage(reference)).toMatchObject({ registry, repository, tag });
  });

  it('CAT-22 keeps the digest beside the tag', () => {
    expect(parseImage('redis:7@sha256:0123').digest).toBe('sha256:0123');
    expect(parseImage('redis:7@').digest).toBeUndefined();
  });
});
