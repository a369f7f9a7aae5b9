// Every promise in a SPEC.md is cited in the title of a test, and no test cites a promise that is not made.
// A promise is a line that begins with its id, as a list item or in bold: `- FMT-3 Undo to the start gives the starting bytes.`
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.mjs';
import { testTitles } from './test-titles.mjs';

const folders = ['shared', 'renderer', 'electron', 'catalogs', 'build', 'test'];
const promise = /^\s*(?:[-*|]|\d+\.|#+)?\s*(?:\*\*|`)?([A-Z][A-Z0-9]{1,9}-\d+)\b/gm;
const citation = /\b([A-Z][A-Z0-9]{1,9}-\d+)\b/g;

const specs = folders.flatMap((folder) => {
  try {
    return readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => path.basename(file) === 'SPEC.md')
      .map((file) => path.join(folder, file));
  } catch {
    return [];
  }
});

/** @type {Map<string, string>} */
const made = new Map();
/** @type {string[]} */
const problems = [];
for (const spec of specs) {
  for (const [, id = ''] of readFileSync(inProject(spec), 'utf8').matchAll(promise)) {
    const elsewhere = made.get(id);
    if (elsewhere === undefined) made.set(id, spec);
    else problems.push(`${spec}: ${id} is promised in ${elsewhere} already.`);
  }
}

const series = new Set([...made.keys()].map((id) => id.slice(0, id.indexOf('-'))));
/** @type {Set<string>} */
const cited = new Set();
for (const [file, titles] of testTitles()) {
  for (const [, id = ''] of titles.join('\n').matchAll(citation)) {
    cited.add(id);
    if (series.has(id.slice(0, id.indexOf('-'))) && !made.has(id)) problems.push(`${file}: cites ${id}, which no SPEC.md promises.`);
  }
}
for (const [id, spec] of made) if (!cited.has(id)) problems.push(`${spec}: no test has ${id} in its title.`);

for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
