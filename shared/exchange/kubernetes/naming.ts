import { freeId, idFromName } from '../../model/ids';

/** What an id is made from. */
export interface Named {
  readonly origin: string;
  readonly name: string;
  readonly suffix: string;
  readonly qualifier: string | undefined;
}

/**
 * Gives each thing an id: its name; where another has that, the name with the kind (`redis-ns`), else with the namespace, else
 * with both. Earlier things come first, so that an id depends on others only where they collide.
 */
export function assignIds(things: readonly Named[], taken: Set<string> = new Set()): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { origin, name, suffix, qualifier } of things) {
    const base = idFromName(name, suffix);
    const qualified =
      qualifier === undefined ? [] : [idFromName(`${base}-${qualifier}`, base), idFromName(`${base}-${qualifier}-${suffix}`, base)];
    const wanted = [base, `${base}-${suffix}`, ...qualified];
    const id = wanted.find((candidate) => !taken.has(candidate)) ?? freeId(base, taken);
    taken.add(id);
    ids.set(origin, id);
  }
  return ids;
}
