import { describe, expect, it } from 'vitest';
import { tokensFor, yamlTokens } from './code-tokens';

const kinds = (line: string) => yamlTokens(line).map(({ kind, text }) => [kind, text]);

describe('colours of YAML', () => {
  it.each([
    [
      'kind: NetworkPolicy',
      [
        ['key', 'kind'],
        ['plain', ':'],
        ['value', ' NetworkPolicy'],
      ],
    ],
    [
      '  - podSelector:',
      [
        ['plain', '  - '],
        ['key', 'podSelector'],
        ['plain', ':'],
      ],
    ],
    [
      '      - Ingress',
      [
        ['plain', '      - '],
        ['value', 'Ingress'],
      ],
    ],
    ['# a remark', [['comment', '# a remark']]],
    [
      'port: 80 # the only one',
      [
        ['key', 'port'],
        ['plain', ':'],
        ['value', ' 80 '],
        ['comment', '# the only one'],
      ],
    ],
    [
      'name: "a # b"',
      [
        ['key', 'name'],
        ['plain', ':'],
        ['value', ' "a # b"'],
      ],
    ],
    [
      'image: redis:alpine',
      [
        ['key', 'image'],
        ['plain', ':'],
        ['value', ' redis:alpine'],
      ],
    ],
    ['---', [['plain', '---']]],
    ['', []],
  ])('tells the pieces of %j', (line, expected) => {
    expect(kinds(line)).toEqual(expected);
  });

  it('loses no character', () => {
    for (const line of ['  "x": [1, { a: b }] # c', "- 'it''s': yes", '\tkey:value', 'a: b: c'])
      expect(
        yamlTokens(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
  });

  it('leaves other files plain', () => {
    expect(tokensFor('report.md')('# Title')).toEqual([{ kind: 'plain', text: '# Title' }]);
  });
});
