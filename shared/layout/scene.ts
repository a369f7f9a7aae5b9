import type { Catalog } from '../catalog/catalog';
import type { StencilEntry } from '../catalog/schema';
import type { BoundaryId, DiagramId, ElementId, FlowId, TypeId } from '../model/ids';
import type { Boundary, Element, Flow, Placement } from '../model/schema';
import { displayName, type ThreatModel } from '../model/threat-model';
import { nodeLook, type NodeKind, type NodeLook } from './node-size';
import { around, type Rect } from './rect';

/** The line of a boundary tells its kind. */
export type BoundaryLine = 'network' | 'cluster' | 'namespace' | 'host';

/** An element on a diagram, in the diagram's own coordinates. */
export interface SceneNode {
  readonly id: ElementId;
  readonly kind: NodeKind;
  readonly rect: Rect;
  readonly look: NodeLook;
  /** The boundary that it stands in, of those that the diagram shows. */
  readonly parent: BoundaryId | undefined;
}

/** A boundary on a diagram. */
export interface SceneBoundary {
  readonly id: BoundaryId;
  readonly rect: Rect;
  readonly parent: BoundaryId | undefined;
  /** 0 outermost. */
  readonly depth: number;
  /** Which of the three grounds it has: deeper by depth, the outermost network lightest, then 1 and 2 in turn. */
  readonly ground: 0 | 1 | 2;
  readonly line: BoundaryLine;
  readonly name: string;
  /** What kind of boundary it is, in words. */
  readonly kindName: string;
}

/** A flow whose two ends the diagram shows. */
export interface SceneFlow {
  readonly id: FlowId;
  readonly from: ElementId;
  readonly to: ElementId;
  /** Bend points that a person or a layout gave it, in the diagram's own coordinates. */
  readonly via: Placement['via'];
}

/** A diagram with everything in its place: what the canvas and the picture in a report are drawn from. */
export interface Scene {
  /** Outermost first: a parent stands before its children. */
  readonly boundaries: ReadonlyMap<BoundaryId, SceneBoundary>;
  readonly nodes: ReadonlyMap<ElementId, SceneNode>;
  readonly flows: ReadonlyMap<FlowId, SceneFlow>;
}

/** Words that a scene needs: how types are called. */
export interface SceneWords {
  /** What an element is and how it runs. */
  roles(element: Element): readonly string[];
  boundaryKind(boundary: Boundary): string;
}

/** How a type is drawn where the catalog does not say: by the first part of its id. */
const kindByFolder = new Map<string, NodeKind>([
  ['data', 'store'],
  ['actor', 'actor'],
  ['external', 'actor'],
]);

/** How an element is drawn. */
export function nodeKind(catalog: Catalog | undefined, type: TypeId): NodeKind {
  const kind = catalog?.stencils.get(type)?.kind;
  if (kind !== undefined && kind !== 'boundary') return kind;
  return kindByFolder.get(type.split('/')[0] ?? '') ?? 'process';
}

const lineByFolder = new Map<string, BoundaryLine>([
  ['network', 'network'],
  ['cloud', 'cluster'],
  ['host', 'host'],
]);

/** The line that a boundary is drawn with. */
export function boundaryLine(catalog: Catalog | undefined, type: TypeId): BoundaryLine {
  const stencil: StencilEntry | undefined = catalog?.stencils.get(type);
  return stencil?.line ?? (type === 'kubernetes/cluster' ? 'cluster' : (lineByFolder.get(type.split('/')[0] ?? '') ?? 'namespace'));
}

/** Inside a boundary: room for its label at the top, air on the other sides (LOOK, "Trust boundary"). */
export const BOUNDARY_TOP = 36;
export const BOUNDARY_SIDE = 16;
/** A boundary with nothing in it. */
export const EMPTY_BOUNDARY = { width: 240, height: 160 } as const;

/** What a diagram shows, and where: the file's placements, with those that hold for the moment laid over them. */
export interface Placements {
  get(id: string): Placement | undefined;
}

/** The file's placements of a diagram, below those that hold for the moment; later ones win. */
export function placementsOver(model: ThreatModel, diagram: DiagramId, ...over: readonly ReadonlyMap<string, Placement>[]): Placements {
  const stored = model.layout.get(diagram);
  return {
    get(id) {
      let placement = stored?.get(id);
      for (const layer of over) {
        const more = layer.get(id);
        if (more !== undefined) placement = placement === undefined ? more : { ...placement, ...more };
      }
      return placement;
    },
  };
}

/** How many flows begin or end at each element. */
export function flowCounts(model: ThreatModel): ReadonlyMap<ElementId, number> {
  const counts = new Map<ElementId, number>();
  for (const { from, to } of model.flows.values()) {
    counts.set(from, (counts.get(from) ?? 0) + 1);
    if (to !== from) counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  return counts;
}

/** The look of every element, by id: sizes need no places. */
export function nodeLooks(model: ThreatModel, catalog: Catalog | undefined, words: SceneWords): ReadonlyMap<ElementId, NodeLook> {
  const counts = flowCounts(model);
  return new Map(
    [...model.elements].map(([id, element]) => [
      id,
      nodeLook(nodeKind(catalog, element.type), displayName(model, id), words.roles(element), counts.get(id) ?? 0),
    ]),
  );
}

/** The ground inside another: a network on the bare canvas looks like it, everything else stands out from what is around it. */
function groundIn(outer: 0 | 1 | 2 | undefined, line: BoundaryLine): 0 | 1 | 2 {
  if (outer === undefined) return line === 'network' ? 0 : 1;
  return outer === 1 ? 2 : 1;
}

class SceneBuilder {
  private readonly boundaries = new Map<BoundaryId, SceneBoundary>();
  private readonly nodes = new Map<ElementId, SceneNode>();
  private readonly children = new Map<BoundaryId | undefined, { readonly boundaries: BoundaryId[]; readonly elements: ElementId[] }>();
  private readonly model: ThreatModel;
  private readonly catalog: Catalog | undefined;
  private readonly words: SceneWords;
  private readonly placements: Placements;
  private readonly looks: ReadonlyMap<ElementId, NodeLook>;

  constructor(
    model: ThreatModel,
    catalog: Catalog | undefined,
    words: SceneWords,
    placements: Placements,
    looks: ReadonlyMap<ElementId, NodeLook>,
  ) {
    this.model = model;
    this.catalog = catalog;
    this.words = words;
    this.placements = placements;
    this.looks = looks;
    for (const [id, boundary] of model.boundaries) if (this.shows(id)) this.childrenOf(this.shownAround(boundary.in)).boundaries.push(id);
    for (const [id, element] of model.elements) if (this.shows(id)) this.childrenOf(this.shownAround(element.in)).elements.push(id);
  }

  private shows(id: string): boolean {
    return this.placements.get(id)?.at !== undefined;
  }

  private shownAround(start: BoundaryId | undefined): BoundaryId | undefined {
    const seen = new Set<BoundaryId>();
    let at = start;
    while (at !== undefined && !this.shows(at) && !seen.has(at)) {
      seen.add(at);
      at = this.model.boundaries.get(at)?.in;
    }
    return at !== undefined && this.shows(at) ? at : undefined;
  }

  private childrenOf(parent: BoundaryId | undefined) {
    const found = this.children.get(parent) ?? { boundaries: [], elements: [] };
    this.children.set(parent, found);
    return found;
  }

  /** The size of what is inside, where the file gives a boundary none: from its own corner to the far edges, with air. */
  private sizeAround(rects: readonly Rect[], x: number, y: number): { readonly width: number; readonly height: number } {
    const inside = around(rects);
    if (inside === undefined) return EMPTY_BOUNDARY;
    return {
      width: Math.max(EMPTY_BOUNDARY.width / 2, inside.x + inside.width - x + BOUNDARY_SIDE),
      height: Math.max(EMPTY_BOUNDARY.height / 2, inside.y + inside.height - y + BOUNDARY_SIDE),
    };
  }

  /** Places everything in `parent`, whose inside begins at x, y; returns the boxes placed directly in it. */
  place(parent: BoundaryId | undefined, x: number, y: number, depth: number): readonly Rect[] {
    const { boundaries, elements } = this.childrenOf(parent);
    const rects: Rect[] = [];
    for (const id of boundaries) {
      const boundary = this.model.boundaries.get(id);
      const placement = this.placements.get(id);
      if (boundary === undefined || placement?.at === undefined) continue;
      const [left, top] = [x + placement.at[0], y + placement.at[1]];
      // A parent stands before its children in the map; its size may depend on them and is filled in afterwards.
      const line = boundaryLine(this.catalog, boundary.type);
      const outer = parent === undefined ? undefined : this.boundaries.get(parent);
      const scene = {
        id,
        parent,
        depth,
        line,
        ground: groundIn(outer?.ground, line),
        name: displayName(this.model, id),
        kindName: this.words.boundaryKind(boundary),
      };
      this.boundaries.set(id, { ...scene, rect: { x: left, y: top, ...EMPTY_BOUNDARY } });
      const inside = this.place(id, left, top, depth + 1);
      const size =
        placement.size === undefined ? this.sizeAround(inside, left, top) : { width: placement.size[0], height: placement.size[1] };
      const rect = { x: left, y: top, ...size };
      this.boundaries.set(id, { ...scene, rect });
      rects.push(rect);
    }
    for (const id of elements) {
      const element = this.model.elements.get(id);
      const at = this.placements.get(id)?.at;
      const look = this.looks.get(id);
      if (element === undefined || at === undefined || look === undefined) continue;
      const rect = { x: x + at[0], y: y + at[1], width: look.width, height: look.height };
      this.nodes.set(id, { id, kind: nodeKind(this.catalog, element.type), rect, look, parent });
      rects.push(rect);
    }
    return rects;
  }

  result(): Scene {
    this.place(undefined, 0, 0, 0);
    const flows = new Map<FlowId, SceneFlow>();
    this.model.flows.forEach((flow: Flow, id) => {
      if (this.nodes.has(flow.from) && this.nodes.has(flow.to))
        flows.set(id, { id, from: flow.from, to: flow.to, via: this.placements.get(id)?.via });
    });
    return { boundaries: this.boundaries, nodes: this.nodes, flows };
  }
}

/**
 * Puts a diagram together. What has no placement is not on it.
 * @param looks of `nodeLooks`, where they are known already: measuring text is most of the work
 */
export function buildScene(
  model: ThreatModel,
  catalog: Catalog | undefined,
  words: SceneWords,
  placements: Placements,
  looks: ReadonlyMap<ElementId, NodeLook> = nodeLooks(model, catalog, words),
): Scene {
  return new SceneBuilder(model, catalog, words, placements, looks).result();
}
