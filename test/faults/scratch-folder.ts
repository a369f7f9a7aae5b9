import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A new folder for each test of the file, gone afterwards. Its path is real: no links in it. */
export function scratchFolder(): { readonly path: string; readonly file: (name: string) => string } {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'gabion-test-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    get path() {
      return folder;
    },
    file: (name) => path.join(folder, name),
  };
}
