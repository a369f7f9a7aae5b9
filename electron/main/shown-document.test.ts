import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DiskChange } from '../../shared/desktop-api';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realWorld } from '../node/atomic-write';
import { earlierVersions } from '../node/earlier-versions';
import { temporaryName } from '../node/temporary-files';
import { documents } from './documents';
import { recentFiles } from './recent';
import { shownDocument } from './shown-document';

const folder = scratchFolder();
const now = () => new Date();
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function session() {
  const recent = await recentFiles(folder.file('recent.json'), now, realWorld, () => undefined);
  const docs = documents({
    writer: realWorld,
    recent,
    versions: earlierVersions(folder.file('earlier'), 1_000, now, realWorld),
    limit: 1_000,
  });
  const reports: DiskChange[] = [];
  const shown = shownDocument({
    documents: docs,
    limit: 1_000,
    watching: { fs: realWorld.fs, observe: () => () => undefined, later: () => () => undefined },
    sweeping: { fs: realWorld.fs, writer: { machine: 'aaaaaaaa', pid: 1 }, runs: () => false, now: () => Date.now() },
    report: (change) => reports.push(change),
  });
  const open = async (name: string) => {
    const id = await docs.admit(folder.file(name));
    await docs.open(id);
    return id;
  };
  return { docs, shown, reports, open };
}

describe('the document in the window', () => {
  it('OS-3 is watched, through a link too; no other is', async () => {
    const { shown, reports, open } = await session();
    mkdirSync(folder.file('real'));
    writeFileSync(folder.file('real/a.yaml'), 'a');
    symlinkSync('real/a.yaml', folder.file('a.yaml'));
    writeFileSync(folder.file('b.yaml'), 'b');
    const a = await open('a.yaml');
    const b = await open('b.yaml');
    await shown.show(a);
    writeFileSync(folder.file('real/a.yaml'), 'theirs');
    writeFileSync(folder.file('b.yaml'), 'theirs');
    await shown.check();
    expect(reports).toEqual([{ id: a, state: 'changed' }]);
    await shown.show(b);
    await shown.check();
    expect(reports.at(-1)).toEqual({ id: b, state: 'changed' });
    await shown.show(null);
    await shown.check();
    expect(reports).toHaveLength(2);
  });

  it('OS-3 is not reported as changed by our own save', async () => {
    const { docs, shown, reports, open } = await session();
    writeFileSync(folder.file('a.yaml'), 'a');
    const id = await open('a.yaml');
    await shown.show(id);
    const hash = docs.hashOf(id) ?? null;
    await Promise.all([docs.save({ id, bytes: bytesOf('ours'), expected: hash }), shown.check()]);
    await shown.check();
    expect(reports).toEqual([]);
  });

  it('OS-5 gets the leftovers of killed saves swept from its folder', async () => {
    const { shown, open } = await session();
    writeFileSync(folder.file('a.yaml'), 'a');
    const leftover = folder.file(temporaryName('a.yaml', { machine: 'aaaaaaaa', pid: 99 }, '0123456789ab'));
    writeFileSync(leftover, 'half');
    await shown.show(await open('a.yaml'));
    expect(existsSync(leftover)).toBe(false);
  });
});
