/** A bit of what the program does all day, always the same: numbers, strings, maps, sorting. What figures are a multiple of. */
export function calibrationJob(): number {
  let seed = 1;
  const counts = new Map<string, number>();
  const numbers = Array.from({ length: 60_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed;
  });
  for (const number of numbers) {
    const key = `key-${String(number % 5_000)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).length + (numbers.sort((a, b) => a - b)[0] ?? 0);
}
