import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ContentHash, DiskChange } from '../../shared/desktop-api';
import { faultyFileSystem } from '../../test/faults/faulty-file-system';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { hashOf } from './file-identity';
import { realFileSystem } from './file-system';
import { later, observeFolder, watchFile, type Watch, type WatchWorld } from './watch';

const folder = scratchFolder();
const file = () => folder.file('model.yaml');
const hash = (text: string) => hashOf(new TextEncoder().encode(text));

/** A watch whose hints and time are given by hand. */
function byHand(content: string, more: Partial<WatchWorld> = {}) {
  writeFileSync(file(), content);
  const reports: DiskChange['state'][] = [];
  const hints: ((name: string | null) => void)[] = [];
  const lost: (() => void)[] = [];
  const known: { hash: ContentHash | undefined } = { hash: hash(content) };
  let pending: (() => void) | undefined;
  const world: WatchWorld = {
    fs: realFileSystem,
    observe: (_folder, hint, gone) => {
      hints.push(hint);
      lost.push(gone);
      return () => undefined;
    },
    later: (task) => {
      pending = task;
      return () => {
        pending = undefined;
      };
    },
    ...more,
  };
  const watch = watchFile(
    { path: file(), known: () => known.hash, limit: 1_000, alone: (check) => check(), report: (state) => reports.push(state) },
    world,
  );
  return {
    watch,
    reports,
    known,
    hint: (name: string | null) => hints.at(-1)?.(name),
    lose: () => lost.at(-1)?.(),
    observed: hints,
    isPending: () => pending !== undefined,
  };
}

describe('a file that somebody else changes', () => {
  it('OS-3 is reported once for each change', async () => {
    const { watch, reports } = byHand('ours');
    writeFileSync(file(), 'theirs');
    await watch.check();
    await watch.check();
    expect(reports).toEqual(['changed']);
    writeFileSync(file(), 'theirs, again');
    await watch.check();
    expect(reports).toEqual(['changed', 'changed']);
  });

  it('OS-3 is reported when it vanishes and when it comes back', async () => {
    const { watch, reports } = byHand('ours');
    rmSync(file());
    await watch.check();
    writeFileSync(file(), 'ours');
    await watch.check();
    expect(reports).toEqual(['gone', 'same']);
  });

  it('is not reported when it was only touched, or written the same', async () => {
    const { watch, reports } = byHand('ours');
    utimesSync(file(), 1, 1);
    await watch.check();
    writeFileSync(folder.file('t'), 'ours');
    renameSync(folder.file('t'), file());
    await watch.check();
    expect(reports).toEqual([]);
  });

  it('is not reported when the change is our own', async () => {
    const { watch, reports, known } = byHand('ours');
    writeFileSync(file(), 'ours too');
    known.hash = hash('ours too');
    await watch.check();
    expect(reports).toEqual([]);
  });

  it('is reported as changed when it is no file any more, or too long to be one of ours', async () => {
    const { watch, reports } = byHand('ours');
    rmSync(file());
    mkdirSync(file());
    await watch.check();
    expect(reports).toEqual(['changed']);
    rmSync(file(), { recursive: true });
    writeFileSync(file(), 'ours');
    await watch.check();
    writeFileSync(file(), 'x'.repeat(1_001));
    await watch.check();
    expect(reports).toEqual(['changed', 'same', 'changed']);
  });

  it('is not reported on a disk that cannot tell', async () => {
    const { watch, reports } = byHand('ours', { fs: faultyFileSystem([{ operation: 'open-read', code: 'EIO' }]) });
    await watch.check();
    expect(reports).toEqual([]);
  });
});

describe('hints of the system', () => {
  it('of other files in the folder are nothing to look at; of unknown ones they are', () => {
    const { hint, isPending } = byHand('ours');
    hint('other.yaml');
    expect(isPending()).toBe(false);
    hint(null);
    expect(isPending()).toBe(true);
  });

  it('that end for good are replaced at the next look', async () => {
    const { watch, lose, observed } = byHand('ours');
    expect(observed).toHaveLength(1);
    lose();
    await watch.check();
    expect(observed).toHaveLength(2);
  });

  it('do nothing after the end of the watch', async () => {
    const { watch, reports } = byHand('ours');
    watch.close();
    writeFileSync(file(), 'theirs');
    await watch.check();
    expect(reports).toEqual([]);
  });
});

describe('the real watch', () => {
  let watch: Watch | undefined;
  afterEach(() => watch?.close());

  const start = () => {
    writeFileSync(file(), 'ours');
    const reports: DiskChange['state'][] = [];
    watch = watchFile(
      { path: file(), known: () => hash('ours'), limit: 1_000, alone: (check) => check(), report: (state) => reports.push(state) },
      { fs: realFileSystem, observe: observeFolder, later },
    );
    return reports;
  };

  it.each([
    ['rewrites it', () => writeFileSync(file(), 'theirs'), 'changed'],
    [
      'renames another one over it',
      () => {
        writeFileSync(folder.file('t'), 'theirs');
        renameSync(folder.file('t'), file());
      },
      'changed',
    ],
    ['deletes it', () => rmSync(file()), 'gone'],
  ] as const)('OS-3 notices when somebody %s', async (_what, meddle, state) => {
    const reports = start();
    meddle();
    await vi.waitFor(() => expect(reports).toContain(state), { timeout: 5_000, interval: 20 });
  });

  it('does not mind a folder that is not there', () => {
    let lost = false;
    observeFolder(
      path.join(folder.path, 'gone'),
      () => undefined,
      () => {
        lost = true;
      },
    )();
    expect(lost).toBe(true);
  });
});
