import type { Analysis, ControlOffer, Explanation, Threat } from '../analysis/findings';
import type { Catalog } from '../catalog/catalog';
import { type Phase, phase as phaseSchema } from '../catalog/schema';
import { type MitigationKey, mitigationKeyOf, type SubjectId, splitKey, type ThreatKey } from '../model/ids';
import type { Mitigation } from '../model/schema';
import { subjectOf, type ThreatModel } from '../model/threat-model';

/** The four phases of a cloud-native life cycle, in their order. */
export const PHASES: readonly Phase[] = phaseSchema.options;

/** A control on a subject: adopted, or on offer because it would close something that is open. */
export interface PlanEntry {
  readonly control: string;
  readonly on: SubjectId;
  readonly phase: Phase;
  /** What a person said of it; absent where it is only on offer. */
  readonly mitigation?: Mitigation;
  /** Threats that are closed because it is in place. */
  readonly closes: readonly ThreatKey[];
  /** Threats that close when it is in place: planned, proposed or on offer. */
  readonly wouldClose: readonly ThreatKey[];
  /** True if the thing it is adopted on is no longer in the model. */
  readonly stale: boolean;
}

/** The mitigation plan: what is adopted and what is on offer, by phase, with what each closes. */
export interface Plan {
  readonly phases: readonly { readonly phase: Phase; readonly entries: readonly PlanEntry[] }[];
  /** Open threats for which neither an adopted control nor an offer is known. */
  readonly without: readonly ThreatKey[];
}

/** Who explains threats: the analysis session, or whatever stands for it. */
export interface Explains {
  explain(key: ThreatKey): Explanation | undefined;
}

const isOpen = (threat: Threat) => threat.status.state === 'open' || threat.status.state === 'closes-with-plan' || (threat.status.state === 'decided' && threat.status.expired);

/** How much an adopted control counts against one on offer: what people decided stands first. */
const rank = (entry: PlanEntry): number => (entry.mitigation === undefined ? 1 : entry.mitigation.status === 'rejected' ? 2 : 0);

function adopted(model: ThreatModel, catalog: Catalog, analysis: Analysis, offers: ReadonlyMap<MitigationKey, ControlOffer>): readonly PlanEntry[] {
  const closing = new Map<string, { closes: ThreatKey[]; wouldClose: ThreatKey[] }>();
  for (const { key, status } of analysis.threats) {
    if (status.state !== 'closed' && status.state !== 'closes-with-plan') continue;
    for (const by of status.by) {
      const entry = closing.get(by) ?? { closes: [], wouldClose: [] };
      (status.state === 'closed' ? entry.closes : entry.wouldClose).push(key);
      closing.set(by, entry);
    }
  }
  return [...model.mitigations].flatMap(([key, mitigation]): PlanEntry[] => {
    const parts = splitKey(key);
    if (parts === undefined) return [];
    const on = parts.subject as SubjectId; // the key's grammar is the id's
    const { closes, wouldClose } = closing.get(key) ?? { closes: [], wouldClose: [] };
    return [
      {
        control: parts.what,
        on,
        phase: catalog.controls.get(parts.what)?.phase ?? 'runtime',
        mitigation,
        closes,
        wouldClose: wouldClose.length > 0 || mitigation.status === 'in-place' || mitigation.status === 'verified' ? wouldClose : (offers.get(key)?.closes ?? []),
        stale: subjectOf(model, on) === undefined,
      },
    ];
  });
}

/** Every control that would close an open threat, on the place that the analysis proposes, once. */
export function offersFor(analysis: Analysis, session: Explains): readonly ControlOffer[] {
  const offers = new Map<MitigationKey, ControlOffer>();
  const covered = new Set<ThreatKey>();
  for (const threat of analysis.threats) {
    // Threats of one rule that one offer closes together need not be explained one by one.
    if (!isOpen(threat) || covered.has(threat.key)) continue;
    for (const offer of session.explain(threat.key)?.controls ?? []) {
      offers.set(mitigationKeyOf(offer.control, offer.on), offer);
      for (const closed of offer.closes) covered.add(closed);
    }
  }
  return [...offers.values()];
}

/**
 * The plan of a model: its adopted controls with what they close, then the controls on offer, by phase; within a phase
 * the ones that close most first.
 */
export function planOf(model: ThreatModel, catalog: Catalog, analysis: Analysis, offers: readonly ControlOffer[]): Plan {
  const byKey = new Map(offers.map((offer) => [mitigationKeyOf(offer.control, offer.on), offer]));
  const offered = [...byKey].filter(([key]) => !model.mitigations.has(key)).map(([, offer]): PlanEntry => ({
    control: offer.control,
    on: offer.on,
    phase: offer.phase,
    closes: [],
    wouldClose: offer.closes,
    stale: false,
  }));
  const entries = [...adopted(model, catalog, analysis, byKey), ...offered];
  const weight = (entry: PlanEntry) => entry.closes.length + entry.wouldClose.length;
  const order = (a: PlanEntry, b: PlanEntry) => rank(a) - rank(b) || weight(b) - weight(a) || (`${a.control}@${a.on}` < `${b.control}@${b.on}` ? -1 : 1);
  const reached = new Set(entries.flatMap(({ closes, wouldClose }) => [...closes, ...wouldClose]));
  return {
    phases: PHASES.map((phase) => ({ phase, entries: entries.filter((entry) => entry.phase === phase).sort(order) })),
    without: analysis.threats.filter((threat) => isOpen(threat) && !reached.has(threat.key)).map(({ key }) => key),
  };
}

/** The threats that a control closes, or would close, on a subject: what a policy file is named with. */
export function closedBy(plan: Plan, control: string, on: SubjectId): readonly ThreatKey[] {
  const entry = plan.phases.flatMap(({ entries }) => entries).find((each) => each.control === control && each.on === on);
  return entry === undefined ? [] : [...entry.closes, ...entry.wouldClose];
}
