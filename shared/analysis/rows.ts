import type { RowUpdate } from './delta';
import type { Threat } from './findings';
import type { ThreatRule } from './rulebook';
import { isOpen } from './status';

/** Open threats first, the greater risk first, then by subject: the same whatever the order of the model. */
function compareThreats(a: Threat, b: Threat): number {
  const byState = Number(isOpen(b.status)) - Number(isOpen(a.status));
  return byState || b.risk.score - a.risk.score || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0);
}

/** What a row is ordered by. */
export interface RankedRow {
  readonly update: RowUpdate;
  /** How many of its threats are open. */
  readonly open: number;
  readonly likelihood: number;
}

/** Gathers the threats of one rule. The row is as bad as its worst open threat, or as its worst if none is open. */
export function rowOf(rule: ThreatRule, threats: Iterable<Threat>): RankedRow | undefined {
  const sorted = [...threats].sort(compareThreats);
  const [worst] = sorted;
  if (worst === undefined) return undefined;
  return {
    update: {
      rule: rule.id,
      name: rule.entry.name,
      stride: rule.entry.stride,
      techniques: rule.entry.attack,
      severity: worst.risk.severity,
      score: worst.risk.score,
      threats: sorted.map(({ key }) => key),
    },
    open: sorted.filter(({ status }) => isOpen(status)).length,
    likelihood: worst.risk.likelihood,
  };
}

/**
 * The order in which an expert would say them: what is open before what is closed or decided; the worst first; of equals
 * what is likelier, then what is wrong in fewer places, since it is the more particular finding.
 */
export function compareRows(a: RankedRow, b: RankedRow): number {
  return (
    Number(b.open > 0) - Number(a.open > 0) ||
    b.update.score - a.update.score ||
    b.likelihood - a.likelihood ||
    a.update.threats.length - b.update.threats.length ||
    (a.update.rule < b.update.rule ? -1 : 1)
  );
}
