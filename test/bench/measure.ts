/// <reference types="vite/types/importMeta.d.ts" />
// The program that `npm run bench` runs, bundled as the application is, once for each file of benchmarks and in a process of its
// own, since the engine too has its worker for itself. Prints one line of JSON for each figure.
//
//   node measure.mjs FILE [WORD]     FILE as in test/bench/, WORD picks the figures whose names contain it
import { type Benchmark, type Limits, type Prepared, Measured, type Work } from './benchmark';
import { calibrationJob } from './calibration';

/** One figure, as it is told to `npm run bench`: milliseconds, of which budgets are multiples of `unit`, or a count. */
export interface Figure {
  readonly name: string;
  readonly of: string;
  readonly runs: number;
  readonly measured: Required<Limits>;
  readonly unit: number;
  readonly counts?: string;
  readonly budget: Limits;
  readonly design: Limits;
  /** True if it could not be measured here. */
  readonly skipped: boolean;
}

const files = import.meta.glob<{ readonly benchmarks: readonly Benchmark[] }>('./*.bench.ts');

async function once(work: Work): Promise<number> {
  const started = performance.now();
  const told = await work();
  const elapsed = performance.now() - started;
  return told instanceof Measured ? told.value : elapsed;
}

function share(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const workOf = (prepared: Prepared): Work => (typeof prepared === 'function' ? prepared : prepared.work);

async function close(prepared: Prepared | undefined): Promise<void> {
  if (typeof prepared === 'object') await prepared.close();
}

/** Runs both, the one and what it is divided by, in turns: whatever else the machine does then falls on both. */
async function measure(benchmark: Benchmark): Promise<Figure> {
  const { name, baseline, budget = {}, design = {}, counts, runs = 20, warmUp = 3 } = benchmark;
  const of = baseline?.name ?? 'calibration job';
  const prepared = await benchmark.prepare();
  const one = () => new Measured(1);
  const base = baseline !== undefined ? await baseline.prepare() : counts !== undefined ? one : calibrationJob;
  const told = { name, of, runs, budget, design, ...(counts === undefined ? {} : { counts }) };
  const nothing = { ...told, measured: { median: 0, p95: 0 }, unit: 0, skipped: true };
  if (prepared === undefined || base === undefined) {
    await close(prepared);
    return nothing;
  }
  const times: number[] = [];
  const units: number[] = [];
  // Some figures are run hundreds of times; the unit is known well enough after thirty.
  const every = Math.ceil(runs / 30);
  for (let at = 0; at < warmUp; at += 1) for (const work of [prepared, base]) await once(workOf(work));
  for (let at = 0; at < runs; at += 1) {
    times.push(await once(workOf(prepared)));
    if (at % every === 0) units.push(await once(workOf(base)));
  }
  await close(prepared);
  await close(base);
  return { ...told, measured: { median: share(times, 0.5), p95: share(times, 0.95) }, unit: share(units, 0.5), skipped: false };
}

const [file = '', word = ''] = process.argv.slice(2);
const found = await files[`./${file}`]?.();
if (found === undefined) throw new Error(`there is no test/bench/${file}`);
for (const benchmark of found.benchmarks)
  if (benchmark.name.includes(word)) process.stdout.write(`${JSON.stringify(await measure(benchmark))}\n`);
process.exit(0); // windows that were opened may still be closing
