/**
 * Every bound on what is read from outside, in one place. Models, packs and imported files are untrusted: each bound is far
 * above what an honest file needs and low enough that a hostile one costs seconds, not the machine.
 */
export interface ReadingLimits {
  /** Size of the file, or of an archive's content when unpacked. */
  readonly bytes: number;
  /** How deep lists and mappings may nest, the outermost counted as 1. */
  readonly depth: number;
  /** How many scalars, lists and mappings there may be; keys count, and aliases count as what they stand for. */
  readonly nodes: number;
  /** The longest single text, in UTF-16 units. */
  readonly textLength: number;
  /** How many YAML aliases there may be. */
  readonly aliases: number;
  /** How many documents one YAML file may hold. */
  readonly documents: number;
}

const MEBIBYTE = 1 << 20;

/** For Gabion's own files: a model of 5,000 elements and 10,000 flows takes a third of the bytes and half of the nodes. */
export const MODEL_LIMITS: ReadingLimits = {
  bytes: 8 * MEBIBYTE,
  depth: 64,
  nodes: 500_000,
  textLength: 100_000,
  aliases: 0,
  documents: 1,
};

/** For foreign files such as Kubernetes manifests, the output of tools, or a STIX bundle (40 MB). */
export const IMPORT_LIMITS: ReadingLimits = {
  bytes: 64 * MEBIBYTE,
  depth: 64,
  nodes: 1_000_000,
  textLength: 4 * MEBIBYTE,
  aliases: 1_000,
  documents: 20_000,
};

/** How many problems of one file are worth telling a person; what is beyond is left out. */
export const MAX_PROBLEMS = 50;
