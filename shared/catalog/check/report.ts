import type { Message, Problem } from '../../messages/message';
import type { CatalogKind, CatalogPlace } from '../kinds';

/** Something wrong with an entry that is well-formed by itself. */
export interface CatalogProblem {
  readonly place: CatalogPlace;
  readonly problem: Problem;
}

/** Takes down what is wrong with one entry. */
export interface EntryReport {
  /** An error at a place of the entry. */
  readonly error: (path: readonly PropertyKey[], what: Message) => void;
  /** A doubt at a place of the entry; it does not keep a catalog from being built. */
  readonly warning: (path: readonly PropertyKey[], what: Message) => void;
}

/** Takes down what is wrong with a catalog, entry by entry. */
export class CatalogReport {
  readonly problems: CatalogProblem[] = [];

  /** The report of one entry. */
  of(kind: CatalogKind, id: string): EntryReport {
    const add = (severity: Problem['severity'], path: readonly PropertyKey[], what: Message) =>
      this.problems.push({ place: { kind, id, path }, problem: { severity, message: what } });
    return { error: (path, what) => void add('error', path, what), warning: (path, what) => void add('warning', path, what) };
  }
}
