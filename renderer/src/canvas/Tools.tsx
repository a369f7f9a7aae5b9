import { useStore as useReactFlowStore } from '@xyflow/react';
import type { PointerEvent as ReactPointerEvent } from 'react';
import { bottom, overlap } from '../../../shared/layout/rect';
import type { ElementId } from '../../../shared/model/ids';
import type { Point } from '../../../shared/model/schema';
import { useView } from '../session/context';
import type { Diagram } from './diagram';
import { ContextPad, Handles } from './Handles';

/** LOOK: three buttons, 12 from the element; on the screen, whatever the zoom. */
const PAD_WIDTH = 92;
const PAD_HEIGHT = 26;
const PAD_GAP = 12;

/** Handles and pad of the one element that is chosen or under the pointer. */
export function Tools({
  diagram,
  hovered,
  busy,
  onConnect,
}: {
  readonly diagram: Diagram;
  readonly hovered: string | undefined;
  readonly busy: boolean;
  readonly onConnect: (from: ElementId, at: Point, event: ReactPointerEvent) => void;
}) {
  const selection = useView((state) => state.selection);
  const detail = useView((state) => state.detail);
  const renaming = useView((state) => state.renaming);
  const zoom = useReactFlowStore(({ transform }) => transform[2]);
  const top = useReactFlowStore(({ transform }) => -transform[1] / transform[2]);
  const only = selection.length === 1 ? selection[0] : undefined;
  if (busy || detail === 'block') return null;
  const chosen = only === undefined ? undefined : diagram.scene.nodes.get(only as ElementId); // only an element of the scene is found in it
  // Above, or below where the window ends or a flow's label stands there.
  const covers = (y: number): boolean => {
    const pad = { x: chosen?.rect.x ?? 0, y, width: PAD_WIDTH / zoom, height: PAD_HEIGHT / zoom };
    return diagram.flows.some(({ label }) => label !== undefined && overlap(label.rect, pad));
  };
  const above = chosen === undefined ? 0 : chosen.rect.y - (PAD_GAP + PAD_HEIGHT) / zoom;
  const beneath = chosen === undefined ? 0 : bottom(chosen.rect) + PAD_GAP / zoom;
  const below = above < top || (covers(above) && !covers(beneath));
  const under = hovered === undefined || hovered === only ? undefined : diagram.scene.nodes.get(hovered as ElementId);
  return (
    <>
      {chosen && <Handles node={chosen} onConnect={onConnect} />}
      {under && <Handles node={under} onConnect={onConnect} />}
      {chosen && renaming === undefined && <ContextPad node={chosen} below={below} zoom={zoom} />}
    </>
  );
}
