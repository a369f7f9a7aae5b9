import type { Catalog } from '../catalog/catalog';
import type { Edit } from '../model/edit';
import { type AssetId, type BoundaryId, type ElementId, type FlowId, MODEL_SUBJECT } from '../model/ids';
import type { ThreatModel } from '../model/threat-model';
import { NO_TYPES, type Situations, situationsOf } from './situation';
import { keepsStructure } from './structural-change';
import type { AssetThing, BoundaryThing, ElementThing, FlowThing, ModelThing, Thing } from './things';

/** Things under construction: what points at them is put into their lists as it is found. */
interface GrowingBoundary extends BoundaryThing {
  situation: BoundaryThing['situation'];
  readonly around: GrowingBoundary[];
  readonly inside: ElementThing[];
  readonly boundaries: BoundaryThing[];
  readonly within: FlowThing[];
  readonly incoming: FlowThing[];
  readonly outgoing: FlowThing[];
  /** The boundary itself and those around it: one list for all that stands here. */
  readonly here: GrowingBoundary[];
}
interface GrowingElement extends ElementThing {
  readonly around: readonly GrowingBoundary[];
  readonly incoming: FlowThing[];
  readonly outgoing: FlowThing[];
}
interface GrowingFlow extends FlowThing {
  readonly from: GrowingElement;
  readonly to: GrowingElement;
  readonly around: readonly GrowingBoundary[];
  readonly entered: readonly GrowingBoundary[];
  readonly left: readonly GrowingBoundary[];
}

/** Which boundaries two places share and which lines lie between them. */
interface Way {
  readonly around: readonly GrowingBoundary[];
  readonly entered: readonly GrowingBoundary[];
  readonly left: readonly GrowingBoundary[];
}

const NOWHERE: readonly GrowingBoundary[] = [];

function wayBetween(from: readonly GrowingBoundary[], to: readonly GrowingBoundary[]): Way {
  let shared = 0;
  while (shared < from.length && shared < to.length && from[from.length - 1 - shared] === to[to.length - 1 - shared]) shared += 1;
  return { around: from.slice(from.length - shared), left: from.slice(0, from.length - shared), entered: to.slice(0, to.length - shared) };
}

/** An edit that changes more entries than this is followed by building anew: each costs about a thousandth of the whole. */
const MANY_CHANGES = 200;

/**
 * The model as a graph of things: who stands where, which flows meet whom; every list in the order of ids. Entries that
 * refer to what is not there are left out; a circle of boundaries is cut where it closes.
 */
export class Structure {
  readonly model: ModelThing;
  private readonly situations: Situations;
  private readonly allElements = new Map<ElementId, GrowingElement>();
  private readonly allFlows = new Map<FlowId, GrowingFlow>();
  private readonly allBoundaries: ReadonlyMap<BoundaryId, GrowingBoundary>;
  private readonly allAssets: ReadonlyMap<AssetId, AssetThing>;
  /** Everything, in no order. */
  private readonly byId = new Map<string, Thing>();
  /** Flows between the same two places share what lies between them. */
  private readonly ways = new Map<readonly GrowingBoundary[], Map<readonly GrowingBoundary[], Way>>();

  constructor(model: ThreatModel, catalog: Catalog) {
    this.situations = situationsOf(catalog);
    this.model = {
      kind: 'model',
      id: MODEL_SUBJECT,
      entry: model.header,
      types: NO_TYPES,
      situation: this.situations.at('model', NO_TYPES, NOWHERE),
      around: NOWHERE,
    };
    this.byId.set(MODEL_SUBJECT, this.model);
    const ofAsset = { kind: 'asset', types: NO_TYPES, situation: this.situations.at('asset', NO_TYPES, NOWHERE), around: NOWHERE } as const;
    this.allAssets = new Map(inOrder(model.assets).map(([id, entry]) => [id, { id, entry, ...ofAsset }]));
    this.allBoundaries = buildBoundaries(model, this.situations);
    for (const part of [this.allAssets, this.allBoundaries]) for (const thing of part.values()) this.byId.set(thing.id, thing);
    for (const [id] of inOrder(model.elements)) this.addElement(id, model);
    for (const [id] of inOrder(model.flows)) this.addFlow(id, model);
  }

  get elements(): ReadonlyMap<ElementId, ElementThing> {
    return this.allElements;
  }

  get flows(): ReadonlyMap<FlowId, FlowThing> {
    return this.allFlows;
  }

  get boundaries(): ReadonlyMap<BoundaryId, BoundaryThing> {
    return this.allBoundaries;
  }

  get assets(): ReadonlyMap<AssetId, AssetThing> {
    return this.allAssets;
  }

  /** Everything, the model first. */
  *things(): Generator<Thing> {
    yield this.model;
    for (const part of [this.allBoundaries, this.allElements, this.allFlows, this.allAssets]) yield* part.values();
  }

  /** The thing of an id; undefined if the model has no such thing. */
  thing(id: string): Thing | undefined {
    return this.byId.get(id);
  }

  /**
   * Follows an edit in place, unless boundaries or assets come, go or change places, or very much changes: then a structure
   * must be built anew. Building takes some 3 ms for 3,000 things, following an edit of one thing a tenth of that.
   * @returns the things that came, went or have other neighbours, each as it was before: undefined where it is new. The map is
   *   empty where only entries changed. Undefined if the edit was not followed.
   */
  follow(edit: Edit, before: ThreatModel, after: ThreatModel): ReadonlyMap<string, Thing | undefined> | undefined {
    const structural = edit.changes.filter((change) => !keepsStructure(change, before, after));
    if (structural.length > MANY_CHANGES || structural.some(({ section }) => section !== 'elements' && section !== 'flows'))
      return undefined;
    // What changed its place, types or ends is taken out, with the flows of elements, and put in again as it is now.
    const elements = new Set<ElementId>();
    const flows = new Set<FlowId>();
    for (const change of edit.changes) {
      if (!structural.includes(change)) this.refresh(change.section === 'header' ? MODEL_SUBJECT : change.id, after);
      else if (change.section === 'flows') flows.add(change.id);
      else if (change.section === 'elements') elements.add(change.id);
    }
    for (const id of elements) {
      const element = this.allElements.get(id);
      if (element !== undefined) for (const flow of [...element.incoming, ...element.outgoing]) flows.add(flow.id);
      // Flows that were left out because this end was missing.
      else for (const [flow, { from, to }] of after.flows) if (from === id || to === id) flows.add(flow);
    }
    const was = new Map<string, Thing | undefined>();
    for (const id of flows) this.takeOutFlow(id, was);
    for (const id of elements) this.takeOutElement(id, was);
    for (const id of elements) this.addElement(id, after, was);
    for (const id of flows) this.addFlow(id, after, was);
    // What was there before has kept its place in the order.
    const isNew = (id: string) => was.get(id) === undefined;
    if ([...elements].some(isNew)) sortById(this.allElements);
    if ([...flows].some(isNew)) sortById(this.allFlows);
    return was;
  }

  /** Takes over an entry of a thing that is otherwise as before. */
  private refresh(id: string, model: ThreatModel): void {
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

  /** Puts an element in as the model has it now; if it has none of that id, there is none. */
  private addElement(id: ElementId, model: ThreatModel, was?: Map<string, Thing | undefined>): void {
    const entry = model.elements.get(id);
    if (entry === undefined) {
      this.forget(id, this.allElements);
      return;
    }
    const around = (entry.in === undefined ? undefined : this.allBoundaries.get(entry.in))?.here ?? NOWHERE;
    const types = this.situations.types(entry.type, entry.runsAs);
    const situation = this.situations.at('element', types, around);
    const element: GrowingElement = { kind: 'element', id, entry, types, situation, around, incoming: [], outgoing: [] };
    if (was?.has(id) === false) was.set(id, undefined);
    this.allElements.set(id, element);
    this.byId.set(id, element);
    for (const boundary of around) {
      keepAsWas(boundary, was);
      insert(boundary.inside, element);
    }
  }

  /** Takes an element out of all lists, and leaves its place in the order to what comes next. */
  private takeOutElement(id: ElementId, was: Map<string, Thing | undefined>): void {
    const element = this.allElements.get(id);
    if (element === undefined) return;
    keepAsWas(element, was);
    for (const boundary of element.around) {
      keepAsWas(boundary, was);
      remove(boundary.inside, element);
    }
  }

  /** The same for a flow, which there is only between two elements. */
  private addFlow(id: FlowId, model: ThreatModel, was?: Map<string, Thing | undefined>): void {
    const entry = model.flows.get(id);
    const from = entry && this.allElements.get(entry.from);
    const to = entry && this.allElements.get(entry.to);
    if (entry === undefined || from === undefined || to === undefined) {
      this.forget(id, this.allFlows);
      return;
    }
    const { around, entered, left } = this.way(from.around, to.around);
    const situation = this.situations.between(from.situation, to.situation, around.length);
    const flow: GrowingFlow = { kind: 'flow', id, entry, types: NO_TYPES, situation, from, to, around, entered, left };
    if (was?.has(id) === false) was.set(id, undefined);
    this.allFlows.set(id, flow);
    this.byId.set(id, flow);
    forListsWith(flow, (list, thing) => {
      keepAsWas(thing, was);
      insert(list, flow);
    });
  }

  private takeOutFlow(id: FlowId, was: Map<string, Thing | undefined>): void {
    const flow = this.allFlows.get(id);
    if (flow === undefined) return;
    keepAsWas(flow, was);
    forListsWith(flow, (list, thing) => {
      keepAsWas(thing, was);
      remove(list, flow);
    });
  }

  private forget<Id extends string>(id: Id, things: Map<Id, Thing>): void {
    things.delete(id);
    this.byId.delete(id);
  }

  private way(from: readonly GrowingBoundary[], to: readonly GrowingBoundary[]): Way {
    let starting = this.ways.get(from);
    if (starting === undefined) this.ways.set(from, (starting = new Map<readonly GrowingBoundary[], Way>()));
    let way = starting.get(to);
    if (way === undefined) starting.set(to, (way = wayBetween(from, to)));
    return way;
  }
}

/** Visits the lists in which a flow stands, each with the thing that has it. */
function forListsWith(flow: GrowingFlow, visit: (list: FlowThing[], thing: GrowingBoundary | GrowingElement) => void): void {
  visit(flow.from.outgoing, flow.from);
  visit(flow.to.incoming, flow.to);
  for (const boundary of flow.around) visit(boundary.within, boundary);
  for (const boundary of flow.entered) visit(boundary.incoming, boundary);
  for (const boundary of flow.left) visit(boundary.outgoing, boundary);
}

/** Keeps a copy of a thing before its lists change for the first time. */
function keepAsWas(thing: GrowingBoundary | GrowingElement | GrowingFlow, was: Map<string, Thing | undefined> | undefined): void {
  if (was === undefined || was.has(thing.id)) return;
  switch (thing.kind) {
    case 'element':
      was.set(thing.id, { ...thing, incoming: [...thing.incoming], outgoing: [...thing.outgoing] });
      return;
    case 'boundary': {
      const { inside, within, incoming, outgoing } = thing;
      was.set(thing.id, {
        ...thing,
        inside: [...inside],
        within: [...within],
        incoming: [...incoming],
        outgoing: [...outgoing],
      });
      return;
    }
    case 'flow':
      was.set(thing.id, thing);
      return;
  }
}

/** Puts a thing into a list that is in the order of ids. */
function insert<T extends { readonly id: string }>(list: T[], thing: T): void {
  const last = list[list.length - 1];
  // While a structure is built, things come in order.
  if (last === undefined || last.id < thing.id) list.push(thing);
  else list.splice(firstAfter(list, thing.id), 0, thing);
}

/** Where in a list that is in the order of ids the first thing stands whose id is greater, by halves. */
function firstAfter(list: readonly { readonly id: string }[], id: string): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.id ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function remove<T>(list: T[], thing: T): void {
  const at = list.indexOf(thing);
  if (at !== -1) list.splice(at, 1);
}

/** Entries by id, so that no result depends on the order in which a file lists them. */
function inOrder<K extends string, V>(entries: ReadonlyMap<K, V>): readonly (readonly [K, V])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Brings a map into the order of ids again after something was added at its end. */
function sortById<K extends string, V>(map: Map<K, V>): void {
  const sorted = inOrder(map);
  map.clear();
  for (const [id, value] of sorted) map.set(id, value);
}

function buildBoundaries(model: ThreatModel, situations: Situations): ReadonlyMap<BoundaryId, GrowingBoundary> {
  const built = new Map<BoundaryId, GrowingBoundary>();
  for (const [id, entry] of inOrder(model.boundaries)) {
    const types = situations.types(entry.type);
    const here: GrowingBoundary[] = [];
    const boundary: GrowingBoundary = {
      kind: 'boundary',
      id,
      entry,
      types,
      situation: situations.at('boundary', types, NOWHERE),
      around: [],
      inside: [],
      boundaries: [],
      within: [],
      incoming: [],
      outgoing: [],
      here,
    };
    here.push(boundary);
    built.set(id, boundary);
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
  for (const thing of built.values()) {
    thing.here.push(...thing.around);
    thing.situation = situations.at('boundary', thing.types, thing.around);
  }
  return built;
}
