/** A text, or where the bytes stop being UTF-8. */
export type Decoded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly offset: number; readonly textBefore: string };

const CHUNK = 8_192;

interface Sequence {
  readonly length: number;
  /** The smallest code point that may be written with this many bytes; less is an overlong form. */
  readonly least: number;
  readonly bits: number;
}

/** What a leading byte announces; undefined if no sequence begins with it. */
function sequenceOf(byte: number): Sequence | undefined {
  if (byte >= 0xc2 && byte <= 0xdf) return { length: 2, least: 0x80, bits: byte & 0x1f };
  if (byte >= 0xe0 && byte <= 0xef) return { length: 3, least: 0x800, bits: byte & 0x0f };
  if (byte >= 0xf0 && byte <= 0xf4) return { length: 4, least: 0x10000, bits: byte & 0x07 };
  return undefined;
}

/** The code point whose bytes begin at `at`, or undefined if they are no UTF-8. */
function codePointAt(bytes: Uint8Array, at: number, { length, least, bits }: Sequence): number | undefined {
  let point = bits;
  for (let i = 1; i < length; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (byte & 0x3f);
  }
  return point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? undefined : point;
}

/**
 * Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing replaced in silence. A byte order mark stays, as U+FEFF.
 * Written here because the domain has neither DOM nor Node, and because a refusal must say where.
 */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const parts: string[] = [];
  const units = new Uint16Array(CHUNK + 1);
  let filled = 0;
  const flush = () => {
    if (filled > 0) parts.push(String.fromCharCode(...units.subarray(0, filled)));
    filled = 0;
  };
  let at = 0;
  while (at < bytes.length) {
    if (filled >= CHUNK) flush();
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      units[filled] = byte;
      filled += 1;
      at += 1;
      continue;
    }
    const sequence = sequenceOf(byte);
    const point = sequence && codePointAt(bytes, at, sequence);
    if (sequence === undefined || point === undefined) {
      flush();
      return { ok: false, offset: at, textBefore: parts.join('') };
    }
    if (point < 0x10000) {
      units[filled] = point;
      filled += 1;
    } else {
      units[filled] = 0xd7c0 + (point >> 10);
      units[filled + 1] = 0xdc00 | (point & 0x3ff);
      filled += 2;
    }
    at += sequence.length;
  }
  flush();
  return { ok: true, text: parts.join('') };
}

/** The UTF-8 bytes of a text. A surrogate without its partner, which no text of ours contains, becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  const put = (byte: number) => {
    bytes[length] = byte;
    length += 1;
  };
  for (let i = 0; i < text.length; i += 1) {
    let point = text.codePointAt(i) ?? 0;
    if (point >= 0x10000) i += 1;
    else if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) put(point);
    else if (point < 0x800) {
      put(0xc0 | (point >> 6));
      put(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      put(0xe0 | (point >> 12));
      put(0x80 | ((point >> 6) & 0x3f));
      put(0x80 | (point & 0x3f));
    } else {
      put(0xf0 | (point >> 18));
      put(0x80 | ((point >> 12) & 0x3f));
      put(0x80 | ((point >> 6) & 0x3f));
      put(0x80 | (point & 0x3f));
    }
  }
  return bytes.slice(0, length);
}
