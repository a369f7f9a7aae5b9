import type { ContentHash, DocumentId } from '../../../shared/desktop-api';
import type { Edit } from '../../../shared/model/edit';
import type { ThreatModel } from '../../../shared/model/threat-model';

/** A draft as it is offered: work that is in no file. */
export interface DraftInfo {
  readonly id: number;
  /** The file it began with; null for a document that never had one. */
  readonly document: DocumentId | null;
  readonly name: string;
  /** The hash of the file's bytes when the draft began: another one now means that both have changed. */
  readonly baseHash: ContentHash | null;
  /** When it was last written, milliseconds since 1970. */
  readonly updatedAt: number;
  readonly edits: number;
}

/** What a draft holds: the bytes it began with, and the model that it came to. */
export interface DraftContent {
  readonly info: DraftInfo;
  /** The file's bytes when the draft began; null where there was no file. */
  readonly base: Uint8Array | null;
  readonly model: ThreatModel;
  /** Edits at the end of the journal that could not be read; the ones before are in the model. */
  readonly lost: number;
}

/** The document that a journal is kept for. */
export interface JournalStart {
  readonly document: DocumentId | null;
  readonly name: string;
  readonly baseHash: ContentHash | null;
  readonly base: Uint8Array | null;
  /** The model that the file holds, before the edits of this journal. */
  readonly model: ThreatModel;
}

/** The journal of one document: each edit on its own, with a snapshot now and then. */
export interface Journal {
  /** Writes an edit down. `model` is the model after it. Durable when the promise resolves. */
  append(edit: Edit, model: ThreatModel): Promise<void>;
  /**
   * The file now holds `start.model`, and what follows begins from it. `current` is the model at this moment: where a
   * person went on while the file was being written, that stays a draft.
   */
  saved(start: JournalStart, current: ThreatModel): Promise<void>;
  /** Forgets the draft: a person chose to leave it. */
  discard(): Promise<void>;
  /** Resolves when everything given so far is written or has failed. */
  settled(): Promise<void>;
}

/** Drafts of all documents, in this browser or on this machine. */
export interface Drafts {
  /** Begins a journal; nothing is stored before the first edit. `from` goes on with a draft that was brought back. */
  begin(start: JournalStart, from?: DraftInfo): Journal;
  /** Drafts with at least one edit that is in no file, newest first. */
  list(): Promise<readonly DraftInfo[]>;
  read(id: number): Promise<DraftContent | undefined>;
  discard(id: number): Promise<void>;
}
