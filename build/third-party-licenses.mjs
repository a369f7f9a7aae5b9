// What a build contains of other people's work, with the licence text of each: most licences ask that it comes along.
// The plugin notes which packages went into each bundle; writeLicenses() puts them into one file at the end of a build.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.mjs';

const notes = inProject('dist/licenses');

/** Font files arrive through CSS, where no bundler plugin sees them. */
const fonts = ['@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono'];

/** @param {string} bundle a name for the bundle, unique within a build @returns {import('vite').Plugin} */
export function thirdPartyLicenses(bundle) {
  /** @type {Set<string>} */
  const packages = new Set();
  return {
    name: 'gabion-third-party-licenses',
    moduleParsed({ id }) {
      const inModules = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(id.replaceAll('\\', '/'));
      if (inModules?.[1] !== undefined) packages.add(inModules[1]);
    },
    closeBundle() {
      mkdirSync(notes, { recursive: true });
      const file = path.join(notes, `${bundle}.json`);
      // Several workers share a name: add to what the others noted.
      const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
      writeFileSync(file, JSON.stringify([...new Set([...before, ...packages])].sort()));
    },
  };
}

/** Writes dist/THIRD-PARTY-LICENSES.txt from what the bundles noted. */
export function writeLicenses() {
  const noted = existsSync(notes) ? readdirSync(notes).flatMap((file) => JSON.parse(readFileSync(path.join(notes, file), 'utf8'))) : [];
  const packages = [...new Set([...noted, ...fonts])].sort();
  writeFileSync(inProject('dist/THIRD-PARTY-LICENSES.txt'), packages.map(licenseOf).join(`\n${'-'.repeat(79)}\n\n`));
}

/** Forgets what earlier builds noted of a bundle. @param {...string} bundles */
export function forgetLicenses(...bundles) {
  for (const bundle of bundles) rmSync(path.join(notes, `${bundle}.json`), { force: true });
}

/** @param {string} name */
function licenseOf(name) {
  const folder = inProject('node_modules', name);
  const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file === undefined ? 'The package holds no licence text.' : readFileSync(path.join(folder, file), 'utf8').trim();
  return `${name} ${about.version}, ${about.license}\n\n${text}\n`;
}
