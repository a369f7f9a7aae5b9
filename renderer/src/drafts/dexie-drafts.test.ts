import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentId } from '../../../shared/desktop-api';
import { apply } from '../../../shared/model/edit';
import { answer } from '../../../shared/model/edits/properties';
import { renameThing } from '../../../shared/model/edits/change';
import { sameModel } from '../../../shared/model/equality';
import type { ElementId, PropertyName, SubjectId } from '../../../shared/model/ids';
import { modelFromPlain, type ThreatModel } from '../../../shared/model/threat-model';
import { GabionDatabase } from './database';
import { type Claims, dexieDrafts, type DraftsParts } from './dexie-drafts';
import type { JournalStart } from './drafts';
import { readSettings, writeSettings } from './settings';
import { DEFAULT_SETTINGS } from '../app/shell-store';

let made = 0;
const databases: GabionDatabase[] = [];
function database(): GabionDatabase {
  made += 1;
  const db = new GabionDatabase(`test-${made}`);
  databases.push(db);
  return db;
}
afterEach(async () => {
  await Promise.all(databases.splice(0).map((db) => db.delete()));
});

function shop(): ThreatModel {
  const read = modelFromPlain({ gabion: 1, elements: { web: { type: 'process/api', origin: 'k8s:a/Deployment/web' } } });
  if (!read.ok) throw new Error('not a model');
  return read.value;
}
const start = (model: ThreatModel): JournalStart => ({
  document: 'doc' as DocumentId,
  name: 'shop.gabion.yaml',
  baseHash: null,
  base: new Uint8Array([1, 2, 3]),
  model,
});

function claims(): Claims & { readonly held: Set<number> } {
  const held = new Set<number>();
  return { held, claim: (draft) => void held.add(draft), claimed: () => Promise.resolve(held) };
}

let ids = 0;
const draftsIn = (db: GabionDatabase, parts: Partial<DraftsParts> = {}) =>
  dexieDrafts({ db, claims: claims(), now: () => 1, newId: () => (ids += 1), later: () => undefined, ...parts });

/** Edits one after another, each with the model after it. */
function walk(
  model: ThreatModel,
  count: number,
): {
  readonly model: ThreatModel;
  readonly steps: readonly { readonly edit: ReturnType<typeof renameThing>; readonly model: ThreatModel }[];
} {
  let at = model;
  const steps = Array.from({ length: count }, (_, index) => {
    const edit =
      index % 2 === 0
        ? renameThing(at, 'web', `Name ${index}`)
        : answer(at, 'encrypted' as PropertyName, ['web' as SubjectId], index % 4 === 1, { by: 'platform' });
    at = apply(at, edit).model;
    return { edit, model: at };
  });
  return { model: at, steps };
}

describe('the journal of drafts', () => {
  it('stores nothing before the first edit', async () => {
    const drafts = draftsIn(database());
    drafts.begin(start(shop()));
    expect(await drafts.list()).toEqual([]);
  });

  it('gives back the model after every edit that was written down', async () => {
    const db = database();
    const journal = draftsIn(db).begin(start(shop()));
    const { steps, model } = walk(shop(), 7);
    await Promise.all(steps.map((step) => journal.append(step.edit, step.model)));
    const later = draftsIn(db, { now: () => 2 });
    const [draft] = await later.list();
    expect(draft).toMatchObject({ document: 'doc', name: 'shop.gabion.yaml', edits: 7, updatedAt: 1 });
    const content = await later.read(draft?.id ?? -1);
    expect(content?.lost).toBe(0);
    expect(content?.base).toEqual(new Uint8Array([1, 2, 3]));
    expect(content && sameModel(content.model, model)).toBe(true);
  });

  it('takes a snapshot after two hundred edits, and after half a minute', async () => {
    const db = database();
    let now = 0;
    const journal = draftsIn(db, { now: () => now }).begin(start(shop()));
    const { steps, model } = walk(shop(), 205);
    for (const step of steps) await journal.append(step.edit, step.model);
    expect(await db.journal.count()).toBe(4);
    now = 31_000;
    const last = renameThing(model, 'web', 'Last');
    const after = apply(model, last).model;
    await journal.append(last, after);
    expect(await db.journal.count()).toBe(0);
    const drafts = draftsIn(db, { now: () => now });
    const [draft] = await drafts.list();
    expect(draft).toMatchObject({ edits: 206, updatedAt: 31_000 });
    const content = await drafts.read(draft?.id ?? -1);
    expect(content && sameModel(content.model, after)).toBe(true);
  });

  it('has given an edit away when append comes back, with nothing left for the page to do', async () => {
    const db = database();
    await db.open();
    const journal = draftsIn(db).begin(start(shop()));
    const { steps, model } = walk(shop(), 9);
    const written = steps.map((step) => journal.append(step.edit, step.model));
    // Another connection, as after a kill: its transaction is in the queue behind those that are complete.
    const other = new GabionDatabase(db.name);
    const drafts = draftsIn(other);
    const content = await drafts.read((await drafts.list())[0]?.id ?? -1);
    other.close();
    expect(content && sameModel(content.model, model)).toBe(true);
    await Promise.all(written);
  });

  it('goes on with a draft that was brought back', async () => {
    const db = database();
    const { steps } = walk(shop(), 6);
    const first = draftsIn(db).begin(start(shop()));
    for (const step of steps.slice(0, 3)) await first.append(step.edit, step.model);
    const again = draftsIn(db);
    const [info] = await again.list();
    const second = again.begin(start(shop()), info);
    for (const step of steps.slice(3)) await second.append(step.edit, step.model);
    const [last, ...more] = await draftsIn(db).list();
    expect(more).toEqual([]);
    expect(last).toMatchObject({ id: info?.id, edits: 6 });
    const content = await draftsIn(db).read(info?.id ?? -1);
    expect(content && steps[5] && sameModel(content.model, steps[5].model)).toBe(true);
  });

  it('asks for the disk itself within a second of an edit, once for many', async () => {
    const db = database();
    await db.open();
    const waiting: (() => void)[] = [];
    const durability: unknown[] = [];
    const connection = db.backendDB();
    const transaction = connection.transaction.bind(connection);
    connection.transaction = (names, mode, options) => {
      durability.push(options?.durability);
      return transaction(names, mode, options);
    };
    const journal = draftsIn(db, {
      later: (work, milliseconds) => {
        if (milliseconds <= 1_000) waiting.push(work);
      },
    }).begin(start(shop()));
    const { steps, model } = walk(shop(), 5);
    for (const step of steps) await journal.append(step.edit, step.model);
    expect(waiting).toHaveLength(1);
    waiting[0]?.();
    await journal.settled();
    expect(durability).toEqual([...steps.map(() => 'relaxed'), 'strict']);
    const content = await draftsIn(db).read((await draftsIn(db).list())[0]?.id ?? -1);
    expect(content).toMatchObject({ lost: 0, info: { edits: 5 } });
    expect(content && sameModel(content.model, model)).toBe(true);
  });

  it('keeps what comes before a torn end, and says how much is lost', async () => {
    const db = database();
    const journal = draftsIn(db).begin(start(shop()));
    const { steps } = walk(shop(), 3);
    for (const step of steps) await journal.append(step.edit, step.model);
    const last = await db.journal.toCollection().last();
    if (last === undefined) throw new Error('three entries');
    await db.journal.put({ ...last, edit: { label: 'not an edit' } });
    const drafts = draftsIn(db);
    const content = await drafts.read((await drafts.list())[0]?.id ?? -1);
    expect(content?.lost).toBe(1);
    expect(content && steps[1] && sameModel(content.model, steps[1].model)).toBe(true);
  });

  it('ends at an entry that is missing: what was built on it would not fit', async () => {
    const db = database();
    const journal = draftsIn(db).begin(start(shop()));
    const { steps } = walk(shop(), 4);
    for (const step of steps) await journal.append(step.edit, step.model);
    const [, second] = await db.journal.toArray();
    if (second === undefined) throw new Error('four entries');
    await db.journal.delete([second.draft, second.number]);
    const drafts = draftsIn(db);
    const content = await drafts.read((await drafts.list())[0]?.id ?? -1);
    expect(content?.lost).toBe(2);
    expect(content && steps[0] && sameModel(content.model, steps[0].model)).toBe(true);
  });

  it('is gone when everything is in the file', async () => {
    const db = database();
    const drafts = draftsIn(db);
    const journal = drafts.begin(start(shop()));
    const { steps, model } = walk(shop(), 2);
    for (const step of steps) await journal.append(step.edit, step.model);
    await journal.saved(start(model), model);
    expect([await db.drafts.count(), await db.journal.count()]).toEqual([0, 0]);
  });

  it('keeps what was done while the file was being written', async () => {
    const db = database();
    const journal = draftsIn(db).begin(start(shop()));
    const { steps, model } = walk(shop(), 2);
    for (const step of steps) await journal.append(step.edit, step.model);
    const more = apply(model, renameThing(model, 'web', 'Later')).model;
    await journal.saved(start(model), more);
    const drafts = draftsIn(db);
    const content = await drafts.read((await drafts.list())[0]?.id ?? -1);
    expect(content?.model.elements.get('web' as ElementId)?.name).toBe('Later');
  });

  it('offers nothing that a living window is still writing', async () => {
    const db = database();
    const living = claims();
    const drafts = draftsIn(db, { claims: living });
    const journal = drafts.begin(start(shop()));
    const { steps } = walk(shop(), 1);
    for (const step of steps) await journal.append(step.edit, step.model);
    expect(await drafts.list()).toEqual([]);
    living.held.clear();
    expect(await drafts.list()).toHaveLength(1);
  });

  it('tells when the database refuses, and makes it good with the next edit', async () => {
    const db = database();
    await db.open();
    const journal = draftsIn(db).begin(start(shop()));
    const { steps, model } = walk(shop(), 3);
    const [first, second, third] = steps;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three steps');
    await journal.append(first.edit, first.model);
    const connection = db.backendDB();
    const transaction = connection.transaction.bind(connection);
    connection.transaction = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
    await expect(journal.append(second.edit, second.model)).rejects.toThrow('full');
    connection.transaction = transaction;
    await journal.append(third.edit, third.model);
    const content = await draftsIn(db).read((await draftsIn(db).list())[0]?.id ?? -1);
    expect(content).toMatchObject({ lost: 0, info: { edits: 3 } });
    expect(content && sameModel(content.model, model)).toBe(true);
  });
});

describe('settings', () => {
  it('come back as they were kept, and as out of the box where they cannot be read', async () => {
    const db = database();
    expect(await readSettings(db)).toEqual(DEFAULT_SETTINGS);
    await writeSettings(db, { theme: 'dark', singleKeys: false, author: 'platform' });
    expect(await readSettings(db)).toEqual({ theme: 'dark', singleKeys: false, author: 'platform' });
    await db.settings.put({ key: 'settings', value: { theme: 'purple' } });
    expect(await readSettings(db)).toEqual(DEFAULT_SETTINGS);
  });
});
