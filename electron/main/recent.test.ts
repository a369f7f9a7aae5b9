import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { DocumentId } from '../../shared/desktop-api';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realWorld } from '../node/atomic-write';
import { documentIdOf } from './document-id';
import { MAX_RECENT, recentFiles } from './recent';

const folder = scratchFolder();
const id = (n: number) => `doc-${String(n).padStart(32, '0')}` as DocumentId;
const load = (changed = () => undefined, now = '2026-11-25T10:00:00.000Z') =>
  recentFiles(folder.file('recent.json'), () => new Date(now), realWorld, changed);

describe('recent files', () => {
  it('are listed newest first, each once, and kept between sessions', async () => {
    writeFileSync(folder.file('a.yaml'), '');
    const recent = await load();
    await recent.remember(id(1), folder.file('a.yaml'));
    await recent.remember(id(2), folder.file('b.yaml'));
    await recent.remember(id(1), folder.file('a.yaml'));
    const again = await load();
    expect(await again.list()).toMatchObject([
      { id: id(1), name: 'a.yaml', missing: false, usedAt: '2026-11-25T10:00:00.000Z' },
      { id: id(2), name: 'b.yaml', missing: true },
    ]);
    expect(again.pathOf(id(2))).toBe(folder.file('b.yaml'));
    expect(again.pathOf(id(3))).toBeUndefined();
    expect(again.names().map((file) => file.name)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('are marked as missing when they vanish', async () => {
    writeFileSync(folder.file('a.yaml'), '');
    const recent = await load();
    await recent.remember(id(1), folder.file('a.yaml'));
    rmSync(folder.file('a.yaml'));
    expect((await recent.list())[0]?.missing).toBe(true);
  });

  it('are forgotten on request', async () => {
    const changed = vi.fn();
    const recent = await load(changed);
    await recent.remember(id(1), '/x.yaml');
    await recent.forget(id(1));
    expect(await (await load()).list()).toEqual([]);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('are no more than anybody reads', async () => {
    const recent = await load();
    await Promise.all(Array.from({ length: MAX_RECENT + 5 }, (_, n) => recent.remember(id(n), `/x/${n}.yaml`)));
    const listed = await (await load()).list();
    expect(listed).toHaveLength(MAX_RECENT);
    expect(listed[0]?.name).toBe(`${MAX_RECENT + 4}.yaml`);
  });

  it('are none where the list is broken', async () => {
    writeFileSync(folder.file('recent.json'), '{"recent":[{"id":"../../x","path":7}]}');
    expect(await (await load()).list()).toEqual([]);
  });

  it('show no character that turns text around, and keep the path as it is', async () => {
    const recent = await load();
    await recent.remember(id(1), '/x/a\u202eb.yaml');
    expect((await recent.list())[0]?.name).toBe('a⟨U+202E⟩b.yaml');
    expect(JSON.parse(readFileSync(folder.file('recent.json'), 'utf8'))).toMatchObject({ recent: [{ path: '/x/a\u202eb.yaml' }] });
  });
});

describe('the id of a document', () => {
  it('is the same whichever way the file is reached, and in every session', async () => {
    const { mkdirSync, symlinkSync } = await import('node:fs');
    mkdirSync(folder.file('real'));
    writeFileSync(folder.file('real/a.yaml'), '');
    symlinkSync('real', folder.file('alias'));
    symlinkSync('real/a.yaml', folder.file('b.yaml'));
    const ids = await Promise.all(
      ['real/a.yaml', 'alias/a.yaml', 'b.yaml', 'real/../real/a.yaml'].map((name) => documentIdOf(folder.file(name), realWorld.fs)),
    );
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^doc-[0-9a-f]{32}$/);
    expect(await documentIdOf(folder.file('real/other.yaml'), realWorld.fs)).not.toBe(ids[0]);
  });
  it('exists also for a file that does not yet, and is the same once it does', async () => {
    const before = await documentIdOf(folder.file('new.yaml'), realWorld.fs);
    writeFileSync(folder.file('new.yaml'), '');
    expect(await documentIdOf(folder.file('new.yaml'), realWorld.fs)).toBe(before);
    expect(await documentIdOf('/nowhere/at/all.yaml', realWorld.fs)).toMatch(/^doc-/);
  });
});
