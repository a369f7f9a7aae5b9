// npm test: sets up whatever is missing, runs every check and every test, and ends with one line: N passed, N failed, N skipped.
//
//   node build/test.mjs                 all stages
//   node build/test.mjs --only a,b      some stages, in their usual order
//   node build/test.mjs --deep          unit and end-to-end tests with GABION_DEEP=1; writes docs/deep-test.md
//
// A stage that fails does not stop the next one, so that one run shows every failure. Tests count one by one; a stage
// without tests of its own (lint, types, …) counts as one failure if it fails and not at all if it does not.
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { allParts } from './freshness.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { runOnDisplay } from './display.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { inProject, runMain, runTool, say, toolEnvironment, toolNode } from './project.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { addUp, noCounts, playwrightReport, vitestReport } from './test-reports.mjs';
import { writeDeepReport } from './deep-report.mjs';

/** @typedef {import('./test-reports.mjs').Report} Report */
/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {(output?: number) => Promise<number>} work gives an exit code; `output` is an open file that takes what it prints
 * @property {boolean} [beside] works on the second core, one after another, while the stages before `build` run; its output is
 *   shown when it is done
 * @property {() => Report | undefined} [report] what a test runner wrote down
 */

const reports = inProject('reports');
/** Where a stage writes while other stages have the terminal. @param {string} name */
const logOf = (name) => path.join(reports, `${name}.txt`);
const args = process.argv.slice(2);
const deep = args.includes('--deep');
const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '').split(',') : undefined;

/** @type {readonly Stage[]} */
const stages = [
  { name: 'lint', beside: true, work: (output) => runTool('build/lint.mjs', [], { stdout: output ?? 'inherit' }) },
  { name: 'types', beside: true, work: (output) => runTool('build/typecheck.mjs', [], { stdout: output ?? 'inherit' }) },
  { name: 'catalog', work: () => runTool('build/catalog-check.mjs') },
  {
    name: 'unit',
    work: () =>
      runTool(
        'node_modules/vitest/vitest.mjs',
        ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports}/unit.json`],
        { env: testEnvironment() },
      ),
    report: () => vitestReport(path.join(reports, 'unit.json')),
  },
  { name: 'build', work: () => runTool('build/bundle.mjs', allParts) },
  { name: 'e2e', work: endToEnd, report: () => playwrightReport(path.join(reports, 'e2e.json')) },
  { name: 'package', work: () => runTool('build/package.mjs', ['dir', 'deb', '--try']) },
];

const chosen = stages
  .filter(({ name }) => only?.includes(name) ?? (!deep || ['unit', 'build', 'e2e'].includes(name)))
  .filter(({ name }) => name !== 'catalog' || existsSync(inProject('build/catalog-check.mjs')))
  .filter(({ name }) => name !== 'package' || process.platform === 'linux');

/** @returns {NodeJS.ProcessEnv} */
function testEnvironment() {
  return { GABION_REPORTS: reports, ...(deep ? { GABION_DEEP: '1' } : {}) };
}

/** The end-to-end tests, on a display in memory. */
function endToEnd() {
  const output = inProject('test-results');
  rmSync(path.join(reports, 'e2e.json'), { force: true });
  const env = toolEnvironment({ ...testEnvironment(), GABION_E2E_OUTPUT: path.join(output, 'e2e') });
  const playwright = [toolNode(), inProject('node_modules/@playwright/test/cli.js'), 'test', ...argumentsForPlaywright()];
  return runOnDisplay(playwright, env, [reports, output]);
}

/** What stands after `--` goes to Playwright: `npm run test:e2e -- -- smoke` runs one spec. */
function argumentsForPlaywright() {
  const at = args.indexOf('--');
  return at === -1 ? [] : args.slice(at + 1);
}

await runMain(async () => {
  const beginning = performance.now();
  const seconds = (/** @type {number} */ since) => Math.round((performance.now() - since) / 1000);
  const needsApp = chosen.some(({ name }) => name === 'e2e');

  say('== set-up');
  if (needsApp) await ensureSystemPackages('window', 'virtualDisplay', 'browser');
  await ensureDependencies();
  if (needsApp) say(describeRuntime(electronRuntime()));
  say(`-- set-up: ${seconds(beginning)} s`);

  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  let total = noCounts;
  /** @type {{ name: string, seconds: number, report: Report }[]} */
  const outcomes = [];
  /** @param {Stage} stage @param {number} took seconds @param {number} code */
  const finish = ({ name, report }, took, code) => {
    const found = report?.() ?? { counts: noCounts, failures: [] };
    // A runner that failed without a failed test (a file that did not load, a crash) still counts.
    const unexplained = code !== 0 && found.counts.failed === 0;
    const outcome = unexplained ? { counts: { ...found.counts, failed: 1 }, failures: [`${name} failed`] } : found;
    total = addUp(total, outcome.counts);
    outcomes.push({ name, seconds: took, report: outcome });
    say(`-- ${name}: ${took} s${outcome.counts.failed > 0 ? ', FAILED' : ''}`);
  };
  // End-to-end tests want the machine for themselves; what comes before them shares it.
  /** @type {Promise<unknown>} */
  let before = Promise.resolve();
  const beside = chosen
    .filter(({ beside: isBeside }) => isBeside)
    .map((stage) => {
      const done = before.then(async () => {
        const started = performance.now();
        const code = await stage.work(openSync(logOf(stage.name), 'w'));
        return { code, took: seconds(started) };
      });
      before = done;
      return { stage, done };
    });
  const endBeside = async () => {
    for (const { stage, done } of beside.splice(0)) {
      const { code, took } = await done;
      say(`\n== ${stage.name}`);
      process.stdout.write(readFileSync(logOf(stage.name), 'utf8'));
      finish(stage, took, code);
    }
  };
  for (const stage of chosen.filter(({ beside: isBeside }) => !isBeside)) {
    if (stage.name === 'build') await endBeside();
    say(`\n== ${stage.name}`);
    const started = performance.now();
    const code = await stage.work();
    finish(stage, seconds(started), code);
  }
  await endBeside();

  say(`\n${outcomes.map((outcome) => `${outcome.name} ${outcome.seconds} s`).join(' · ')} · together ${seconds(beginning)} s`);
  for (const failure of outcomes.flatMap((outcome) => outcome.report.failures)) say(`failed: ${failure}`);
  if (deep) writeDeepReport({ outcomes, total, seconds: seconds(beginning), electron: electronRuntime().version });
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 ? 0 : 1;
});
