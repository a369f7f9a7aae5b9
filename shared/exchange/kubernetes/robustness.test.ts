import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deployment, env, fileOf, fixture, fixtureNames, importCatalog, read, service } from '../../../test/fixtures/kubernetes/reading';
import { patience, runs } from '../../../test/generators/model';
import { haveSharedFixtures, sharedFixtureText } from '../../../test/fixtures/shared-fixtures';
import { printProblem, print } from '../../messages/print';
import { apply } from '../../model/edit';
import { checkReferences } from '../../model/references';
import { EMPTY_MODEL, modelFromPlain, modelToPlain } from '../../model/threat-model';
import { importEdit } from '../import-edit';
import type { ForeignFile, ImportResult } from '../import-result';
import { readKubernetes } from './read';

const decoder = new TextDecoder();
const texts = [...fixtureNames('broken'), ...fixtureNames('kubectl')].map((name) => decoder.decode(fixture(name).bytes));
const corpus = [
  ...texts,
  deployment('web', { container: env({ CART_ADDR: 'cart:80', U: 'http://api.example.com' }) }) +
    service('web', 80).replace('spec:', 'spec:\n  type: LoadBalancer') +
    deployment('cart') +
    service('cart', 80),
  ...(haveSharedFixtures
    ? [sharedFixtureText('kubernetes/sock-shop.yaml').slice(0, 6_000), sharedFixtureText('kubernetes/online-boutique.yaml').slice(0, 8_000)]
    : []),
];

/** Pieces that hostile or broken files are made of. */
const PIECES = [
  '__proto__',
  'constructor',
  '- ',
  ': ',
  '\n',
  '\t',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  '&a ',
  '*a',
  '<<: *a',
  '!!js/function',
  '%YAML 1.2',
  '---',
  '...',
  '|',
  '>',
  '#',
  '@',
  '://',
  '\u0000',
  '\ufeff',
  '\u202e',
  '\ud800',
  '😀',
  '${X}',
  '$(X)',
  '{{ .Values.x }}',
  'null',
  '~',
  'yes',
  '0x1',
  '1e999',
  '-1',
  '99999999999999999999',
  'name: ""',
  'metadata: []',
  'spec: null',
  'kind: List',
  'items: []',
  'containers: {}',
  'apiVersion: v1',
];

/** Random damage to a text: pieces put in, taken out, repeated or swapped. */
const damaged = fc
  .tuple(
    fc.constantFrom(...corpus),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 80 }),
        fc.constantFrom<'cut' | 'put' | 'repeat' | 'line'>('cut', 'put', 'repeat', 'line'),
        fc.constantFrom(...PIECES),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([text, damages]) =>
    damages.reduce((current, [where, length, how, piece]) => {
      const at = Math.floor(where * current.length);
      switch (how) {
        case 'cut':
          return current.slice(0, at) + current.slice(at + length);
        case 'put':
          return current.slice(0, at) + piece + current.slice(at);
        case 'repeat':
          return current.slice(0, at) + current.slice(at, at + length).repeat(3) + current.slice(at);
        case 'line': {
          const start = current.lastIndexOf('\n', at) + 1;
          const end = current.indexOf('\n', at);
          return end === -1
            ? current
            : `${current.slice(0, start)}${current.slice(start, end).replace(/: .*$/, `: ${piece}`)}${current.slice(end)}`;
        }
      }
    }, text),
  );

const importOf = (files: readonly ForeignFile[], scope: 'part' | 'namespace' | 'all' = 'part'): ImportResult =>
  readKubernetes(files, { scope, catalog: importCatalog });
/** A result as text, to compare it byte by byte. */
const bytesOf = (result: ImportResult): string =>
  JSON.stringify(result, (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : value));
const prototypeNames = (): readonly string[] => [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(Array.prototype),
  ...Object.getOwnPropertyNames(Map.prototype),
];

describe('Damaged manifests', { timeout: patience }, () => {
  it('KUB-21 never throw, never touch a prototype, and always give a sound model', () => {
    const before = prototypeNames();
    fc.assert(
      fc.property(damaged, fc.constantFrom('part', 'namespace', 'all'), (text, scope) => {
        const result = importOf([fileOf(text)], scope);
        const edit = importEdit(EMPTY_MODEL, result);
        const { model } = apply(EMPTY_MODEL, edit.edit);
        expect(checkReferences(model)).toEqual([]);
        const plain = modelFromPlain(JSON.parse(JSON.stringify(modelToPlain(model))));
        expect(plain.ok ? [] : plain.problems.map(printProblem)).toEqual([]);
        for (const note of [...result.notes, ...result.problems.map((problem) => problem.message)])
          expect(print(note)).not.toMatch(/undefined|NaN|\[object/);
      }),
      runs(500),
    );
    expect(prototypeNames()).toEqual(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('EXC-3 importing the same again is an empty edit, whatever the files hold', () => {
    fc.assert(
      fc.property(damaged, fc.constantFrom('part', 'namespace', 'all'), (text, scope) => {
        const { model } = apply(EMPTY_MODEL, importEdit(EMPTY_MODEL, importOf([fileOf(text)], scope)).edit);
        expect(importEdit(model, importOf([fileOf(text)], scope)).edit.changes).toEqual([]);
      }),
      runs(100),
    );
  });

  it('EXC-11 any import over any other is undone to the model before', () => {
    fc.assert(
      fc.property(damaged, damaged, fc.constantFrom('part', 'namespace', 'all'), (first, second, scope) => {
        const { model } = apply(EMPTY_MODEL, importEdit(EMPTY_MODEL, importOf([fileOf(first)])).edit);
        const { edit } = importEdit(model, importOf([fileOf(second)], scope));
        const next = apply(model, edit);
        expect(checkReferences(next.model)).toEqual([]);
        expect(apply(next.model, next.inverse).model).toEqual(model);
      }),
      runs(100),
    );
  });

  it('KUB-1 the order of the files plays no role, down to the last byte', () => {
    fc.assert(
      fc.property(
        fc.array(damaged, { minLength: 2, maxLength: 4 }),
        fc.array(fc.constantFrom('a.yaml', 'b.yaml', 'dir/c.yml', 'd.json'), { minLength: 4, maxLength: 4 }),
        (contents, names) => {
          const files = contents.map((text, index) => fileOf(text, names[index] ?? 'x.yaml'));
          expect(bytesOf(importOf([...files].reverse()))).toBe(bytesOf(importOf(files)));
        },
      ),
      runs(60),
    );
  });

  it('KUB-1 the same files give the same bytes', () => {
    for (const text of corpus) expect(bytesOf(read(text))).toBe(bytesOf(read(text)));
  });
});

describe('Hostile manifests', { timeout: patience }, () => {
  it('KUB-3 variables that repeat one another, behind aliases, stay within bounds', () => {
    const growing = Array.from({ length: 20 }, (_, i) => ({
      name: `V${String(i)}`,
      value: i === 0 ? 'x'.repeat(100) : `$(V${String(i - 1)})`.repeat(10),
    }));
    const pods = Array.from({ length: 200 }, (_, i) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${String(i)}` },
      spec: { containers: [{ name: 'c', image: 'a:1', env: growing }] },
    }));
    const result = read(fileOf(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods }), 'pods.json'));
    expect(result.fragment.elements.size).toBe(200);
    expect(result.problems.map(printProblem)).toEqual([
      'The environments together hold more text than is searched for calls; some calls may be missing.',
    ]);
  });

  it('KUB-3 Services that all pick all workloads draw a bounded number of flows, and say so', () => {
    const many = Array.from(
      { length: 300 },
      (_, i) =>
        `apiVersion: v1\nkind: Pod\nmetadata: { name: p${String(i)}, labels: { app: all } }\nspec: { containers: [{ name: c, image: "a:1", env: [{ name: A, value: "http://other" }] }] }\n---\n`,
    ).join('');
    const result = read(
      `${many}apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { type: LoadBalancer, selector: { app: all }, ports: [${Array.from({ length: 80 }, (_, i) => `{ port: ${String(i + 1)} }`).join(', ')}] }\n`,
    );
    expect(result.counts.flows).toBe(20_000);
    expect(result.problems.map(printProblem).join()).toContain('The files declare 24,000 flows; the first 20,000 are taken.');
  });

  it('KUB-3 names of any length and with any characters become ids and names that can be shown', () => {
    const result = read(deployment(`"${'ü\u202e\u0000'.replace('\u0000', '\\0')}${'x'.repeat(2_000)}"`));
    const [[id, element] = []] = [...result.fragment.elements];
    expect(id).toMatch(/^[a-z0-9][a-z0-9._-]{0,150}$/);
    expect(element?.name).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});
