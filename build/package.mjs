// npm run package [-- TARGET…]: packs Gabion for Linux (dir, tar.gz and deb unless told otherwise) into out/.
//
//   --release   refuse to pack anything but the Electron that package.json pins
//   --try       start what was packed once, and fail unless its window opens; as root, a .deb that was made is installed for
//               that and taken away again, unless a Gabion is installed already
//
// Where the pinned Electron cannot be downloaded, the testing runtime is packed instead so that packing itself can be
// tried; then everything is called a trial, goes to out/trial/, and the application says so of itself. Archives and .deb
// files are made with the distribution's own tools where they are there; electron-builder would download its own.
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { fuseDifferences } from './fuses.mjs';
import { runOnDisplay } from './display.mjs';
import { capture, inProject, isRoot, runMain, runTool, say, SetUpProblem, toolEnvironment, toolNode } from './project.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const args = process.argv.slice(2);
const targets = args.filter((arg) => !arg.startsWith('--'));

await runMain(async () => {
  if (args.includes('--release')) process.env.ELECTRON_RUNTIME = 'own';
  await ensureSystemPackages('packaging');
  await ensureDependencies();
  const runtime = electronRuntime();
  await ensureBuilt('catalog', 'renderer', 'electron', 'cli');
  say(describeRuntime(runtime));
  const trial = runtime.kind === 'fallback';
  if (trial) say('So what is packed here is a TRIAL: to try packing, and not to be given to anyone.');

  const packing = {
    GABION_ELECTRON_DIST: runtime.folder,
    GABION_ELECTRON_VERSION: runtime.version,
    GABION_TRIAL: trial ? '1' : '0',
    ...localTools(),
    ...(trial ? { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1', GABION_QUICK_DEB: '1' } : {}),
  };
  rmSync(inProject(trial ? 'out/trial' : 'out'), { recursive: true, force: true });
  const code = await runTool(
    'node_modules/electron-builder/cli.js',
    [
      '--linux',
      ...(targets.length > 0 ? targets : ['dir', 'tar.gz', 'deb']),
      '--config',
      'build/electron-builder.cjs',
      '--publish',
      'never',
    ],
    { env: packing },
  );
  if (code !== 0) throw new SetUpProblem('Packing failed; see above.');

  for (const [name, value] of Object.entries(packing)) process.env[name] = value; // the configuration is read again, as electron-builder read it
  const { electronFuses } = createRequire(import.meta.url)('./electron-builder.cjs');
  const folder = inProject(trial ? 'out/trial' : 'out', 'linux-unpacked');
  const differences = await fuseDifferences(`${folder}/gabion`, electronFuses);
  for (const difference of differences) console.log(difference);
  if (differences.length > 0) throw new SetUpProblem('The packed binary does not have the fuses that it should have.');
  say('Fuses read back: as configured.');
  const files = readdirSync(path.dirname(folder)).filter((file) => /\.(gz|deb|rpm|zip)$/.test(file));
  for (const file of files) console.log(path.relative(inProject(), path.join(path.dirname(folder), file)));
  if (!args.includes('--try')) return 0;
  const deb = files.find((file) => file.endsWith('.deb'));
  if (deb === undefined || !isRoot || capture('dpkg', ['-s', 'gabion']).ok) return tryPacked(folder);
  return tryInstalled(path.join(path.dirname(folder), deb));
});

/** Installs the .deb, starts what it installed, and takes it away. @param {string} deb */
async function tryInstalled(deb) {
  // What it depends on need not be there by that name (`libasound2t64`); whether it starts is what counts here.
  const installed = capture('dpkg', ['-i', '--force-depends', deb]);
  try {
    if (!installed.ok) throw new SetUpProblem(`${path.basename(deb)} could not be installed:\n${installed.stderr}`);
    const program = capture('dpkg', ['-L', 'gabion'])
      .stdout.split('\n')
      .find((file) => file.endsWith('/gabion') && statSync(file).isFile());
    if (program === undefined) throw new SetUpProblem(`${path.basename(deb)} installed no program.`);
    say(`Installed: ${program}`);
    return await tryPacked(path.dirname(program));
  } finally {
    capture('dpkg', ['--purge', '--force-depends', 'gabion']);
  }
}

/** Starts the packed application on a display in memory, as the user nobody where root can. @param {string} folder */
async function tryPacked(folder) {
  await ensureSystemPackages('window', 'virtualDisplay');
  if (isRoot) chmodSync(path.join(folder, 'chrome-sandbox'), 0o4755); // as the .deb does when it is installed
  return runOnDisplay([toolNode(), inProject('build/try-package.mjs'), path.join(folder, 'gabion')], toolEnvironment());
}

/** What makes electron-builder use tools of this system. @returns {NodeJS.ProcessEnv} */
function localTools() {
  const sevenZip = ['/usr/bin/7za', '/usr/bin/7zz'].find((file) => existsSync(file));
  const dpkg = existsSync('/usr/bin/dpkg-deb');
  if (dpkg) chmodSync(inProject('build/deb-packer.mjs'), 0o755);
  return {
    ...(sevenZip === undefined ? {} : { ELECTRON_BUILDER_7ZIP_PATH: sevenZip }),
    ...(dpkg ? { CUSTOM_FPM_PATH: inProject('build/deb-packer.mjs') } : {}),
  };
}
