import type { MitigationKey } from '../model/ids';
import { type Adoption, inForce } from './adoption';
import { adoptedAspect } from './aspects';
import { type Decided, isExpired } from './decisions';
import type { Outlook, Threat, ThreatStatus } from './findings';
import type { ThreatRule } from './rulebook';
import type { Thing } from './things';
import { holdsIn, type Verdict } from './truth';
import type { World } from './world';

/** True if the threat counts as open: nothing in force closes it, and no decision that still holds settles it. */
export function isOpen(status: ThreatStatus): boolean {
  switch (status.state) {
    case 'open':
    case 'closes-with-plan':
      return true;
    case 'closed':
      return false;
    case 'decided':
      return status.expired;
  }
}

/** The same of a threat, to filter by. */
export const isOpenThreat = ({ status }: Pick<Threat, 'status'>): boolean => isOpen(status);

const OPEN: ThreatStatus = { state: 'open' };

/**
 * The state of a rule's finding under an outlook; undefined if there is nothing to show. A finding that holds is
 * decided, closes with the plan, or is open; one that would hold if nothing were done is closed, and by which controls.
 * @param visible the outlooks under which the finding holds and nothing stronger silences it
 */
export function statusOf(
  found: { readonly rule: ThreatRule; readonly thing: Thing; readonly verdict: Verdict; readonly visible: Verdict },
  outlook: Outlook,
  context: { readonly world: World; readonly decided: Decided | undefined; readonly today: string; readonly closers: Closers },
): ThreatStatus | undefined {
  const { rule, thing, verdict, visible } = found;
  const { decided, today, closers } = context;
  if (holdsIn(visible, outlook)) {
    if (decided?.decision.status !== undefined) {
      return { state: 'decided', decision: decided.decision, key: decided.key, expired: isExpired(decided.decision, today) };
    }
    if (outlook !== 'as-is' || holdsIn(verdict, 'as-planned')) return OPEN;
    const by = closers.of(rule, thing, 'as-is', 'as-planned');
    return by.length === 0 ? OPEN : { state: 'closes-with-plan', by };
  }
  if (holdsIn(verdict, outlook) || !holdsIn(visible, 'undone')) return undefined;
  return { state: 'closed', by: closers.of(rule, thing, 'undone', outlook) };
}

/** Finds which of the adopted controls close a finding. Holds what-if worlds, so it lives as long as one world. */
export class Closers {
  private readonly world: World;
  private readonly worlds = new Map<string, World>();

  constructor(world: World) {
    this.world = world;
  }

  /**
   * The controls that are in force under `to` but not under `from` and that close what holds under `from`: each that
   * does so alone, else a smallest set that does so together. By key, in order.
   */
  of(rule: ThreatRule, thing: Thing, from: Outlook, to: Outlook): readonly MitigationKey[] {
    const candidates = this.world.adoptions
      .filter((adoption) => inForce(adoption.status, to) && !inForce(adoption.status, from) && sets(adoption, rule))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const closes = (some: readonly Adoption[]) => this.closes(some, rule, thing, from);
    const keys = (some: readonly Adoption[]) => some.map(({ key }) => key);
    if (candidates.length < 2) return keys(candidates);
    const alone = candidates.filter((candidate) => closes([candidate]));
    if (alone.length > 0) return keys(alone);
    return keys(
      candidates.reduce((needed, candidate) => {
        const without = needed.filter((other) => other !== candidate);
        return closes(without) ? without : needed;
      }, candidates),
    );
  }

  private closes(some: readonly Adoption[], rule: ThreatRule, thing: Thing, from: Outlook): boolean {
    const name = [from, ...some.map(({ key }) => key)].join(' ');
    const before = this.world.adoptions.filter(({ status }) => inForce(status, from));
    const world = this.worlds.get(name) ?? this.world.vary({ adoptions: [...before, ...some] });
    this.worlds.set(name, world);
    // As planned, both what is in force and what is planned is.
    return world.truth(rule.when, thing, 'as-planned') !== 'true';
  }
}

/** True if the control changes something that the rule reads, somewhere. */
function sets({ control }: Adoption, rule: ThreatRule): boolean {
  return (
    rule.aspects.has(adoptedAspect(control.id)) ||
    control.effects.some((effect) => Object.keys(effect.sets).some((property) => rule.aspects.has(property)))
  );
}
