import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallCatalog } from '../../test/fixtures/small-catalog';
import { print } from '../messages/print';
import { assembleCatalog, type CatalogFile } from './assemble';
import { CATALOG_KINDS } from './kinds';

const files: readonly CatalogFile[] = [
  ...CATALOG_KINDS.flatMap(({ folder, field }) =>
    smallCatalog[field].map((value) => ({ path: `${folder}/${folder === 'stencils' ? '' : 'topic/'}${value.id}.yaml`, value })),
  ),
  { path: 'attack/techniques.json', value: smallCatalog.attack },
];
const pack = { id: 'small', version: '1.0.0' };
const said = (given: readonly CatalogFile[]) =>
  assembleCatalog(pack, given).problems.map(({ file, path, problem }) => `${file}#${path.map(String).join('.')} ${print(problem.message)}`);

describe('putting a catalog together', () => {
  it('CAT-6 orders entries by id, whatever the order of the files', () => {
    const expected = JSON.stringify(assembleCatalog(pack, files).json);
    expect(said(files)).toEqual([]);
    fc.assert(
      fc.property(fc.shuffledSubarray([...files], { minLength: files.length }), (shuffled) => {
        expect(JSON.stringify(assembleCatalog(pack, shuffled).json)).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('CAT-7 reports names that are not ids, ids used twice, and folders of no kind', () => {
    const [tool] = smallCatalog.tools;
    expect(said([...files, { path: 'tools/others/policies.yaml', value: tool }])).toEqual([
      'tools/others/policies.yaml#id "policies" is taken by tools/topic/policies.yaml.',
    ]);
    expect(said([...files, { path: 'tools/rules.yaml', value: { ...tool, id: 'laws' } }])).toEqual([
      'tools/rules.yaml#id The id is "laws", but the file is named "rules".',
    ]);
    expect(said([...files, { path: 'wishes/gold.yaml', value: {} }])).toEqual([
      'wishes/gold.yaml# No kind of entry has the folder "wishes".',
    ]);
    expect(said(files.slice(0, -1))).toEqual([
      'attack/techniques.json# The techniques of ATT&CK are missing; build/catalog/attack-facts.mjs writes them.',
    ]);
  });

  it('CAT-7 takes a stencil by its whole path', () => {
    const [stencil] = smallCatalog.stencils;
    expect(said([...files, { path: 'stencils/host/node.yaml', value: { ...stencil, id: 'host/node' } }])).toEqual([]);
    expect(said([...files, { path: 'stencils/node.yaml', value: { ...stencil, id: 'host/node' } }])).toHaveLength(1);
  });

  it('CAT-8 leaves out what is not as its schema says, and points at the place', () => {
    const [tool] = smallCatalog.tools;
    const broken = { path: 'tools/broken.yaml', value: { ...tool, id: 'broken', cncf: 'gone', extra: 1 } };
    const assembly = assembleCatalog(pack, [...files, broken]);
    expect(assembly.problems.map(({ file, path }) => `${file}#${path.map(String).join('.')}`).toSorted()).toEqual([
      'tools/broken.yaml#cncf',
      'tools/broken.yaml#extra',
    ]);
    expect(assembly.json.tools).toHaveLength(smallCatalog.tools.length);
    expect(assembly.fileOf('tools', 'policies')).toBe('tools/topic/policies.yaml');
    expect(assembly.fileOf('tools', 'broken')).toBeUndefined();
  });
});
