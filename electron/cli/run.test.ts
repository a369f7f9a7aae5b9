import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileCatalog } from '../../build/catalog/compile';
import { writeBytes } from './model-files';
import { run } from './run';

const root = path.resolve(import.meta.dirname, '../..');
const shop = path.join(root, 'test/fixtures/cli/shop.yaml');
let shared = '';
let folder = '';
let model = '';

beforeAll(async () => {
  shared = await mkdtemp(path.join(os.tmpdir(), 'gabion-cli-'));
  await writeFile(path.join(shared, 'catalog.json'), compileCatalog(path.join(root, 'catalogs'), 'catalogs').text);
});
afterAll(() => rm(shared, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gabion-cli-'));
  model = path.join(folder, 'shop.gabion.yaml');
  await copyFile(shop, path.join(folder, 'shop.yaml'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function gabion(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await run(args, {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    colour: false,
    today: '2026-11-25',
    catalogFile: path.join(shared, 'catalog.json'),
  });
  return { code, ...said };
}
const imported = () => gabion('import', path.join(folder, 'shop.yaml'), '-o', model);
const read = () => readFile(model, 'utf8');
const openedNow = async () => ({ bytes: new Uint8Array(await readFile(model)) });

describe('gabion', () => {
  it('CLI-1 helps and tells its version, everywhere', async () => {
    expect((await gabion('--help')).out).toContain('gabion import FILES…');
    for (const command of ['import', 'check', 'report', 'policies', 'tree', 'fmt']) {
      const help = await gabion(command, '--help');
      expect([help.code, help.out.startsWith(`gabion ${command}`)]).toEqual([0, true]);
      expect((await gabion(command, '--version')).out).toMatch(/^gabion \d+\.\d+\.\d+\n$/);
    }
  });
  it.each([
    [[], 'gabion import FILES…'],
    [['fly'], '"fly" is no command of gabion. See --help.'],
    [['check'], 'A model file is missing. See --help.'],
    [['check', 'a', 'b'], 'One model file is expected, not 2.'],
    [['check', 'x', '--fail-on', 'huge'], '--fail-on cannot be "huge"; it is one of critical, high, medium, low, none.'],
    [['check', 'x', '--nonsense'], "Unknown option '--nonsense'"],
    [['report', 'x'], '--output is missing, or empty.'],
    [['report', 'x', '-o', ''], '--output is missing, or empty.'],
    [['chek', 'x'], '"chek" is no command of gabion. Did you mean check?'],
    [['report', 'x', '-o', 'report.pdf'], 'Neither --format nor the ending of report.pdf says which format.'],
    [['import', '-o', 'x'], 'Files to import are missing.'],
  ])('CLI-2 ends with 2 and one sentence for %j', async (args, sentence) => {
    const { code, err, out } = await gabion(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });
});

describe('gabion import and check', () => {
  it('CLI-3 makes a model of manifests, and the same again changes nothing', async () => {
    expect(await imported()).toMatchObject({ code: 0, out: expect.stringContaining('added, 0 changed, 0 vanished') as string });
    const first = await read();
    expect(first).toContain('files: [shop.yaml]');
    expect((await imported()).out).toContain('says all of this already');
    expect(await read()).toBe(first);
  });
  it('CLI-3 merges into a model with comments, touching only what changed', async () => {
    await imported();
    const commented = (await read()).replace('elements:\n', '# ours\nelements:\n');
    await writeFile(model, commented);
    const changed = path.join(folder, 'shop.yaml');
    await writeFile(changed, (await readFile(shop, 'utf8')).replace('cart:1.4.2', 'cart:1.5.0'));
    expect((await gabion('import', changed, '-o', model)).out).toContain('0 added, 1 changed, 0 vanished');
    const [before, after] = [commented.split('\n'), (await read()).split('\n')];
    expect(after.filter((line, index) => line !== before[index])).toEqual(['      image: registry.example/shop/cart:1.5.0']);
  });
  it('CLI-4 lists threats with their keys and ends by --fail-on', async () => {
    await imported();
    const { code, out } = await gabion('check', model);
    expect(code).toBe(1);
    expect(out).toContain('store-without-authentication@redis');
    expect(out).not.toMatch(/\u001b/);
    expect((await gabion('check', model, '--fail-on', 'none')).code).toBe(0);
  });
  it('CLI-4 counts a planned control as open, one in place as closed, and an expired acceptance as a failure', async () => {
    await imported();
    const base = await read();
    const statuses = async (more: string) => {
      await writeFile(model, `${base}${more}`);
      const { code, out } = await gabion('check', model, '--format', 'json', '--fail-on', 'critical');
      const { threats } = JSON.parse(out) as { threats: { rule: string; status: string }[] };
      return [code, threats.find(({ rule }) => rule === 'store-without-authentication')?.status];
    };
    expect(await statuses('')).toEqual([0, 'open']);
    expect(await statuses('mitigations:\n  data-store-authentication@redis: { status: planned }\n')).toEqual([0, 'closes-with-plan']);
    expect(await statuses('mitigations:\n  data-store-authentication@redis: { status: in-place }\n')).toEqual([0, 'closed']);
    expect(
      await statuses('decisions:\n  store-without-authentication@redis: { status: accepted, reason: soon, until: "2026-12-31" }\n'),
    ).toEqual([0, 'decided']);
    expect(
      await statuses('decisions:\n  store-without-authentication@redis: { status: accepted, reason: soon, until: "2026-11-24" }\n'),
    ).toEqual([1, 'expired']);
  });
  it('CLI-5 prints JSON as it is documented', async () => {
    await imported();
    const parsed = JSON.parse((await gabion('check', model, '--format', 'json')).out) as Record<string, object[]>;
    expect(Object.keys(parsed)).toEqual(['version', 'threats', 'questions', 'hygiene']);
    expect(Object.keys(parsed['threats']?.[0] ?? {})).toEqual([
      'rule',
      'subject',
      'title',
      'stride',
      'techniques',
      'severity',
      'status',
      'reasons',
    ]);
    expect(Object.keys(parsed['questions']?.[0] ?? {})).toEqual(['property', 'subject', 'question', 'settles']);
  });
});

describe('gabion report, policies, tree and fmt', () => {
  it('CLI-6 writes reports that are the same for the same model', async () => {
    await imported();
    const names = ['report.md', 'report.svg', 'report.html'];
    const written = async (place: string) => {
      await mkdir(path.join(folder, place));
      for (const name of ['report.md', 'report.html'])
        expect((await gabion('report', model, '-o', path.join(folder, place, name))).code).toBe(0);
      return Promise.all(names.map((name) => readFile(path.join(folder, place, name), 'utf8')));
    };
    const [markdown = '', picture = '', html = ''] = await written('once');
    expect(await written('again')).toEqual([markdown, picture, html]);
    expect(markdown).toContain('redis answers without a password');
    expect(markdown).toContain('The MITRE Corporation');
    expect(markdown).toContain('](report.svg)');
    expect(picture).toMatch(/^<svg /);
    expect(html).toContain(picture);
    expect(html).toMatch(/^<!doctype html>/);
    // Self-contained: nothing is fetched, and nothing could be.
    expect(html).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"");
    expect(html).not.toMatch(/<(?:script|link|img|iframe|object|embed|base|form)\b|\b(?:src|href)=|url\(|@import/);
  });
  it('CLI-7 leaves drafts out unless they are asked for, and stays below the folder', async () => {
    await imported();
    const output = path.join(folder, 'policies');
    expect((await gabion('policies', model, '-o', output)).out).toContain('network/shop.yaml: left out, a draft');
    expect((await readdir(output)).sort()).toEqual(['admission', 'identity', 'mesh']);
    expect((await gabion('policies', model, '-o', output, '--drafts')).out).toMatch(
      /network\/shop\.yaml: new; .*3 of 3 flows pass, 4 of 4 other pairs are refused; a DRAFT: nobody has said/,
    );
    expect((await gabion('policies', model, '-o', output, '--drafts')).out).toContain('network/shop.yaml: the same as before');
  });
  it('CLI-8 lists goals, draws one, and refuses what is none', async () => {
    await imported();
    expect((await gabion('tree', model)).out).toMatch(/^read:redis +cheapest attack [\d.]+, \d+ minimal attacks\n$/);
    const { out } = await gabion('tree', model, '--goal', 'read:redis', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ goal: 'read:redis', attacker: 'anonymous-internet', measures: { kind: 'exact' } });
    for (const [typed, meant] of [
      ['eat:redis', 'Did you mean read:redis?'],
      ['redis', 'Did you mean read:redis?'],
      ['wriet:reddis', 'Did you mean write:redis?'],
      ['read:unlike-anything-here', 'Choose one of the goals'],
    ] as const)
      expect(await gabion('tree', model, '--goal', typed)).toMatchObject({
        code: 2,
        err: expect.stringContaining(meant) as string,
      });
  });
  it('CLI-9 puts a file into canonical form once, and checks without writing', async () => {
    await imported();
    const ours = await read();
    expect((await gabion('fmt', model, '--check')).code).toBe(0);
    await writeFile(model, ours.replace('gabion: 1', 'gabion:   1'));
    expect((await gabion('fmt', model, '--check')).code).toBe(1);
    expect((await gabion('fmt', model)).code).toBe(0);
    expect(await read()).toBe(ours);
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [name: string, content: string | Uint8Array, sentence: string])[] = [
    ['an empty file', '', 'empty'],
    ['a binary', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1]), ''],
    ['broken YAML', 'gabion: 1\nelements: {a: [', ''],
    ['10,000 nested brackets', `gabion: 1\ntitle: ${'['.repeat(10_000)}`, ''],
    ['an alias bomb', 'gabion: 1\na: &a [x]\nb: [*a, *a]\n', ''],
    ['__proto__ as a name', 'gabion: 1\nelements:\n  __proto__: { type: process }\n', ''],
    ['a newer format', 'gabion: 2\n', ''],
  ];
  it.each(cases)('CLI-10 says in one sentence what is wrong with %s, and changes nothing', async (_name, content, sentence) => {
    await writeFile(model, content);
    const { code, err, out } = await gabion('check', model);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('shop.gabion.yaml');
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(new Uint8Array(await readFile(model))).toEqual(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  });
  it('CLI-10 reads no more of a device or a pipe than a model may have', async () => {
    expect(await gabion('check', '/dev/zero')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('larger than 8 MB') as string,
    });
    expect((await gabion('check', '/dev/null')).err).toContain('it is empty');
    expect((await gabion('import', '/dev/zero', '-o', model)).err).toContain('larger than 64 MB');
    expect((await readdir(folder)).sort()).toEqual(['shop.yaml']);
  });
  it('CLI-10 says what is wrong with manifests in one sentence, and writes no part of them', async () => {
    const broken = path.join(folder, 'broken.yaml');
    for (const [content, sentence] of [
      ['kind: Pod\nmetadata: {name: [\n', /broken\.yaml:\d+:\d+: .+/],
      ['', /broken\.yaml: The file is empty\. Choose manifests as/],
      ['gabion: 1\n', /broken\.yaml: This is a Gabion model: open it instead/],
      ['hello: world\n', /broken\.yaml: The file holds no Kubernetes objects\. Choose manifests as/],
      [`a: ${'['.repeat(10_000)}`, /broken\.yaml:1:\d+: Things are nested deeper/],
    ] as const) {
      await writeFile(broken, content);
      const { code, err, out } = await gabion('import', broken, '-o', model);
      expect([code, out]).toEqual([2, '']);
      expect(err.trim()).toMatch(sentence);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
    expect((await readdir(folder)).sort()).toEqual(['broken.yaml', 'shop.yaml']);
  });
  it('CLI-3 stops where one of several files is broken: what it holds would be taken for gone', async () => {
    await imported();
    const before = await read();
    await writeFile(path.join(folder, 'more.yaml'), 'kind: [');
    const { code, err } = await gabion('import', folder, '-o', model);
    expect(code).toBe(2);
    expect(err).toMatch(/more\.yaml:1:\d+/);
    expect(await read()).toBe(before);
  });
  it('CLI-10 leaves a file as it is that somebody else changed meanwhile', async () => {
    await imported();
    const { bytes } = await openedNow();
    await writeFile(model, 'gabion: 1\ntitle: Theirs\n');
    await expect(writeBytes(model, new TextEncoder().encode('gabion: 1\n'), bytes)).rejects.toMatchObject({
      problems: [{ message: { id: 'cli.changed-meanwhile' } }],
    });
    expect(await read()).toContain('Theirs');
    await rm(model);
    await expect(writeBytes(model, new TextEncoder().encode('gabion: 1\n'), bytes)).rejects.toMatchObject({
      problems: [{ message: { id: 'cli.gone-meanwhile' } }],
    });
    expect((await readdir(folder)).sort()).toEqual(['shop.yaml']);
  });
  it('CLI-10 names the folder that is not there, and the file where a folder is wanted', async () => {
    await imported();
    const { code, err } = await gabion('report', model, '-o', path.join(folder, 'nowhere', 'report.html'));
    expect([code, err.trim()]).toEqual([
      2,
      expect.stringMatching(/“report\.html” was not saved: the folder .* is no longer there\. Make the folder first/),
    ]);
    expect(await gabion('policies', model, '-o', path.join(folder, 'shop.yaml'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('shop.yaml is a file, and policies are written into a folder') as string,
    });
  });
  it('CLI-10 names a missing file, a folder in its place, a folder without manifests', async () => {
    expect((await gabion('check', path.join(folder, 'nowhere.gabion.yaml'))).err).toContain('nowhere.gabion.yaml');
    expect((await gabion('check', folder)).code).toBe(2);
    await rm(path.join(folder, 'shop.yaml'));
    expect((await gabion('import', folder, '-o', model)).err).toContain('There is no YAML or JSON file in');
  });
  it('CLI-10 lets no name in a file steer the terminal', async () => {
    await imported();
    await writeFile(model, (await read()).replace('  redis:\n', '  redis:\n    name: "\\e[2Jcleared"\n'));
    expect((await gabion('check', model)).out).not.toContain('\u001b');
  });
});
