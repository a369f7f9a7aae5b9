import { analysisRequest } from '../../../shared/analysis/protocol';
import { apply, type Edit } from '../../../shared/model/edit';
import { sameModel } from '../../../shared/model/equality';
import { modelFromPlain, modelToPlain, type ThreatModel } from '../../../shared/model/threat-model';
import type { DraftRecord, EntryRecord, GabionDatabase } from './database';
import type { DraftContent, DraftInfo, Drafts, Journal, JournalStart } from './drafts';

/** After so many entries, or so long after the last one, a snapshot takes the place of the entries before it. */
const SNAPSHOT_EDITS = 200;
const SNAPSHOT_MS = 30_000;

const infoOf = ({ id, document, name, baseHash, updatedAt, edits }: DraftRecord): DraftInfo => ({
  id,
  document,
  name,
  baseHash,
  updatedAt,
  edits,
});

/** The door for an edit out of the journal: the same schema that the worker's messages pass. */
function editOf(value: unknown): Edit | undefined {
  const parsed = analysisRequest.safeParse({ kind: 'edit', edit: value, revision: 0 });
  return parsed.success && parsed.data.kind === 'edit' ? parsed.data.edit : undefined;
}

/** The model after the entries, as far as they can be read: an entry that cannot be ends it, so that order is kept. */
function replay(start: ThreatModel, entries: readonly EntryRecord[]): { readonly model: ThreatModel; readonly lost: number } {
  let model = start;
  for (const [index, entry] of entries.entries()) {
    const edit = editOf(entry.edit);
    if (edit === undefined) return { model, lost: entries.length - index };
    model = apply(model, edit).model;
  }
  return { model, lost: 0 };
}

class DexieJournal implements Journal {
  private readonly db: GabionDatabase;
  private readonly now: () => number;
  private readonly claim: (draft: number) => void;
  private start: JournalStart;
  private draft: number | undefined;
  private edits: number;
  private sinceSnapshot = 0;
  private snapshotAt: number;
  /** Edits that wait for the write before them. */
  private batch: Edit[] = [];
  /** Writes go one after another, in the order of the edits. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(db: GabionDatabase, now: () => number, claim: (draft: number) => void, start: JournalStart, from: DraftInfo | undefined) {
    this.db = db;
    this.now = now;
    this.claim = claim;
    this.start = start;
    this.draft = from?.id;
    this.edits = from?.edits ?? 0;
    this.snapshotAt = now();
    if (from !== undefined) claim(from.id);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.queue.then(work, work);
    this.queue = next.catch(() => undefined);
    return next;
  }

  private async head(): Promise<number> {
    if (this.draft !== undefined) return this.draft;
    const { document, name, baseHash, base, model } = this.start;
    const record = { form: 1, document, name, baseHash, base, snapshot: modelToPlain(model), updatedAt: this.now(), edits: 0 } as const;
    this.draft = await this.db.drafts.add(record);
    this.claim(this.draft);
    return this.draft;
  }

  append(edit: Edit, model: ThreatModel): Promise<void> {
    // Edits that come faster than the disk confirms go together with the next write, so that none waits for more than one.
    const { batch } = this;
    batch.push(edit);
    return this.inTurn(() => this.flush(batch, model));
  }

  private async flush(batch: Edit[], model: ThreatModel): Promise<void> {
    const edits = batch.splice(0);
    if (edits.length === 0) return;
    const { drafts, entries } = this.db;
    await this.db.transaction('rw', drafts, entries, async () => {
      const before = this.draft;
      try {
        const draft = await this.head();
        this.edits += edits.length;
        this.sinceSnapshot += edits.length;
        const change = { updatedAt: this.now(), edits: this.edits };
        if (edits.length === 1 && (this.sinceSnapshot >= SNAPSHOT_EDITS || this.now() - this.snapshotAt >= SNAPSHOT_MS)) {
          await drafts.update(draft, { ...change, snapshot: modelToPlain(model) });
          await entries.where('draft').equals(draft).delete();
          this.sinceSnapshot = 0;
          this.snapshotAt = this.now();
        } else {
          await entries.bulkAdd(edits.map((edit) => ({ draft, edit })));
          await drafts.update(draft, change);
        }
      } catch (error) {
        this.draft = before; // the transaction goes back, and so does what this object knows of it
        batch.unshift(...edits); // the next write tries them again
        throw error;
      }
    });
  }

  private async clear(): Promise<void> {
    const { draft } = this;
    this.draft = undefined;
    this.edits = 0;
    this.sinceSnapshot = 0;
    if (draft !== undefined) await removeDraft(this.db, draft);
  }

  saved(start: JournalStart, current: ThreatModel): Promise<void> {
    this.batch = []; // what is edited from now on belongs to the draft of the new file
    return this.inTurn(async () => {
      this.start = start;
      // In one piece: what was edited while the file was written is in the old draft or in the new one, never in neither.
      await this.db.transaction('rw', this.db.drafts, this.db.entries, async () => {
        await this.clear();
        if (sameModel(start.model, current)) return;
        this.edits = 1;
        await this.db.drafts.update(await this.head(), { snapshot: modelToPlain(current), edits: 1 });
      });
    });
  }

  discard(): Promise<void> {
    return this.inTurn(() => this.clear());
  }

  async settled(): Promise<void> {
    await this.queue;
  }
}

async function removeDraft(db: GabionDatabase, id: number): Promise<void> {
  await db.transaction('rw', db.drafts, db.entries, async () => {
    await db.entries.where('draft').equals(id).delete();
    await db.drafts.delete(id);
  });
}

/** Which drafts a living window is writing: a window that ends, however it ends, gives its own up. */
export interface Claims {
  claim(draft: number): void;
  claimed(): Promise<ReadonlySet<number>>;
}

const LOCK = 'gabion-draft-';

/** Claims by the browser's locks, which end with the page. */
export function lockClaims(locks: LockManager): Claims {
  return {
    claim(draft) {
      // Held as long as the page lives: the promise never settles.
      void locks.request(`${LOCK}${draft}`, { ifAvailable: true }, () => new Promise(() => undefined));
    },
    async claimed() {
      const { held = [] } = await locks.query();
      return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) === true ? [Number(name.slice(LOCK.length))] : [])));
    },
  };
}

/** Drafts in the browser's database. @param now milliseconds since 1970 */
export function dexieDrafts(db: GabionDatabase, now: () => number, claims: Claims): Drafts {
  return {
    begin: (start, from) => new DexieJournal(db, now, (draft) => claims.claim(draft), start, from),
    async list() {
      const [all, claimed] = await Promise.all([db.drafts.toArray(), claims.claimed()]);
      return all
        .filter((draft) => draft.edits > 0 && !claimed.has(draft.id))
        .map(infoOf)
        .sort((a, b) => b.updatedAt - a.updatedAt);
    },
    async read(id): Promise<DraftContent | undefined> {
      const record = await db.drafts.get(id);
      if (record === undefined) return undefined;
      const snapshot = modelFromPlain(record.snapshot);
      if (!snapshot.ok) return undefined;
      const entries = await db.entries.where('draft').equals(id).sortBy('seq');
      return { info: infoOf(record), base: record.base, ...replay(snapshot.value, entries) };
    },
    discard: (id) => removeDraft(db, id),
  };
}
