// docs/capabilities.md says what Gabion can do, where that is done, and which test shows it:
//
//   | promise | where | test |
//   | --- | --- | --- |
//   | Undo has a label | `shared/model/history.ts` | `shared/model/history.test.ts` "HIS-2 every step has a label" |
//   | Reads Terraform | not yet | not yet |
//
// Fails where a file that it names, or a test of that title in that file, does not exist. A file without a title is enough.
import { existsSync, readFileSync } from 'node:fs';
import { inProject } from './project.mjs';
import { testTitles } from './test-titles.mjs';

const page = 'docs/capabilities.md';
/** @type {string[]} */
const problems = [];

/** @param {string} row a table row @returns {readonly string[]} its cells; a bar may be escaped */
const cellsOf = (row) =>
  row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

/** @param {string} cell */
const pathsIn = (cell) =>
  [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '').filter((text) => /^[\w.-]+(\/[\w.@-]+)*\/?$/.test(text));

if (existsSync(inProject(page))) {
  const titles = testTitles();
  const rows = readFileSync(inProject(page), 'utf8').split('\n');
  rows.forEach((row, index) => {
    const [promise, where, test] = cellsOf(row);
    if (!row.trim().startsWith('|') || promise === undefined || where === undefined || test === undefined) return;
    if (/^:?-+:?$/.test(promise) || promise.toLowerCase() === 'promise') return;
    const complain = (/** @type {string} */ what) => problems.push(`${page}:${index + 1}: ${what}`);
    if (/not yet/i.test(where) || /not yet/i.test(test)) return;
    for (const place of pathsIn(where)) if (!existsSync(inProject(place))) complain(`there is no ${place}`);
    const files = pathsIn(test);
    if (files.length === 0) complain(`no test is named, and it does not say "not yet"`);
    const cited = [...test.matchAll(/["“]([^"”]+)["”]/g)].map((match) => match[1] ?? '');
    const known = files.flatMap((file) => {
      if (!existsSync(inProject(file))) complain(`there is no ${file}`);
      return titles.get(file) ?? [];
    });
    for (const title of cited)
      if (!known.some((text) => text.includes(title))) complain(`no test in ${files.join(', ')} is called "${title}"`);
  });
}

for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
