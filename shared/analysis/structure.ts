import type { Catalog } from '../catalog/catalog';
import type { AssetId, BoundaryId, ElementId, FlowId, TypeId } from '../model/ids';
import { MODEL_SUBJECT } from '../model/ids';
import type { Asset, Boundary, Element, Flow } from '../model/schema';
import type { Header, ThreatModel } from '../model/threat-model';

/** The types of things that have none. */
const NO_TYPES: ReadonlySet<TypeId> = new Set();

/** An element with what stands around it and what it talks to. */
export interface ElementThing {
  readonly kind: 'element';
  readonly id: ElementId;
  /** Replaced in place when an edit leaves the structure as it was; see {@link Structure.refresh}. */
  entry: Element;
  /** Its role and way of running, with everything that these inherit from. */
  readonly types: ReadonlySet<TypeId>;
  /** The boundaries around it, nearest first. */
  readonly around: readonly BoundaryThing[];
  readonly incoming: readonly FlowThing[];
  readonly outgoing: readonly FlowThing[];
}

/** A flow with its ends and the lines that it crosses. */
export interface FlowThing {
  readonly kind: 'flow';
  readonly id: FlowId;
  entry: Flow;
  readonly types: ReadonlySet<TypeId>;
  /** The boundaries around both ends, nearest first. */
  readonly around: readonly BoundaryThing[];
  /** The boundaries around `to` but not `from`, and the reverse, innermost first. */
  readonly entered: readonly BoundaryThing[];
  readonly left: readonly BoundaryThing[];
  readonly from: ElementThing;
  readonly to: ElementThing;
}

/** A boundary with everything inside. */
export interface BoundaryThing {
  readonly kind: 'boundary';
  readonly id: BoundaryId;
  entry: Boundary;
  readonly types: ReadonlySet<TypeId>;
  /** The boundaries around it, nearest first; never itself. */
  readonly around: readonly BoundaryThing[];
  /** The elements inside, at any depth. */
  readonly inside: readonly ElementThing[];
  /** The boundaries inside, at any depth. */
  readonly boundaries: readonly BoundaryThing[];
  /** Flows with both ends inside. */
  readonly within: readonly FlowThing[];
  /** Flows that enter and leave it. */
  readonly incoming: readonly FlowThing[];
  readonly outgoing: readonly FlowThing[];
}

/** An asset with where it is. */
export interface AssetThing {
  readonly kind: 'asset';
  readonly id: AssetId;
  entry: Asset;
  readonly types: ReadonlySet<TypeId>;
  readonly around: readonly BoundaryThing[];
}

/** The model as a whole. */
interface ModelThing {
  readonly kind: 'model';
  readonly id: typeof MODEL_SUBJECT;
  entry: Header;
  readonly types: ReadonlySet<TypeId>;
  readonly around: readonly BoundaryThing[];
}

/** Anything that a rule can be about, with the neighbours that its conditions look at. */
export type Thing = ElementThing | FlowThing | BoundaryThing | AssetThing | ModelThing;

/** Things under construction: what points at them is pushed as it is found. */
interface GrowingBoundary extends BoundaryThing {
  readonly around: GrowingBoundary[];
  readonly inside: ElementThing[];
  readonly boundaries: BoundaryThing[];
  readonly within: FlowThing[];
  readonly incoming: FlowThing[];
  readonly outgoing: FlowThing[];
}
interface GrowingElement extends ElementThing {
  readonly around: readonly GrowingBoundary[];
  readonly incoming: FlowThing[];
  readonly outgoing: FlowThing[];
}

const NOWHERE: readonly GrowingBoundary[] = [];

/** Which boundaries two places share and which lines lie between them. */
interface Way {
  readonly around: readonly GrowingBoundary[];
  readonly entered: readonly GrowingBoundary[];
  readonly left: readonly GrowingBoundary[];
}

function wayBetween(from: readonly GrowingBoundary[], to: readonly GrowingBoundary[]): Way {
  let shared = 0;
  while (shared < from.length && shared < to.length && from[from.length - 1 - shared] === to[to.length - 1 - shared]) shared += 1;
  return { around: from.slice(from.length - shared), left: from.slice(0, from.length - shared), entered: to.slice(0, to.length - shared) };
}

/**
 * The model as a graph of things: who stands where, which flows meet whom; every list in the order of ids. Entries that
 * refer to what is not there are left out; a circle of boundaries is cut where it closes.
 */
export class Structure {
  readonly elements: ReadonlyMap<ElementId, ElementThing>;
  readonly flows: ReadonlyMap<FlowId, FlowThing>;
  readonly boundaries: ReadonlyMap<BoundaryId, BoundaryThing>;
  readonly assets: ReadonlyMap<AssetId, AssetThing>;
  readonly model: ModelThing;
  /** Everything by id, the model first. */
  readonly things: ReadonlyMap<string, Thing>;

  constructor(model: ThreatModel, catalog: Catalog) {
    const types = typeIndex(catalog);
    this.model = { kind: 'model', id: MODEL_SUBJECT, entry: model.header, types: NO_TYPES, around: NOWHERE };
    this.assets = new Map(inOrder(model.assets).map(([id, entry]) => [id, { kind: 'asset', id, entry, types: NO_TYPES, around: NOWHERE }]));
    const boundaries = buildBoundaries(model, types);
    const elements = buildElements(model, types, boundaries);
    this.flows = buildFlows(model, elements);
    this.boundaries = boundaries;
    this.elements = elements;
    const things = new Map<string, Thing>([[MODEL_SUBJECT, this.model]]);
    for (const section of [boundaries, elements, this.flows, this.assets])
      for (const thing of section.values()) things.set(thing.id, thing);
    this.things = things;
  }

  /** The thing of an id; undefined if the model has no such thing. */
  thing(id: string): Thing | undefined {
    return this.things.get(id);
  }

  /** Takes over an entry whose place, types and ends are as before. */
  refresh(id: string, model: ThreatModel): void {
    const thing = this.thing(id);
    switch (thing?.kind) {
      case undefined:
        return;
      case 'element':
        thing.entry = model.elements.get(thing.id) ?? thing.entry;
        return;
      case 'flow':
        thing.entry = model.flows.get(thing.id) ?? thing.entry;
        return;
      case 'boundary':
        thing.entry = model.boundaries.get(thing.id) ?? thing.entry;
        return;
      case 'asset':
        thing.entry = model.assets.get(thing.id) ?? thing.entry;
        return;
      case 'model':
        thing.entry = model.header;
        return;
    }
  }
}

/** Entries by id, so that no result depends on the order in which a file lists them. */
function inOrder<K extends string, V>(entries: ReadonlyMap<K, V>): readonly (readonly [K, V])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The types of a role and a way of running, one set for each combination. */
function typeIndex(catalog: Catalog): (type: TypeId, runsAs?: TypeId) => ReadonlySet<TypeId> {
  const known = new Map<string, ReadonlySet<TypeId>>();
  const lineage = (type: TypeId): Iterable<TypeId> => catalog.ancestors.get(type) ?? [type];
  return (type, runsAs) => {
    const key = runsAs === undefined ? type : `${type} ${runsAs}`;
    let types = known.get(key);
    if (types === undefined)
      known.set(key, (types = new Set(runsAs === undefined ? lineage(type) : [...lineage(type), ...lineage(runsAs)])));
    return types;
  };
}

type TypesOf = ReturnType<typeof typeIndex>;

function buildBoundaries(model: ThreatModel, types: TypesOf): Map<BoundaryId, GrowingBoundary> {
  const built = new Map<BoundaryId, GrowingBoundary>();
  for (const [id, entry] of inOrder(model.boundaries)) {
    built.set(id, {
      kind: 'boundary',
      id,
      entry,
      types: types(entry.type),
      around: [],
      inside: [],
      boundaries: [],
      within: [],
      incoming: [],
      outgoing: [],
    });
  }
  for (const thing of built.values()) {
    for (let at = thing.entry.in; at !== undefined;) {
      const outer = built.get(at);
      if (outer === undefined || outer === thing || thing.around.includes(outer)) break;
      thing.around.push(outer);
      outer.boundaries.push(thing);
      at = outer.entry.in;
    }
  }
  return built;
}

function buildElements(
  model: ThreatModel,
  types: TypesOf,
  boundaries: ReadonlyMap<BoundaryId, GrowingBoundary>,
): Map<ElementId, GrowingElement> {
  const built = new Map<ElementId, GrowingElement>();
  const chains = new Map<BoundaryThing, readonly GrowingBoundary[]>();
  const chainOf = (place: GrowingBoundary): readonly GrowingBoundary[] => {
    let chain = chains.get(place);
    if (chain === undefined) chains.set(place, (chain = [place, ...place.around]));
    return chain;
  };
  for (const [id, entry] of inOrder(model.elements)) {
    const place = entry.in === undefined ? undefined : boundaries.get(entry.in);
    const around = place === undefined ? NOWHERE : chainOf(place);
    const thing: GrowingElement = {
      kind: 'element',
      id,
      entry,
      types: types(entry.type, entry.runsAs),
      around,
      incoming: [],
      outgoing: [],
    };
    built.set(id, thing);
    for (const boundary of around) boundary.inside.push(thing);
  }
  return built;
}

function buildFlows(model: ThreatModel, elements: ReadonlyMap<ElementId, GrowingElement>): Map<FlowId, FlowThing> {
  const built = new Map<FlowId, FlowThing>();
  // Flows between the same two places share what lies between them.
  const ways = new Map<readonly GrowingBoundary[], Map<readonly GrowingBoundary[], Way>>();
  const wayOf = (from: readonly GrowingBoundary[], to: readonly GrowingBoundary[]): Way => {
    let starting = ways.get(from);
    if (starting === undefined) ways.set(from, (starting = new Map<readonly GrowingBoundary[], Way>()));
    let way = starting.get(to);
    if (way === undefined) starting.set(to, (way = wayBetween(from, to)));
    return way;
  };
  for (const [id, entry] of inOrder(model.flows)) {
    const from = elements.get(entry.from);
    const to = elements.get(entry.to);
    if (from === undefined || to === undefined) continue;
    const { around, entered, left } = wayOf(from.around, to.around);
    const flow: FlowThing = { kind: 'flow', id, entry, types: NO_TYPES, from, to, around, entered, left };
    built.set(id, flow);
    from.outgoing.push(flow);
    to.incoming.push(flow);
    for (const boundary of around) boundary.within.push(flow);
    for (const boundary of entered) boundary.incoming.push(flow);
    for (const boundary of left) boundary.outgoing.push(flow);
  }
  return built;
}

/** True if the thing is analysed: neither it nor anything around it is out of scope, and not both ends of a flow are. */
export function inScope(thing: Thing): boolean {
  switch (thing.kind) {
    case 'element':
    case 'boundary':
      return thing.entry.outOfScope === undefined && thing.around.every((boundary) => boundary.entry.outOfScope === undefined);
    case 'flow':
      return thing.entry.outOfScope === undefined && (inScope(thing.from) || inScope(thing.to));
    case 'asset':
    case 'model':
      return true;
  }
}

/** The flows that touch a thing: those of an element, those with an end inside a boundary, a flow itself. */
export function flowsAt(thing: Thing): readonly FlowThing[] {
  switch (thing.kind) {
    case 'element':
      return [...thing.incoming, ...thing.outgoing];
    case 'boundary':
      return [...thing.within, ...thing.incoming, ...thing.outgoing];
    case 'flow':
      return [thing];
    case 'asset':
    case 'model':
      return [];
  }
}
