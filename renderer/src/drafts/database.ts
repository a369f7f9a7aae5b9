import Dexie, { type EntityTable, type Table } from 'dexie';
import type { ContentHash, DocumentId } from '../../../shared/desktop-api';

/** A draft's head: the snapshot that its journal entries follow. */
export interface DraftRecord {
  readonly id: number;
  /** The form of this record and its entries; a later version reads the earlier ones. */
  readonly form: 2;
  readonly document: DocumentId | null;
  readonly name: string;
  readonly baseHash: ContentHash | null;
  readonly base: Uint8Array | null;
  /** The model in plain form (`modelToPlain`), checked again when it is read. */
  readonly snapshot: unknown;
  /** The edits in the snapshot, which is also the number of the last of them. */
  readonly edits: number;
  readonly updatedAt: number;
}

/** One edit of a draft, the `number`-th. Checked again when it is read. */
export interface EntryRecord {
  readonly draft: number;
  readonly number: number;
  readonly edit: unknown;
  readonly at: number;
}

/** One setting of this machine. */
export interface SettingRecord {
  readonly key: string;
  readonly value: unknown;
}

/** What Gabion keeps in the browser's database: drafts and settings. The file on disk stays the truth. */
export class GabionDatabase extends Dexie {
  declare readonly drafts: EntityTable<DraftRecord, 'id'>;
  declare readonly journal: Table<EntryRecord, [number, number]>;
  declare readonly settings: EntityTable<SettingRecord, 'key'>;

  constructor(name = 'gabion') {
    super(name);
    this.version(1).stores({ drafts: 'id', journal: '[draft+number]', settings: 'key' });
  }
}
