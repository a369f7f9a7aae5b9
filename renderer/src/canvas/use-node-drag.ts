import { type NodeChange, type OnNodeDrag, useStoreApi } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { NO_SNAP, snapTo } from '../../../shared/layout/guides';
import { around, centreX, centreY, overlap, type Rect } from '../../../shared/layout/rect';
import type { Scene } from '../../../shared/layout/scene';
import type { BoundaryId, ElementId, FlowId } from '../../../shared/model/ids';
import type { Placement, Point } from '../../../shared/model/schema';
import { useSession } from '../session/context';
import type { CanvasNode } from './diagram';
import { boundaryAt, endDrag, movable } from './gestures';
import { visibleArea } from './visible-area';

/** So near, on the screen, something has to be for what is dragged to line up with it. */
const NEAR = 5;

/** What is being dragged and what it can line up with, as it was when the drag began. */
interface Drag {
  readonly id: string;
  /** Of one of the nodes, relative to its parent: all move alike. */
  readonly start: { readonly x: number; readonly y: number };
  readonly box: Rect;
  readonly others: readonly Rect[];
  readonly within: number;
}

function beginDrag(scene: Scene, node: CanvasNode, nodes: readonly CanvasNode[], inView: Rect, zoom: number): Drag | undefined {
  const dragged = new Set(nodes.map(({ id }) => id));
  const goesAlong = (id: string, parent: BoundaryId | undefined): boolean =>
    dragged.has(id) || (parent !== undefined && goesAlong(parent, scene.boundaries.get(parent)?.parent));
  const all = [...scene.nodes.values(), ...scene.boundaries.values()];
  const box = around(all.flatMap(({ id, rect }) => (dragged.has(id) ? [rect] : [])));
  if (box === undefined) return undefined;
  // A boundary lines up with boundaries, an element with elements: the rest would pull at it without being level with it in any sense.
  const kind = scene.nodes.has(node.id as ElementId) ? scene.nodes : scene.boundaries;
  const others = [...kind.values()].flatMap(({ id, rect, parent }) => (goesAlong(id, parent) || !overlap(rect, inView) ? [] : [rect]));
  return { id: node.id, start: node.position, box, others, within: Math.min(NEAR / zoom, 8) };
}

/** The drag of nodes: positions live in the view store, the drop is one edit, Esc is none. */
export function useNodeDrag(sceneOf: () => Scene) {
  const session = useSession();
  const reactFlow = useStoreApi();
  const cancelled = useRef(false);
  const begun = useRef<Drag | undefined>(undefined);
  const free = useRef(false);

  const onNodesChange = useCallback(
    (changes: readonly NodeChange<CanvasNode>[]) => {
      const dragged = new Map<string, Placement>();
      let selection: readonly string[] | undefined;
      for (const change of changes) {
        if (change.type === 'position' && change.dragging === true && change.position !== undefined && !cancelled.current) {
          dragged.set(change.id, { at: [Math.round(change.position.x), Math.round(change.position.y)] });
        } else if (change.type === 'select') {
          // React Flow knows of no flows: choosing a thing without Shift or Ctrl leaves them, as it leaves other things.
          const chosen: readonly string[] = selection ?? session.view.store.getState().selection;
          const keepsFlows = !change.selected || reactFlow.getState().multiSelectionActive;
          const before = keepsFlows ? chosen : chosen.filter((id) => !sceneOf().flows.has(id as FlowId)); // only a flow is found there
          selection = change.selected
            ? before.includes(change.id)
              ? before
              : [...before, change.id]
            : before.filter((id) => id !== change.id);
        }
      }
      if (dragged.size > 0) {
        const drag = begun.current;
        const at = drag && dragged.get(drag.id)?.at;
        const snap =
          drag === undefined || at === undefined || free.current
            ? NO_SNAP
            : snapTo({ ...drag.box, x: drag.box.x + at[0] - drag.start.x, y: drag.box.y + at[1] - drag.start.y }, drag.others, drag.within);
        const moved = ([x, y]: Point): Point => [Math.round(x + snap.dx), Math.round(y + snap.dy)];
        session.view.set({
          dragged: new Map(
            [...dragged].map(([id, placement]) => [id, placement.at === undefined ? placement : { at: moved(placement.at) }]),
          ),
          lined: snap,
        });
      }
      if (selection !== undefined && selection !== session.view.store.getState().selection) session.view.select(selection);
    },
    [session, reactFlow, sceneOf],
  );

  /** The boundary that would take what is dragged, and whether that is another than it is in. */
  const targetOf = useCallback(
    (node: CanvasNode, nodes: readonly CanvasNode[]): { readonly boundary: BoundaryId | undefined; readonly changes: boolean } => {
      const scene = sceneOf();
      const rect: Rect | undefined = scene.nodes.get(node.id as ElementId)?.rect ?? scene.boundaries.get(node.id as BoundaryId)?.rect; // only what the scene has is found in it
      const parent = node.parentId as BoundaryId | undefined; // the ids that we gave React Flow
      if (rect === undefined) return { boundary: parent, changes: false };
      const boundary = boundaryAt(scene, [centreX(rect), centreY(rect)], new Set(nodes.map(({ id }) => id)));
      return { boundary, changes: boundary !== parent };
    },
    [sceneOf],
  );

  const onNodeDragStart: OnNodeDrag<CanvasNode> = useCallback(
    (event, node, nodes) => {
      cancelled.current = false;
      free.current = event.altKey;
      const { transform, width, height } = reactFlow.getState();
      begun.current = beginDrag(sceneOf(), node, nodes, visibleArea(transform, width, height), transform[2]);
    },
    [reactFlow, sceneOf],
  );
  const onNodeDrag: OnNodeDrag<CanvasNode> = useCallback(
    (event, node, nodes) => {
      if (cancelled.current) return;
      free.current = event.altKey;
      const { boundary, changes } = targetOf(node, nodes);
      const dropTarget = changes ? (boundary ?? null) : undefined;
      if (session.view.store.getState().dropTarget !== dropTarget) session.view.set({ dropTarget });
    },
    [session, targetOf],
  );
  const onNodeDragStop: OnNodeDrag<CanvasNode> = useCallback(
    (_, node, nodes) => {
      const { dragged } = session.view.store.getState();
      const { boundary, changes } = targetOf(node, nodes);
      session.view.set({ dragged: new Map(), lined: NO_SNAP, dropTarget: undefined });
      begun.current = undefined;
      if (cancelled.current || dragged.size === 0) return;
      const ids = new Set(movable(sceneOf(), [...dragged.keys()]));
      const positions = new Map(
        [...dragged].flatMap(([id, { at }]): [string, Point][] => (at === undefined || !ids.has(id) ? [] : [[id, at]])),
      );
      endDrag(session, positions, boundary, changes);
    },
    [session, sceneOf, targetOf],
  );
  const cancel = useCallback((): boolean => {
    if (session.view.store.getState().dragged.size === 0) return false;
    cancelled.current = true;
    session.view.set({ dragged: new Map(), lined: NO_SNAP, dropTarget: undefined });
    return true;
  }, [session]);
  return { onNodesChange, onNodeDragStart, onNodeDrag, onNodeDragStop, cancel };
}
