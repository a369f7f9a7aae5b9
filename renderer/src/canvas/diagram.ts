import type { Node } from '@xyflow/react';
import type { Truth } from '../../../shared/analysis/findings';
import type { Catalog } from '../../../shared/catalog/catalog';
import type { NodeKind, NodeLook } from '../../../shared/layout/node-size';
import type { Rect } from '../../../shared/layout/rect';
import {
  type BoundaryLine,
  buildScene,
  nodeLooks,
  placementsOver,
  type Scene,
  type SceneBoundary,
  type SceneNode,
} from '../../../shared/layout/scene';
import type { ElementId } from '../../../shared/model/ids';
import { displayName, type ThreatModel } from '../../../shared/model/threat-model';
import { rolesOf, sceneWords, stencilOf } from '../model-words/describe';
import type { SubjectCounts } from '../session/results-store';
import type { Detail, ViewState } from '../session/view-store';
import { type IconName, stencilIcon } from '../ui/icons';
import { say } from '../words';
import type { AskedAbout } from './asked-about';
import { FlowMaker, type FlowView } from './flow-maker';
import { spokenName } from './spoken-name';

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
  /** Something else is being asked about. */
  readonly dimmed: boolean;
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
  readonly dimmed: boolean;
  readonly vanished: boolean;
  readonly renaming: boolean;
  readonly target: boolean;
  /** What its label has room for. */
  readonly width: number;
}
export type ElementNode = Node<ElementData, 'element'>;
export type BoundaryNode = Node<BoundaryData, 'boundary'>;
export type CanvasNode = ElementNode | BoundaryNode;

/** A diagram as the canvas draws it. */
export interface Diagram {
  readonly scene: Scene;
  readonly about: AskedAbout | undefined;
  readonly nodes: readonly CanvasNode[];
  readonly flows: readonly FlowView[];
}

/** All that a diagram depends on. */
export interface DiagramInput {
  readonly model: ThreatModel;
  readonly catalog: Catalog | undefined;
  readonly bySubject: ReadonlyMap<string, SubjectCounts>;
  readonly encryption: ReadonlyMap<string, Truth>;
  /** What an open question is about: the rest is dimmed, and nothing has a badge. */
  readonly about: AskedAbout | undefined;
  readonly view: Pick<
    ViewState,
    'diagram' | 'dragged' | 'provisional' | 'detail' | 'selection' | 'dropTarget' | 'renaming' | 'showProtocols' | 'showAssets' | 'area'
  >;
}

/** Boundaries lie below flows, flows below elements; what is dragged or chosen comes up among its kind. */
const Z_ELEMENT = 1_000;

const sameFields = (a: object, b: object): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key as keyof typeof a], b[key as keyof typeof b]));
};

const sameList = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean =>
  a.length === b.length && a.every((item, index) => same(item, b[index] as T)); // the lengths are equal
const sameLook = (a: NodeLook, b: NodeLook): boolean =>
  a === b ||
  (a.width === b.width &&
    a.height === b.height &&
    sameList(a.nameLines, b.nameLines, Object.is) &&
    sameList(a.roleLines, b.roleLines, Object.is));

/** Works out diagrams one after another and keeps every part that did not change: "panning commits no node" begins here. */
export class DiagramMaker {
  private nodes = new Map<string, CanvasNode>();
  private looks = new Map<string, NodeLook>();
  private measured: ReadonlyMap<ElementId, NodeLook> = new Map();
  private readonly flows = new FlowMaker();
  private before: DiagramInput | undefined;
  private last: Diagram | undefined;

  /** The diagram of an input. The same object if nothing that is drawn changed. */
  make(input: DiagramInput): Diagram {
    const { before, last } = this;
    const { model, catalog, view } = input;
    const sameThings = before?.model === model && before.catalog === catalog && before.view.diagram === view.diagram;
    const samePlaces = sameThings && before.view.dragged === view.dragged && before.view.provisional === view.provisional;
    const words = sceneWords(catalog);
    if (!sameThings) this.measured = nodeLooks(model, catalog, words);
    const scene =
      samePlaces && last !== undefined
        ? last.scene
        : buildScene(model, catalog, words, placementsOver(model, view.diagram, view.provisional, view.dragged), this.measured);
    const onlyPlaces =
      sameThings &&
      before.bySubject === input.bySubject &&
      before.about === input.about &&
      before.view.detail === view.detail &&
      before.view.selection === view.selection &&
      before.view.dropTarget === view.dropTarget &&
      before.view.renaming === view.renaming;
    const nodes = this.makeNodes(input, scene, onlyPlaces);
    const flows = this.flows.make(input, scene, sameThings && view.dragged.size > 0);
    const sameNodes = last !== undefined && sameList(nodes, last.nodes, Object.is);
    const sameFlows = last !== undefined && sameList(flows, last.flows, Object.is);
    this.before = input;
    if (last?.scene === scene && last.about === input.about && sameNodes && sameFlows) return last;
    this.last = { scene, about: input.about, nodes: sameNodes ? last.nodes : nodes, flows: sameFlows ? last.flows : flows };
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

  /** @param onlyPlaces nothing but places changed since the last time: what stands where it stood is as it was */
  private makeNodes({ model, catalog, bySubject, about, view }: DiagramInput, scene: Scene, onlyPlaces: boolean): readonly CanvasNode[] {
    const selected = new Set(view.selection);
    const origin = (parent: string | undefined): Rect | undefined =>
      parent === undefined ? undefined : scene.boundaries.get(parent as SceneBoundary['id'])?.rect; // a parent in a scene is one of its boundaries
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
        ariaLabel: spokenName({ model, name, what: kindName, place: parent, counts }),
        data: {
          name,
          kindName,
          line,
          ground,
          detail: view.detail,
          counts: about === undefined ? counts : undefined,
          dimmed: about !== undefined && !about.lit.has(id),
          vanished: model.boundaries.get(id)?.vanished === true,
          renaming: view.renaming === id,
          target: view.dropTarget === id,
          width: rect.width,
        },
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
        ariaLabel: spokenName({
          model,
          name,
          what: rolesOf(catalog, element).join(' '),
          place: parent,
          flows: flowCount.get(id) ?? 0,
          state: element.outOfScope !== undefined ? say('ui.out-of-scope') : element.vanished === true ? say('ui.vanished') : undefined,
          counts,
        }),
        data: {
          kind,
          look: this.lookOf(id, look),
          icon: stencilIcon(stencilOf(catalog, element)?.icon),
          name,
          detail: view.detail,
          counts: about === undefined ? counts : undefined,
          dimmed: about !== undefined && !about.lit.has(id),
          outOfScope: element.outOfScope !== undefined,
          vanished: element.vanished === true,
          renaming: view.renaming === id,
          target: view.dropTarget === id,
        },
      };
    };
    const made = new Map<string, CanvasNode>();
    const put = (thing: SceneBoundary | SceneNode, make: () => CanvasNode | undefined): void => {
      const was = onlyPlaces ? this.nodes.get(thing.id) : undefined;
      const { x, y } = relative(thing.rect, thing.parent);
      const stands =
        was?.position.x === x &&
        was.position.y === y &&
        was.width === thing.rect.width &&
        was.height === thing.rect.height &&
        was.parentId === thing.parent;
      const next = was !== undefined && stands ? was : make();
      if (next !== undefined) made.set(thing.id, next === was ? was : this.keep(thing.id, next));
    };
    for (const boundary of scene.boundaries.values()) put(boundary, () => boundaryNode(boundary));
    for (const node of scene.nodes.values()) put(node, () => elementNode(node));
    this.nodes = made;
    return [...made.values()];
  }
}
