import type { Message, Problem } from '../messages/message';
import type { BoundaryId, ElementId, FlowId, PropertyName } from '../model/ids';
import type { Boundary, Element, Flow, ImportScope } from '../model/schema';

/** A file as a person chose it: its name (a path relative to the chosen folder), and what is in it. */
export interface ForeignFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where something was read: a file, a 1-based line, and the container that decided, where one of several did. */
export interface ImportSource {
  readonly file: string;
  readonly line: number;
  readonly container?: string;
}

/** What an importer found, as sections of a model. Its ids are as if the model were empty; `importEdit` fits them in. */
export interface Fragment {
  readonly boundaries: ReadonlyMap<BoundaryId, Boundary>;
  readonly elements: ReadonlyMap<ElementId, Element>;
  readonly flows: ReadonlyMap<FlowId, Flow>;
}

/**
 * What became of one file. `read`: objects were found. `nothing`: it holds nothing to read. `recipe`: a tool has to make
 * the objects from it first. `failed`: it could not be read. Why stands in the problems that name the file.
 */
export interface ImportedFile {
  readonly name: string;
  readonly outcome: 'read' | 'nothing' | 'recipe' | 'failed';
  readonly documents: number;
  /** How many objects of which kind, most frequent first. */
  readonly kinds: readonly (readonly [kind: string, count: number])[];
}

export interface ImportCounts {
  readonly files: number;
  readonly objects: number;
  readonly workloads: number;
  readonly boundaries: number;
  readonly elements: number;
  readonly flows: number;
  /** Flows between two workloads: the calls that the files declare. */
  readonly calls: number;
}

/** The outcome of reading foreign files: plain data, the same for the same files in any order. */
export interface ImportResult {
  /** The prefix of every `origin` that this importer makes, without the colon. */
  readonly prefix: string;
  readonly scope: ImportScope;
  /** The properties that this importer can write: one of them that is no longer given is taken back, others are left alone. */
  readonly properties: ReadonlySet<PropertyName>;
  readonly fragment: Fragment;
  /** Where things came from, by the id of a thing, or by `id.field` for a property or field of it. */
  readonly sources: ReadonlyMap<string, ImportSource>;
  /** What could not be read or is doubtful, each with its file. A file that fails takes nothing else along. */
  readonly problems: readonly Problem[];
  /** What is worth knowing about what was read. */
  readonly notes: readonly Message[];
  readonly files: readonly ImportedFile[];
  readonly counts: ImportCounts;
}
