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

/**
 * Checks catalogs/: schemas, references, words, and that each rule means what its examples say. One line for each problem.
 * @returns 1 if there is an error, else 0; warnings are printed and pass
 */
export function main(): number {
  const compiled = compileCatalog(inProject('catalogs'), 'catalogs');
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const proof = compiled.catalog ? new Prover(compiled.catalog, sourceOf(compiled)).prove() : undefined;
  const problems = [...compiled.problems, ...(proof?.problems ?? []).map(compiled.locate)];
  for (const problem of problems) print(lineOf(problem));
  if (compiled.catalog && proof) for (const line of summary(compiled.catalog.entries, proof)) print(line);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  print(errors === 0 ? 'The catalog is in order.' : `${String(errors)} to mend.`);
  return errors === 0 ? 0 : 1;
}
