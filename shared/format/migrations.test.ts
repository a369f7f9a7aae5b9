import { existsSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION } from '../model/schema';
import { gapsIn, migrate, type Migration, MIGRATIONS, OLDEST_VERSION } from './migrations';

describe('the chain of migrations', () => {
  it('FMT-12 serves every version from the oldest to the current one, each with a file of its version', () => {
    expect(gapsIn(MIGRATIONS, OLDEST_VERSION, FORMAT_VERSION)).toEqual([]);
    expect(MIGRATIONS).toHaveLength(FORMAT_VERSION - OLDEST_VERSION);
    for (const { from } of MIGRATIONS) {
      for (const side of ['before', 'after'])
        expect(
          existsSync(path.resolve(import.meta.dirname, `../../test/fixtures/models/versions/${String(from)}.${side}.gabion.yaml`)),
        ).toBe(true);
    }
  });

  it('FMT-12 leaves a document of the current version as it is', () => {
    const document = { gabion: FORMAT_VERSION, title: 'Shop' };
    expect(migrate(document, FORMAT_VERSION)).toBe(document);
    expect(migrate(document, FORMAT_VERSION + 1)).toBeUndefined();
  });

  const chain: readonly Migration[] = [
    { from: 1, why: 'things were called nodes', migrate: ({ nodes, ...rest }) => ({ ...rest, elements: nodes ?? {} }) },
    { from: 2, why: 'a title is always there', migrate: (document) => ({ title: 'Untitled', ...document }) },
  ];

  it('FMT-12 takes a document step by step, and says of each step which version it has reached', () => {
    expect(migrate({ gabion: 1, nodes: { web: {} } }, 1, chain, 3)).toEqual({ gabion: 3, title: 'Untitled', elements: { web: {} } });
    expect(migrate({ gabion: 2, title: 'Shop' }, 2, chain, 3)).toEqual({ gabion: 3, title: 'Shop' });
  });

  it('FMT-12 refuses a version that the chain does not serve', () => {
    expect(gapsIn(chain.slice(1), 1, 4)).toEqual([1, 3]);
    expect(migrate({ gabion: 1 }, 1, chain.slice(1), 3)).toBeUndefined();
  });

  it('FMT-12 never throws, whatever the document holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.integer({ min: -2, max: 5 }),
        (document, version) => void migrate(document, version),
      ),
    );
  });
});
