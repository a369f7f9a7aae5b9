import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffCounts, diffLines, hunksOf, linesOf } from './line-diff';

const shown = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`);
const rebuilt = (before: string, after: string) => {
  const lines = diffLines(before, after);
  return {
    before: lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text),
    after: lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text),
  };
};
/** The longest common subsequence, the slow way. */
function common(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let x = a.length - 1; x >= 0; x -= 1)
    for (let y = b.length - 1; y >= 0; y -= 1) {
      const row = table[x];
      if (row) row[y] = a[x] === b[y] ? (table[x + 1]?.[y + 1] ?? 0) + 1 : Math.max(table[x + 1]?.[y] ?? 0, row[y + 1] ?? 0);
    }
  return table[0]?.[0] ?? 0;
}
const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 14 }).map((lines) => lines.map((line) => `${line}\n`).join(''));

describe('differences line by line', () => {
  it.each([
    ['a\nb\nc\n', 'a\nb\nc\n', [' a', ' b', ' c']],
    ['a\nb\nc\n', 'a\nx\nc\n', [' a', '-b', '+x', ' c']],
    ['', 'a\n', ['+a']],
    ['a\n', '', ['-a']],
    ['a\nc\n', 'a\nb\nc\n', [' a', '+b', ' c']],
    ['a', 'a\n', [' a']],
  ])('of %j and %j', (before, after, expected) => {
    expect(shown(before, after)).toEqual(expected);
  });

  it('numbers the lines of both texts', () => {
    expect(diffLines('a\nb\n', 'b\nc\n').map(({ before, after }) => [before, after])).toEqual([
      [1, undefined],
      [2, 1],
      [undefined, 2],
    ]);
  });

  it('hold both texts whole, and as few lines as possible came and went', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [a, b] = [linesOf(before), linesOf(after)];
        expect(rebuilt(before, after)).toEqual({ before: a, after: b });
        expect(diffCounts(diffLines(before, after))).toEqual({ removed: a.length - common(a, b), added: b.length - common(a, b) });
      }),
    );
  });

  it('replace the whole middle where the texts have next to nothing in common', () => {
    const many = (letter: string) => Array.from({ length: 3_000 }, (_, index) => `${letter}${index}`).join('\n');
    expect(diffCounts(diffLines(`first\n${many('a')}\nlast`, `first\n${many('b')}\nlast`))).toEqual({ added: 3_000, removed: 3_000 });
  });

  it('fold away what did not change', () => {
    const before = Array.from({ length: 20 }, (_, index) => String(index)).join('\n');
    const hunks = hunksOf(diffLines(before, before.replace('\n10\n', '\nten\n')));
    expect(hunks.map((hunk) => (hunk.kind === 'gap' ? hunk.count : hunk.lines.length))).toEqual([7, 8, 6]);
  });
});
