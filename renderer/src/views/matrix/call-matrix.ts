import { type Catalog, isA } from '../../../../shared/catalog/catalog';
import type { BoundaryId, ElementId, PropertyName, TypeId } from '../../../../shared/model/ids';
import type { Flow } from '../../../../shared/model/schema';
import { displayName, enclosing, ownProperty, type ThreatModel } from '../../../../shared/model/threat-model';

export const CALLS_COMPLETE = 'callsComplete' as PropertyName;

/** What is known of one pair. A person's tick, what the files declare, a guess by name, no (said of the pair or of its whole row), or nothing. */
export type Mark = 'self' | 'said' | 'declared' | 'suggested' | 'no' | 'unsaid';

/** One caller with its cells, in the order of the columns. */
export interface Row {
  readonly id: ElementId;
  readonly cells: readonly Mark[];
  /** How many of the columns it calls. */
  readonly calls: number;
  /** All calls of this caller are said. */
  readonly done: boolean;
}

/** Who calls whom in one boundary. */
export interface CallMatrix {
  readonly boundary: BoundaryId;
  readonly members: readonly ElementId[];
  readonly rows: readonly Row[];
  /** A person said that all calls of the boundary are drawn. */
  readonly complete: boolean;
  readonly counts: Readonly<Record<Exclude<Mark, 'self'>, number>>;
}

/** A pair of elements as a key: no id holds a space. */
const pairKey = (from: ElementId, to: ElementId): string => `${from} ${to}`;

/** The boundaries that can be asked about: namespaces with two elements at least, else any boundary that has so many. */
export function askable(model: ThreatModel, catalog: Catalog | undefined): readonly BoundaryId[] {
  const size = new Map<BoundaryId, number>();
  for (const element of model.elements.values())
    for (const boundary of enclosing(model, element.in).slice(0, 1)) size.set(boundary, (size.get(boundary) ?? 0) + 1);
  const enough = [...model.boundaries.keys()].filter((id) => (size.get(id) ?? 0) > 1);
  const namespaces = enough.filter(
    (id) => catalog !== undefined && isA(catalog, model.boundaries.get(id)?.type, 'kubernetes/namespace' as TypeId),
  );
  return (namespaces.length > 0 ? namespaces : enough).sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0));
}

const asWords = (id: string): readonly string[] =>
  id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');

/** True if a name suggests the call: a data store that is called after its caller (`orders` and `orders-db`). Never taken by itself. */
function suggests(model: ThreatModel, catalog: Catalog | undefined, from: ElementId, to: ElementId): boolean {
  const target = model.elements.get(to);
  if (target === undefined || catalog === undefined || !isA(catalog, target.type, 'data' as TypeId)) return false;
  const [caller, store] = [
    asWords(displayName(model, from))
      .map((word) => word.replace(/service$/, ''))
      .filter((word) => word !== ''),
    asWords(displayName(model, to)),
  ];
  return caller.length > 0 && store.length > caller.length && caller.every((word, index) => store[index] === word);
}

/** True if all calls of the element are said: of itself, or of a boundary around it. */
function isDone(model: ThreatModel, id: ElementId): boolean {
  const own = ownProperty(model, id, CALLS_COMPLETE);
  if (own !== undefined) return own === true;
  for (const boundary of enclosing(model, model.elements.get(id)?.in)) {
    const said = ownProperty(model, boundary, CALLS_COMPLETE);
    if (said !== undefined) return said === true;
  }
  return false;
}

/** The matrix of a boundary. */
export function callMatrix(model: ThreatModel, catalog: Catalog | undefined, boundary: BoundaryId): CallMatrix {
  const members = [...model.elements]
    .filter(
      ([, element]) => enclosing(model, element.in).includes(boundary) && element.outOfScope === undefined && element.vanished !== true,
    )
    .map(([id]) => id)
    .sort((a, b) => displayName(model, a).localeCompare(displayName(model, b), 'en'));
  const drawn = new Map<string, 'said' | 'declared'>();
  for (const { from, to, origin, vanished } of model.flows.values()) {
    if (vanished === true) continue;
    const key = pairKey(from, to);
    if (origin === undefined || !drawn.has(key)) drawn.set(key, origin === undefined ? 'said' : 'declared');
  }
  const counts = { said: 0, declared: 0, suggested: 0, no: 0, unsaid: 0 };
  const rows = members.map((from): Row => {
    const done = isDone(model, from);
    const denied = new Set<string>(model.elements.get(from)?.doesNotCall);
    const cells = members.map((to): Mark => {
      if (from === to) return 'self';
      const flow = drawn.get(pairKey(from, to));
      const mark = flow ?? (done || denied.has(to) ? 'no' : suggests(model, catalog, from, to) ? 'suggested' : 'unsaid');
      counts[mark] += 1;
      return mark;
    });
    return { id: from, cells, done, calls: cells.filter((mark) => mark === 'said' || mark === 'declared').length };
  });
  return { boundary, members, rows, counts, complete: ownProperty(model, boundary, CALLS_COMPLETE) === true };
}

/** What is likely of a call to an element, from the calls that it gets already: its protocol and port. */
export function likelyCall(model: ThreatModel, to: ElementId): Pick<Flow, 'protocol' | 'port'> {
  const known = [...model.flows.values()].find((flow) => flow.to === to && (flow.port !== undefined || flow.protocol !== undefined));
  return {
    ...(known?.protocol === undefined ? {} : { protocol: known.protocol }),
    ...(known?.port === undefined ? {} : { port: known.port }),
  };
}
