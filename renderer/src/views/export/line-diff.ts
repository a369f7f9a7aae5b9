/** A line of a comparison: in both texts, only in the new one, or only in the old one, with its numbers, 1-based. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** Differences beyond this many are not looked for: then the texts have so little in common that one replaces the other. */
const MOST_DIFFERENCES = 2_000;

/** A text as lines; a last line break ends the last line and begins none. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/**
 * The fewest lines that came and went (Myers 1986, "An O(ND) Difference Algorithm and Its Variations"): the path with the
 * fewest steps through the grid of both texts, found diagonal by diagonal, then walked back.
 * @returns for each line of the old text the line of the new one that it became, or -1; undefined if there are too many differences
 */
function matched(a: readonly string[], b: readonly string[]): Int32Array | undefined {
  const most = Math.min(a.length + b.length, MOST_DIFFERENCES);
  const offset = most + 1;
  const furthest = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  const at = (array: Int32Array, k: number): number => array[offset + k] ?? 0;
  for (let d = 0; d <= most; d += 1) {
    trace.push(furthest.slice(offset - d - 1, offset + d + 2));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && at(furthest, k - 1) < at(furthest, k + 1)) ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest[offset + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return undefined;
}

function walkBack(trace: readonly Int32Array[], lengthA: number, lengthB: number): Int32Array {
  const partner = new Int32Array(lengthA).fill(-1);
  let [x, y] = [lengthA, lengthB];
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const before = trace[d];
    // Each slice holds the diagonals from -d-1 to d+1.
    const reached = (k: number): number => before?.[k + d + 1] ?? 0;
    const k = x - y;
    const from = d === 0 ? 0 : k === -d || (k !== d && reached(k - 1) < reached(k + 1)) ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : reached(from);
    const startY = d === 0 ? 0 : startX - from;
    while (x > startX && y > startY) {
      x -= 1;
      y -= 1;
      partner[x] = y;
    }
    [x, y] = [startX, startY];
  }
  return partner;
}

/** Compares two texts line by line. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const inner = matched(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const lines: DiffLine[] = [];
  const push = (kind: DiffLine['kind'], text: string, x: number | undefined, y: number | undefined): void => {
    lines.push({ kind, text, before: x === undefined ? undefined : x + 1, after: y === undefined ? undefined : y + 1 });
  };
  let y = 0;
  const addedUpTo = (limit: number): void => {
    for (; y < limit; y += 1) push('added', b[y] ?? '', undefined, y);
  };
  a.forEach((text, x) => {
    const fromEnd = a.length - x;
    const partner =
      x < start ? x : fromEnd <= end ? b.length - fromEnd : (inner?.[x - start] ?? -1) < 0 ? -1 : start + (inner?.[x - start] ?? 0);
    if (partner < 0) {
      push('removed', text, x, undefined);
      return;
    }
    addedUpTo(partner);
    push('same', text, x, y);
    y += 1;
  });
  addedUpTo(b.length);
  return lines;
}

/** How many lines came and went. */
export function diffCounts(lines: readonly DiffLine[]): { readonly added: number; readonly removed: number } {
  let [added, removed] = [0, 0];
  for (const { kind } of lines) {
    if (kind === 'added') added += 1;
    if (kind === 'removed') removed += 1;
  }
  return { added, removed };
}

/** A stretch of a comparison that is shown, or one that is folded away, with how many lines it has. */
export type Hunk = { readonly kind: 'lines'; readonly lines: readonly DiffLine[] } | { readonly kind: 'gap'; readonly count: number };

/** The changes with a few lines around each; everything between is folded away. */
export function hunksOf(lines: readonly DiffLine[], context = 3): readonly Hunk[] {
  const near = new Uint8Array(lines.length);
  lines.forEach(({ kind }, index) => {
    if (kind !== 'same') near.fill(1, Math.max(0, index - context), Math.min(lines.length, index + context + 1));
  });
  const hunks: Hunk[] = [];
  for (let from = 0; from < lines.length;) {
    let to = from;
    while (to < lines.length && near[to] === near[from]) to += 1;
    // A fold of a line or two would take as much room as the lines.
    hunks.push(near[from] === 1 || to - from <= 2 ? { kind: 'lines', lines: lines.slice(from, to) } : { kind: 'gap', count: to - from });
    from = to;
  }
  return hunks;
}
