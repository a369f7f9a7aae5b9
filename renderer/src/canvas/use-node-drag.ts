import { type NodeChange, type OnNodeDrag, useStoreApi } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { centreX, centreY, type Rect } from '../../../shared/layout/rect';
import type { Scene } from '../../../shared/layout/scene';
import type { BoundaryId, ElementId, FlowId } from '../../../shared/model/ids';
import type { Placement, Point } from '../../../shared/model/schema';
import { useSession } from '../session/context';
import type { CanvasNode } from './diagram';
import { boundaryAt, endDrag, movable } from './gestures';

/** The drag of nodes: positions live in the view store, the drop is one edit, Esc is none. */
export function useNodeDrag(sceneOf: () => Scene) {
  const session = useSession();
  const reactFlow = useStoreApi();
  const cancelled = useRef(false);

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
      if (dragged.size > 0) session.view.set({ dragged });
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

  const onNodeDragStart = useCallback(() => {
    cancelled.current = false;
  }, []);
  const onNodeDrag: OnNodeDrag<CanvasNode> = useCallback(
    (_, node, nodes) => {
      if (cancelled.current) return;
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
      session.view.set({ dragged: new Map(), dropTarget: undefined });
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
    session.view.set({ dragged: new Map(), dropTarget: undefined });
    return true;
  }, [session]);
  return { onNodesChange, onNodeDragStart, onNodeDrag, onNodeDragStop, cancel };
}
