// The titles of all tests, read from their sources: enough for checking that a promise is cited, and quick.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.mjs';

/** Tests of these folders count. */
const folders = ['shared', 'renderer', 'electron', 'catalogs', 'build', 'test'];
const title = /\b(?:describe|it|test)(?:\.\w+)*(?:\([^()]*\))?\(\s*(['"`])((?:\\.|(?!\1).)+)\1/gs;
/** A group that may be skipped names itself to the helper that decides. */
const groupTitle = /\bwithSharedFixtures\(\s*[\w.]+,\s*(['"`])((?:\\.|(?!\1).)+)\1/gs;

/** @returns {ReadonlyMap<string, readonly string[]>} test file, from the top of the checkout, to its titles */
export function testTitles() {
  const files = folders.flatMap((folder) => {
    try {
      return readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(test|spec|bench)\.tsx?$/.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name));
    } catch {
      return [];
    }
  });
  return new Map(
    files.map((file) => {
      const text = readFileSync(file, 'utf8');
      const titles = [...text.matchAll(title), ...text.matchAll(groupTitle)].map((match) => (match[2] ?? '').replaceAll(/\\(.)/g, '$1'));
      return [path.relative(inProject(), file).split(path.sep).join('/'), titles];
    }),
  );
}
