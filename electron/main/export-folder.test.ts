import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ContentHash, FileToWrite, FolderId } from '../../shared/desktop-api';
import { faultyFileSystem } from '../../test/faults/faulty-file-system';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realWorld } from '../node/atomic-write';
import { hashOf } from '../node/file-identity';
import { realFileSystem } from '../node/file-system';
import { temporaryName, type SweepWorld } from '../node/temporary-files';
import { exportFolders } from './export-folder';

const folder = scratchFolder();
const sweeping: SweepWorld = { fs: realFileSystem, writer: { machine: 'aaaaaaaa', pid: 1 }, runs: () => false, now: () => Date.now() };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const hash = (text: string) => hashOf(bytesOf(text));
const file = (name: string, text: string, expected: ContentHash | null = null): FileToWrite => ({
  path: name,
  bytes: bytesOf(text),
  expected,
});

async function chosen(world = realWorld) {
  const repository = folder.file('repository');
  mkdirSync(repository, { recursive: true });
  const folders = exportFolders(1_000, world, sweeping);
  const result = await folders.admit(repository);
  if (result.kind !== 'chosen') throw new Error(result.kind);
  const write = (files: readonly FileToWrite[], pipelineFiles: 'refuse' | 'allow' = 'refuse') =>
    folders.write({ id: result.id, files, pipelineFiles });
  return { folders, id: result.id, write, at: (name: string) => path.join(repository, name) };
}

describe('exporting into a folder', () => {
  it('writes new files, in folders that it makes', async () => {
    const { write, at } = await chosen();
    expect(await write([file('report.md', '# x'), file('policies/a/b.yaml', 'kind: x')])).toEqual([
      { path: 'report.md', kind: 'written', hash: hash('# x') },
      { path: 'policies/a/b.yaml', kind: 'written', hash: hash('kind: x') },
    ]);
    expect(readFileSync(at('policies/a/b.yaml'), 'utf8')).toBe('kind: x');
    expect(readdirSync(at('.')).sort()).toEqual(['policies', 'report.md']);
  });

  it('tells what is there before', async () => {
    const { folders, id, at } = await chosen();
    writeFileSync(at('report.md'), 'old');
    symlinkSync('/etc/passwd', at('link.md'));
    mkdirSync(at('folder.md'));
    expect(await folders.read(id, ['report.md', 'new/x.md', 'link.md', '../x', 'folder.md'])).toMatchObject([
      { path: 'report.md', kind: 'file', hash: hash('old') },
      { path: 'new/x.md', kind: 'absent' },
      { path: 'link.md', kind: 'refused', problem: { message: { id: 'desktop.path.link' } } },
      { path: '../x', kind: 'refused', problem: { message: { id: 'desktop.path.leaves-folder' } } },
      { path: 'folder.md', kind: 'refused', problem: { message: { id: 'desktop.path.folder-in-the-way' } } },
    ]);
    expect(existsSync(at('new'))).toBe(false);
  });

  it('OS-6 overwrites only what a person saw', async () => {
    const { write, at } = await chosen();
    writeFileSync(at('a'), 'seen');
    writeFileSync(at('b'), 'changed since');
    writeFileSync(at('c'), 'appeared since');
    expect(
      await write([file('a', 'new', hash('seen')), file('b', 'new', hash('seen')), file('c', 'new', null), file('d', 'new', hash('seen'))]),
    ).toMatchObject([
      { kind: 'written' },
      { kind: 'changed-on-disk', problem: { mend: { id: 'desktop.mend.preview-again' } } },
      { kind: 'changed-on-disk' },
      { kind: 'changed-on-disk' },
    ]);
    expect(['a', 'b', 'c'].map((name) => readFileSync(at(name), 'utf8'))).toEqual(['new', 'changed since', 'appeared since']);
    expect(existsSync(at('d'))).toBe(false);
  });

  it('does not touch what is the same already', async () => {
    const { write, at } = await chosen();
    writeFileSync(at('a'), 'same');
    writeFileSync(at('b'), 'same');
    const before = [statSync(at('a')).ino, statSync(at('b')).ino];
    expect(await write([file('a', 'same', hash('same')), file('b', 'same', null)])).toEqual([
      { path: 'a', kind: 'same' },
      { path: 'b', kind: 'same' },
    ]);
    expect([statSync(at('a')).ino, statSync(at('b')).ino]).toEqual(before);
  });

  it('OS-6 writes nothing outside the folder, and the rest all the same', async () => {
    const { write, at } = await chosen();
    mkdirSync(folder.file('outside'));
    symlinkSync(folder.file('outside'), at('link'));
    mkdirSync(at('.git/hooks'), { recursive: true });
    const refused = [
      '../x',
      '/tmp/x',
      'link/x',
      '.git/hooks/post-checkout',
      'CON',
      'a\\b',
      'a:b',
      '.github/workflows/x.yml',
      '',
      '..',
      'x/../../y',
    ];
    const results = await write([...refused.map((name) => file(name, 'x')), file('good.md', 'x')]);
    expect(results.map((result) => result.kind)).toEqual([...refused.map(() => 'failed'), 'written']);
    expect(readdirSync(folder.path).sort()).toEqual(['outside', 'repository']);
    expect(readdirSync(folder.file('outside'))).toEqual([]);
    expect(readdirSync(at('.git/hooks'))).toEqual([]);
  });

  it('OS-6 writes what a pipeline runs where that was ticked', async () => {
    const { write } = await chosen();
    expect(await write([file('.github/workflows/x.yml', 'x')], 'allow')).toMatchObject([{ kind: 'written' }]);
  });

  it('OS-6 refuses files that some disk takes for one', async () => {
    const { write, at } = await chosen();
    expect(await write([file('A.md', '1'), file('a.md', '2'), file('b.md', '3')])).toMatchObject([
      { kind: 'failed' },
      { kind: 'failed' },
      { kind: 'written' },
    ]);
    expect(readdirSync(at('.'))).toEqual(['b.md']);
  });

  it('OS-6 is not led astray by a link put there between the look and the write', async () => {
    mkdirSync(folder.file('outside'));
    let armed = true;
    const fs = faultyFileSystem([], {
      before(operation, at) {
        // The last look at the folder before the file is written.
        if (!armed || operation !== 'realpath' || path.basename(at) !== 'x.md') return;
        armed = false;
        rmSync(path.dirname(at), { recursive: true });
        symlinkSync(folder.file('outside'), path.dirname(at));
      },
    });
    const { write } = await chosen({ ...realWorld, fs });
    expect(await write([file('policies/x.md', 'x')])).toMatchObject([{ kind: 'failed' }]);
    expect(armed).toBe(false);
    expect(readdirSync(folder.file('outside'))).toEqual([]);
  });

  it('says so when the folder is gone, or is another one now', async () => {
    const { folders, id, write, at } = await chosen();
    renameSync(at('.'), folder.file('moved'));
    symlinkSync(folder.file('moved'), folder.file('repository'));
    expect(await write([file('a', 'x')])).toMatchObject([{ kind: 'failed', problem: { message: { id: 'desktop.path.no-folder' } } }]);
    expect(await folders.read(id, ['a'])).toMatchObject([{ kind: 'refused' }]);
    expect(readdirSync(folder.file('moved'))).toEqual([]);
  });

  it('OS-18 knows no folder that was not chosen', async () => {
    const folders = exportFolders(1_000, realWorld, sweeping);
    const foreign = `dir-${'0'.repeat(32)}` as FolderId;
    expect(await folders.write({ id: foreign, files: [file('a', 'x')], pipelineFiles: 'refuse' })).toMatchObject([{ kind: 'failed' }]);
    expect(folders.pathOf(foreign)).toBeUndefined();
  });

  it('takes no folder of git’s own, and none that is not there', async () => {
    const folders = exportFolders(1_000, realWorld, sweeping);
    mkdirSync(folder.file('r/.git/hooks'), { recursive: true });
    expect(await folders.admit(folder.file('r/.git/hooks'))).toMatchObject({ kind: 'failed' });
    expect(await folders.admit(folder.file('gone'))).toMatchObject({ kind: 'failed' });
    expect((await folders.admit(realpathSync(folder.file('r')))).kind).toBe('chosen');
  });

  it('OS-5 sweeps what a killed export left, where it writes', async () => {
    const { write, at } = await chosen();
    mkdirSync(at('policies'));
    for (const name of ['.', 'policies'])
      writeFileSync(at(`${name}/${temporaryName('x.yaml', { machine: 'aaaaaaaa', pid: 9 }, '0123456789ab')}`), 'half');
    await write([file('policies/x.yaml', 'x')]);
    expect(readdirSync(at('policies'))).toEqual(['x.yaml']);
    expect(readdirSync(at('.'))).toHaveLength(2); // nothing was written here
  });

  it('goes on after a file that fails', async () => {
    const { write, at } = await chosen({ ...realWorld, fs: faultyFileSystem([{ operation: 'write', code: 'ENOSPC', times: 1 }]) });
    expect(await write([file('a', 'x'), file('b', 'x')])).toMatchObject([
      { kind: 'failed', problem: { message: { id: 'desktop.write.disk-full' } } },
      { kind: 'written' },
    ]);
    expect(readdirSync(at('.'))).toEqual(['b']);
    writeFileSync(at('locked'), 'old');
    chmodSync(at('locked'), 0o444);
    expect(await write([file('locked', 'new', hash('old'))])).toMatchObject([
      { kind: 'failed', problem: { message: { id: 'desktop.write.read-only' } } },
    ]);
    // What became too long meanwhile is somebody else's work, and is not read.
    writeFileSync(at('b'), 'x'.repeat(2_000));
    expect(await write([file('b', 'new', hash('x'))])).toMatchObject([{ kind: 'failed' }]);
  });
});
