// Fails where package-lock.json and package.json have come apart in a way that only shows on another machine:
//   - an optional package (a binary for some system) is named by a locked package and not locked itself. npm leaves it out when
//     the registry at hand lacks it, and `npm ci` then refuses the lockfile everywhere. Cure: an older version of its parent.
//   - an address of the registry at hand was written down.
//   - a version range: every version here is exact.
import { readFileSync } from 'node:fs';
import { inProject } from './project.mjs';

/** @typedef {{ resolved?: string, optionalDependencies?: Record<string, string> }} LockedPackage */

const read = (/** @type {string} */ file) => JSON.parse(readFileSync(inProject(file), 'utf8'));

/** @type {Record<string, LockedPackage>} */
const locked = read('package-lock.json').packages;
const nameOf = (/** @type {string} */ place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
const names = new Set(Object.keys(locked).map(nameOf));

const missing = Object.entries(locked).flatMap(([place, entry]) =>
  Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !names.has(name))
    .map(
      (name) =>
        `${name}, optional for ${nameOf(place)}, is not in package-lock.json. Remove node_modules and the lockfile and run npm install; if it stays, pin an older version.`,
    ),
);

const addressed = Object.entries(locked)
  .filter(([, entry]) => entry.resolved?.startsWith('http'))
  .map(
    ([place]) => `${nameOf(place)} is locked with an address. Keep omit-lockfile-registry-resolved in .npmrc and regenerate the lockfile.`,
  );

const about = read('package.json');
const ranges = Object.entries({ ...about.dependencies, ...about.devDependencies, ...about.optionalDependencies })
  .filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  .map(([name, version]) => `${name} is asked for as "${version}". Name one exact version.`);

const problems = [...missing, ...addressed, ...ranges];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
