import type { Node } from '@xyflow/react';
import type { Severity, Truth } from '../../../shared/analysis/findings';
import type { Catalog } from '../../../shared/catalog/catalog';
import { gatesOf, type Gate } from '../../../shared/layout/gates';
import { placeLabels, type LabelWish } from '../../../shared/layout/labels';
import type { NodeKind, NodeLook } from '../../../shared/layout/node-size';
import { arrowHead, routeFlows, type Route, svgPath } from '../../../shared/layout/routes';
import { type BoundaryLine, buildScene, placementsOver, type Scene, type SceneBoundary, type SceneNode } from '../../../shared/layout/scene';
import type { Rect } from '../../../shared/layout/rect';
import type { FlowId, SubjectId } from '../../../shared/model/ids';
import type { Point } from '../../../shared/model/schema';
import { displayName, type ThreatModel } from '../../../shared/model/threat-model';
import { nameOf, rolesOf, sceneWords, stencilOf } from '../model-words/describe';
import type { SubjectCounts } from '../session/results-store';
import type { Detail, Passing, ViewState } from '../session/view-store';
import { severityWord } from '../ui/Severity';
import { type IconName, stencilIcon } from '../ui/icons';
import { say } from '../words';
import { badgeWidth, type FlowWords, flowForms, flowWords, type LabelFormId } from './flow-words';

/** Counts on a thing; `undefined` where there is nothing to say. */
export type Counts = SubjectCounts | undefined;

/** What a node on the canvas shows. Plain values: two that say the same are one object, so that nothing is drawn twice. */
export interface ElementData extends Record<string, unknown> {
  readonly kind: NodeKind;
  readonly look: NodeLook;
  readonly icon: IconName;
  readonly name: string;
  readonly detail: Detail;
  readonly counts: Counts;
  readonly outOfScope: boolean;
  readonly vanished: boolean;
  readonly renaming: boolean;
  /** What is being dragged or connected would land here. */
  readonly target: boolean;
}
export interface BoundaryData extends Record<string, unknown> {
  readonly name: string;
  readonly kindName: string;
  readonly line: BoundaryLine;
  readonly ground: 0 | 1 | 2;
  readonly detail: Detail;
  readonly counts: Counts;
  readonly vanished: boolean;
  readonly renaming: boolean;
  readonly target: boolean;
  /** What its label has room for. */
  readonly width: number;
}
export type ElementNode = Node<ElementData, 'element'>;
export type BoundaryNode = Node<BoundaryData, 'boundary'>;
export type CanvasNode = ElementNode | BoundaryNode;

/** A flow as it is drawn. */
export interface FlowView {
  readonly id: FlowId;
  readonly from: string;
  readonly to: string;
  readonly line: string;
  readonly head: string;
  /** Where it begins and ends: marked when it is hovered or chosen. */
  readonly ends: readonly [Point, Point];
  readonly gates: readonly Gate[];
  /** Everything it touches, for finding out whether it is in view. */
  readonly bounds: Rect;
  readonly label: { readonly rect: Rect; readonly form: LabelFormId; readonly words: FlowWords } | undefined;
  readonly badge: { readonly at: Point; readonly worst: Severity; readonly open: number } | undefined;
  /** The ground that the label's plate has: that of the innermost boundary around both ends, undefined outside of all. */
  readonly ground: 0 | 1 | 2 | undefined;
  /** What is read aloud. */
  readonly name: string;
}

/** A diagram as the canvas draws it. */
export interface Diagram {
  readonly scene: Scene;
  readonly nodes: readonly CanvasNode[];
  readonly flows: readonly FlowView[];
}

/** All that a diagram depends on. */
export interface DiagramInput {
  readonly model: ThreatModel;
  readonly catalog: Catalog | undefined;
  readonly bySubject: ReadonlyMap<string, SubjectCounts>;
  readonly encryption: ReadonlyMap<string, Truth>;
  readonly view: Pick<ViewState, 'diagram' | 'dragged' | 'provisional' | 'detail' | 'selection' | 'dropTarget' | 'renaming' | 'showProtocols' | 'showAssets'>;
}

/** Boundaries lie below flows, flows below elements; what is dragged or chosen comes up among its kind. */
const Z_ELEMENT = 1_000;

const sameFields = (a: object, b: object): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key as keyof typeof a], b[key as keyof typeof b]));
};

const sameList = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean => a.length === b.length && a.every((item, index) => same(item, b[index] as T)); // the lengths are equal
const samePoints = (a: readonly Point[], b: readonly Point[]): boolean => sameList(a, b, (x, y) => x[0] === y[0] && x[1] === y[1]);
const sameLook = (a: NodeLook, b: NodeLook): boolean =>
  a === b || (a.width === b.width && a.height === b.height && sameList(a.nameLines, b.nameLines, Object.is) && sameList(a.roleLines, b.roleLines, Object.is));

/** "Process, API gateway, in boundary Cluster, 3 flows, 2 open threats". */
function spokenName(model: ThreatModel, name: string, what: string, place: string | undefined, flows: number | undefined, counts: Counts): string {
  return [
    what,
    name,
    place === undefined ? '' : say('ui.in-boundary', { name: displayName(model, place) }),
    flows === undefined ? '' : say('ui.flow-count', { count: flows }),
    counts === undefined || counts.open === 0 ? '' : say('ui.open-threats', { count: counts.open, worst: counts.worst === undefined ? '' : severityWord(counts.worst).toLowerCase() }),
    counts === undefined || counts.questions === 0 ? '' : say('ui.question-count', { count: counts.questions }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Works out diagrams one after another and keeps every part that did not change: "panning commits no node" begins here. */
export class DiagramMaker {
  private nodes = new Map<string, CanvasNode>();
  private looks = new Map<string, NodeLook>();
  private flows = new Map<FlowId, FlowView>();
  private routes: ReadonlyMap<FlowId, Route> = new Map();
  private labels: ReturnType<typeof placeLabels<LabelFormId>> = new Map();
  private before: DiagramInput | undefined;
  private last: Diagram | undefined;

  /** The diagram of an input. The same object if nothing that is drawn changed. */
  make(input: DiagramInput): Diagram {
    const { before, last } = this;
    const { model, catalog, view } = input;
    const sameThings = before?.model === model && before.catalog === catalog && before.view.diagram === view.diagram;
    const samePlaces = sameThings && before.view.dragged === view.dragged && before.view.provisional === view.provisional;
    const scene = samePlaces && last !== undefined ? last.scene : buildScene(model, catalog, sceneWords(catalog), placementsOver(model, view.diagram, view.provisional, view.dragged));
    const nodes = this.makeNodes(input, scene);
    const flows = this.makeFlows(input, scene, sameThings, samePlaces);
    const sameNodes = last !== undefined && sameList(nodes, last.nodes, Object.is);
    const sameFlows = last !== undefined && sameList(flows, last.flows, Object.is);
    this.before = input;
    if (last?.scene === scene && sameNodes && sameFlows) return last;
    this.last = { scene, nodes: sameNodes ? last.nodes : nodes, flows: sameFlows ? last.flows : flows };
    return this.last;
  }

  private keep(id: string, next: CanvasNode): CanvasNode {
    const was = this.nodes.get(id);
    if (was?.type === next.type) {
      const data = sameFields(was.data, next.data) ? was.data : next.data;
      const position = was.position.x === next.position.x && was.position.y === next.position.y ? was.position : next.position;
      const style = was.style !== undefined && next.style !== undefined && sameFields(was.style, next.style) ? was.style : next.style;
      const merged = { ...next, data, position, ...(style === undefined ? {} : { style }) } as CanvasNode; // the parts are of one kind: `type` was compared
      return sameFields(was, merged) ? was : merged;
    }
    return next;
  }

  private lookOf(id: string, look: NodeLook): NodeLook {
    const was = this.looks.get(id);
    const kept = was !== undefined && sameLook(was, look) ? was : look;
    this.looks.set(id, kept);
    return kept;
  }

  private makeNodes({ model, catalog, bySubject, view }: DiagramInput, scene: Scene): readonly CanvasNode[] {
    const selected = new Set(view.selection);
    const origin = (parent: string | undefined): Rect | undefined => (parent === undefined ? undefined : scene.boundaries.get(parent as SceneBoundary['id'])?.rect); // a parent in a scene is one of its boundaries
    const relative = ({ x, y }: Rect, parent: string | undefined) => {
      const from = origin(parent);
      return { x: x - (from?.x ?? 0), y: y - (from?.y ?? 0) };
    };
    const flowCount = new Map<string, number>();
    for (const { from, to } of scene.flows.values()) {
      flowCount.set(from, (flowCount.get(from) ?? 0) + 1);
      if (to !== from) flowCount.set(to, (flowCount.get(to) ?? 0) + 1);
    }
    const boundaryNode = ({ id, rect, parent, depth, ground, line, name, kindName }: SceneBoundary): CanvasNode => {
      const counts = bySubject.get(id);
      return {
        id,
        type: 'boundary',
        position: relative(rect, parent),
        width: rect.width,
        height: rect.height,
        ...(parent === undefined ? {} : { parentId: parent }),
        selected: selected.has(id),
        zIndex: depth,
        dragHandle: '[data-drags]',
        // The inside lets the pointer through, so that a marquee can begin there; label and line take it.
        style: { pointerEvents: 'none' },
        ariaLabel: spokenName(model, name, kindName, parent, undefined, counts),
        data: { name, kindName, line, ground, detail: view.detail, counts, vanished: model.boundaries.get(id)?.vanished === true, renaming: view.renaming === id, target: view.dropTarget === id, width: rect.width },
      };
    };
    const elementNode = ({ id, kind, rect, look, parent }: SceneNode): CanvasNode | undefined => {
      const element = model.elements.get(id);
      if (element === undefined) return undefined;
      const counts = bySubject.get(id);
      const name = displayName(model, id);
      return {
        id,
        type: 'element',
        position: relative(rect, parent),
        width: rect.width,
        height: rect.height,
        ...(parent === undefined ? {} : { parentId: parent }),
        selected: selected.has(id),
        zIndex: Z_ELEMENT,
        ariaLabel: spokenName(model, name, rolesOf(catalog, element).join(' '), parent, flowCount.get(id) ?? 0, counts),
        data: {
          kind,
          look: this.lookOf(id, look),
          icon: stencilIcon(stencilOf(catalog, element)?.icon),
          name,
          detail: view.detail,
          counts,
          outOfScope: element.outOfScope !== undefined,
          vanished: element.vanished === true,
          renaming: view.renaming === id,
          target: view.dropTarget === id,
        },
      };
    };
    const made = new Map<string, CanvasNode>();
    for (const boundary of scene.boundaries.values()) made.set(boundary.id, this.keep(boundary.id, boundaryNode(boundary)));
    for (const node of scene.nodes.values()) {
      const next = elementNode(node);
      if (next !== undefined) made.set(node.id, this.keep(node.id, next));
    }
    this.nodes = made;
    return [...made.values()];
  }

  /** While something is dragged only its own flows are led anew; the rest stay where they were until it is dropped. */
  private affected(scene: Scene, dragged: Passing): ReadonlySet<FlowId> {
    const moved = (id: string, node: SceneNode | undefined): boolean => {
      if (dragged.has(id)) return true;
      for (let parent = node?.parent; parent !== undefined; parent = scene.boundaries.get(parent)?.parent) if (dragged.has(parent)) return true;
      return false;
    };
    return new Set([...scene.flows.values()].filter(({ from, to }) => moved(from, scene.nodes.get(from)) || moved(to, scene.nodes.get(to))).map(({ id }) => id));
  }

  private makeFlows(input: DiagramInput, scene: Scene, sameThings: boolean, samePlaces: boolean): readonly FlowView[] {
    const { model, bySubject, encryption, view } = input;
    const dragging = sameThings && view.dragged.size > 0;
    const only = dragging ? this.affected(scene, view.dragged) : undefined;
    if (!samePlaces) this.routes = routeFlows(scene, only && { flows: only, before: this.routes });

    const words = new Map<FlowId, FlowWords>();
    const wishes: LabelWish<LabelFormId>[] = [];
    const leaving = new Map<string, number>();
    for (const { from } of scene.flows.values()) leaving.set(from, (leaving.get(from) ?? 0) + 1);
    if (view.detail === 'full') {
      for (const { id, from } of scene.flows.values()) {
        const flow = model.flows.get(id);
        if (flow === undefined) continue;
        const said = flowWords(model, flow, encryption.get(id), view);
        const counts = bySubject.get(id);
        words.set(id, said);
        wishes.push({ flow: id, forms: flowForms(said), badge: counts === undefined || counts.open === 0 ? 0 : badgeWidth(counts.open), fans: (leaving.get(from) ?? 0) > 1 });
      }
    }
    const placed = only === undefined ? placeLabels(scene, this.routes, wishes) : new Map([...this.labels, ...placeLabels(scene, this.routes, wishes.filter(({ flow }) => only.has(flow)))]);
    if (only === undefined) this.labels = placed;

    const made = new Map<FlowId, FlowView>();
    for (const { id, from, to } of scene.flows.values()) {
      const route = this.routes.get(id);
      if (route === undefined) continue;
      const counts = bySubject.get(id);
      const label = placed.get(id);
      const said = words.get(id);
      const worst = counts?.worst;
      const [start, end] = [route.points[0], route.points.at(-1)];
      if (start === undefined || end === undefined) continue;
      const at = label?.badge ?? middleOf(route);
      const next: FlowView = {
        id,
        from,
        to,
        line: svgPath(route, 6),
        head: arrowHead(route),
        ends: [start, end],
        gates: gatesOf(scene, { from, to }, route),
        bounds: boundsOf(route),
        label: label === undefined || said === undefined ? undefined : { rect: label.rect, form: label.form, words: said },
        badge: counts === undefined || counts.open === 0 || worst === undefined || view.detail === 'block' ? undefined : { at, worst, open: counts.open },
        ground: groundOf(scene, from, to),
        name: spokenName(model, nameOf(model, id), say('ui.flow'), undefined, undefined, counts),
      };
      made.set(id, this.keepFlow(next));
    }
    this.flows = made;
    return [...made.values()];
  }

  private keepFlow(next: FlowView): FlowView {
    const was = this.flows.get(next.id);
    if (was === undefined) return next;
    const same =
      was.line === next.line &&
      was.head === next.head &&
      was.ground === next.ground &&
      was.name === next.name &&
      samePoints(was.ends, next.ends) &&
      sameList(was.gates, next.gates, (a, b) => a.boundary === b.boundary && a.upright === b.upright && samePoints([a.at], [b.at])) &&
      was.badge?.open === next.badge?.open &&
      was.badge?.worst === next.badge?.worst &&
      samePoints(was.badge ? [was.badge.at] : [], next.badge ? [next.badge.at] : []) &&
      was.label?.form === next.label?.form &&
      (was.label === undefined || next.label === undefined ? was.label === next.label : sameFields(was.label.rect, next.label.rect) && was.label.words.key === next.label.words.key);
    return same ? was : next;
  }
}

/** The middle of the longest piece: where a badge goes that no label stands beside. */
function middleOf({ points }: Route): Point {
  let best: Point = points[0] ?? [0, 0];
  let longest = -1;
  points.forEach((b, index) => {
    const a = points[index - 1];
    if (a === undefined) return;
    const length = Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
    if (length > longest) [best, longest] = [[(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], length];
  });
  return best;
}

/** Around the whole route, with room for label and head. */
function boundsOf({ points }: Route): Rect {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, top] = [Math.min(...xs) - 24, Math.min(...ys) - 32];
  return { x: left, y: top, width: Math.max(...xs) + 24 - left, height: Math.max(...ys) + 32 - top };
}

/** The ground of the innermost boundary around both ends. */
function groundOf(scene: Scene, from: SubjectId, to: SubjectId): FlowView['ground'] {
  const chain = (id: SubjectId): readonly string[] => {
    const found: string[] = [];
    let at = scene.nodes.get(id as SceneNode['id'])?.parent; // only an element of the scene is found in it
    while (at !== undefined) {
      found.push(at);
      at = scene.boundaries.get(at)?.parent;
    }
    return found;
  };
  const around = new Set(chain(from));
  const shared = chain(to).find((id) => around.has(id));
  return shared === undefined ? undefined : scene.boundaries.get(shared as SceneBoundary['id'])?.ground;
}
