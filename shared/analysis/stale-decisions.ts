import { splitKey, type ThreatKey } from '../model/ids';
import type { Judgement } from './judgement';

/**
 * The decisions whose threat no longer exists under any outlook, nor waits for an answer: kept, and shown as stale. One
 * about everything inside a boundary is stale when nothing inside has the threat. In the order of keys.
 */
export function staleDecisions(judgement: Judgement): readonly ThreatKey[] {
  const { book, world } = judgement;
  const isStale = (key: ThreatKey): boolean => {
    const parts = splitKey(key);
    const rule = parts && book.threatOf(parts.what)?.id;
    if (parts === undefined || rule === undefined) return true;
    const found = (id: string): boolean => judgement.of(id)?.threats.has(rule) === true;
    if (!parts.inside) return !found(parts.subject);
    const boundary = world.structure.thing(parts.subject);
    return boundary?.kind !== 'boundary' || ![...boundary.inside, ...boundary.boundaries, ...boundary.within].some(({ id }) => found(id));
  };
  return [...world.model.decisions.keys()].filter(isStale).sort();
}
