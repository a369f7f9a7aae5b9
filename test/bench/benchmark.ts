/** One figure of `npm run bench`. A file `test/bench/*.bench.ts` exports `benchmarks`, a list of them. */
export interface Benchmark {
  /** What is measured, as the table says it. */
  readonly name: string;
  /** What it is divided by, measured in turns with it; the calibration job unless given. */
  readonly baseline?: Baseline;
  /**
   * The most that it may take, as a multiple of the baseline or of the calibration job, which run in the same process: machines
   * differ, and other programs disturb, and the quotient hardly notices. The command fails where it is missed. Set it from the
   * first green run, and only ever lower it.
   */
  readonly budget?: Limits;
  /** The milliseconds that the design allows. The command says where they are missed, and fails only where the quotient is. */
  readonly design?: Limits;
  /** What is counted, where it is no time: "DOM elements". The budget is then of the count itself. */
  readonly counts?: string;
  /** How often to run it; 20 unless given. */
  readonly runs?: number;
  /** How often to run it before that, unmeasured; 3 unless given. */
  readonly warmUp?: number;
  /** Makes ready, unmeasured, and returns what is measured. Called once. Undefined if it cannot be measured here. */
  readonly prepare: () => Prepared | undefined | Promise<Prepared | undefined>;
}

/** What a figure is compared with. */
export interface Baseline {
  readonly name: string;
  readonly prepare: Benchmark['prepare'];
}

/** Limits of the median and of the slowest but 5 %. */
export interface Limits {
  readonly median?: number;
  readonly p95?: number;
}

/** What is measured, and what ends what was made ready for it. */
export type Prepared = Work | { readonly work: Work; readonly close: () => Promise<void> };

/** What is measured: from call to end, unless it returns what it measured itself. */
export type Work = () => unknown;

/** What some work measured itself: milliseconds of which only a part counted, or how many of something there are. */
export class Measured {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}
