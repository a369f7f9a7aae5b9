import { describe, expect, it } from 'vitest';
import { pathLookupOf, pathOfDropped } from './dropped-path';

/** A file as Electron up to 31 makes it: it carries its path. */
const withPath = (path: string) => Object.defineProperty(new File(['x'], 'shop.yaml'), 'path', { value: path });
const lookup = { getPathForFile: (file: { readonly name: string }) => (file.name === 'shop.yaml' ? '/dropped/shop.yaml' : '') };

describe('where a dropped file lies', () => {
  it('is asked of webUtils where Electron has it (29 and later)', () => {
    expect(pathLookupOf({ webUtils: lookup })).toBe(lookup);
    expect(pathOfDropped(new File(['x'], 'shop.yaml'), lookup)).toBe('/dropped/shop.yaml');
    expect(pathOfDropped(withPath('/elsewhere'), lookup)).toBe('/dropped/shop.yaml');
  });

  it('is read off the file where it has not (Electron 25)', () => {
    expect(pathLookupOf({})).toBeUndefined();
    expect(pathLookupOf({ webUtils: {} })).toBeUndefined();
    expect(pathOfDropped(withPath('/dropped/shop.yaml'), undefined)).toBe('/dropped/shop.yaml');
  });

  it('OS-18 is nowhere for a file that a script made', () => {
    expect(pathOfDropped(new File(['x'], 'other.yaml'), lookup)).toBeUndefined();
    expect(pathOfDropped(new File(['x'], 'shop.yaml'), undefined)).toBeUndefined();
    expect(pathOfDropped(withPath(''), undefined)).toBeUndefined();
  });

  it('OS-18 is nowhere for what only looks like a file: the page cannot make a path up', () => {
    const forged = { name: 'shop.yaml', size: 1, lastModified: 0, path: '/etc/passwd' };
    expect(pathOfDropped(forged, undefined)).toBeUndefined();
    expect(pathOfDropped(forged, lookup)).toBeUndefined();
  });
});
