import { createHash } from 'node:crypto';
import { type Assembly, assembleCatalog, inFile } from '../../shared/catalog/assemble';
import { type Catalog, readCatalog } from '../../shared/catalog/catalog';
import { checkCatalog } from '../../shared/catalog/check/check-catalog';
import type { CatalogProblem } from '../../shared/catalog/check/report';
import type { Problem } from '../../shared/messages/message';
import { knownIds } from './known-ids';
import { type CatalogSource, readCatalogFolder } from './source';

/** A catalog compiled from its folder: the bytes to ship, what was read from them, and everything wrong with the entries. */
export interface Compiled {
  readonly source: CatalogSource;
  readonly assembly: Assembly;
  /** The text of `catalog.json`: the same for the same entries, whatever the system and the order of its files. */
  readonly text: string;
  /** Absent where the text is not fit to be read, which `problems` then explains. */
  readonly catalog: Catalog | undefined;
  readonly problems: readonly Problem[];
  /** Says where a problem of an entry is. */
  readonly locate: (problem: CatalogProblem) => Problem;
}

/** Compiles the catalog in a folder. Entries that are not as their schema says are left out and reported. */
export function compileCatalog(folder: string, name: string): Compiled {
  const source = readCatalogFolder(folder, name);
  const assembly = assembleCatalog({ id: source.pack.id, version: source.pack.version }, source.files);
  const locate = ({ place, problem }: CatalogProblem) => source.locate(inFile(assembly, place, problem));
  const { id, version, ...rest } = assembly.json;
  const hash = createHash('sha256').update(JSON.stringify(assembly.json)).digest('hex');
  const text = `${JSON.stringify({ id, version, hash, ...rest })}\n`;
  const malformed = [...source.problems, ...assembly.problems].map(source.locate);
  const read = readCatalog(JSON.parse(text));
  if (!read.ok) return { source, assembly, text, catalog: undefined, problems: malformed.length > 0 ? malformed : read.problems, locate };
  return {
    source,
    assembly,
    text,
    catalog: read.value,
    problems: [...malformed, ...checkCatalog(read.value, knownIds).map(locate)],
    locate,
  };
}
