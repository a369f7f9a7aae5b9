import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { texts } from '../../test/generators/model';
import { keyText, literalOf, scalarText } from './scalar-text';
import { OUR_STYLE } from './style';

const versions = ['1.1', '1.2'] as const;
const styles = [OUR_STYLE, { ...OUR_STYLE, quote: "'" as const }, { ...OUR_STYLE, quotesKeys: true, quotesTexts: true }];

describe('a value on one line', () => {
  it('FMT-4 reads back in every YAML, on a line of its own, in braces and as a key', () => {
    fc.assert(
      fc.property(
        fc.oneof(texts, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
        fc.constantFrom(...styles),
        (value, style) => {
          const text = scalarText(value, style);
          for (const version of versions) {
            expect(parse(`k: ${text}\n`, { version })).toEqual({ k: value });
            expect(parse(`{ k: ${text}, l: [${text}] }\n`, { version })).toEqual({ k: value, l: [value] });
            if (typeof value === 'string' && value !== '__proto__')
              expect(parse(`${keyText(value, style)}: 1\n`, { version })).toEqual({ [value]: 1 });
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each([
    ['Payment card data', 'Payment card data'],
    ['k8s:shop/Deployment/frontend', 'k8s:shop/Deployment/frontend'],
    ['https://example.test/a?b=c', 'https://example.test/a?b=c'],
    ['日本語', '日本語'],
    ['Legacy image, replaced in Q3', '"Legacy image, replaced in Q3"'],
    ['a # b', '"a # b"'],
    ['', '""'],
    ['\u202edesrever', '"\\u202edesrever"'],
    ['one\ntwo', '"one\\ntwo"'],
  ])('is quoted only where it must be: %j', (value, text) => {
    expect(scalarText(value, OUR_STYLE)).toBe(text);
  });

  it.each([
    [1e21, '1.0e+21'],
    [1.5e-7, '1.5e-7'],
    [-0, '-0.0'],
    [0.1, '0.1'],
    [8080, '8080'],
  ])('is a number in every YAML: %d', (value, text) => {
    expect(scalarText(value, OUR_STYLE)).toBe(text);
  });
});

describe('a text of several lines', () => {
  it('is a literal only if that reads back exactly', () => {
    expect(literalOf('one\n  two\n')).toEqual({ header: '|', lines: ['one', '  two'] });
    expect(literalOf('one\n\ntwo')).toEqual({ header: '|-', lines: ['one', '', 'two'] });
    for (const text of ['one', ' one\ntwo', '\none', 'one\n\n', 'one\n \ntwo', 'one\r\ntwo', 'one\n\ttwo'])
      expect(literalOf(text), JSON.stringify(text)).toBeUndefined();
  });
});
