/**
 * Broken variants of good files, for fuzzing whatever reads files: bits flipped, pieces cut, doubled, nested, and the
 * characters put in that formats are made of. The same seed gives the same bytes.
 */

/** Numbers in [0, 1) that depend on the seed alone (Mulberry32, Tommy Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Pieces that mean something to one format or another. */
const PIECES = [
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    ':',
    ': ',
    '- ',
    '? ',
    ', ',
    '[',
    ']',
    '{',
    '}',
    '#',
    ' # ',
    "'",
    '"',
    '|',
    '>',
    '|-\n',
    '&a ',
    '*a',
    '!!str ',
    '!x ',
    '%YAML 1.1\n',
    '---\n',
    '...\n',
    '<<: ',
  ],
  ...[
    '__proto__',
    'constructor',
    '__proto__: { polluted: true }',
    '"__proto__":{"polluted":true}',
    'prototype',
    'toString: 1',
    'null',
    '~',
    'true',
    '1e999',
    '-0',
    '0x',
    '.inf',
    '\\',
    '\\u0000',
    '\u0000',
    '\ufeff',
    '\u2028',
    '\u202e',
    '😀',
  ],
  ...['<!DOCTYPE a [<!ENTITY b "c">]>', '<a', '</a>', '<![CDATA[', '&lt;', '${x}', '{{ x }}', '=1+1'],
];

function spliced(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length - remove + insert.length);
  result.set(bytes.subarray(0, at));
  result.set(insert, at);
  result.set(bytes.subarray(at + remove), at + insert.length);
  return result;
}

/** A variant of one of the files, changed in one to eight places. */
export function mutated(corpus: readonly Uint8Array[], seed: number): Uint8Array {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const encoder = new TextEncoder();
  let bytes: Uint8Array = Uint8Array.from(corpus[below(corpus.length)] ?? []);
  // Mostly one or two, so that much of what comes out is only nearly broken.
  for (let changes = 1 + Math.floor(random() ** 3 * 8); changes > 0; changes -= 1) {
    const at = below(bytes.length + 1);
    const length = Math.min(bytes.length - at, 1 + below(below(4) === 0 ? 200 : 12));
    const part = bytes.slice(at, at + length);
    switch (below(8)) {
      case 0:
        if (bytes.length > 0) bytes[below(bytes.length)] = below(256);
        break;
      case 1: {
        const place = below(bytes.length);
        if (bytes.length > 0) bytes[place] = (bytes[place] ?? 0) ^ (1 << below(8));
        break;
      }
      case 2:
        bytes = spliced(bytes, at, length, new Uint8Array());
        break;
      case 3:
        bytes = spliced(bytes, at, 0, part);
        break;
      case 4:
        bytes = spliced(bytes, below(bytes.length + 1), 0, part);
        break;
      case 5: {
        const other = corpus[below(corpus.length)] ?? new Uint8Array();
        const from = below(other.length + 1);
        bytes = spliced(bytes, at, length, other.slice(from, from + 1 + below(100)));
        break;
      }
      case 6: {
        const piece = PIECES[below(PIECES.length)] ?? '';
        bytes = spliced(bytes, at, 0, encoder.encode(below(20) === 0 ? piece.repeat(1 + below(500)) : piece));
        break;
      }
      default:
        bytes = bytes.slice(0, below(6) === 0 ? at : bytes.length);
    }
  }
  return bytes;
}
