import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ContentHash, DocumentId, OpenedDocument, OpenResult, SaveResult, VersionId } from '../../shared/desktop-api';
import { printProblem } from '../../shared/messages/print';
import { faultyFileSystem, type Fault } from '../../test/faults/faulty-file-system';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realWorld } from '../node/atomic-write';
import { earlierVersions } from '../node/earlier-versions';
import { hashOf } from '../node/file-identity';
import { documents } from './documents';
import { recentFiles } from './recent';

const folder = scratchFolder();
const bytesOf = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const model = () => folder.file('shop.gabion.yaml');
const now = () => new Date('2026-11-25T10:00:00.000Z');

/** A session of the program, with faults if wanted. */
async function session(faults: readonly Fault[] = []) {
  const writer = { ...realWorld, fs: faultyFileSystem(faults), pause: () => Promise.resolve() };
  const recent = await recentFiles(folder.file('recent.json'), now, realWorld, () => undefined);
  const versions = earlierVersions(folder.file('earlier'), 1_000, now, realWorld);
  return { docs: documents({ writer, recent, versions, limit: 1_000 }), recent };
}

const opened = (result: OpenResult): OpenedDocument => {
  if (result.kind !== 'opened') throw new Error(result.kind === 'failed' ? printProblem(result.problem) : result.kind);
  return result.document;
};
const saved = (result: SaveResult): ContentHash => {
  if (result.kind !== 'saved') throw new Error(result.kind);
  return result.hash;
};

describe('opening', () => {
  it('OS-4 (P4) gives the bytes and their hash, and changes nothing on disk', async () => {
    writeFileSync(model(), 'gabion: 1\n');
    const { docs } = await session();
    const document = opened(await docs.open(await docs.admit(model())));
    expect(document).toMatchObject({ name: 'shop.gabion.yaml', hash: hashOf(bytesOf('gabion: 1\n')), readOnly: false });
    expect(text(document.bytes)).toBe('gabion: 1\n');
    expect(readdirSync(folder.path)).toEqual(['shop.gabion.yaml']);
  });

  it('OS-18 opens nothing that main did not hand out', async () => {
    writeFileSync(model(), 'gabion: 1\n');
    const first = await session();
    const id = await first.docs.admit(model());
    const { docs } = await session();
    for (const foreign of [id, `doc-${'0'.repeat(32)}` as DocumentId, model() as DocumentId, '../x' as DocumentId]) {
      expect(await docs.open(foreign)).toMatchObject({ kind: 'failed', problem: { message: { id: 'desktop.read.not-allowed' } } });
      expect(await docs.save({ id: foreign, bytes: bytesOf('x'), expected: null })).toMatchObject({
        kind: 'failed',
        reason: 'not-allowed',
      });
      expect(await docs.listVersions(foreign)).toEqual([]);
      expect((await docs.readVersion(foreign, '' as VersionId)).kind).toBe('failed');
      expect(docs.pathOf(foreign)).toBeUndefined();
    }
    expect(readFileSync(model(), 'utf8')).toBe('gabion: 1\n');
  });

  it('opens a recent file of an earlier session, under the same id', async () => {
    writeFileSync(model(), 'gabion: 1\n');
    const first = await session();
    const id = await first.docs.admit(model());
    await first.recent.remember(id, model());
    const { docs } = await session();
    expect(opened(await docs.open(id)).id).toBe(id);
  });

  it('says that a file cannot be saved where it is', async () => {
    writeFileSync(model(), 'gabion: 1\n');
    chmodSync(model(), 0o444);
    const { docs } = await session();
    expect(opened(await docs.open(await docs.admit(model()))).readOnly).toBe(true);
  });

  it.each<[string, () => void, string]>([
    ['is gone', () => undefined, 'desktop.read.gone'],
    ['is a folder', () => mkdirSync(model()), 'desktop.read.is-a-directory'],
    ['is too long', () => writeFileSync(model(), 'x'.repeat(1_001)), 'desktop.read.too-large'],
    ['is a link in a circle', () => symlinkSync('shop.gabion.yaml', model()), 'desktop.read.link-loop'],
  ])('says so when the file %s', async (_what, make, sentence) => {
    make();
    const { docs } = await session();
    expect(await docs.open(await docs.admit(model()))).toMatchObject({ kind: 'failed', problem: { message: { id: sentence } } });
  });

  it('says so when the file may not be read', async () => {
    writeFileSync(model(), 'gabion: 1\n');
    const { docs } = await session([{ operation: 'open-read', code: 'EACCES' }]);
    expect(await docs.open(await docs.admit(model()))).toMatchObject({
      kind: 'failed',
      problem: { message: { id: 'desktop.read.no-permission' } },
    });
  });

  it('OS-7 shows a name as text, whatever it is', async () => {
    const hostile = folder.file('<img src=x onerror=alert(1)>\u202elmay.yaml');
    writeFileSync(hostile, '');
    const { docs } = await session();
    expect(opened(await docs.open(await docs.admit(hostile))).name).toBe('<img src=x onerror=alert(1)>⟨U+202E⟩lmay.yaml');
  });
});

describe('saving', () => {
  it('OS-4 (P4) keeps each version that it replaces', async () => {
    writeFileSync(model(), 'one');
    const { docs } = await session();
    const id = await docs.admit(model());
    const document = opened(await docs.open(id));
    const second = saved(await docs.save({ id, bytes: bytesOf('two'), expected: document.hash }));
    saved(await docs.save({ id, bytes: bytesOf('three'), expected: second }));
    const versions = await docs.listVersions(id);
    const contents = await Promise.all(versions.map(async (version) => docs.readVersion(id, version.id)));
    expect(contents.map((result) => result.kind === 'read' && text(result.bytes))).toEqual(['two', 'one']);
    expect(readdirSync(folder.path).sort()).toEqual(['earlier', 'shop.gabion.yaml']);
  });

  it('OS-3 (P3) gives back what somebody else wrote; saving again with its hash overwrites it', async () => {
    writeFileSync(model(), 'ours');
    const { docs } = await session();
    const id = await docs.admit(model());
    const document = opened(await docs.open(id));
    writeFileSync(model(), 'theirs');
    const conflict = await docs.save({ id, bytes: bytesOf('ours, edited'), expected: document.hash });
    expect(conflict).toMatchObject({ kind: 'changed-on-disk', hash: hashOf(bytesOf('theirs')) });
    if (conflict.kind !== 'changed-on-disk') return;
    expect(text(conflict.bytes)).toBe('theirs');
    saved(await docs.save({ id, bytes: bytesOf('ours, edited'), expected: conflict.hash }));
    expect(readFileSync(model(), 'utf8')).toBe('ours, edited');
    // And theirs is not lost.
    const [kept] = await docs.listVersions(id);
    expect(kept && (await docs.readVersion(id, kept.id))).toEqual({ kind: 'read', bytes: bytesOf('theirs') });
  });

  it('OS-3 (P3) asks before it makes a vanished file anew', async () => {
    writeFileSync(model(), 'ours');
    const { docs } = await session();
    const id = await docs.admit(model());
    const document = opened(await docs.open(id));
    rmSync(model());
    expect(await docs.save({ id, bytes: bytesOf('x'), expected: document.hash })).toMatchObject({ kind: 'failed', reason: 'gone' });
    saved(await docs.save({ id, bytes: bytesOf('x'), expected: null }));
    expect(readFileSync(model(), 'utf8')).toBe('x');
  });

  it('OS-2 (P6) says what is wrong, and works when it is right again', async () => {
    writeFileSync(model(), 'one');
    const { docs } = await session([{ operation: 'write', code: 'ENOSPC', times: 1 }]);
    const id = await docs.admit(model());
    const { hash } = opened(await docs.open(id));
    const failed = await docs.save({ id, bytes: bytesOf('two'), expected: hash });
    expect(failed).toMatchObject({ kind: 'failed', reason: 'disk-full', problem: { mend: { id: 'desktop.mend.free-space' } } });
    expect(readFileSync(model(), 'utf8')).toBe('one');
    saved(await docs.save({ id, bytes: bytesOf('two'), expected: hash }));
  });

  it('saves all the same where the earlier version cannot be kept, and says so', async () => {
    writeFileSync(model(), 'one');
    writeFileSync(folder.file('earlier'), 'a file in the way');
    const { docs } = await session();
    const id = await docs.admit(model());
    const { hash } = opened(await docs.open(id));
    expect(await docs.save({ id, bytes: bytesOf('two'), expected: hash })).toMatchObject({
      kind: 'saved',
      warnings: [{ message: { id: 'desktop.earlier.not-kept' } }],
    });
  });

  it('warns where the disk did not confirm', async () => {
    writeFileSync(model(), 'one');
    const { docs } = await session([{ operation: 'sync-folder', code: 'EIO' }]);
    const id = await docs.admit(model());
    const { hash } = opened(await docs.open(id));
    expect(await docs.save({ id, bytes: bytesOf('two'), expected: hash })).toMatchObject({
      kind: 'saved',
      warnings: [{ message: { id: 'desktop.write.not-durable' } }],
    });
  });

  it('does one thing after the other to a file', async () => {
    writeFileSync(model(), '0');
    const { docs } = await session();
    const id = await docs.admit(model());
    const { hash } = opened(await docs.open(id));
    const results = await Promise.all([1, 2, 3].map((n) => docs.save({ id, bytes: bytesOf(String(n)), expected: hash })));
    // All three expect the same content: the first one changes it.
    expect(results.map((result) => result.kind)).toEqual(['saved', 'changed-on-disk', 'changed-on-disk']);
    expect(readFileSync(model(), 'utf8')).toBe('1');
  });
});

describe('saving under a new name', () => {
  it('makes a document of its own', async () => {
    const { docs } = await session();
    const result = await docs.saveTo(model(), bytesOf('new'));
    expect(result).toMatchObject({
      kind: 'saved',
      document: { name: 'shop.gabion.yaml', hash: hashOf(bytesOf('new')), readOnly: false },
      warnings: [],
    });
    if (result.kind !== 'saved') return;
    saved(await docs.save({ id: result.document.id, bytes: bytesOf('newer'), expected: result.document.hash }));
    expect(docs.hashOf(result.document.id)).toBe(hashOf(bytesOf('newer')));
  });

  it('OS-4 (P4) keeps what a person agreed to replace', async () => {
    writeFileSync(model(), 'theirs');
    const { docs } = await session();
    const result = await docs.saveTo(model(), bytesOf('ours'));
    if (result.kind !== 'saved') throw new Error(result.kind);
    expect(await docs.listVersions(result.document.id)).toHaveLength(1);
  });

  it('says what is wrong', async () => {
    const { docs } = await session();
    expect(await docs.saveTo(folder.file('gone/x.yaml'), bytesOf('x'))).toMatchObject({ kind: 'failed', reason: 'folder-gone' });
    expect(await docs.saveTo(folder.path, bytesOf('x'))).toMatchObject({ kind: 'failed', reason: 'is-a-directory' });
  });
});

describe('earlier versions', () => {
  it('that are gone are said to be gone', async () => {
    writeFileSync(model(), 'one');
    const { docs } = await session();
    const id = await docs.admit(model());
    expect(await docs.readVersion(id, `ver-000001-20261125T100000000Z-${'0'.repeat(12)}` as VersionId)).toMatchObject({
      kind: 'failed',
      problem: { message: { id: 'desktop.read.version-gone' } },
    });
  });
});
