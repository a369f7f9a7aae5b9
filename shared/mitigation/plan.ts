import type { Analysis, ControlOffer, Explanation } from '../analysis/findings';
import { isOpen } from '../analysis/status';
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

/** How much an adopted control counts against one on offer: what people decided stands first. */
const rank = (entry: PlanEntry): number => (entry.mitigation === undefined ? 1 : entry.mitigation.status === 'rejected' ? 2 : 0);

function adopted(
  model: ThreatModel,
  catalog: Catalog,
  analysis: Analysis,
  offers: ReadonlyMap<MitigationKey, ControlOffer>,
): readonly PlanEntry[] {
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
        wouldClose:
          wouldClose.length > 0 || mitigation.status === 'in-place' || mitigation.status === 'verified'
            ? wouldClose
            : (offers.get(key)?.closes ?? []),
        stale: subjectOf(model, on) === undefined,
      },
    ];
  });
}

/**
 * Every control that would close an open threat, on the place that the analysis proposes, once. Explaining many threats takes
 * a while, so that this yields how much of it is done, 0 to 1, between them.
 */
export function* offers(analysis: Analysis, session: Explains): Generator<number, readonly ControlOffer[]> {
  const found = new Map<MitigationKey, ControlOffer>();
  const covered = new Set<ThreatKey>();
  for (const [index, threat] of analysis.threats.entries()) {
    // Threats of one rule that one offer closes together need not be explained one by one.
    if (!isOpen(threat.status) || covered.has(threat.key)) continue;
    for (const offer of session.explain(threat.key)?.controls ?? []) {
      found.set(mitigationKeyOf(offer.control, offer.on), offer);
      for (const closed of offer.closes) covered.add(closed);
    }
    yield (index + 1) / analysis.threats.length;
  }
  return [...found.values()];
}

/** The same in one go. */
export function offersFor(analysis: Analysis, session: Explains): readonly ControlOffer[] {
  const run = offers(analysis, session);
  for (let step = run.next(); ; step = run.next()) if (step.done === true) return step.value;
}

/**
 * The plan of a model: its adopted controls with what they close, then the controls on offer, by phase; within a phase
 * the ones that close most first.
 */
export function planOf(model: ThreatModel, catalog: Catalog, analysis: Analysis, offered: readonly ControlOffer[]): Plan {
  const byKey = new Map(offered.map((offer) => [mitigationKeyOf(offer.control, offer.on), offer]));
  const onOffer = [...byKey]
    .filter(([key]) => !model.mitigations.has(key))
    .map(([, offer]): PlanEntry => ({
      control: offer.control,
      on: offer.on,
      phase: offer.phase,
      closes: [],
      wouldClose: offer.closes,
      stale: false,
    }));
  const entries = [...adopted(model, catalog, analysis, byKey), ...onOffer];
  const weight = (entry: PlanEntry) => entry.closes.length + entry.wouldClose.length;
  const order = (a: PlanEntry, b: PlanEntry) =>
    rank(a) - rank(b) || weight(b) - weight(a) || (`${a.control}@${a.on}` < `${b.control}@${b.on}` ? -1 : 1);
  const reached = new Set(entries.flatMap(({ closes, wouldClose }) => [...closes, ...wouldClose]));
  return {
    phases: PHASES.map((phase) => ({ phase, entries: entries.filter((entry) => entry.phase === phase).sort(order) })),
    without: analysis.threats.filter((threat) => isOpen(threat.status) && !reached.has(threat.key)).map(({ key }) => key),
  };
}

/** The threats that a control closes, or would close, on a subject: what a policy file is named with. */
export function closedBy(plan: Plan, control: string, on: SubjectId): readonly ThreatKey[] {
  const entry = plan.phases.flatMap(({ entries }) => entries).find((each) => each.control === control && each.on === on);
  return entry === undefined ? [] : [...entry.closes, ...entry.wouldClose];
}
