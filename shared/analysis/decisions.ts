import type { ThreatKey } from '../model/ids';
import { splitKey, threatKeyInside, threatKeyOf } from '../model/ids';
import type { Decision } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import type { Rulebook } from './rulebook';
import type { Thing } from './things';

/** A decision of a person, with the key under which the model keeps it. */
export interface Decided {
  readonly key: ThreatKey;
  readonly decision: Decision;
}

/**
 * The model's decisions, found by threat: the one about the very threat, else the one about everything inside the
 * nearest boundary. A rule's former ids lead to the rule.
 */
export class Decisions {
  private readonly byKey = new Map<ThreatKey, Decided>();
  /** The rules about which anything was decided: mostly few. */
  private readonly rules = new Set<string>();

  constructor(model: ThreatModel, book: Rulebook) {
    for (const [key, decision] of model.decisions) {
      const parts = splitKey(key);
      if (parts === undefined) continue;
      const rule = book.currentRule(parts.what);
      this.rules.add(rule);
      const current = parts.inside ? threatKeyInside(rule, parts.subject) : threatKeyOf(rule, parts.subject);
      // What is kept under the present name is the later word.
      if (!this.byKey.has(current) || key === current) this.byKey.set(current, { key, decision });
    }
  }

  /** What was decided about a rule's finding on a thing; undefined if nothing was. */
  about(rule: string, thing: Thing): Decided | undefined {
    if (!this.rules.has(rule)) return undefined;
    const own = this.byKey.get(threatKeyOf(rule, thing.id));
    if (own !== undefined) return own;
    for (const boundary of thing.around) {
      const inside = this.byKey.get(threatKeyInside(rule, boundary.id));
      if (inside !== undefined) return inside;
    }
    return undefined;
  }
}

/** A decision holds through its last day. One without a status only rates the risk otherwise. */
export function isExpired(decision: Decision, today: string): boolean {
  return decision.until !== undefined && decision.until < today;
}

/** True if the decision settles its threat for now: it has a status, and its time has not run out. */
export function settles(decided: Decided | undefined, today: string): boolean {
  return decided?.decision.status !== undefined && !isExpired(decided.decision, today);
}
