import Dexie, { type EntityTable } from 'dexie';
import type { ContentHash, DocumentId } from '../../../shared/desktop-api';

/** A draft's head: the snapshot that its journal entries follow. */
export interface DraftRecord {
  readonly id: number;
  /** The form of this record and its entries; a later version reads the earlier ones. */
  readonly form: 1;
  readonly document: DocumentId | null;
  readonly name: string;
  readonly baseHash: ContentHash | null;
  readonly base: Uint8Array | null;
  /** The model in plain form (`modelToPlain`), checked again when it is read. */
  readonly snapshot: unknown;
  readonly updatedAt: number;
  readonly edits: number;
}

/** One edit of a draft, in the order of `seq`. Checked again when it is read. */
export interface EntryRecord {
  readonly seq: number;
  readonly draft: number;
  readonly edit: unknown;
}

/** One setting of this machine. */
export interface SettingRecord {
  readonly key: string;
  readonly value: unknown;
}

/** What Gabion keeps in the browser's database: drafts and settings. The file on disk stays the truth. */
export class GabionDatabase extends Dexie {
  declare readonly drafts: EntityTable<DraftRecord, 'id'>;
  declare readonly entries: EntityTable<EntryRecord, 'seq'>;
  declare readonly settings: EntityTable<SettingRecord, 'key'>;

  /** @param name another one in tests */
  constructor(name = 'gabion') {
    // Strict: a transaction is complete when it is on the disk, not when it is in a cache of the system (TRUST C4, P2).
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ drafts: '++id, document', entries: '++seq, draft', settings: 'key' });
  }
}
