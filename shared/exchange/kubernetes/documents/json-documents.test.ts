import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORT_LIMITS } from '../../../limits';
import { print } from '../../../messages/print';
import { readJsonDocuments } from './json-documents';
import type { Value } from './values';

function plain(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map(plain);
    case 'map': {
      const entries = Object.create(null) as Record<string, unknown>;
      for (const [key, entry] of value.entries) entries[key] = plain(entry);
      return entries;
    }
  }
}

const wellFormed = fc.jsonValue({ maxDepth: 6 }).filter((value) => !JSON.stringify(value).includes('"__proto__"'));

describe('The values of a JSON file', () => {
  it('KUB-5 are what JSON.parse makes of it, however it is laid out', () => {
    fc.assert(
      fc.property(wellFormed, fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const read = readJsonDocuments(JSON.stringify(value, null, indent), IMPORT_LIMITS);
        const [document] = read.ok ? read.value.documents : [];
        // -0 is written as 0, and objects of the reader have no prototype.
        expect(JSON.stringify(document && plain(document))).toBe(JSON.stringify(JSON.parse(JSON.stringify(value))));
      }),
    );
  });

  it('KUB-5 may stand one after another', () => {
    const read = readJsonDocuments('{"a":1}\n{"b":2}', IMPORT_LIMITS);
    expect(read.ok && read.value.documents.map(plain).map((value) => JSON.stringify(value))).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('KUB-5 know their lines', () => {
    const read = readJsonDocuments('{\n  "a": {\n    "b": [\n      1,\n      "x"\n    ]\n  }\n}', IMPORT_LIMITS);
    const lines: number[] = [];
    const visit = (value: Value): void => {
      lines.push(value.line);
      if (value.kind === 'list') value.items.forEach(visit);
      if (value.kind === 'map') [...value.entries.values()].forEach(visit);
    };
    if (read.ok) read.value.documents.forEach(visit);
    expect(lines).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([
    '{',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '[1,]',
    '"\\x"',
    '"\\u12"',
    '"a\nb"',
    '01',
    'tru',
    '{a:1}',
    "{'a':1}",
    '{"a":1]',
    '[1 2]',
    '"',
  ])('KUB-2 are refused as no JSON: %s', (text) => {
    const read = readJsonDocuments(text, IMPORT_LIMITS);
    expect(read.ok ? 'read' : print(read.fault.message)).toBe('This is not JSON: something else is expected here.');
  });

  it.each([
    ['depth', '['.repeat(10_000), {}],
    ['values', '[1,2,3,4]', { nodes: 3 }],
    ['texts', '["xxxxxxxx"]', { textLength: 4 }],
    ['documents', '1 2 3', { documents: 2 }],
  ])('KUB-3 are bounded in %s', (_, text, limits) => {
    expect(readJsonDocuments(text, { ...IMPORT_LIMITS, ...limits }).ok).toBe(false);
  });
});
