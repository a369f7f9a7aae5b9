// node_modules, as package-lock.json says it: installed when missing or different, else left alone.
import { readFileSync } from 'node:fs';
import { inProject, run, say, withRetries } from './project.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/** @param {string} file @returns {Lockfile | undefined} */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(inProject(file), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Whether what npm last installed is what the lockfile asks for. npm writes down what it installed as its last step, so a
 * broken-off install has no such list. Optional packages may be missing: they are for other systems.
 * @param {Lockfile} wanted
 * @param {Lockfile | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (!installed) return false;
  const have = new Map(Object.entries(installed.packages));
  return Object.entries(wanted.packages).every(([place, locked]) => {
    if (place === '') return true;
    const found = have.get(place);
    return found ? found.version === locked.version && found.integrity === locked.integrity : locked.optional === true;
  });
}

/** Installs node_modules with `npm ci` where it is not what the lockfile says. */
export async function ensureDependencies() {
  const wanted = readLockfile('package-lock.json');
  if (wanted && isInstalled(wanted, readLockfile('node_modules/.package-lock.json'))) return;
  say('Installing the packages that Gabion is built from (once, about half a minute) …');
  // npm asks for Node 22 on behalf of some tools; those run on the Node that comes along, so the warning would mislead.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  await withRetries('npm ci', async () => (await run(npmCommand(), args, { stdout: 'stderr' })) === 0);
}

function npmCommand() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}
