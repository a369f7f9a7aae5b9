import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from './utf8';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What the platform's own decoder says. */
function platform(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

describe('UTF-8', () => {
  it('is decoded as the platform does it, refusals included', () => {
    const bytes = fc.uint8Array({ maxLength: 12 });
    const nearly = fc.tuple(fc.string({ unit: 'binary', maxLength: 8 }), fc.nat(30), fc.nat(255)).map(([text, at, byte]) => {
      const encoded = new TextEncoder().encode(text);
      if (encoded.length > 0) encoded[at % encoded.length] = byte;
      return encoded;
    });
    fc.assert(
      fc.property(fc.oneof(bytes, nearly), (input) => {
        const decoded = decodeUtf8(input);
        expect(decoded.ok ? decoded.text : undefined).toBe(platform(input));
      }),
      { numRuns: 500 },
    );
  });

  it('is encoded as the platform does it, lone halves of pairs included', () => {
    const characters = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom('\ud800', '\udc00'));
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text));
      }),
    );
  });

  it('crosses the borders of its chunks', () => {
    const text = `${'x'.repeat(8_191)}😀${'é'.repeat(8_190)}😀\ufeff`;
    expect(decodeUtf8(encodeUtf8(text))).toEqual({ ok: true, text });
  });

  it('says where it ends', () => {
    expect(decodeUtf8(Uint8Array.of(0x61, 0x0a, 0xc3, 0xa9, 0xff, 0x62))).toEqual({ ok: false, offset: 4, textBefore: 'a\né' });
    expect(decodeUtf8(Uint8Array.of(0xe2, 0x82))).toEqual({ ok: false, offset: 0, textBefore: '' });
  });
});
