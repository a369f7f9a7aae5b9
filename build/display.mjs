// Runs programs that open windows, on a display in memory, where nobody is disturbed by them.
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { capture, inProject, isRoot, run, say, toolNode } from './project.mjs';

/**
 * Root cannot have Chromium's sandbox, which is half of what is to be tested; so where it can, root runs the program as the
 * user `nobody`, with a home of its own that is gone afterwards.
 * @param {readonly string[]} words the program and its arguments
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} [writable] folders that the program must be able to write to
 * @returns {Promise<number>} its exit code
 */
export async function runOnDisplay(words, env, writable = []) {
  const display = process.platform === 'linux' ? ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24'] : [];
  for (const folder of writable) mkdirSync(folder, { recursive: true });
  const user = isRoot ? nobody() : undefined;
  if (user === undefined) {
    if (isRoot) say('This checkout cannot be read by the user nobody, so this runs as root, and without the sandbox.');
    return runWords([...display, ...words], env);
  }
  const home = mkdtempSync(path.join(os.tmpdir(), 'gabion-home-'));
  try {
    for (const folder of [home, ...writable]) chownSync(folder, user.uid, user.gid);
    const become = ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
    return await runWords([...become, ...display, ...words], { ...env, HOME: home });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} words @param {NodeJS.ProcessEnv} env */
function runWords([command = '', ...rest], env) {
  return run(command, rest, { env });
}

/** The user nobody, where there is one who can read this checkout and run what is in it. */
function nobody() {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(capture('id', [flag, 'nobody']).stdout, 10));
  if (uid === undefined || gid === undefined || Number.isNaN(uid) || Number.isNaN(gid)) return undefined;
  const read = `require('node:fs').readFileSync(${JSON.stringify(inProject('package.json'))})`;
  const probe = capture('setpriv', [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', toolNode(), '-e', read]);
  return probe.ok ? { uid, gid } : undefined;
}
