import { sameData } from '../model/equality';
import type { ListDelta } from './delta';

/** A sorted list as it was last sent, to tell what changed since. */
export class SentList<Entry> {
  private sent = new Map<string, Entry>();

  get size(): number {
    return this.sent.size;
  }

  has(id: string): boolean {
    return this.sent.has(id);
  }

  entries(): Iterable<Entry> {
    return this.sent.values();
  }

  /** @param changed entries by id, undefined where they are gone; @param compare orders all, and no two are equal */
  delta(changed: ReadonlyMap<string, Entry | undefined>, compare: (a: Entry, b: Entry) => number): ListDelta<Entry> {
    const put: [string, Entry][] = [];
    const remove: string[] = [];
    for (const [id, entry] of changed) {
      if (entry === undefined) {
        if (this.sent.has(id)) remove.push(id);
      } else if (!sameData(this.sent.get(id), entry)) put.push([id, entry]);
    }
    const entries = put.map(([, entry]) => entry);
    if (put.length === 0 && remove.length === 0) return { put: entries, remove };
    const before = [...this.sent.keys()];
    const touched = new Set([...remove, ...put.map(([id]) => id)]);
    this.sent = new Map(
      merged(
        [...this.sent].filter(([id]) => !touched.has(id)),
        put,
        ([, a], [, b]) => compare(a, b),
      ),
    );
    const order = [...this.sent.keys()];
    return sameData(order, before) ? { put: entries, remove } : { put: entries, remove, order };
  }
}

/** A sorted list and some more entries as one sorted list. The few are sorted and the many are not sorted again. */
function merged<T>(sorted: readonly T[], more: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const added = [...more].sort(compare);
  const all: T[] = [];
  let next = 0;
  for (const item of sorted) {
    for (let candidate = added[next]; candidate !== undefined && compare(candidate, item) < 0; candidate = added[next]) {
      all.push(candidate);
      next += 1;
    }
    all.push(item);
  }
  return [...all, ...added.slice(next)];
}
