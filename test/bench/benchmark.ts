/** One figure of `npm run bench`. A file `test/bench/*.bench.ts` exports `benchmarks`, a list of them. */
export interface Benchmark {
  /** What is measured, as the table says it. */
  readonly name: string;
  /**
   * The most it may take, as a multiple of the calibration job, which is run in the same process: machines differ, the
   * quotient hardly does. Set it from the first green run, and only ever lower it.
   */
  readonly budget?: { readonly median?: number; readonly p95?: number };
  /** How often to run it; 20 unless given. */
  readonly runs?: number;
  /** Makes ready, unmeasured, and returns what is measured. Called once. */
  readonly prepare: () => Work | Promise<Work>;
}

/** What is measured. */
export type Work = () => unknown;
