/** How many letters must be put, left out, changed or swapped with their neighbour to turn one word into the other. */
function distance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

const LONGEST = 40;

/**
 * The word that was probably meant: at most a third of its letters away, whatever the case. Undefined if none is near.
 * `nearestWord('propertys', ['properties', 'protocol'])` is `'properties'`.
 */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const plain = (text: string) => text.toLowerCase().replace(/[-_ ]/g, '');
  const ranked = words
    .filter((candidate) => candidate.length <= LONGEST)
    .map((candidate) => ({ candidate, away: distance(plain(word), plain(candidate)) }))
    .filter(
      ({ candidate, away }) => away <= Math.max(1, Math.floor(Math.max(candidate.length, word.length) / 3)) && away < candidate.length,
    );
  ranked.sort((a, b) => a.away - b.away);
  return ranked[0]?.candidate;
}
