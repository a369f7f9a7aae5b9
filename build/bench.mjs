// npm run bench [-- WORD] [-- --no-windows]: prints the figures of the design, each in milliseconds and as a multiple of something
// that is measured in turns with it, and fails where a multiple is over its budget. WORD picks the figures whose names contain it.
//
// What is measured is bundled first, as the application is; figures of windows (`*.window.bench.ts`) are taken in the real
// application in real Electron. Figures that other programs disturbed tend to be too high: run it on a machine that does nothing else.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { runOnDisplay } from './display.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { inProject, root, runMain, runTool, say, toolEnvironment, toolNode } from './project.mjs';
import { nodeTarget, pageTarget } from './targets.mjs';

/** @typedef {import('../test/bench/measure').Figure} Figure */

const folder = inProject('.cache/bench');
const program = path.join(folder, 'measure.mjs');
const args = process.argv.slice(2);
const withWindows = !args.includes('--no-windows');
const word = args.find((arg) => !arg.startsWith('--')) ?? '';

/** Modules keep the place where they were written: fixtures and the build's own files are found from there. */
const placesAsWritten = {
  name: 'gabion:places-as-written',
  transform: {
    filter: { code: 'import.meta.' },
    /** @param {string} code @param {string} id */
    handler(code, id) {
      return code
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
    },
  },
};

/** Bundles the measuring program, and the page that the canvas is compared with. */
async function bundle() {
  const { build } = await import('vite');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const common = { configFile: /** @type {const} */ (false), cacheDir: inProject('.cache/vite'), logLevel: /** @type {const} */ ('warn') };
  await build({
    ...common,
    root,
    publicDir: false,
    plugins: [placesAsWritten],
    ssr: { noExternal: true, external: ['@playwright/test', 'vite'] },
    build: {
      ssr: 'test/bench/measure.ts',
      outDir: folder,
      emptyOutDir: false,
      target: nodeTarget,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'measure.mjs', chunkFileNames: '[name].mjs' } },
    },
  });
  await build({
    ...common,
    root: inProject('test/bench/plain-flow'),
    base: './',
    build: {
      outDir: path.join(folder, 'plain-flow'),
      emptyOutDir: true,
      target: pageTarget,
      chunkSizeWarningLimit: 2_000,
      modulePreload: false,
    },
  });
}

/** Takes the figures of one file in a process of its own. @param {string} file @returns {Promise<number>} its exit code */
function figuresOf(file) {
  const output = path.join(folder, `${file}.jsonl`);
  const command = [toolNode(), program, file, ...(word === '' ? [] : [word])];
  const env = toolEnvironment();
  if (!file.endsWith('.window.bench.ts')) return captured(command, env, output);
  // On a display in memory, and as an ordinary user where root starts it: as the end-to-end tests do.
  const shell = ['sh', '-c', '"$@" > "$0"', output, ...command];
  return runOnDisplay(shell, { ...env, ELECTRON_OVERRIDE_DIST_PATH: electronRuntime().folder }, [folder]);
}

/** @param {readonly string[]} command @param {NodeJS.ProcessEnv} env @param {string} output */
async function captured(command, env, output) {
  const { openSync } = await import('node:fs');
  return new Promise((/** @type {(code: number) => void} */ resolve) => {
    const [program = '', ...rest] = command;
    const child = spawn(program, rest, { cwd: root, env, stdio: ['ignore', openSync(output, 'w'), 'inherit'] });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** @param {string} file @returns {readonly Figure[]} */
function readFigures(file) {
  const lines = readFileSync(path.join(folder, `${file}.jsonl`), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

const widths = [74, 11, 11, 9, 9, 15];
/** @param {readonly string[]} cells */
function row(cells) {
  console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join(''));
}

/** @param {number} number */
const short = (number) => (number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2));

/** Prints one figure and tells whether its budget is kept. @param {Figure} figure */
function show({ name, of, measured, unit, counts, budget, design, skipped }) {
  if (skipped) {
    row([name, 'not here']);
    return true;
  }
  const times = { median: measured.median / unit, p95: measured.p95 / unit };
  /** @param {import('../test/bench/benchmark').Limits} limits @param {import('../test/bench/benchmark').Limits} are */
  const over = (limits, are) =>
    (limits.median !== undefined && (are.median ?? 0) > limits.median) || (limits.p95 !== undefined && (are.p95 ?? 0) > limits.p95);
  const marks = [over(budget, times) ? 'OVER BUDGET' : '', over(design, measured) ? 'slower than the design' : ''].filter(
    (mark) => mark !== '',
  );
  const limits = [budget.median ?? '–', budget.p95 ?? '–'].join(' / ');
  const inMs = counts === undefined ? [short(measured.median), short(measured.p95)] : ['', ''];
  row([name, ...inMs, short(times.median), short(times.p95), limits]);
  const remarks = [
    counts ?? `× ${of} (${short(unit)} ms)`,
    ...(design.median === undefined ? [] : [`design: ${design.median} ms${design.p95 === undefined ? '' : `, p95 ${design.p95} ms`}`]),
    ...marks,
  ];
  console.log(`    ${remarks.join('; ')}`);
  return !over(budget, times);
}

await runMain(async () => {
  if (toolNode() !== process.execPath) return runTool(path.relative(root, fileURLToPath(import.meta.url)), args);
  await ensureBuilt('catalog', ...(withWindows ? /** @type {const} */ (['renderer', 'electron']) : []));
  if (withWindows) say(describeRuntime(electronRuntime()));
  await bundle();
  const files = readdirSync(inProject('test/bench'))
    .filter((file) => file.endsWith('.bench.ts') && (withWindows || !file.endsWith('.window.bench.ts')))
    .sort((a, b) => Number(a.includes('.window.')) - Number(b.includes('.window.')) || (a < b ? -1 : 1));
  row(['', 'median ms', 'p95 ms', 'median ×', 'p95 ×', 'budget ×']);
  let kept = true;
  for (const file of files) {
    if ((await figuresOf(file)) !== 0) {
      say(`${file} failed; see above.`);
      kept = false;
    }
    for (const figure of readFigures(file)) kept = show(figure) && kept;
  }
  return kept ? 0 : 1;
});
