import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCatalog } from '../../build/catalog/compile';
import { run } from '../../electron/cli/run';
import { readModel } from '../../shared/format/read-model';

const root = path.resolve(import.meta.dirname, '../..');
const readme = await readFile(path.join(root, 'README.md'), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, body = '']) => body);
const commands = blocks('sh')
  .flatMap((block) => block.split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim())
  .filter((line) => line !== '');

let folder = '';
const before = process.cwd();
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gabion-readme-'));
  await mkdir(path.join(folder, 'deploy'));
  await cp(path.join(root, 'test/fixtures/cli/shop.yaml'), path.join(folder, 'deploy/shop.yaml'));
  await writeFile(path.join(folder, 'catalog.json'), compileCatalog(path.join(root, 'catalogs'), 'catalogs').text);
});
afterAll(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true, force: true });
});

describe('the README', () => {
  it('names only scripts that exist', async () => {
    const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = commands.flatMap((line) => /^npm (?:run )?(\S+)/.exec(line)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(2);
    for (const name of named) expect(scripts).toHaveProperty([name]);
  });
  it('gives commands that work, one after the other', async () => {
    process.chdir(folder);
    const lines = commands.filter((line) => line.startsWith('npx gabion '));
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) {
      let said = '';
      const say = (text: string) => {
        said += text;
      };
      const code = await run(line.split(/\s+/).slice(2), {
        out: say,
        err: say,
        colour: false,
        today: '2026-11-25',
        catalogFile: path.join(folder, 'catalog.json'),
      });
      expect([line, code, said]).toEqual([line, 0, said]);
    }
  });
  it('shows a model that opens without a remark', () => {
    for (const text of blocks('yaml')) {
      const opened = readModel(new TextEncoder().encode(text), 'README.md');
      expect(opened.problems).toEqual([]);
      expect(opened.ok).toBe(true);
    }
  });
  it('links to files that exist', async () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
    for (const target of links) await expect(readFile(path.join(root, target)), target).resolves.toBeDefined();
  });
});
