import type { Application } from '../app/application';
import { addBoundary, addElement, addFlow } from '../../../shared/model/edits/add';
import { changeFlow } from '../../../shared/model/edits/change';
import { nest, placeThings } from '../../../shared/model/edits/place';
import { apply, combine } from '../../../shared/model/edit';
import type { BoundaryId, ElementId, FlowId, TypeId } from '../../../shared/model/ids';
import { typeId } from '../../../shared/model/ids';
import { originOf } from '../../../shared/model/placement';
import type { Placement, Point } from '../../../shared/model/schema';
import { displayName, type ThreatModel } from '../../../shared/model/threat-model';
import { message } from '../../../shared/messages/message';
import { around, centreX, centreY, containsPoint, overlap, type Rect, snapped } from '../../../shared/layout/rect';
import { nodeLook } from '../../../shared/layout/node-size';
import { nodeKind, type Scene } from '../../../shared/layout/scene';
import { BOUNDARY_SIDE, BOUNDARY_TOP, EMPTY_BOUNDARY } from '../../../shared/layout/scene';
import { rolesOf, typeName } from '../model-words/describe';
import type { DocumentSession } from '../session/document-session';
import { print, say } from '../words';
import { canvasOf } from './canvas-handle';
import { dropThings, editLayout } from './layout-edits';

/** The innermost boundary around a point, those of `except` and what is in them aside. */
export function boundaryAt(scene: Scene, point: Point, except: ReadonlySet<string> = new Set()): BoundaryId | undefined {
  let found: BoundaryId | undefined;
  let depth = -1;
  for (const boundary of scene.boundaries.values()) {
    if (boundary.depth <= depth || !containsPoint(boundary.rect, point)) continue;
    let inside: BoundaryId | undefined = boundary.id;
    while (inside !== undefined && !except.has(inside)) inside = scene.boundaries.get(inside)?.parent;
    if (inside !== undefined) continue;
    [found, depth] = [boundary.id, boundary.depth];
  }
  return found;
}

/** A free place for a box near a point: to the right and below, in steps, until it lies on nothing. */
function freeNear(scene: Scene, { x, y, width, height }: Rect): Point {
  for (let ring = 0; ring < 12; ring += 1) {
    for (const [dx, dy] of ring === 0
      ? [[0, 0] as const]
      : ([
          [0, 1],
          [1, 0],
          [0, -1],
          [-1, 0],
          [1, 1],
          [-1, 1],
        ] as const)) {
      const box = { x: snapped(x + dx * ring * 40), y: snapped(y + dy * ring * 40), width, height };
      if (
        ![...scene.nodes.values()].some(({ rect }) =>
          overlap({ x: rect.x - 16, y: rect.y - 16, width: rect.width + 32, height: rect.height + 32 }, box),
        )
      )
        return [box.x, box.y];
    }
  }
  return [snapped(x), snapped(y)];
}

const relativeTo = (model: ThreatModel, session: DocumentSession, parent: BoundaryId | undefined, [x, y]: Point): Point => {
  const [left, top] = originOf(model, session.view.store.getState().diagram, parent);
  return [x - left, y - top];
};

/** Puts a new thing of a type on the diagram, its middle at a point, in the boundary that is there; its name is then typed. */
export function placeNew(
  app: Application,
  session: DocumentSession,
  type: TypeId,
  [x, y]: Point,
  options: { readonly free?: boolean; readonly connectFrom?: ElementId } = {},
): void {
  const canvas = canvasOf(session);
  const { catalog } = app.shell.getState();
  if (canvas === undefined) return;
  const scene = canvas.scene();
  const stencil = catalog?.stencils.get(type);
  const name = typeName(catalog, type);
  const { diagram } = session.view.store.getState();
  let added = '';
  editLayout(session, (model) => {
    if (stencil?.kind === 'boundary') {
      const at: Point = [snapped(x - EMPTY_BOUNDARY.width / 2), snapped(y - EMPTY_BOUNDARY.height / 2)];
      const parent = boundaryAt(scene, [x, y]);
      const { id, edit } = addBoundary(model, { type, ...(parent === undefined ? {} : { in: parent }) }, name, {
        diagram,
        placement: { at: relativeTo(model, session, parent, at), size: [EMPTY_BOUNDARY.width, EMPTY_BOUNDARY.height] },
      });
      added = id;
      return edit;
    }
    // A stencil of deployment is how something runs; what it does is then still to be said.
    const deployment = stencil?.use === 'deployment';
    const entry = deployment ? { type: typeId.parse('process/generic'), runsAs: type } : { type };
    const look = nodeLook(nodeKind(catalog, entry.type), name, rolesOf(catalog, entry), 0);
    const box = { x: snapped(x - look.width / 2), y: snapped(y - look.height / 2), width: look.width, height: look.height };
    const at = options.free === true ? freeNear(scene, box) : ([box.x, box.y] as const);
    const parent = boundaryAt(scene, [at[0] + look.width / 2, at[1] + look.height / 2]);
    const element = addElement(model, { ...entry, ...(parent === undefined ? {} : { in: parent }) }, name, {
      diagram,
      placement: { at: relativeTo(model, session, parent, at) },
    });
    added = element.id;
    if (options.connectFrom === undefined) return element.edit;
    const flow = addFlow(apply(model, element.edit).model, { from: options.connectFrom, to: element.id });
    return combine(element.edit.label, [element.edit, flow.edit]);
  });
  if (added === '') return;
  session.view.set({ selection: [added], renaming: added, tool: 'select', placing: undefined });
  app.notices.say(say('ui.added', { name }));
}

/** Adds a thing where there is room near the middle of what is in view. */
export function placeAtCentre(app: Application, type: TypeId): void {
  const session = app.session();
  const canvas = session && canvasOf(session);
  if (session === undefined || canvas === undefined) return;
  const view = canvas.visible();
  placeNew(app, session, type, [centreX(view), centreY(view)], { free: true });
}

/** Adds an element to the right of the chosen one, with a flow to it. */
export function appendElement(app: Application): void {
  const session = app.session();
  const canvas = session && canvasOf(session);
  const [only] = session?.view.store.getState().selection ?? [];
  if (session === undefined || canvas === undefined || only === undefined) return;
  const node = canvas.scene().nodes.get(only as ElementId); // only an element of the scene is found in it
  if (node === undefined) return;
  placeNew(app, session, typeId.parse('process/generic'), [node.rect.x + node.rect.width + 160, centreY(node.rect)], {
    free: true,
    connectFrom: node.id,
  });
}

/** Begins a flow at the chosen element: a list of the others to type into. */
export function connectFrom(app: Application): void {
  const session = app.session();
  const [only] = session?.view.store.getState().selection ?? [];
  if (session === undefined || only === undefined || !session.model().elements.has(only as ElementId)) return;
  session.view.set({ connecting: only });
  app.shell.setState({ overlay: { kind: 'go', mode: 'connect' } });
}

/** Draws a flow between two elements and selects it, so that its properties can be said. */
export function connectTo(app: Application, from: string, to: string): void {
  const session = app.session();
  if (session === undefined) return;
  const model = session.model();
  if (!model.elements.has(from as ElementId) || !model.elements.has(to as ElementId)) return;
  const { id, edit } = addFlow(model, { from: from as ElementId, to: to as ElementId }); // both were found among the elements
  session.edit(edit);
  session.view.set({ selection: [id], inspectorTab: 'properties', inspectorOpen: true, connecting: undefined, tool: 'select' });
  app.notices.say(say('ui.done', { what: print(edit.label) }));
}

/** Leads a flow from or to another element; its id and everything said about it stay, bend points go. */
export function reconnect(app: Application, id: FlowId, end: 'from' | 'to', element: ElementId): void {
  const session = app.session();
  const model = session?.model();
  const flow = model?.flows.get(id);
  if (session === undefined || model === undefined || flow === undefined || flow[end] === element) return;
  const { diagram } = session.view.store.getState();
  const label = message('edit.connect', {
    from: displayName(model, end === 'from' ? element : flow.from),
    to: displayName(model, end === 'to' ? element : flow.to),
  });
  const bends = model.layout.get(diagram)?.has(id) === true;
  const edit = combine(label, [
    changeFlow(model, id, { [end]: element }),
    ...(bends ? [{ label, changes: [{ section: 'layout' as const, diagram, id }] }] : []),
  ]);
  session.edit(edit);
  app.notices.say(say('ui.done', { what: print(label) }));
}

/** The outermost of the chosen elements and boundaries: what stands in a chosen boundary moves with it. */
export function movable(scene: Scene, selection: readonly string[]): readonly string[] {
  const chosen = new Set(selection);
  const inChosen = (id: string): boolean => {
    let parent = scene.nodes.get(id as ElementId)?.parent ?? scene.boundaries.get(id as BoundaryId)?.parent; // only what the scene has is found in it
    while (parent !== undefined) {
      if (chosen.has(parent)) return true;
      parent = scene.boundaries.get(parent)?.parent;
    }
    return false;
  };
  return selection.filter((id) => (scene.nodes.has(id as ElementId) || scene.boundaries.has(id as BoundaryId)) && !inChosen(id));
}

const rectOf = (scene: Scene, id: string): Rect | undefined =>
  scene.nodes.get(id as ElementId)?.rect ?? scene.boundaries.get(id as BoundaryId)?.rect;

/** Moves what is chosen by so many world units, by keyboard. Steps right after one another are one undo step. */
export function moveSelection(app: Application, dx: number, dy: number): void {
  const session = app.session();
  const canvas = session && canvasOf(session);
  if (session === undefined || canvas === undefined) return;
  const { selection, diagram } = session.view.store.getState();
  const ids = movable(canvas.scene(), selection);
  editLayout(
    session,
    (model) => {
      const layout = model.layout.get(diagram);
      return placeThings(
        diagram,
        new Map(
          ids.flatMap((id): [string, Placement][] => {
            const placement = layout?.get(id);
            return placement?.at === undefined ? [] : [[id, { ...placement, at: [placement.at[0] + dx, placement.at[1] + dy] }]];
          }),
        ),
      );
    },
    `move by keys ${ids.join(' ')}`,
  );
}

/** Goes to the neighbour along a flow that lies most in a direction. */
export function walk(app: Application, dx: number, dy: number): void {
  const session = app.session();
  const canvas = session && canvasOf(session);
  const [only] = session?.view.store.getState().selection ?? [];
  if (session === undefined || canvas === undefined || only === undefined) return;
  const scene = canvas.scene();
  const flow = session.model().flows.get(only as never);
  const from = rectOf(scene, flow?.from ?? only);
  if (from === undefined) return;
  const near = flow
    ? [flow.from, flow.to]
    : [...scene.flows.values()].flatMap((candidate) =>
        candidate.from === only ? [candidate.to] : candidate.to === only ? [candidate.from] : [],
      );
  const scored = near.flatMap((id) => {
    const rect = rectOf(scene, id);
    if (rect === undefined) return [];
    const [x, y] = [centreX(rect) - centreX(from), centreY(rect) - centreY(from)];
    const along = x * dx + y * dy;
    return along <= 0 ? [] : [{ id, cost: along + 2 * Math.abs(x * dy - y * dx) }];
  });
  const best = scored.sort((a, b) => a.cost - b.cost)[0];
  if (best === undefined) return;
  session.view.select([best.id]);
  canvas.reveal(best.id);
  canvas.focus(best.id);
}

/** Takes what is chosen into a new boundary around it, or out of the one it is in. */
export function nestSelection(app: Application, into: 'new' | 'out'): void {
  const session = app.session();
  const canvas = session && canvasOf(session);
  if (session === undefined || canvas === undefined) return;
  const scene = canvas.scene();
  const { selection, diagram } = session.view.store.getState();
  const ids = movable(scene, selection);
  const parentOf = (id: string): BoundaryId | undefined =>
    scene.nodes.get(id as ElementId)?.parent ?? scene.boundaries.get(id as BoundaryId)?.parent;
  const [first] = ids;
  if (first === undefined) return;
  const parent = parentOf(first);
  if (into === 'out') {
    editLayout(session, (model) => nest(model, ids, parent === undefined ? undefined : model.boundaries.get(parent)?.in));
    return;
  }
  const box = around(ids.flatMap((id) => rectOf(scene, id) ?? []));
  if (box === undefined) return;
  const type = typeId.parse('network/zone');
  let added: string | undefined;
  editLayout(session, (model) => {
    const at: Point = [snapped(box.x - BOUNDARY_SIDE), snapped(box.y - BOUNDARY_TOP - 4)];
    const size: Point = [snapped(box.x + box.width + BOUNDARY_SIDE - at[0]), snapped(box.y + box.height + BOUNDARY_SIDE - at[1])];
    const { id, edit } = addBoundary(
      model,
      { type, ...(parent === undefined ? {} : { in: parent }) },
      typeName(app.shell.getState().catalog, type),
      { diagram, placement: { at: relativeTo(model, session, parent, at), size } },
    );
    added = id;
    const nested = nest(apply(model, edit).model, ids, id);
    return combine(message('edit.nest', { count: ids.length, name: displayName(apply(model, edit).model, id) }), [edit, nested]);
  });
  if (added !== undefined) session.view.set({ selection: [added], renaming: added });
}

/** The end of a drag: what it moved, and into which boundary. `positions` are relative to each thing's parent, as React Flow has them. */
export function endDrag(
  session: DocumentSession,
  positions: ReadonlyMap<string, Point>,
  target: BoundaryId | undefined,
  changesPlace: boolean,
): void {
  const placements = new Map([...positions].map(([id, at]): [string, Placement] => [id, { at: [Math.round(at[0]), Math.round(at[1])] }]));
  dropThings(session, { placements, ...(changesPlace ? { into: { ids: [...positions.keys()], boundary: target } } : {}) });
}
