import { describe, expect, it, vi } from 'vitest';
import { smallCatalog } from '../../test/fixtures/small-catalog';
import { typeId } from '../model/ids';
import { isA, readCatalog } from './catalog';
import type { Catalog } from './catalog';
import { print } from '../messages/print';

function read(json: unknown): Catalog {
  const result = readCatalog(json);
  if (!result.ok) throw new Error(result.problems.map(({ message, where }) => `${where?.path ?? ''}: ${print(message)}`).join('\n'));
  return result.value;
}

describe('reading a compiled catalog', () => {
  it('CAT-1 gives entries by id, images by repository, and types with what they inherit from', () => {
    const catalog = read(smallCatalog);
    expect(catalog.threats.get('privileged-workload')?.name).toBe('Something is wrong');
    expect(catalog.images.get('acme/redis')).toBe(catalog.images.get('redis'));
    expect([...(catalog.ancestors.get(typeId.parse('store/redis')) ?? [])]).toEqual(['store/redis', 'store']);
    expect(isA(catalog, typeId.parse('store/redis'), typeId.parse('store'))).toBe(true);
    expect(isA(catalog, typeId.parse('store'), typeId.parse('store/redis'))).toBe(false);
    expect(isA(catalog, typeId.parse('unheard-of'), typeId.parse('unheard-of'))).toBe(true);
    expect(isA(catalog, undefined, typeId.parse('store'))).toBe(false);
  });

  it('CAT-1 survives types that inherit from themselves', () => {
    const [zone, ...others] = smallCatalog.stencils;
    const catalog = read({ ...smallCatalog, stencils: [{ ...zone, extends: ['zone'] }, ...others] });
    expect([...(catalog.ancestors.get(typeId.parse('zone')) ?? [])]).toEqual(['zone']);
  });

  it('CAT-2 lets the later of two entries with one id count', () => {
    const [tool] = smallCatalog.tools;
    expect(read({ ...smallCatalog, tools: [tool, { ...tool, name: 'Later' }] }).tools.get('policies')?.name).toBe('Later');
  });

  it('CAT-3 refuses what is not as the schema says, with a problem for each place', () => {
    const [tool] = smallCatalog.tools;
    const result = readCatalog({ ...smallCatalog, tools: [{ ...tool, licence: 7, colour: 'red' }] });
    expect(result.ok).toBe(false);
    expect(result.problems.map(({ where }) => where?.path).toSorted()).toEqual(['tools.0', 'tools.0.licence']);
    expect(readCatalog(undefined).ok).toBe(false);
    expect(readCatalog({ ...smallCatalog, attack: undefined }).ok).toBe(false);
  });

  it('CAT-5 generates no code', () => {
    const forbidden = vi.fn(() => {
      throw new Error('code generation');
    });
    vi.stubGlobal('Function', forbidden);
    vi.stubGlobal('eval', forbidden);
    expect(readCatalog(smallCatalog).ok).toBe(true);
    vi.unstubAllGlobals();
    expect(forbidden).not.toHaveBeenCalled();
  });
});
