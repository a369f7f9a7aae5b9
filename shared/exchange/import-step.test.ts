import { describe, expect, it } from 'vitest';
import { commonName } from './import-step';

describe('the files of an import', () => {
  it.each([
    [['online-boutique.yaml'], 'online-boutique'],
    [['release/shop.k8s.yml'], 'shop'],
    [['release/a.yaml', 'release/b/c.yaml'], 'release'],
    [['a.yaml', 'b.yaml'], undefined],
    [[], undefined],
  ])('are called after what they have in common: %j is %s', (paths, name) => {
    expect(commonName(paths)).toBe(name);
  });
});
