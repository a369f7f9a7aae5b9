import type { Severity, Threat } from '../../../../shared/analysis/findings';
import type { Phase } from '../../../../shared/catalog/schema';
import type { Plan, PlanEntry } from '../../../../shared/mitigation/plan';
import { type MitigationKey, mitigationKeyOf, type ThreatKey } from '../../../../shared/model/ids';
import { severityCounts } from '../threats/threat-list';

/** A control as a card. One that is only on offer is one card, whatever the number of places that it is offered for. */
export interface Card {
  readonly key: MitigationKey;
  readonly entry: PlanEntry;
  /** Other places where the same control is on offer, the ones that close most first. */
  readonly others: readonly PlanEntry[];
}

/** The cards of one phase. */
export interface Column {
  readonly phase: Phase;
  readonly cards: readonly Card[];
}

export const keyOf = (entry: Pick<PlanEntry, 'control' | 'on'>): MitigationKey => mitigationKeyOf(entry.control, entry.on);

const effect = ({ closes, wouldClose }: PlanEntry): number => closes.length + wouldClose.length;

/** The plan as columns of cards. */
export function boardOf(plan: Plan): readonly Column[] {
  const adopted = plan.phases.flatMap(({ entries }) =>
    entries.filter(({ mitigation }) => mitigation !== undefined && mitigation.status !== 'rejected'),
  );
  /** What is planned somewhere is not offered elsewhere for the same threats. */
  const isPlannedAnyway = (offer: PlanEntry): boolean =>
    adopted.some(({ control, wouldClose }) => control === offer.control && offer.wouldClose.every((key) => wouldClose.includes(key)));
  return plan.phases.map(({ phase, entries }) => {
    const cards: Card[] = [];
    const onOffer = new Map<string, PlanEntry[]>();
    for (const entry of entries) {
      if (entry.mitigation !== undefined) cards.push({ key: keyOf(entry), entry, others: [] });
      else if (!isPlannedAnyway(entry)) onOffer.set(entry.control, [...(onOffer.get(entry.control) ?? []), entry]);
    }
    for (const places of onOffer.values()) {
      const [entry, ...others] = places.sort((a, b) => effect(b) - effect(a));
      if (entry !== undefined) cards.push({ key: keyOf(entry), entry, others });
    }
    return { phase, cards };
  });
}

/** The card that a key, or a control's id alone, names. */
export function cardOf(columns: readonly Column[], key: string | undefined): Card | undefined {
  if (key === undefined) return undefined;
  const cards = columns.flatMap((column) => column.cards);
  return (
    cards.find((card) => card.key === key || card.others.some((other) => keyOf(other) === key)) ??
    cards.find(({ entry }) => entry.control === key)
  );
}

/** How many threats of each severity some keys stand for, worst first. Keys of threats that are gone do not count. */
export function severitiesOf(
  keys: readonly ThreatKey[],
  threats: ReadonlyMap<ThreatKey, Threat>,
): readonly (readonly [Severity, number])[] {
  return severityCounts(keys.flatMap((key) => threats.get(key) ?? []));
}

/** A rule whose threats stay open as planned, and the offer that closes most of them. */
export interface StillOpen {
  readonly rule: string;
  readonly threats: readonly Threat[];
  readonly offer: PlanEntry | undefined;
}

/** What stays open even when everything planned is done: by rule, most urgent first. */
export function stillOpen(threats: readonly Threat[], plan: Plan): readonly StillOpen[] {
  const byRule = new Map<string, Threat[]>();
  for (const threat of threats)
    if (threat.status.state === 'open' || (threat.status.state === 'decided' && threat.status.expired))
      byRule.set(threat.rule, [...(byRule.get(threat.rule) ?? []), threat]);
  const entries = plan.phases
    .flatMap((phase) => phase.entries)
    .filter(({ mitigation }) => mitigation === undefined || mitigation.status === 'proposed');
  const worst = (some: readonly Threat[]): number => Math.max(...some.map(({ risk }) => risk.score));
  return [...byRule]
    .sort(([, a], [, c]) => worst(c) - worst(a))
    .map(([rule, open]) => {
      const keys = new Set(open.map(({ key }) => key));
      const helps = entries
        .map((entry) => ({ entry, closes: entry.wouldClose.filter((key) => keys.has(key)).length }))
        .filter(({ closes }) => closes > 0);
      const best = helps.reduce<(typeof helps)[number] | undefined>((a, b) => (a === undefined || b.closes > a.closes ? b : a), undefined);
      return { rule, threats: open, offer: best?.entry };
    });
}
