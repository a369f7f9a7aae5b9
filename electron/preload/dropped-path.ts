import type { DroppedFile } from '../../shared/desktop-api';

/** The DOM's own class, in the preload's world as in the page's. */
declare const File: abstract new () => object;

/** The part of Electron's `webUtils` that tells where a file lies. */
export interface PathLookup {
  getPathForFile(file: DroppedFile): string;
}

/** Electron's `webUtils`, if this Electron has it: since 29. */
export function pathLookupOf(electron: object): PathLookup | undefined {
  const found: unknown = Reflect.get(electron, 'webUtils');
  const isLookup = (value: unknown): value is PathLookup =>
    typeof value === 'object' && value !== null && 'getPathForFile' in value && typeof value.getPathForFile === 'function';
  return isLookup(found) ? found : undefined;
}

/**
 * Where a file lies that a person dropped or chose; undefined for one that a script made. Before Electron 32 the file itself
 * carries its path, and later only `lookup` knows it. Anything that merely looks like a file has no path: the page cannot
 * make one up.
 */
export function pathOfDropped(file: DroppedFile, lookup: PathLookup | undefined): string | undefined {
  if (!(file instanceof File)) return undefined;
  const path: unknown = lookup === undefined ? Reflect.get(file, 'path') : lookup.getPathForFile(file);
  return typeof path === 'string' && path !== '' ? path : undefined;
}
