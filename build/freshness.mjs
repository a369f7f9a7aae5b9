// Which parts of a build are older than their sources. By content, not by time: a checkout sets times as it likes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.mjs';

/** @typedef {'catalog' | 'renderer' | 'electron' | 'cli'} Part */

/** What each part is made from, and the files that it makes. @type {Readonly<Record<Part, { sources: readonly string[], makes: readonly string[] }>>} */
const parts = {
  catalog: { sources: ['catalogs', 'shared', 'build'], makes: ['dist/catalog.json'] },
  renderer: { sources: ['renderer', 'shared', 'catalogs', 'build', 'vite.config.ts'], makes: ['dist/renderer/manifest.json'] },
  electron: { sources: ['electron', 'shared', 'build'], makes: ['dist/electron/main.cjs', 'dist/electron/preload.cjs'] },
  cli: { sources: ['electron', 'shared', 'build'], makes: ['dist/cli/gabion.cjs'] },
};

export const allParts = /** @type {readonly Part[]} */ (Object.keys(parts));

const always = ['package.json', 'package-lock.json', 'tsconfig.base.json'];
const irrelevant = /\.test\.tsx?$|\.md$/;

/** @type {Map<string, string>} */
const hashes = new Map();

/** @param {string} place */
function hashOf(place) {
  const known = hashes.get(place);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  const full = inProject(place);
  if (existsSync(full)) {
    const files = statSync(full).isDirectory()
      ? readdirSync(full, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !irrelevant.test(entry.name))
          .map((entry) => path.join(entry.parentPath, entry.name))
          .sort()
      : [full];
    for (const file of files)
      hash
        .update(`${path.relative(full, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
  }
  const text = hash.digest('hex');
  hashes.set(place, text);
  return text;
}

/** @param {Part} part */
const stampFile = (part) => inProject('dist/stamps', part);

/** @param {Part} part */
function stampOf(part) {
  return createHash('sha256')
    .update([...parts[part].sources, ...always].map(hashOf).join('\n'))
    .digest('hex');
}

/** Whether a part must be built. @param {Part} part */
export function isStale(part) {
  const file = stampFile(part);
  if (!existsSync(file) || !parts[part].makes.every((made) => existsSync(inProject(made)))) return true;
  return readFileSync(file, 'utf8') !== stampOf(part);
}

/** To be called before a part is built: a build that breaks off leaves no stamp. @param {Part} part */
export function beginPart(part) {
  rmSync(stampFile(part), { force: true });
  return stampOf(part);
}

/** To be called when a part is built. @param {Part} part @param {string} stamp what beginPart gave */
export function finishPart(part, stamp) {
  mkdirSync(inProject('dist/stamps'), { recursive: true });
  writeFileSync(stampFile(part), stamp);
}
