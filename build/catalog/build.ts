import { mkdirSync, writeFileSync } from 'node:fs';
import { inProject, say } from '../project.mjs';
import { printProblem } from '../../shared/messages/print';
import { compileCatalog } from './compile';

/** Writes dist/catalog.json from catalogs/; nothing is written where an entry is wrong. */
export function main(): number {
  const { text, catalog, problems } = compileCatalog(inProject('catalogs'), 'catalogs');
  const errors = problems.filter(({ severity }) => severity === 'error');
  for (const error of errors) say(printProblem(error));
  if (catalog === undefined || errors.length > 0) return 1;
  mkdirSync(inProject('dist'), { recursive: true });
  writeFileSync(inProject('dist/catalog.json'), text);
  return 0;
}
