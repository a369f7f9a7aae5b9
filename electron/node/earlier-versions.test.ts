import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DocumentId, VersionId } from '../../shared/desktop-api';
import { faultyFileSystem } from '../../test/faults/faulty-file-system';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realWorld } from './atomic-write';
import { earlierVersions, KEPT_VERSIONS } from './earlier-versions';

const folder = scratchFolder();
const doc = `doc-${'a'.repeat(32)}` as DocumentId;
const other = `doc-${'b'.repeat(32)}` as DocumentId;
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Versions with a clock that is set by hand. */
const versions = (clock = { now: new Date('2026-11-25T10:00:00.000Z') }, world = realWorld) => ({
  clock,
  store: earlierVersions(folder.file('earlier'), 1_000, () => clock.now, world),
});
const contents = async (store: ReturnType<typeof earlierVersions>, id = doc) =>
  Promise.all((await store.list(id)).map(async (version) => new TextDecoder().decode(await store.read(id, version.id))));

describe('earlier versions', () => {
  it('OS-4 (P4) are listed newest first, with time and size, and read back', async () => {
    const { clock, store } = versions();
    await store.keep(doc, bytesOf('one'));
    clock.now = new Date('2026-11-25T11:30:00.250Z');
    await store.keep(doc, bytesOf('two!'));
    expect(await store.list(doc)).toMatchObject([
      { replacedAt: '2026-11-25T11:30:00.250Z', size: 4 },
      { replacedAt: '2026-11-25T10:00:00.000Z', size: 3 },
    ]);
    expect(await contents(store)).toEqual(['two!', 'one']);
  });

  it('OS-4 are the last ten', async () => {
    const { store } = versions();
    for (let n = 1; n <= KEPT_VERSIONS + 3; n += 1) await store.keep(doc, bytesOf(`version ${n}`));
    expect(await contents(store)).toEqual(Array.from({ length: KEPT_VERSIONS }, (_, index) => `version ${KEPT_VERSIONS + 3 - index}`));
  });

  it('are in their order also when the clock goes back', async () => {
    const { clock, store } = versions();
    await store.keep(doc, bytesOf('one'));
    clock.now = new Date('2020-01-01T00:00:00.000Z');
    await store.keep(doc, bytesOf('two'));
    expect(await contents(store)).toEqual(['two', 'one']);
  });

  it('do not repeat the newest', async () => {
    const { store } = versions();
    for (const text of ['one', 'one', 'two', 'two', 'one']) await store.keep(doc, bytesOf(text));
    expect(await contents(store)).toEqual(['one', 'two', 'one']);
  });

  it('belong to one document', async () => {
    const { store } = versions();
    await store.keep(doc, bytesOf('mine'));
    await store.keep(other, bytesOf('theirs'));
    const [theirs] = await store.list(other);
    expect(await contents(store)).toEqual(['mine']);
    expect(await store.read(doc, theirs?.id as VersionId)).toBeUndefined();
  });

  it('are none before the first', async () => {
    expect(await versions().store.list(doc)).toEqual([]);
  });

  it('are only what is named and made like one', async () => {
    const { store } = versions();
    await store.keep(doc, bytesOf('one'));
    const inside = folder.file(`earlier/${doc}`);
    writeFileSync(`${inside}/notes.txt`, 'x');
    symlinkSync('/etc/passwd', `${inside}/ver-000099-20261125T100000000Z-0123456789ab.yaml`);
    mkdirSync(`${inside}/ver-000098-20261125T100000000Z-0123456789ab.yaml`);
    expect(await store.list(doc)).toHaveLength(1);
    expect(await store.read(doc, '../../../etc/passwd' as VersionId)).toBeUndefined();
  });

  it('that cannot be kept are an error, and those before stay', async () => {
    await versions().store.keep(doc, bytesOf('one'));
    const { store } = versions(undefined, { ...realWorld, fs: faultyFileSystem([{ operation: 'write', code: 'ENOSPC' }]) });
    await expect(store.keep(doc, bytesOf('two'))).rejects.toThrow();
    expect(await contents(store)).toEqual(['one']);
    rmSync(folder.file('earlier'), { recursive: true });
    writeFileSync(folder.file('earlier'), 'a file in the way');
    await expect(store.keep(doc, bytesOf('two'))).rejects.toThrow();
    expect(readdirSync(folder.path)).toEqual(['earlier']);
  });
});
