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
import { type Claims, dexieDrafts } from './dexie-drafts';
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
    const drafts = dexieDrafts(database(), () => 1, claims());
    drafts.begin(start(shop()));
    expect(await drafts.list()).toEqual([]);
  });

  it('gives back the model after every edit that was written down', async () => {
    const db = database();
    const journal = dexieDrafts(db, () => 1, claims()).begin(start(shop()));
    const { steps, model } = walk(shop(), 7);
    await Promise.all(steps.map((step) => journal.append(step.edit, step.model)));
    const later = dexieDrafts(db, () => 2, claims());
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
    const journal = dexieDrafts(db, () => now, claims()).begin(start(shop()));
    const { steps, model } = walk(shop(), 205);
    for (const step of steps) await journal.append(step.edit, step.model);
    expect(await db.entries.count()).toBe(5);
    now = 31_000;
    const last = renameThing(model, 'web', 'Last');
    const after = apply(model, last).model;
    await journal.append(last, after);
    expect(await db.entries.count()).toBe(0);
    const drafts = dexieDrafts(db, () => now, claims());
    const content = await drafts.read((await drafts.list())[0]?.id ?? -1);
    expect(content && sameModel(content.model, after)).toBe(true);
  });

  it('keeps what comes before a torn end, and says how much is lost', async () => {
    const db = database();
    const journal = dexieDrafts(db, () => 1, claims()).begin(start(shop()));
    const { steps } = walk(shop(), 3);
    for (const step of steps) await journal.append(step.edit, step.model);
    const last = await db.entries.orderBy('seq').last();
    await db.entries.put({ ...(last ?? { seq: 0, draft: 0 }), edit: { label: 'not an edit' } });
    const drafts = dexieDrafts(db, () => 1, claims());
    const content = await drafts.read((await drafts.list())[0]?.id ?? -1);
    expect(content?.lost).toBe(1);
    expect(content && steps[1] && sameModel(content.model, steps[1].model)).toBe(true);
  });

  it('is gone when everything is in the file', async () => {
    const db = database();
    const drafts = dexieDrafts(db, () => 1, claims());
    const journal = drafts.begin(start(shop()));
    const { steps, model } = walk(shop(), 2);
    for (const step of steps) await journal.append(step.edit, step.model);
    await journal.saved(start(model), model);
    expect([await db.drafts.count(), await db.entries.count()]).toEqual([0, 0]);
  });

  it('keeps what was done while the file was being written', async () => {
    const db = database();
    const journal = dexieDrafts(db, () => 1, claims()).begin(start(shop()));
    const { steps, model } = walk(shop(), 2);
    for (const step of steps) await journal.append(step.edit, step.model);
    const more = apply(model, renameThing(model, 'web', 'Later')).model;
    await journal.saved(start(model), more);
    const drafts = dexieDrafts(db, () => 1, claims());
    const content = await drafts.read((await drafts.list())[0]?.id ?? -1);
    expect(content?.model.elements.get('web' as ElementId)?.name).toBe('Later');
  });

  it('offers nothing that a living window is still writing', async () => {
    const db = database();
    const living = claims();
    const drafts = dexieDrafts(db, () => 1, living);
    const journal = drafts.begin(start(shop()));
    const { steps } = walk(shop(), 1);
    for (const step of steps) await journal.append(step.edit, step.model);
    expect(await drafts.list()).toEqual([]);
    living.held.clear();
    expect(await drafts.list()).toHaveLength(1);
  });

  it('tells when the database refuses, and goes on afterwards', async () => {
    const db = database();
    const journal = dexieDrafts(db, () => 1, claims()).begin(start(shop()));
    const { steps } = walk(shop(), 2);
    const original = db.entries.bulkAdd.bind(db.entries);
    Object.defineProperty(db.entries, 'bulkAdd', { configurable: true, value: () => Promise.reject(new Error('QuotaExceededError')) });
    const [first, second] = steps;
    if (first === undefined || second === undefined) throw new Error('two steps');
    await expect(journal.append(first.edit, first.model)).rejects.toThrow();
    Object.defineProperty(db.entries, 'bulkAdd', { configurable: true, value: original });
    await journal.append(second.edit, second.model);
    expect(await db.drafts.count()).toBe(1);
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
