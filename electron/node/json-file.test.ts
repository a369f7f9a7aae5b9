import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realWorld } from './atomic-write';
import { readJson, writeJson } from './json-file';

const folder = scratchFolder();
const schema = z.object({ names: z.array(z.string()) });
const none = { names: [] };
const read = () => readJson(folder.file('x.json'), schema, none, realWorld);

describe('our own small files', () => {
  it('come back as they were written', async () => {
    expect(await writeJson(folder.file('x.json'), { names: ['ä', 'b'] }, realWorld)).toBe(true);
    expect(await read()).toEqual({ names: ['ä', 'b'] });
    expect(readFileSync(folder.file('x.json'), 'utf8').endsWith('}\n')).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['x.json']);
  });

  it.each(['', '{', 'null', '[]', '{"names":7}', '\0\0\0', '{"__proto__":{"names":["x"]}}', '9'.repeat(2_000_000)])(
    'give the default where they are broken: %.20s',
    async (text) => {
      writeFileSync(folder.file('x.json'), text);
      expect(await read()).toEqual(none);
    },
  );

  it('give the default where they are missing, or no files', async () => {
    expect(await read()).toEqual(none);
    mkdirSync(folder.file('x.json'));
    expect(await read()).toEqual(none);
    expect(await writeJson(folder.file('x.json'), none, realWorld)).toBe(false);
  });
});
