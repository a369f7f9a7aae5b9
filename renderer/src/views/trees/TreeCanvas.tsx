import '@xyflow/react/dist/base.css';
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/Button';
import { say } from '../../words';
import { AttackBox, type BoxNode } from './AttackBox';
import { type Drawing, neighbour, type Places } from './tree-layout';
import style from './TreesView.module.css';

const nodeTypes = { box: AttackBox };
/** Boxes are neither dragged nor selected by React Flow, which would make them deaf to the pointer. */
const INTERACTIVE = { pointerEvents: 'all' } as const;
const arrows = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;
const isArrow = (key: string): key is keyof typeof arrows => Object.hasOwn(arrows, key);
const FIT = { padding: 0.05, maxZoom: 1 } as const;
/** Below this nothing can be read: then the marked attack is shown instead of everything. */
const LEAST = 0.6;

interface CanvasProps {
  readonly drawing: Drawing;
  readonly places: Places;
  /** Names the drawing, for people who hear it. */
  readonly label: string;
  readonly root: string;
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
  /** Asked for the ways of a node that are not drawn. */
  readonly onOpen: (id: string) => void;
}

function Canvas({ drawing, places, label, root, selected, onSelect, onOpen }: CanvasProps) {
  const flow = useReactFlow<BoxNode>();
  const area = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string>();
  const boxes = useMemo(() => new Map(drawing.boxes.map((box) => [box.id, box])), [drawing]);
  const current = focused !== undefined && boxes.has(focused) ? focused : root;

  const press = useCallback(
    (id: string): void => {
      const box = boxes.get(id);
      if (box?.opens !== undefined) onOpen(box.opens);
      else onSelect(id === selected ? undefined : id);
    },
    [boxes, onOpen, onSelect, selected],
  );
  const nodes = useMemo(
    (): BoxNode[] =>
      drawing.boxes.flatMap((box): BoxNode[] => {
        const at = places.at.get(box.id);
        if (at === undefined) return [];
        return [
          {
            id: box.id,
            type: 'box',
            position: { x: at[0], y: at[1] },
            width: box.width,
            height: box.height,
            zIndex: 1,
            style: INTERACTIVE,
            data: { box, selected: box.id === selected, current: box.id === current, onPress: press, onFocus: setFocused },
          },
        ];
      }),
    [drawing, places, selected, current, press],
  );

  const fit = (): void => void flow.fitView(FIT);
  // Another goal is another drawing, which is to be seen whole; opening a node leaves the view where it is.
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    const room = area.current;
    if (shown.current === label || room === null || nodes.length === 0) return;
    shown.current = label;
    const width = Math.max(...nodes.map(({ position, width: own = 0 }) => position.x + own));
    const height = Math.max(...nodes.map(({ position, height: own = 0 }) => position.y + own));
    const all = Math.min(room.clientWidth / width, room.clientHeight / height) >= LEAST;
    const marked = nodes.filter(({ data }) => data.box.node?.highlighted === true).map(({ id }) => ({ id }));
    void flow.fitView(all || marked.length === 0 ? FIT : { ...FIT, minZoom: LEAST, nodes: marked });
  }, [flow, label, nodes]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && selected !== undefined) {
      event.preventDefault();
      onSelect(undefined);
      return;
    }
    if (!isArrow(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = neighbour(drawing, places, current, arrows[event.key]);
    event.preventDefault();
    if (next === undefined) return;
    const at = places.at.get(next);
    const box = boxes.get(next);
    if (at !== undefined && box !== undefined && area.current !== null) {
      const { x, y, zoom } = flow.getViewport();
      const [left, top] = [at[0] * zoom + x, at[1] * zoom + y];
      const { clientWidth, clientHeight } = area.current;
      const outside = left < 0 || top < 0 || left + box.width * zoom > clientWidth || top + box.height * zoom > clientHeight;
      if (outside) void flow.setCenter(at[0] + box.width / 2, at[1] + box.height / 2, { zoom });
    }
    area.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(next)}"]`)?.focus({ preventScroll: true });
  };

  return (
    <div ref={area} className={style.canvas} role="group" aria-label={label} onKeyDown={onKeyDown}>
      <ReactFlow<BoxNode>
        nodes={nodes}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.2}
        maxZoom={1.5}
        deleteKeyCode={null}
        selectionKeyCode={null}
        proOptions={{ hideAttribution: true }}
        onPaneClick={() => onSelect(undefined)}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1} />
        <ViewportPortal>
          <svg className={style.edges} aria-hidden="true">
            {[...drawing.edges]
              .sort((a, b) => Number(a.highlighted) - Number(b.highlighted))
              .map((edge) => {
                const path = places.paths.get(edge.id);
                return path === undefined ? null : (
                  <path key={edge.id} d={path} className={classes(style.edge, edge.highlighted && style.edgeHighlighted)} />
                );
              })}
          </svg>
        </ViewportPortal>
      </ReactFlow>
      <div className={style.zoom} role="group" aria-label={say('views.zoom')}>
        <IconButton icon="minus" label={say('views.zoom-out')} side="top" onClick={() => void flow.zoomOut()} />
        <IconButton icon="fit" label={say('views.fit')} side="top" onClick={fit} />
        <IconButton icon="plus" label={say('views.zoom-in')} side="top" onClick={() => void flow.zoomIn()} />
      </div>
    </div>
  );
}

/** The graph of attacks, to be panned and zoomed; arrows walk from node to node. */
export function TreeCanvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}
