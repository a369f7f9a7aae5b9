// What Gabion needs from the system on Debian and its relatives, by what it is needed for. Each entry lists the names
// that a package has had; any of them will do.
import { capture, isRoot, run, say, SetUpProblem, withRetries } from './project.mjs';

/** @typedef {readonly string[]} Names */

/** @type {Readonly<Record<'window' | 'virtualDisplay' | 'browser' | 'packaging', readonly Names[]>>} */
export const systemPackages = {
  window: [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libgbm1']],
  virtualDisplay: [['xvfb'], ['xauth']],
  browser: [['chromium']],
  packaging: [['p7zip-full', '7zip'], ['fakeroot']],
};
// Never ca-certificates: installing it writes the system's list of authorities anew, and with it goes whatever a company's
// network put there, on which npm may depend.

/** @param {Names} names */
function isPresent(names) {
  return names.some((name) => capture('dpkg-query', ['-W', '-f=${db:Status-Status}', name]).stdout === 'installed');
}

/** @param {Names} names */
function installable(names) {
  const found = names.find((name) =>
    /^\s+Candidate: (?!\(none\))/m.test(capture('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } }).stdout),
  );
  return found ?? names[0] ?? '';
}

/**
 * Makes sure of system packages. As root on Debian it installs what is missing; otherwise it prints the one line to type
 * and fails. On systems without dpkg it trusts that the libraries are there: the window will say what it misses.
 * @param {...keyof typeof systemPackages} purposes
 */
export async function ensureSystemPackages(...purposes) {
  if (process.platform !== 'linux' || !capture('dpkg-query', ['--version']).ok) return;
  const missing = purposes.flatMap((purpose) => systemPackages[purpose]).filter((names) => !isPresent(names));
  if (missing.length === 0) return;
  if (!isRoot) {
    throw new SetUpProblem(
      `Some system packages are missing. Type this, then try again:\n\n  sudo apt-get install -y --no-install-recommends ${missing.map(installable).join(' ')}\n`,
    );
  }
  say(`Installing system packages: ${missing.map((names) => names[0]).join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await withRetries('apt-get', async () => {
    if ((await run('apt-get', ['update', '-qq'], { env, stdout: 'stderr' })) !== 0) return false;
    const args = [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      '-o',
      'Dpkg::Use-Pty=0',
      '-o',
      'Dpkg::Progress-Fancy=0',
      ...missing.map(installable),
    ];
    const result = capture('apt-get', args, { env });
    if (!result.ok) say(result.stderr.split('\n').slice(-20).join('\n'));
    return result.ok;
  });
}
