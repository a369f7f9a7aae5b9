import type { CatalogKind } from '../../shared/catalog/kinds';
import { CATALOG_KINDS } from '../../shared/catalog/kinds';
import type { CatalogEntries } from '../../shared/catalog/schema';
import type { Problem } from '../../shared/messages/message';
import { printProblem } from '../../shared/messages/print';
import { inProject } from '../project.mjs';
import { type Compiled, compileCatalog } from './compile';
import { type Proof, Prover } from './proof';

/** What the files of a kind hold, for quoting from them. */
function sourceOf({ source, assembly }: Compiled): (kind: CatalogKind, id: string) => unknown {
  return (kind, id) => source.files.find(({ path }) => path === assembly.fileOf(kind, id))?.value;
}

const lineOf = (problem: Problem): string => `${problem.severity === 'error' ? '' : `${problem.severity}: `}${printProblem(problem)}`;

/** One line of counts for each kind that has entries. */
function summary(entries: CatalogEntries, proof: Proof): readonly string[] {
  const counts = CATALOG_KINDS.map(({ folder, field }) => `${String(entries[field].length)} ${folder}`);
  return [
    counts.join(', '),
    `ATT&CK ${entries.attack.version}: ${String(entries.attack.techniques.length)} techniques, ${String(entries.attack.mitigations.length)} mitigations`,
    `${String(proof.examples)} examples tried, ${String(proof.mutants)} mutants`,
  ];
}

/** What checking a catalog gave. */
interface Checked {
  readonly problems: readonly Problem[];
  /** What was checked, in figures; absent where the catalog could not be read. */
  readonly summary: readonly string[];
}

/**
 * Checks the catalog in a folder: schemas, references, words, and that each rule means what its examples say.
 * @param name how the folder is named in what is said to people
 */
export function checkWholeCatalog(folder: string, name: string): Checked {
  const compiled = compileCatalog(folder, name);
  if (compiled.catalog === undefined) return { problems: compiled.problems, summary: [] };
  const proof = new Prover(compiled.catalog, sourceOf(compiled)).prove();
  return { problems: [...compiled.problems, ...proof.problems.map(compiled.locate)], summary: summary(compiled.catalog.entries, proof) };
}

/** Checks catalogs/, one line for each problem. @returns 1 if there is an error, else 0; warnings are printed and pass */
export function main(): number {
  const checked = checkWholeCatalog(inProject('catalogs'), 'catalogs');
  const errors = checked.problems.filter(({ severity }) => severity === 'error').length;
  const closing = errors === 0 ? 'The catalog is in order.' : `${String(errors)} to mend.`;
  for (const line of [...checked.problems.map(lineOf), ...checked.summary, closing]) process.stdout.write(`${line}\n`);
  return errors === 0 ? 0 : 1;
}
