import { sameData } from '../model/equality';
import type { ListDelta } from './delta';

/** A sorted list as it was last sent, to tell what changed since. */
export class SentList<Entry> {
  private sent = new Map<string, Entry>();
  private order: readonly string[] = [];

  get size(): number {
    return this.sent.size;
  }

  has(id: string): boolean {
    return this.sent.has(id);
  }

  entries(): Iterable<Entry> {
    return this.sent.values();
  }

  /** @param changed entries by id, undefined where they are gone; @param compare orders all */
  delta(changed: ReadonlyMap<string, Entry | undefined>, compare: (a: Entry, b: Entry) => number): ListDelta<Entry> {
    const put: Entry[] = [];
    const remove: string[] = [];
    for (const [id, entry] of changed) {
      if (entry === undefined) {
        if (this.sent.delete(id)) remove.push(id);
      } else if (!sameData(this.sent.get(id), entry)) {
        this.sent.set(id, entry);
        put.push(entry);
      }
    }
    if (put.length === 0 && remove.length === 0) return { put, remove };
    this.sent = new Map([...this.sent].sort(([, a], [, b]) => compare(a, b)));
    const order = [...this.sent.keys()];
    if (sameData(order, this.order)) return { put, remove };
    this.order = order;
    return { put, remove, order };
  }
}
