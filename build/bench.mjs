// npm run bench [-- WORD]: prints each figure in milliseconds and as a multiple of a fixed calibration job that runs in the same
// process, and fails where a multiple is over its budget. WORD picks the figures whose names contain it.
import { existsSync, readdirSync } from 'node:fs';
import { runnerImport } from 'vite';
import { inProject, root, runMain } from './project.mjs';

/** @typedef {import('../test/bench/benchmark').Benchmark} Benchmark */
/** @typedef {import('../test/bench/benchmark').Work} Work */

/** A bit of what the program does all day: numbers, strings, maps, sorting. @returns {number} */
function calibrationJob() {
  let seed = 1;
  /** @type {Map<string, number>} */
  const counts = new Map();
  const numbers = Array.from({ length: 60_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed;
  });
  for (const number of numbers) {
    const key = `key-${number % 5_000}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).length + (numbers.sort((a, b) => a - b)[0] ?? 0);
}

/** @param {Work} work @param {number} runs @returns {Promise<{ median: number, p95: number }>} in milliseconds */
async function measure(work, runs) {
  for (let warm = 0; warm < Math.min(3, runs); warm += 1) await work();
  /** @type {number[]} */
  const times = [];
  for (let at = 0; at < runs; at += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

/** @returns {Promise<readonly Benchmark[]>} */
async function loadBenchmarks() {
  const folder = inProject('test/bench');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.bench.ts')) : [];
  /** @type {Benchmark[]} */
  const all = [];
  for (const file of files.sort()) {
    /** @type {{ module: { benchmarks: readonly Benchmark[] } }} */
    const { module } = await runnerImport(`${folder}/${file}`, { root, configFile: false, logLevel: 'warn' });
    all.push(...module.benchmarks);
  }
  return all;
}

await runMain(async () => {
  const word = process.argv[2] ?? '';
  const chosen = (await loadBenchmarks()).filter(({ name }) => name.includes(word));
  const unit = (await measure(calibrationJob, 20)).median;
  console.log(`calibration job: ${unit.toFixed(1)} ms; a budget is a multiple of it\n`);
  const row = (/** @type {readonly string[]} */ cells) =>
    console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(64) : cell.padStart(12))).join(''));
  row(['', 'median ms', 'p95 ms', 'median ×', 'p95 ×', 'budget']);
  let over = 0;
  for (const { name, budget = {}, runs = 20, prepare } of chosen) {
    const { median, p95 } = await measure(await prepare(), runs);
    const misses = (budget.median !== undefined && median / unit > budget.median) || (budget.p95 !== undefined && p95 / unit > budget.p95);
    if (misses) over += 1;
    const limits = [budget.median ?? '–', budget.p95 ?? '–'].join(' / ');
    row([
      name,
      median.toFixed(2),
      p95.toFixed(2),
      (median / unit).toFixed(2),
      (p95 / unit).toFixed(2),
      `${limits}${misses ? ' OVER' : ''}`,
    ]);
  }
  return over === 0 ? 0 : 1;
});
