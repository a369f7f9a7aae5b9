import { analysisRequest } from '../../../shared/analysis/protocol';
import { apply, type Edit } from '../../../shared/model/edit';
import { modelFromPlain, type ThreatModel } from '../../../shared/model/threat-model';
import type { DraftRecord, EntryRecord, GabionDatabase } from './database';
import { DexieJournal } from './dexie-journal';
import type { DraftContent, DraftInfo, Drafts } from './drafts';

/** The door for an edit out of the journal: the same schema that the worker's messages pass. */
function editOf(value: unknown): Edit | undefined {
  const parsed = analysisRequest.safeParse({ kind: 'edit', edit: value, revision: 0 });
  return parsed.success && parsed.data.kind === 'edit' ? parsed.data.edit : undefined;
}

/** The model after the entries, up to the first that is missing or cannot be read: order is kept. */
function replay(
  start: ThreatModel,
  before: number,
  entries: readonly EntryRecord[],
): { readonly model: ThreatModel; readonly lost: number } {
  let model = start;
  for (const [index, entry] of entries.entries()) {
    const edit = entry.number === before + index + 1 ? editOf(entry.edit) : undefined;
    if (edit === undefined) return { model, lost: entries.length - index };
    model = apply(model, edit).model;
  }
  return { model, lost: 0 };
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

/** What drafts need besides the database. */
export interface DraftsParts {
  readonly db: GabionDatabase;
  readonly claims: Claims;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number that no other draft has. */
  readonly newId: () => number;
  readonly later: (work: () => void, milliseconds: number) => void;
}

/** Drafts in the browser's database. */
export function dexieDrafts({ db, claims, now, newId, later }: DraftsParts): Drafts {
  const entriesAfter = ({ id, edits }: DraftRecord): Promise<EntryRecord[]> =>
    db.journal.where('[draft+number]').between([id, edits], [id, Infinity], false).toArray();
  const infoOf = (draft: DraftRecord, entries: readonly EntryRecord[]): DraftInfo => ({
    id: draft.id,
    document: draft.document,
    name: draft.name,
    baseHash: draft.baseHash,
    updatedAt: entries.at(-1)?.at ?? draft.updatedAt,
    edits: draft.edits + entries.length,
  });
  return {
    begin(start, from) {
      const journal = { db, now, later, claim: (draft: number) => claims.claim(draft) };
      if (from === undefined) return new DexieJournal({ ...journal, id: newId() }, start);
      claims.claim(from.id);
      return new DexieJournal({ ...journal, id: from.id, edits: from.edits }, start);
    },
    async list() {
      const [all, claimed] = await Promise.all([db.drafts.toArray(), claims.claimed()]);
      const free = all.filter(({ id }) => !claimed.has(id));
      const infos = await Promise.all(free.map(async (draft) => infoOf(draft, await entriesAfter(draft))));
      return infos.filter(({ edits }) => edits > 0).sort((a, b) => b.updatedAt - a.updatedAt);
    },
    async read(id): Promise<DraftContent | undefined> {
      const [record, entries] = await db.transaction('r', db.drafts, db.journal, async () => {
        const draft = await db.drafts.get(id);
        return [draft, draft === undefined ? [] : await entriesAfter(draft)] as const;
      });
      if (record === undefined) return undefined;
      const snapshot = modelFromPlain(record.snapshot);
      if (!snapshot.ok) return undefined;
      return { info: infoOf(record, entries), base: record.base, ...replay(snapshot.value, record.edits, entries) };
    },
    async discard(id) {
      await db.transaction('rw', db.drafts, db.journal, async () => {
        await db.journal.where('[draft+number]').between([id, 0], [id, Infinity]).delete();
        await db.drafts.delete(id);
      });
    },
  };
}
