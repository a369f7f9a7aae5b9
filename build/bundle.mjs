// Builds the parts named on the command line (catalog, renderer, electron, cli), or all of them.
//
//   dist/catalog.json            the knowledge, checked and compiled from catalogs/
//   dist/renderer/               the page, with manifest.json, the list of its files
//   dist/electron/{main,preload}.cjs   one CommonJS file each: a sandboxed preload can be nothing else, and Electron 25 knows no other main
//   dist/cli/gabion.cjs          the command line, one file
import { copyFileSync, existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { build } from 'vite';
import { allParts, beginPart, finishPart } from './freshness.mjs';
import { inProject, root, run, runMain, say, SetUpProblem, toolEnvironment, toolNode } from './project.mjs';
import { writeRendererManifest } from './renderer-manifest.mjs';
import { nodeTarget } from './targets.mjs';
import { forgetLicenses, thirdPartyLicenses, writeLicenses } from './third-party-licenses.mjs';

/** @typedef {import('./freshness.mjs').Part} Part */

const outside = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/**
 * Bundles one entry for Node or Electron.
 * @param {string} entry
 * @param {string} folder
 * @param {string} name
 */
async function bundleForNode(entry, folder, name) {
  await build({
    configFile: false,
    root,
    cacheDir: inProject('.cache/vite'),
    logLevel: 'warn',
    publicDir: false,
    plugins: [thirdPartyLicenses(name)],
    resolve: { conditions: ['node', 'import', 'module', 'default'], mainFields: ['module', 'main'] },
    build: {
      outDir: inProject(folder),
      emptyOutDir: false,
      target: nodeTarget,
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      lib: { entry: inProject(entry), formats: ['cjs'], fileName: () => `${name}.cjs` },
      rolldownOptions: { external: outside, output: { codeSplitting: false } },
    },
  });
}

/** @type {Readonly<Record<Part, () => Promise<void>>>} */
const makers = {
  async catalog() {
    const script = inProject('build/catalog-build.mjs');
    if (!existsSync(script)) return;
    if ((await run(toolNode(), [script], { env: toolEnvironment(), stdout: 'stderr' })) !== 0)
      throw new SetUpProblem('The catalog did not compile; see above.');
  },
  async renderer() {
    forgetLicenses('page', 'workers');
    await build({ configFile: inProject('vite.config.ts'), logLevel: 'warn' });
    const catalog = inProject('dist/catalog.json');
    if (existsSync(catalog)) copyFileSync(catalog, inProject('dist/renderer/catalog.json'));
    writeRendererManifest(inProject('dist/renderer'));
  },
  async electron() {
    forgetLicenses('main', 'preload');
    await bundleForNode('electron/main/main.ts', 'dist/electron', 'main');
    await bundleForNode('electron/preload/preload.ts', 'dist/electron', 'preload');
  },
  async cli() {
    forgetLicenses('gabion');
    await bundleForNode('electron/cli/gabion.ts', 'dist/cli', 'gabion');
  },
};

await runMain(async () => {
  const asked = process.argv.slice(2);
  const parts = asked.length === 0 ? allParts : allParts.filter((part) => asked.includes(part));
  for (const part of parts) {
    const started = performance.now();
    const stamp = beginPart(part);
    await makers[part]();
    finishPart(part, stamp);
    say(`built ${part} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  writeLicenses();
});
