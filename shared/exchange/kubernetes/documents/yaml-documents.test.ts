import { describe, expect, it } from 'vitest';
import { IMPORT_LIMITS } from '../../../limits';
import { print } from '../../../messages/print';
import type { Value } from './values';
import { readYamlDocuments } from './yaml-documents';

/** Plain data without lines. */
function plain(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry)]));
  }
}

function read(text: string, limits = IMPORT_LIMITS): unknown[] {
  const result = readYamlDocuments(text, limits);
  if (!result.ok) throw new Error(print(result.fault.message));
  return result.value.documents.map(plain);
}

function refusal(text: string, limits = IMPORT_LIMITS): string {
  const result = readYamlDocuments(text, limits);
  return result.ok ? 'read' : print(result.fault.message);
}

describe('The documents of a YAML file', () => {
  it('KUB-5 are read one by one, empty ones left out, comments between them ignored', () => {
    expect(read('# top\n---\n---\na: 1\n---\n# only a comment\n---\nb: [x, "8080", \'yes\']\n...\n')).toEqual([
      { a: 1 },
      { b: ['x', '8080', 'yes'] },
    ]);
  });

  it('KUB-4 share what aliases stand for, and merge `<<` without overriding', () => {
    expect(read('base: &b { x: 1, w: 2 }\nown: { <<: *b, w: 3 }\nboth: { <<: [*b, { z: 4 }] }\nlist: [*b]')).toEqual([
      { base: { x: 1, w: 2 }, own: { w: 3, x: 1 }, both: { x: 1, w: 2, z: 4 }, list: [{ x: 1, w: 2 }] },
    ]);
  });

  it('KUB-4 know tags for text and numbers', () => {
    expect(read('a: !!str 8080\nb: !!int "8080"\nc: !!binary aGk=\nd: ! yes')).toEqual([{ a: '8080', b: 8080, c: 'aGk=', d: 'yes' }]);
  });

  it('KUB-4 keep the last of two equal keys, and say so', () => {
    const result = readYamlDocuments('a: 1\nb: 2\na: 3\n', IMPORT_LIMITS);
    expect(result.ok && result.value.repeatedKeys).toEqual([{ value: 'a', line: 3 }]);
    expect(read('a: 1\na: 3\n')).toEqual([{ a: 3 }]);
  });

  it('KUB-4 count lines from 1, for block texts and flow lists, too', () => {
    const result = readYamlDocuments('a:\n  b: |\n    text\n  c: [\n    1,\n    2 ]\n', IMPORT_LIMITS);
    const [document] = result.ok ? result.value.documents : [];
    const a = document?.kind === 'map' ? document.entries.get('a') : undefined;
    const lines = a?.kind === 'map' ? [...a.entries.values()].map(({ line }) => line) : [];
    const c = a?.kind === 'map' ? a.entries.get('c') : undefined;
    expect([a?.line, ...lines, ...(c?.kind === 'list' ? c.items.map(({ line }) => line) : [])]).toEqual([2, 2, 4, 5, 6]);
  });

  it.each([
    ['10,000 brackets', `a: ${'['.repeat(10_000)}`],
    ['10,000 braces', `${'{a: '.repeat(10_000)}x${'}'.repeat(10_000)}`],
    ['10,000 dashes', `${'- '.repeat(10_000)}x`],
    ['2,000 indented keys', Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['depth by way of aliases', `a: &a ${'['.repeat(40)}x${']'.repeat(40)}\nb: ${'['.repeat(40)}*a${']'.repeat(40)}`],
  ])('KUB-3 nest no deeper than the limit: %s', (_, text) => {
    expect(refusal(text)).toBe('Things are nested deeper here than 64 levels.');
  });

  it.each([
    ['values', 'a: [1, 2, 3, 4, 5, 6, 7, 8]', { nodes: 6 }, 'The file holds more than 6 values.'],
    ['values behind aliases', 'a: &a [1, 2, 3]\nb: [*a, *a, *a]', { nodes: 12 }, 'The file holds more than 12 values.'],
    ['aliases', 'a: &a 1\nb: [*a, *a, *a]', { aliases: 2 }, 'The file uses more than 2 YAML aliases.'],
    ['characters of a text', `a: ${'x'.repeat(100)}`, { textLength: 50 }, 'A text here has more than 50 characters.'],
    ['documents', 'a: 1\n---\nb: 2\n---\nc: 3\n', { documents: 2 }, 'The file holds more than 2 documents.'],
  ])('KUB-3 hold no more %s than the limit', (_, text, limits, sentence) => {
    expect(refusal(text, { ...IMPORT_LIMITS, ...limits })).toBe(sentence);
  });

  it.each([
    ['an alias of itself', 'a: &a [*a]', 'The alias *a stands for nothing that comes before it.'],
    ['an unknown tag', 'a: !!js/function x', 'The tag tag:yaml.org,2002:js/function is none that Kubernetes knows.'],
    ['a key that is a list', '? [a, b]\n: c', 'A key must be a text on one line.'],
  ])('KUB-3 are refused with %s', (_, text, sentence) => {
    expect(refusal(text)).toBe(sentence);
  });

  it('KUB-6 are refused without a word of what they hold', () => {
    const result = readYamlDocuments('password: "hunter2\nother: x: y', IMPORT_LIMITS);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});
