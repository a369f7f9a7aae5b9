import { readFileSync } from 'node:fs';
import { inProject } from '../../build/project.mjs';
import { type Catalog, readCatalog } from '../../shared/catalog/catalog';
import type { CatalogJson } from '../../shared/catalog/schema';
import { printProblem } from '../../shared/messages/print';

/** The catalog as it is built and shipped, not yet read. */
export const builtCatalogJson = (): CatalogJson => JSON.parse(readFileSync(inProject('dist/catalog.json'), 'utf8')) as CatalogJson;

/** A catalog, read as the program reads it. */
export function catalogFrom(json: CatalogJson): Catalog {
  const read = readCatalog(json);
  if (!read.ok) throw new Error(`not a catalog: ${read.problems.map(printProblem).join('; ')}`);
  return read.value;
}

/** The whole catalog. */
export const builtCatalog = (): Catalog => catalogFrom(builtCatalogJson());
