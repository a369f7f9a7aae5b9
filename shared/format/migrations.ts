import { FORMAT_VERSION } from '../model/schema';

/** A document of an older version as plain data. */
export type OldDocument = Readonly<Record<string, unknown>>;

/** One step of the chain: takes a document of version `from` to version `from + 1`. Pure, total and never throwing. */
export interface Migration {
  readonly from: number;
  /** What changed, for the person who reads the chain. */
  readonly why: string;
  readonly migrate: (document: OldDocument) => OldDocument;
}

/** The oldest version that can still be read. */
export const OLDEST_VERSION = 1;

/**
 * The chain from the oldest version to the current one, without a gap (a test watches that, and that each step has a file
 * of its version). Version 1 is current, so that there is nothing to migrate yet. A version's number grows only when an
 * older Gabion would misread the file; a new optional key is no reason, since unknown keys are kept.
 */
export const MIGRATIONS: readonly Migration[] = [];

/** The versions that a chain leaves unserved between `oldest` and `current`; empty if it has no gap. */
export function gapsIn(chain: readonly Migration[], oldest: number, current: number): readonly number[] {
  const served = new Set(chain.map(({ from }) => from));
  return Array.from({ length: current - oldest }, (_, index) => oldest + index).filter((version) => !served.has(version));
}

/**
 * Takes a document of version `version` to the current one, step by step.
 * @returns undefined if the version is too old, newer than ours, or not served by the chain.
 */
export function migrate(
  document: OldDocument,
  version: number,
  chain: readonly Migration[] = MIGRATIONS,
  current: number = FORMAT_VERSION,
): OldDocument | undefined {
  let migrated = document;
  for (let at = version; at < current; at += 1) {
    const step = chain.find(({ from }) => from === at);
    if (step === undefined) return undefined;
    migrated = { ...step.migrate(migrated), gabion: at + 1 };
  }
  return version > current ? undefined : migrated;
}
