import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultyFileSystem } from '../../test/faults/faulty-file-system';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { hashOf, readFileWhole } from './file-identity';
import { realFileSystem } from './file-system';

const folder = scratchFolder();
const file = () => folder.file('model.yaml');
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('reading a file', () => {
  it('gives its bytes and an identity that fits them', async () => {
    writeFileSync(file(), 'gabion: 1\n');
    const { bytes, identity } = await readFileWhole(realFileSystem, file(), 100);
    expect(text(bytes)).toBe('gabion: 1\n');
    expect(identity).toMatchObject({ size: 10n, hash: hashOf(bytes) });
  });

  it('gives bytes in a buffer of their own, so that nothing else crosses to the page with them', async () => {
    writeFileSync(file(), 'gabion: 1\n');
    const { bytes } = await readFileWhole(realFileSystem, file(), 100);
    expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
  });

  it('reads an empty file', async () => {
    writeFileSync(file(), '');
    expect((await readFileWhole(realFileSystem, file(), 100)).bytes).toHaveLength(0);
  });

  it('reads again when somebody writes meanwhile, so that half of one and half of the other is never taken', async () => {
    writeFileSync(file(), 'a'.repeat(50));
    let meddled = false;
    const fs = faultyFileSystem([], {
      before(operation) {
        if (operation !== 'read' || meddled) return;
        meddled = true;
        writeFileSync(file(), 'b'.repeat(60));
      },
    });
    const { bytes, identity } = await readFileWhole(fs, file(), 100);
    expect(text(bytes)).toBe('b'.repeat(60));
    expect(identity.size).toBe(60n);
  });

  it('gives up waiting for somebody who never stops writing', async () => {
    writeFileSync(file(), 'a');
    let times = 0;
    const fs = faultyFileSystem([], {
      before(operation) {
        if (operation !== 'read') return;
        times += 1;
        writeFileSync(file(), 'b'.repeat(times + 1));
      },
    });
    const { bytes, identity } = await readFileWhole(fs, file(), 100);
    expect(identity.hash).toBe(hashOf(bytes));
  });

  it('reads nothing of a file that is too long', async () => {
    writeFileSync(file(), 'x'.repeat(101));
    const fs = faultyFileSystem([]);
    await expect(readFileWhole(fs, file(), 100)).rejects.toMatchObject({ code: 'EFBIG' });
    expect(fs.calls).not.toContain('read');
  });

  it('refuses a folder, a device and a pipe', async () => {
    mkdirSync(file());
    await expect(readFileWhole(realFileSystem, file(), 100)).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(readFileWhole(realFileSystem, '/dev/zero', 100)).rejects.toMatchObject({ code: 'ENOTFILE' });
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [folder.file('pipe')]);
    await expect(readFileWhole(realFileSystem, folder.file('pipe'), 100)).rejects.toMatchObject({ code: 'ENOTFILE' });
  });
});
