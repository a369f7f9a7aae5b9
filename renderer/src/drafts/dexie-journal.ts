import type { Edit } from '../../../shared/model/edit';
import { sameModel } from '../../../shared/model/equality';
import { modelToPlain, type ThreatModel } from '../../../shared/model/threat-model';
import type { DraftRecord, EntryRecord, GabionDatabase } from './database';
import type { Journal, JournalStart } from './drafts';

/** After so many entries, or so long after the last one, a snapshot takes the place of the entries before it. */
const SNAPSHOT_EDITS = 200;
const SNAPSHOT_MS = 30_000;
/** Writes reach the system at once and the disk itself within so many milliseconds: a power cut costs no more (TRUST C4, P2). */
const DISK_MS = 1_000;

/** What a journal needs from outside. */
export interface JournalParts {
  readonly db: GabionDatabase;
  /** The key of its draft; no other draft has it. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Says that this window is writing the draft. */
  readonly claim: (draft: number) => void;
  readonly later: (work: () => void, milliseconds: number) => void;
  /** The draft was there already, perhaps with a torn end: it begins with a snapshot of its own. `edits` are in it. */
  readonly edits?: number;
}

interface Stores {
  readonly drafts: IDBObjectStore;
  readonly journal: IDBObjectStore;
}

/**
 * One draft in the database. Each change is one transaction that is given away whole, in the turn in which the edit is
 * made: the database needs nothing more from the page, however busy that is drawing, and keeps the order. (Through
 * Dexie's own tables a write takes several turns; on a loaded machine that cost more than the last edit.)
 */
export class DexieJournal implements Journal {
  private readonly parts: JournalParts;
  private start: JournalStart;
  private head: DraftRecord | undefined;
  private edits: number;
  private snapshotAt: number;
  /** The next write is a snapshot: something before it may be missing. */
  private whole: boolean;
  private claimed = false;
  private onItsWayToDisk = false;
  private last: Promise<unknown> = Promise.resolve();

  constructor(parts: JournalParts, start: JournalStart) {
    this.parts = parts;
    this.start = start;
    this.edits = parts.edits ?? 0;
    this.whole = parts.edits !== undefined;
    this.snapshotAt = parts.now();
  }

  append(edit: Edit, model: ThreatModel): Promise<void> {
    const { id, now } = this.parts;
    this.edits += 1;
    const entry: EntryRecord = { draft: id, number: this.edits, edit, at: now() };
    const sinceSnapshot = this.edits - (this.head?.edits ?? this.edits - 1);
    if (this.whole || sinceSnapshot > SNAPSHOT_EDITS || entry.at - this.snapshotAt >= SNAPSHOT_MS) return this.snapshot(model, this.edits);
    const first = this.head === undefined ? this.headOf(this.start.model, this.edits - 1) : undefined;
    this.toDiskSoon();
    return this.write('relaxed', ({ drafts, journal }) => {
      if (first !== undefined) drafts.put(first);
      journal.put(entry);
    });
  }

  saved(start: JournalStart, current: ThreatModel): Promise<void> {
    this.start = start;
    this.edits = 0;
    // What was edited while the file was written is in the old draft or in the new one, never in neither.
    if (!sameModel(start.model, current)) {
      this.edits = 1;
      return this.snapshot(current, 1);
    }
    return this.discard();
  }

  discard(): Promise<void> {
    this.head = undefined;
    this.edits = 0;
    this.whole = false;
    return this.write('strict', (stores) => this.remove(stores));
  }

  async settled(): Promise<void> {
    await this.last;
  }

  private headOf(model: ThreatModel, edits: number): DraftRecord {
    const { document, name, baseHash, base } = this.start;
    const { id, now } = this.parts;
    this.head = { id, form: 2, document, name, baseHash, base, snapshot: modelToPlain(model), edits, updatedAt: now() };
    this.snapshotAt = now();
    return this.head;
  }

  private snapshot(model: ThreatModel, edits: number): Promise<void> {
    this.whole = false;
    const head = this.headOf(model, edits);
    return this.write('strict', (stores) => {
      this.remove(stores);
      stores.drafts.put(head);
    });
  }

  private remove({ drafts, journal }: Stores): void {
    const { id } = this.parts;
    journal.delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
    drafts.delete(id);
  }

  /** Resolves when the change is complete. What fails is made good by a snapshot at the next edit. */
  private write(durability: 'relaxed' | 'strict', change: (stores: Stores) => void): Promise<void> {
    if (!this.claimed) this.parts.claim(this.parts.id);
    this.claimed = true;
    const { db } = this.parts;
    const done = db.isOpen() ? transact(db, durability, change) : db.open().then(() => transact(db, durability, change));
    this.last = done.catch(() => {
      this.whole = true;
    });
    return done;
  }

  /** A strict transaction takes everything along that was written before it. */
  private toDiskSoon(): void {
    if (this.onItsWayToDisk) return;
    this.onItsWayToDisk = true;
    this.parts.later(() => {
      this.onItsWayToDisk = false;
      const { head } = this;
      if (head === undefined) return;
      const entry = { draft: this.parts.id, number: head.edits, edit: null, at: this.parts.now() };
      // An entry that the snapshot already holds: it says nothing, but it has to be written.
      this.write('strict', ({ journal }) => journal.put(entry)).catch(() => undefined);
    }, DISK_MS);
  }
}

async function transact(db: GabionDatabase, durability: 'relaxed' | 'strict', change: (stores: Stores) => void): Promise<void> {
  const transaction = db.backendDB().transaction(['drafts', 'journal'], 'readwrite', { durability });
  const complete = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('The draft was not written.', 'AbortError'));
  });
  change({ drafts: transaction.objectStore('drafts'), journal: transaction.objectStore('journal') });
  transaction.commit();
  await complete;
}
