import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  PanOnScrollMode,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  type Viewport,
} from '@xyflow/react';
import {
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent as ReactMouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { bottom, centreX, centreY, right, type Rect } from '../../../shared/layout/rect';
import { type BoundaryId, type ElementId, type TypeId, typeId } from '../../../shared/model/ids';
import { buildScene, placementsOver } from '../../../shared/layout/scene';
import type { Point } from '../../../shared/model/schema';
import { useApplication } from '../app/context';
import { commandOf, canRun, runCommand } from '../commands/all-commands';
import { sceneWords } from '../model-words/describe';
import { useSession, useView } from '../session/context';
import type { Detail } from '../session/view-store';
import { ContextMenuArea, type MenuLine } from '../ui/Menu';
import { say } from '../words';
import { BoundaryNode } from './BoundaryNode';
import { type CanvasHandle, offerCanvas } from './canvas-handle';
import style from './Canvas.module.css';
import type { CanvasNode } from './diagram';
import { ElementNode } from './ElementNode';
import { EmptyCanvas } from './EmptyCanvas';
import { FlowLayer } from './FlowLayer';
import { BoundaryNames } from './BoundaryNames';
import { boundaryAt, connectTo, placeNew } from './gestures';
import { Guides } from './Guides';
import { ConnectionLine } from './Handles';
import { screenPixel } from './screen-pixel';
import { Tools } from './Tools';
import { STENCIL_DRAG } from './stencil-drag';
import { useDiagram } from './use-diagram';
import { useDrawing } from './use-drawing';
import { useNodeDrag } from './use-node-drag';
import { sameArea, visibleArea } from './visible-area';
import { ZoomControl } from './ZoomControl';

const nodeTypes = { element: ElementNode, boundary: BoundaryNode };
const noEdges: readonly never[] = [];
const GRID: [number, number] = [8, 8];

const MIN_ZOOM = 0.05;
const MAX_ZOOM = 3;
/** LOOK: compact from 0.5 to 0.8, blocks below. */
const detailAt = (zoom: number): Detail => (zoom < 0.5 ? 'block' : zoom < 0.8 ? 'compact' : 'full');

const contextCommands = [
  'edit.rename',
  'model.append',
  'model.connect',
  'model.replace',
  'separator',
  'edit.cut',
  'edit.copy',
  'edit.paste',
  'edit.duplicate',
  'edit.delete',
  'separator',
  'model.nest',
  'model.unnest',
  'model.arrange',
  'view.fit',
] as const;

function useContextLines(): readonly [readonly MenuLine[], (open: boolean) => void] {
  const app = useApplication();
  const [lines, setLines] = useState<readonly MenuLine[]>([]);
  const onOpenChange = (open: boolean): void => {
    if (!open) return;
    setLines(
      contextCommands.flatMap((id): MenuLine[] => {
        if (id === 'separator') return [{ kind: 'separator' }];
        const command = commandOf(id);
        if (command === undefined) return [];
        const keys = command.keys?.[0];
        return [
          {
            kind: 'item',
            label: command.title(app),
            disabled: !canRun(command, app),
            ...(command.icon ? { icon: command.icon } : {}),
            ...(keys === undefined ? {} : { keys }),
            run: () => void runCommand(app, id),
          },
        ];
      }),
    );
  };
  return [lines, onOpenChange];
}

function Surface() {
  const app = useApplication();
  const session = useSession();
  const flow = useReactFlow<CanvasNode>();
  const diagram = useDiagram();
  const latest = useRef(diagram);
  useEffect(() => {
    latest.current = diagram;
  });
  const tool = useView((state) => state.tool);
  const dragging = useView((state) => state.dragged.size > 0);
  const reveal = useView((state) => state.reveal);
  const detail = useView((state) => state.detail);
  const several = useView((state) => state.selection.length > 1);
  const box = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<string | undefined>(undefined);
  const [contextLines, onContextOpen] = useContextLines();

  const sceneOf = useCallback(() => latest.current.scene, []);
  const toDiagram = useCallback(
    (x: number, y: number): Point => {
      const at = flow.screenToFlowPosition({ x, y }, { snapToGrid: false });
      return [at.x, at.y];
    },
    [flow],
  );
  const [drawing, beginDrawing] = useDrawing(sceneOf, toDiagram);
  const drag = useNodeDrag(sceneOf);

  /** Keeps up with the viewport: how much is drawn of each thing, and which part is in view. */
  const follow = useCallback(
    ({ x, y, zoom }: Viewport) => {
      const before = session.view.store.getState();
      const detail = detailAt(zoom);
      // The size is read before anything is written, so that nothing is laid out twice.
      const area = visibleArea([x, y, zoom], box.current?.clientWidth ?? 0, box.current?.clientHeight ?? 0);
      // On the nodes alone, which use it: on the whole canvas, a notch of the wheel would restyle every flow, too.
      const nodes = box.current?.querySelector<HTMLElement>('.react-flow__nodes');
      nodes?.style.setProperty('--screen-px', String(screenPixel(zoom)));
      if (before.detail !== detail || !sameArea(before.area, area)) session.view.set({ detail, area });
    },
    [session],
  );

  const handle = useMemo((): CanvasHandle => {
    const rectOf = (id: string): Rect | undefined => {
      const { scene } = latest.current;
      const flowOf = scene.flows.get(id as never);
      const known = (key: string): Rect | undefined =>
        scene.nodes.get(key as ElementId)?.rect ?? scene.boundaries.get(key as BoundaryId)?.rect;
      if (flowOf === undefined) return known(id);
      return latest.current.flows.find((candidate) => candidate.id === flowOf.id)?.bounds;
    };
    const moderate = { duration: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 220 };
    const visible = (): Rect => {
      const bounds = box.current?.getBoundingClientRect();
      // In a narrow window the inspector lies over the canvas.
      const drawer = document.querySelector('[data-region="inspector"]')?.getBoundingClientRect();
      const end = Math.min(bounds?.right ?? 0, drawer === undefined || drawer.width === 0 ? Infinity : drawer.left);
      const [x, y] = toDiagram(bounds?.left ?? 0, bounds?.top ?? 0);
      const [farX, farY] = toDiagram(end, bounds?.bottom ?? 0);
      return { x, y, width: farX - x, height: farY - y };
    };
    return {
      zoom: (factor) => void flow.zoomTo(flow.getZoom() * factor, moderate),
      zoomTo: (zoom) => void flow.zoomTo(zoom, moderate),
      fit: (ids) =>
        void flow.fitView({
          ...moderate,
          padding: 0.04,
          maxZoom: ids === undefined ? 1 : 1.5,
          ...(ids === undefined ? {} : { nodes: ids.map((id) => ({ id })) }),
        }),
      reveal(id) {
        const rect = rectOf(id);
        const view = visible();
        if (rect === undefined) return;
        if (rect.x >= view.x && rect.y >= view.y && right(rect) <= right(view) && bottom(rect) <= bottom(view)) return;
        const { zoom, x, y } = flow.getViewport();
        const [dx, dy] = [centreX(view) - centreX(rect), centreY(view) - centreY(rect)];
        void flow.setViewport({ x: x + dx * zoom, y: y + dy * zoom, zoom }, moderate);
      },
      scene: sceneOf,
      sceneOf(model) {
        const { catalog } = app.shell.getState();
        return buildScene(model, catalog, sceneWords(catalog), placementsOver(model, session.view.store.getState().diagram));
      },
      visible,
      toDiagram,
      focus(id) {
        const target =
          id === undefined ? undefined : box.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
        (target ?? box.current?.querySelector<HTMLElement>('.react-flow__node'))?.focus({ preventScroll: true });
      },
    };
  }, [app, session, flow, sceneOf, toDiagram]);
  useEffect(() => offerCanvas(session, handle), [session, handle]);
  useEffect(() => {
    if (reveal !== undefined) handle.reveal(reveal.id);
  }, [reveal, handle]);

  // Everything is brought into view once there is something to see: when the document opens, and after it was laid out.
  // Panels open beside it in the same moments; it fits what is left, until somebody takes hold of it.
  const moved = useRef(false);
  const provisional = useView((state) => state.provisional);
  const empty = diagram.nodes.length === 0;
  useEffect(() => {
    if (empty || box.current === null) return undefined;
    moved.current = false;
    let frame = 0;
    const fit = (): void => {
      if (moved.current) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => void flow.fitView({ padding: 0.04, maxZoom: 1 }).then(() => follow(flow.getViewport())));
    };
    const resized = new ResizeObserver(fit); // tells the size at once, too
    resized.observe(box.current);
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
    };
  }, [empty, flow, follow, provisional]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const { selection, tool: current, placing } = session.view.store.getState();
    if (event.key === 'Escape') {
      if (drag.cancel()) return;
      if (current !== 'select' || placing !== undefined) session.view.set({ tool: 'select', placing: undefined });
      else if (selection.length > 0) session.view.select([]);
    }
    const id = event.target instanceof Element ? event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id : undefined;
    if (
      (event.key === 'Enter' || event.key === ' ') &&
      id !== undefined &&
      event.target === event.currentTarget.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    ) {
      event.preventDefault();
      session.view.select([id]);
    }
  };
  // Going through the diagram by Tab chooses what has the focus, so that every command acts on it; focus that comes back
  // from a dialog chooses nothing.
  const byTab = useRef(false);
  useEffect(() => {
    const onKey = ({ key }: globalThis.KeyboardEvent): void => {
      byTab.current = key === 'Tab' || key === 'F6';
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
  const onFocus = ({ target }: FocusEvent): void => {
    if (!byTab.current) return;
    const id = target instanceof HTMLElement && target.matches('.react-flow__node:focus-visible') ? target.dataset.id : undefined;
    const { selection } = session.view.store.getState();
    if (id !== undefined && !(selection.length === 1 && selection[0] === id)) {
      session.view.select([id]);
      handle.reveal(id);
    }
  };
  const onPaneClick = (event: ReactMouseEvent): void => {
    const { placing } = session.view.store.getState();
    if (placing !== undefined) placeNew(app, session, placing, toDiagram(event.clientX, event.clientY));
    else session.view.select([]);
  };
  const onNodeClick = (event: ReactMouseEvent, node: CanvasNode): void => {
    if (tool !== 'connect' || node.type !== 'element') {
      // The inspector that now opens over a narrow canvas may cover what was chosen.
      if (node.type === 'element' && window.matchMedia('(max-width: 1023px)').matches)
        requestAnimationFrame(() => requestAnimationFrame(() => handle.reveal(node.id)));
      return;
    }
    const { connecting } = session.view.store.getState();
    if (connecting === undefined) session.view.set({ connecting: node.id });
    else if (connecting !== node.id) connectTo(app, connecting, node.id);
    event.stopPropagation();
  };
  const onDrop = (event: DragEvent): void => {
    const type = typeId.safeParse(event.dataTransfer.getData(STENCIL_DRAG));
    if (!type.success) return;
    event.preventDefault();
    event.stopPropagation();
    session.view.set({ dropTarget: undefined });
    placeNew(app, session, type.data satisfies TypeId, toDiagram(event.clientX, event.clientY));
  };
  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(STENCIL_DRAG)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const target = boundaryAt(latest.current.scene, toDiagram(event.clientX, event.clientY));
    if (session.view.store.getState().dropTarget !== target) session.view.set({ dropTarget: target });
  };
  const onNodeContextMenu = (_: unknown, node: CanvasNode): void => {
    if (!session.view.store.getState().selection.includes(node.id)) session.view.select([node.id]);
  };

  return (
    <ContextMenuArea lines={contextLines} onOpenChange={onContextOpen}>
      <div
        ref={box}
        className={style.canvas}
        data-region="canvas"
        data-tool={tool}
        data-several={several || undefined}
        data-drawing={drawing !== undefined || undefined}
        onPointerDownCapture={() => {
          moved.current = true;
        }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onDrop={onDrop}
        onDragOver={onDragOver}
        onDragLeave={() => session.view.set({ dropTarget: undefined })}
      >
        <ReactFlow<CanvasNode>
          // React Flow mutates neither; its types ask for arrays that could be.
          nodes={diagram.nodes as CanvasNode[]}
          edges={noEdges as never[]}
          nodeTypes={nodeTypes}
          onNodesChange={drag.onNodesChange}
          onNodeDragStart={drag.onNodeDragStart}
          onNodeDrag={drag.onNodeDrag}
          onNodeDragStop={drag.onNodeDragStop}
          onNodeMouseEnter={(_, node) => setHovered(node.id)}
          onNodeMouseLeave={(event) => {
            const to = event.relatedTarget;
            if (!(to instanceof Element && to.closest('[data-handle]') !== null)) setHovered(undefined);
          }}
          onNodeClick={onNodeClick}
          onNodeDoubleClick={(_, node) => session.view.set({ renaming: node.id })}
          onNodeContextMenu={onNodeContextMenu}
          onPaneClick={onPaneClick}
          onMove={(event, viewport: Viewport) => {
            if (event !== null) moved.current = true;
            follow(viewport);
          }}
          nodesConnectable={false}
          edgesFocusable={false}
          nodesDraggable={tool !== 'pan' && tool !== 'connect'}
          disableKeyboardA11y
          snapToGrid
          snapGrid={GRID}
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          panOnScroll
          panOnScrollMode={PanOnScrollMode.Free}
          panOnDrag={tool === 'pan' ? [0, 1, 2] : [1, 2]}
          panActivationKeyCode="Space"
          selectionOnDrag={tool === 'select' || tool === 'lasso'}
          selectionMode={SelectionMode.Partial}
          selectionKeyCode={null}
          multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
          deleteKeyCode={null}
          selectNodesOnDrag
          zIndexMode="manual" // else what is chosen would come up over the flows
          zoomOnDoubleClick={false}
          onlyRenderVisibleElements
          nodeDragThreshold={3}
          proOptions={{ hideAttribution: true }}
          aria-label={say('ui.diagram')}
        >
          <Dots />
          <FlowLayer flows={diagram.flows} about={diagram.about} />
          {detail === 'block' && <BoundaryNames diagram={diagram} />}
          <Tools diagram={diagram} hovered={hovered} busy={dragging || drawing !== undefined} onConnect={beginDrawing} />
          <Guides />
          {drawing && <ConnectionLine from={drawing.start} to={drawing.to} />}
        </ReactFlow>
        {diagram.nodes.length === 0 && <EmptyCanvas />}
        <ZoomControl />
      </div>
    </ContextMenuArea>
  );
}

/** Dots every 16, gone below zoom 0.5. */
function Dots() {
  const hidden = useView((state) => state.detail === 'block');
  return hidden ? null : <Background variant={BackgroundVariant.Dots} gap={16} size={1.5} offset={8} className={style.dots ?? ''} />;
}

/** The drawing board: the diagram of the open document, and every gesture on it. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Surface />
    </ReactFlowProvider>
  );
}
