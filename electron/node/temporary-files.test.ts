import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realFileSystem } from './file-system';
import { processRuns, sweepTemporaries, temporaryName, thisWriter, type Writer } from './temporary-files';

const folder = scratchFolder();
const here: Writer = { machine: 'aaaaaaaa', pid: 100 };
const RANDOM = '0123456789ab';
const sweep = (now = Date.now()) =>
  sweepTemporaries(folder.path, { fs: realFileSystem, writer: here, runs: (pid) => pid === 100 || pid === 200, now: () => now });
const put = (writer: Writer) => {
  const name = temporaryName('model.gabion.yaml', writer, RANDOM);
  writeFileSync(folder.file(name), 'half');
  return name;
};
const DAY = 24 * 60 * 60 * 1_000;

describe('what a killed save leaves behind', () => {
  it('OS-5 is swept when its process is dead', async () => {
    put({ machine: 'aaaaaaaa', pid: 300 });
    expect(await sweep()).toBe(1);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('OS-5 is left while its process runs, or may run on another machine', async () => {
    const ours = put({ machine: 'aaaaaaaa', pid: 200 });
    const theirs = put({ machine: 'bbbbbbbb', pid: 300 });
    expect(await sweep()).toBe(0);
    expect(readdirSync(folder.path).sort()).toEqual([ours, theirs].sort());
  });

  it('OS-5 is swept after a day, whoever left it', async () => {
    put({ machine: 'aaaaaaaa', pid: 200 });
    put({ machine: 'bbbbbbbb', pid: 300 });
    expect(await sweep(Date.now() + DAY + 1_000)).toBe(2);
  });

  it('OS-5 is all that is swept', async () => {
    const kept = [
      'model.gabion.yaml',
      '.model.gabion.yaml',
      '.model.gabion.yaml.tmp',
      'model.gabion.yaml.aaaaaaaa-300.0123456789ab.tmp',
      '.model.aaaaaaaa-300.0123456789.tmp',
      '.model.aaaaaaaa-0300.0123456789ab.tmp',
      '.model.gabion.yaml.12345.abcdef.tmp',
      '.#model.yaml',
      'model.yaml~',
    ];
    for (const name of kept) {
      writeFileSync(folder.file(name), '');
      utimesSync(folder.file(name), 1, 1);
    }
    mkdirSync(folder.file('.folder.aaaaaaaa-300.0123456789ab.tmp'));
    writeFileSync(folder.file('precious'), 'precious');
    symlinkSync(folder.file('precious'), folder.file('.link.aaaaaaaa-300.0123456789ab.tmp'));
    expect(await sweep()).toBe(0);
    expect(readdirSync(folder.path)).toHaveLength(kept.length + 3);
    expect(readFileSync(folder.file('precious'), 'utf8')).toBe('precious');
  });

  it('is no trouble in a folder that is gone', async () => {
    expect(await sweepTemporaries(folder.file('gone'), { fs: realFileSystem, writer: here, runs: () => false, now: () => 0 })).toBe(0);
    expect(existsSync(folder.file('gone'))).toBe(false);
  });
});

describe('the name of a temporary', () => {
  it.each(['model.yaml', 'n'.repeat(255), 'ü'.repeat(127), '📦'.repeat(60), '.hidden'])(
    'of %s is no longer than a name may be, and is swept',
    async (name) => {
      const temporary = temporaryName(name, { machine: 'aaaaaaaa', pid: 4_194_304 }, RANDOM);
      expect(Buffer.byteLength(temporary)).toBeLessThanOrEqual(255);
      writeFileSync(folder.file(temporary), '');
      expect(await sweep()).toBe(1);
    },
  );
});

describe('processes', () => {
  it('are known to run, or not', () => {
    expect(processRuns(process.pid)).toBe(true);
    expect(processRuns(1)).toBe(true); // not ours, and running
    expect(processRuns(2 ** 22 + 1)).toBe(false);
    expect(thisWriter).toMatchObject({ pid: process.pid, machine: expect.stringMatching(/^[0-9a-f]{8}$/) as string });
  });
});
