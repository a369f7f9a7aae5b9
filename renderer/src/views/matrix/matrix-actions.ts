import type { ElementId } from '../../../../shared/model/ids';

/** A pair of elements: who calls, and whom. */
export interface Pair {
  readonly from: ElementId;
  readonly to: ElementId;
}

/** What can be said in the matrix; each is one undo step. */
export interface MatrixActions {
  readonly call: (pair: Pair, bothWays?: boolean) => void;
  readonly deny: (pair: Pair) => void;
  readonly finish: (row: ElementId) => void;
  readonly reopen: (row: ElementId) => void;
  readonly complete: (all: boolean) => void;
}
