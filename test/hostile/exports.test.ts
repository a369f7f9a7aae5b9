import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { compileCatalog } from '../../build/catalog/compile';
import { run } from '../../electron/cli/run';
import { hostileModel } from './hostile-model';
import { JOINED, PAYLOADS } from './payloads';

const root = path.resolve(import.meta.dirname, '../..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gabion-hostile-'));
  await writeFile(path.join(folder, 'catalog.json'), compileCatalog(path.join(root, 'catalogs'), 'catalogs').text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function gabion(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await run(args, {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    colour: false,
    today: '2026-11-25',
    catalogFile: path.join(folder, 'catalog.json'),
  });
  return { code, ...said };
}

/** A place for each payload, with the model in it. */
async function written(payload: string, place: string) {
  const at = (name: string) => path.join(folder, place, name);
  const model = path.join(folder, `${place}.gabion.yaml`);
  await writeFile(model, stringify(hostileModel(payload), { aliasDuplicateObjects: false }));
  return { model, at };
}

const HTML = 'html head meta title style body main h1 h2 h3 p strong code ul li table thead tbody tr th td dl div dt dd figure figcaption';
const SVG = 'svg title rect path text circle ellipse polygon line';
const ELEMENTS = new Set(`${HTML} ${SVG}`.split(' '));
const ATTRIBUTES = new Set(
  (
    'lang charset http-equiv content name scope xmlns viewBox width height role font-family font-size font-weight fill stroke ' +
    'stroke-width stroke-dasharray x y rx ry cx cy r d points text-anchor'
  ).split(' '),
);

/** Whatever the text was, it is text: only our own elements, with only our own attributes. */
function expectOnlyOurs(markup: string): void {
  const page = new Window();
  page.document.write(markup);
  const all = [...page.document.querySelectorAll('*')];
  expect(all.length).toBeGreaterThan(20);
  expect([...new Set(all.map(({ tagName }) => tagName.toLowerCase()))].filter((name) => !ELEMENTS.has(name))).toEqual([]);
  const attributes = all.flatMap(({ attributes: own }) => [...own].map(({ name }) => name));
  expect([...new Set(attributes)].filter((name) => !ATTRIBUTES.has(name))).toEqual([]);
  expect((page as unknown as { readonly __pwned?: unknown }).__pwned).toBeUndefined();
}

/** No control characters but line breaks of our own, none that reorder, and no line that a pipeline takes for a command. */
function expectHarmless(text: string): void {
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
  expect(text).not.toMatch(/^\s*(?:::|##\[)/m);
}

describe.each(PAYLOADS.map((payload, index) => [payload, String(index)] as const))('a model with %j in every field', (payload, place) => {
  it('S1 S8 S16 becomes a report, in which it is text', async () => {
    const { model, at } = await written(payload, place);
    await mkdir(at(''));
    expect(await gabion('report', model, '-o', at('report.html'))).toMatchObject({ code: 0 });
    expect(await gabion('report', model, '-o', at('report.md'))).toMatchObject({ code: 0 });
    expectOnlyOurs(await readFile(at('report.html'), 'utf8'));
    expectOnlyOurs(await readFile(at('report.svg'), 'utf8'));
    const markdown = await readFile(at('report.md'), 'utf8');
    // Whatever is left when everything that is escaped is taken away.
    const active = markdown.replace(/\\.|&#?\w+;|`+[^`]*`+/g, '·');
    expect(active).not.toMatch(/[<>@]|https?:|www\./);
    expect(active.match(/!?\[[^\]]*\]\([^)]*\)/g)?.map((link) => link.replace(/^.*\(/, '('))).toEqual(['(report.svg)']);
    expect(markdown).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200b]/u);
  });
});

describe.each(JOINED.map((payload, index) => [payload, `all-${String(index)}`] as const))(
  'a model with %j in every field',
  (payload, place) => {
    it('S17 becomes policies of the kinds that are made, in which it is a value or a comment', async () => {
      const { model, at } = await written(payload, place);
      expect(await gabion('policies', model, '-o', at('policies'), '--drafts')).toMatchObject({ code: 0 });
      const files = (await readdir(at('policies'), { recursive: true })).filter((name) => name.endsWith('.yaml'));
      expect(files.length).toBeGreaterThanOrEqual(3);
      for (const name of files) {
        expect(name).toMatch(/^[a-z]+\/[a-z0-9-]+\.yaml$/);
        const text = await readFile(at(path.join('policies', name)), 'utf8');
        expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029]/u);
        for (const document of parseAllDocuments(text, { version: '1.1' })) {
          expect(document.errors).toEqual([]);
          expect(document.warnings).toEqual([]);
          expect((document.toJS() as { readonly kind: string }).kind).toMatch(
            /^(?:NetworkPolicy|PeerAuthentication|AuthorizationPolicy|ServiceAccount|Deployment|ConstraintTemplate|GabionImageDigests)$/,
          );
        }
      }
    });

    it('S1 S7 S13 is listed without steering the terminal or the pipeline', async () => {
      const { model } = await written(payload, place);
      const text = await gabion('check', model, '--fail-on', 'none');
      expect(text.code).toBe(0);
      expectHarmless(text.out + text.err);
      const goals = await gabion('tree', model);
      const tree = await gabion('tree', model, '--goal', 'read:then');
      expect([goals.code, tree.code]).toEqual([0, 0]);
      expectHarmless(goals.out + tree.out);
      expectHarmless((await gabion('tree', model, '--goal', payload)).err);
      const { threats } = JSON.parse((await gabion('check', model, '--format', 'json', '--fail-on', 'none')).out) as { threats: object[] };
      expect(threats.length).toBeGreaterThan(0);
    });

    it('S4 changes what no object inherits', async () => {
      const { model } = await written(payload, place);
      expect((await gabion('fmt', model)).code).toBe(0);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
      expect(await gabion('fmt', model, '--check')).toMatchObject({ code: 0 });
    });
  },
);
