import { sameData } from '../model/equality';
import { fieldsOf } from './printable';

type Fields = ReadonlyMap<string, unknown>;

/** Beyond this many pairs in one gap only equal positions are compared, so that a rewritten section costs no square. */
const MAX_PAIRS = 100_000;

/** The keys of a section that stand between the same two surviving ones, by the one before them. */
function byGap(all: Fields, other: Fields): ReadonlyMap<string | undefined, readonly string[]> {
  const gaps = new Map<string | undefined, string[]>();
  let survivor: string | undefined;
  for (const key of all.keys()) {
    if (other.has(key)) survivor = key;
    else {
      const gap = gaps.get(survivor);
      if (gap) gap.push(key);
      else gaps.set(survivor, [key]);
    }
  }
  return gaps;
}

/** Likely the same thing: of the same type, not made from different things, and equal in at least half of what they say. */
function resemble(a: unknown, b: unknown): boolean {
  const left = fieldsOf(a);
  const right = fieldsOf(b);
  if (!left || !right) return false;
  if (left.get('type') !== right.get('type')) return false;
  const [madeFrom, nowFrom] = [left.get('origin'), right.get('origin')];
  if (madeFrom !== undefined && nowFrom !== undefined && madeFrom !== nowFrom) return false;
  const keys = new Set([...left.keys(), ...right.keys()]);
  const equal = [...keys].filter((key) => left.has(key) && right.has(key) && sameData(left.get(key), right.get(key))).length;
  return equal * 2 >= keys.size;
}

type Alike = (a: unknown, b: unknown) => boolean;

/** Pairs what was removed in a gap with what was added there: equal entries first, then those that resemble each other. */
function pairUp(
  removed: readonly string[],
  added: readonly string[],
  before: Fields,
  after: Fields,
): readonly (readonly [string, string])[] {
  const alikeAt = (alike: Alike, from: string, to: string) => alike(before.get(from), after.get(to));
  if (removed.length * added.length > MAX_PAIRS) {
    return removed.flatMap((from, index) => {
      const to = added[index];
      return to !== undefined && alikeAt(resemble, from, to) ? [[from, to] as const] : [];
    });
  }
  const pairs: (readonly [string, string])[] = [];
  const left = new Set(removed);
  const free = new Set(added);
  for (const alike of [sameData, resemble]) {
    for (const from of left) {
      const to = [...free].find((candidate) => alikeAt(alike, from, candidate));
      if (to === undefined) continue;
      pairs.push([from, to]);
      left.delete(from);
      free.delete(to);
    }
  }
  return pairs;
}

/**
 * Which entries of a section have only got another key: one that is gone and one that is new, at the same place between
 * entries that stayed, equal or nearly so. Renaming in the text keeps the comments and unknown keys of the entry.
 */
export function findRenames(before: Fields, after: Fields): ReadonlyMap<string, string> {
  const added = byGap(after, before);
  if (added.size === 0) return new Map();
  return new Map([...byGap(before, after)].flatMap(([gap, removed]) => pairUp(removed, added.get(gap) ?? [], before, after)));
}
