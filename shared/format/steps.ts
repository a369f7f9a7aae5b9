import { sameData } from '../model/equality';
import { byAlphabet } from './printable';
import { findRenames } from './renames';
import type { Shape } from './shape';
import { shapeBeneath } from './shape';
import type { ListNode, MapNode } from './source';

/** What becomes of one member of a list or mapping, in the order of the text. `index` is the member's in the old text. */
export type Step =
  | { readonly kind: 'keep'; readonly index: number; readonly rename?: string; readonly change?: Change }
  | { readonly kind: 'drop'; readonly index: number }
  | { readonly kind: 'put'; readonly key: string; readonly value: unknown; readonly shape: Shape };

/** A value that differs between the two models. */
export interface Change {
  readonly before: unknown;
  readonly after: unknown;
  readonly shape: Shape;
}

type Fields = ReadonlyMap<string, unknown>;

const ANYTHING: Shape = { kind: 'anything' };

/** A section counts as sorted if at most a tenth of its neighbours stand the wrong way round: a rename does not end it. */
function isSorted(keys: readonly string[]): boolean {
  const wrong = keys.filter((key, index) => index > 0 && byAlphabet(keys[index - 1] ?? '', key) > 0).length;
  return wrong * 10 <= keys.length;
}

/** For each new key the index of the member it stands behind, -1 for the first place. */
type Places = ReadonlyMap<string, number>;

/** Before the first member that is greater. Both walks go forward only, so that many new keys cost no square. */
function alphabeticalPlaces(keys: readonly string[], added: readonly string[]): Places {
  const places = new Map<string, number>();
  let index = 0;
  for (const key of [...added].sort(byAlphabet)) {
    while (index < keys.length && byAlphabet(keys[index] ?? '', key) < 0) index += 1;
    places.set(key, index - 1);
  }
  return places;
}

/** Behind what comes before them in the model. */
function modelPlaces(after: Fields, indexOf: ReadonlyMap<string, number>, added: ReadonlySet<string>, last: number): Places {
  const places = new Map<string, number>();
  let index: number | undefined;
  const leading: string[] = [];
  for (const key of after.keys()) {
    index = indexOf.get(key) ?? index;
    if (!added.has(key)) continue;
    if (index === undefined) leading.push(key);
    else places.set(key, index);
  }
  // What comes first in the model stands first in the text; if nothing of the model is there, behind what is unknown.
  for (const key of leading) places.set(key, index === undefined ? last : -1);
  return places;
}

/** Behind the last member that comes before them in the order of the schema. */
function schemaPlaces(keys: readonly string[], order: readonly string[], added: readonly string[]): Places {
  return new Map(
    added.map((key) => {
      const rank = order.indexOf(key);
      let place = -1;
      let best = -1;
      keys.forEach((other, index) => {
        const otherRank = order.indexOf(other);
        if (otherRank < rank && otherRank > best) [best, place] = [otherRank, index];
      });
      return [key, place] as const;
    }),
  );
}

function placesFor(node: MapNode, shape: Shape, after: Fields, added: readonly string[], renames: ReadonlyMap<string, string>): Places {
  const keys = node.members.map(({ key }) => key);
  const open = shape.kind === 'section' || shape.kind === 'properties';
  if (open && isSorted(keys)) return alphabeticalPlaces(keys, added);
  if (shape.kind === 'record' && !shape.loose) return schemaPlaces(keys, shape.keys, added);
  return modelPlaces(after, new Map(keys.map((key, index) => [renames.get(key) ?? key, index])), new Set(added), keys.length - 1);
}

/**
 * What becomes of each member of a mapping when what the model says of it changes from `before` to `after`. Members that the
 * model does not know are kept.
 */
export function mapSteps(node: MapNode, shape: Shape, before: Fields, after: Fields): readonly Step[] {
  const renames = shape.kind === 'section' ? findRenames(before, after) : new Map<string, string>();
  const present = new Set(node.members.map(({ key }) => renames.get(key) ?? key));
  const added = [...after.keys()].filter((key) => !present.has(key));
  const places = added.length === 0 ? new Map<string, number>() : placesFor(node, shape, after, added, renames);
  const puts = new Map<number, string[]>();
  for (const [key, place] of places) {
    const there = puts.get(place);
    if (there) there.push(key);
    else puts.set(place, [key]);
  }
  const putSteps = (place: number) =>
    (puts.get(place) ?? []).map((key): Step => ({ kind: 'put', key, value: after.get(key), shape: shapeBeneath(shape, key) }));

  const kept = node.members.map(({ key }, index): Step => {
    const rename = renames.get(key);
    const name = rename ?? key;
    const renamed = rename === undefined ? {} : { rename };
    if (!after.has(name)) return before.has(key) ? { kind: 'drop', index } : { kind: 'keep', index };
    if (before.has(key) && sameData(before.get(key), after.get(name))) return { kind: 'keep', index, ...renamed };
    return {
      kind: 'keep',
      index,
      ...renamed,
      change: { before: before.get(key), after: after.get(name), shape: shapeBeneath(shape, name) },
    };
  });
  return [...putSteps(-1), ...kept.flatMap((step, index) => [step, ...putSteps(index)])];
}

/** Beyond this many comparisons a list's middle is replaced place by place. */
const MAX_TABLE = 1_000_000;

/** Which items of `before` are in `after` too, in a longest common order: pairs of indices. */
function commonItems(before: readonly unknown[], after: readonly unknown[]): readonly (readonly [number, number])[] {
  let start = 0;
  while (start < before.length && start < after.length && sameData(before[start], after[start])) start += 1;
  let tail = 0;
  while (
    tail < before.length - start &&
    tail < after.length - start &&
    sameData(before[before.length - 1 - tail], after[after.length - 1 - tail])
  )
    tail += 1;
  const rows = before.length - start - tail;
  const columns = after.length - start - tail;
  const pairs: (readonly [number, number])[] = Array.from({ length: start }, (_, i) => [i, i] as const);
  if (rows * columns > 0 && rows * columns <= MAX_TABLE) {
    // The usual table: longest[i][j] is the length of the common order of what follows i and j.
    const longest = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
    const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
    const equal = (i: number, j: number) => sameData(before[start + i], after[start + j]);
    for (let i = rows - 1; i >= 0; i -= 1) {
      for (let j = columns - 1; j >= 0; j -= 1) {
        const row = longest[i];
        if (row) row[j] = equal(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (equal(i, j)) {
        pairs.push([start + i, start + j]);
        i += 1;
        j += 1;
      } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
      else j += 1;
    }
  }
  for (let k = tail; k > 0; k -= 1) pairs.push([before.length - k, after.length - k]);
  return pairs;
}

/**
 * What becomes of each item of a list. Between items that stay, as many as possible are changed in place, so that the
 * comment beside an item whose name has changed stays with it.
 */
export function listSteps(node: ListNode, before: readonly unknown[], after: readonly unknown[]): readonly Step[] {
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  for (const [nextI, nextJ] of [...commonItems(before, after), [before.length, after.length] as const]) {
    for (; i < nextI && j < nextJ; i += 1, j += 1)
      steps.push({ kind: 'keep', index: i, change: { before: before[i], after: after[j], shape: ANYTHING } });
    for (; i < nextI; i += 1) steps.push({ kind: 'drop', index: i });
    for (; j < nextJ; j += 1) steps.push({ kind: 'put', key: '', value: after[j], shape: ANYTHING });
    if (nextI < node.members.length) steps.push({ kind: 'keep', index: nextI });
    i = nextI + 1;
    j = nextJ + 1;
  }
  return steps;
}
