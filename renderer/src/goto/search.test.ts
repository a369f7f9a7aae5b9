import { describe, expect, it } from 'vitest';
import { find, pieces } from './search';

const things = [
  { text: 'redis-cart', detail: 'Redis' },
  { text: 'cartservice', detail: 'Deployment' },
  { text: 'frontend to cartservice' },
  { text: 'Undo', keywords: ['back'] },
];

describe('going to anything', () => {
  it('finds beginnings of texts first, then of words, then the rest', () => {
    expect(find('cart', things).map(({ item }) => item.text)).toEqual(['cartservice', 'redis-cart', 'frontend to cartservice']);
  });

  it('wants every word, wherever it stands', () => {
    expect(find('deploy cart', things).map(({ item }) => item.text)).toEqual(['cartservice']);
    expect(find('cart nothing', things)).toEqual([]);
  });

  it('finds by keywords too, and everything by nothing', () => {
    expect(find('back', things).map(({ item }) => item.text)).toEqual(['Undo']);
    expect(find('', things)).toHaveLength(4);
    expect(find('', things, 2)).toHaveLength(2);
  });

  it('cuts a text at what was matched, overlaps joined', () => {
    expect(pieces('cartservice', [{ start: 0, end: 4 }])).toEqual([
      { text: 'cart', matched: true },
      { text: 'service', matched: false },
    ]);
    expect(
      pieces('abc', [
        { start: 0, end: 2 },
        { start: 1, end: 3 },
      ])
        .map(({ text }) => text)
        .join(''),
    ).toBe('abc');
    expect(pieces('abc', [])).toEqual([{ text: 'abc', matched: false }]);
  });
});
