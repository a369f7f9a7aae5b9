import type { Condition } from '../catalog/condition';
import type { ElementId } from '../model/ids';
import { judge } from './evaluate';
import type { Facts, Reach } from './facts';
import type { Outlook, Truth } from './findings';
import type { Structure } from './structure';
import type { ElementThing, FlowThing, Thing } from './things';
import { FALSE, isUniform, truthIn, type Verdict, verdictOf } from './truth';

/** How an attacker gets to an element: in how many hops for sure, and in how many if what is not said turns out badly. */
interface Arrival {
  readonly sure: number;
  /** The last hop of the sure way; absent at a start. */
  readonly by?: FlowThing;
  readonly possible: number;
  /** The element where the doubt lies: a start that may be one, or one whose callers may not all be drawn. */
  readonly doubt?: ElementThing;
}

const never: Arrival = { sure: Infinity, possible: Infinity };

/** The elements that an attacker gets to, by id. Elements that he surely does not get to are absent. */
type Arrivals = ReadonlyMap<ElementId, Arrival>;

interface Start {
  readonly element: ElementThing;
  readonly verdict: Verdict;
}

/**
 * Where an attacker gets to along flows, from where its entry says that it starts: one breadth-first search over the
 * whole model for each outlook whose starts differ (mostly one in all).
 *
 * An element is *surely* reached along drawn flows from a sure start. It is *possibly* reached from a possible start, or
 * where its incoming calls are not known to be all drawn: then somebody may call it whom nobody has drawn.
 */
export class Reachability implements Reach {
  private readonly arrivals: Readonly<Record<Outlook, Arrivals>>;

  constructor(startsAt: Condition, structure: Structure, facts: Facts) {
    const starts: Start[] = [];
    const isStart = facts.fitted(startsAt);
    for (const element of structure.elements.values()) {
      const verdict = judge(isStart.at(element.situation), element, facts);
      if (verdict !== FALSE) starts.push({ element, verdict });
    }
    const under = (outlook: Outlook) => search(starts, outlook, structure, facts);
    const asIs = under('as-is');
    const same = starts.every(({ verdict }) => isUniform(verdict));
    this.arrivals = { 'as-is': asIs, 'as-planned': same ? asIs : under('as-planned'), undone: same ? asIs : under('undone') };
  }

  verdict(thing: Thing, hops: number): Verdict {
    const under = (outlook: Outlook) => truthOf(this.arrival(thing, outlook), hops);
    const asIs = under('as-is');
    if (this.arrivals['as-planned'] === this.arrivals['as-is']) return verdictOf({ 'as-is': asIs, 'as-planned': asIs, undone: asIs });
    return verdictOf({ 'as-is': asIs, 'as-planned': under('as-planned'), undone: under('undone') });
  }

  /** The flows along which the attacker gets to the thing for sure, first hop first; empty at a start or if there is no way. */
  path(thing: Thing, outlook: Outlook): readonly FlowThing[] {
    const path: FlowThing[] = [];
    let at = thing.kind === 'flow' ? thing.from : this.nearest(thing, outlook);
    if (thing.kind === 'flow') path.push(thing);
    for (let by = at && this.arrivals[outlook].get(at.id)?.by; by !== undefined; by = this.arrivals[outlook].get(at.id)?.by) {
      path.push(by);
      at = by.from;
    }
    return path.reverse();
  }

  /** The element whose start or callers would have to be known to say whether the attacker gets to the thing. */
  doubt(thing: Thing, outlook: Outlook): ElementThing | undefined {
    return this.arrival(thing, outlook).doubt;
  }

  /** Hops to every element that is or may be reached: what two searches are compared by. */
  distances(outlook: Outlook): ReadonlyMap<ElementId, Pick<Arrival, 'sure' | 'possible' | 'doubt'>> {
    return this.arrivals[outlook];
  }

  /** A flow is one hop beyond its caller; a boundary is reached with the first element inside. */
  private arrival(thing: Thing, outlook: Outlook): Arrival {
    switch (thing.kind) {
      case 'element':
        return this.arrivals[outlook].get(thing.id) ?? never;
      case 'flow': {
        const caller = this.arrivals[outlook].get(thing.from.id) ?? never;
        return { ...caller, sure: caller.sure + 1, possible: caller.possible + 1 };
      }
      case 'boundary': {
        const nearest = this.nearest(thing, outlook);
        return (nearest && this.arrivals[outlook].get(nearest.id)) ?? never;
      }
      case 'asset':
      case 'model':
        return never;
    }
  }

  private nearest(thing: Thing, outlook: Outlook): ElementThing | undefined {
    if (thing.kind === 'element') return thing;
    if (thing.kind !== 'boundary') return undefined;
    let nearest: ElementThing | undefined;
    let best = never;
    for (const element of thing.inside) {
      const arrival = this.arrivals[outlook].get(element.id) ?? never;
      if (arrival.sure < best.sure || (arrival.sure === best.sure && arrival.possible < best.possible))
        [nearest, best] = [element, arrival];
    }
    return nearest;
  }
}

function truthOf({ sure, possible }: Arrival, hops: number): Truth {
  // An attacker that gets nowhere is no number of hops away.
  if (sure !== Infinity && sure <= hops) return 'true';
  return possible !== Infinity && possible <= hops ? 'unknown' : 'false';
}

/** Both searches, the sure and the possible one, breadth first. */
function search(starts: readonly Start[], outlook: Outlook, structure: Structure, facts: Facts): Arrivals {
  const arrivals = new Map<ElementId, Arrival>();
  if (starts.every(({ verdict }) => truthIn(verdict, outlook) === 'false')) return arrivals;

  const queue: ElementThing[] = [];
  for (const { element, verdict } of starts) {
    if (truthIn(verdict, outlook) !== 'true') continue;
    arrivals.set(element.id, { sure: 0, possible: 0 });
    queue.push(element);
  }
  for (const element of queue) {
    const { sure } = arrivals.get(element.id) ?? never;
    for (const flow of element.outgoing) {
      if (arrivals.has(flow.to.id)) continue;
      arrivals.set(flow.to.id, { sure: sure + 1, possible: sure + 1, by: flow });
      queue.push(flow.to);
    }
  }

  // The possible ways start where a start is in doubt (0 hops) and where callers may be missing (1 hop), in that order.
  const possible: ElementThing[] = [];
  const doubt = (element: ElementThing, hops: number) => {
    if (arrivals.has(element.id)) return;
    arrivals.set(element.id, { sure: Infinity, possible: hops, doubt: element });
    possible.push(element);
  };
  for (const { element, verdict } of starts) if (truthIn(verdict, outlook) === 'unknown') doubt(element, 0);
  for (const element of structure.elements.values()) if (truthIn(facts.callsComplete(element), outlook) !== 'true') doubt(element, 1);
  for (const element of possible) {
    const arrival = arrivals.get(element.id) ?? never;
    for (const flow of element.outgoing) {
      if (arrivals.has(flow.to.id)) continue;
      arrivals.set(flow.to.id, { ...arrival, possible: arrival.possible + 1 });
      possible.push(flow.to);
    }
  }
  return arrivals;
}
