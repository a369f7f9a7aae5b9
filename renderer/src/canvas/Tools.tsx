import { useStore as useReactFlowStore } from '@xyflow/react';
import { type PointerEvent as ReactPointerEvent, useMemo } from 'react';
import { around, type Rect } from '../../../shared/layout/rect';
import type { SceneNode } from '../../../shared/layout/scene';
import { textWidth } from '../../../shared/layout/text-width';
import type { BoundaryId, ElementId } from '../../../shared/model/ids';
import { useView } from '../session/context';
import type { Diagram } from './diagram';
import type { Hold } from './use-drawing';
import { ChosenFrame, ContextPad, FlowEnds, Handles } from './Handles';
import { type Covered, padPlace } from './pad-place';

/** LOOK: three buttons, 12 from the element; on the screen, whatever the zoom. */
const PAD = { width: 92, height: 26, gap: 12 };

/** What a pad is not to cover: labels of flows least of all, then elements with their badges, then names of boundaries. */
function coverable({ scene, flows }: Diagram): readonly Covered[] {
  return [
    ...flows.flatMap(({ label }): Covered[] => (label === undefined ? [] : [{ rect: label.rect, weight: 4 }])),
    ...[...scene.nodes.values()].map(({ rect }): Covered => ({ rect: { ...rect, y: rect.y - 12, height: rect.height + 12 }, weight: 3 })),
    ...[...scene.boundaries.values()].map(({ rect, name, kindName }): Covered => ({
      rect: { x: rect.x + 12, y: rect.y + 6, width: textWidth(name, 11, 600) + textWidth(kindName, 11) + 88, height: 24 },
      weight: 2,
    })),
  ];
}

/** The pad of the chosen element, where it covers least. */
function PlacedPad({ diagram, node }: { readonly diagram: Diagram; readonly node: SceneNode }) {
  const x = useReactFlowStore(({ transform }) => transform[0]);
  const y = useReactFlowStore(({ transform }) => transform[1]);
  const zoom = useReactFlowStore(({ transform }) => transform[2]);
  const width = useReactFlowStore((state) => state.width);
  const height = useReactFlowStore((state) => state.height);
  const things = useMemo(() => coverable(diagram), [diagram]);
  const view: Rect = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  const size = { width: PAD.width / zoom, height: PAD.height / zoom, gap: PAD.gap / zoom };
  return <ContextPad at={padPlace(node.rect, size, view, things)} zoom={zoom} />;
}

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
  readonly onConnect: (hold: Hold, event: ReactPointerEvent) => void;
}) {
  const selection = useView((state) => state.selection);
  const detail = useView((state) => state.detail);
  const renaming = useView((state) => state.renaming);
  const zoom = useReactFlowStore(({ transform }) => transform[2]);
  const only = selection.length === 1 ? selection[0] : undefined;
  if (busy || detail === 'block') return null;
  const chosen = only === undefined ? undefined : diagram.scene.nodes.get(only as ElementId); // only an element of the scene is found in it
  const chosenFlow = only === undefined ? undefined : diagram.flows.find(({ id }) => id === only);
  // What is chosen may be of either kind, or a flow, which has no place of its own.
  const placed = (id: string): Rect | undefined =>
    diagram.scene.nodes.get(id as ElementId)?.rect ?? diagram.scene.boundaries.get(id as BoundaryId)?.rect;
  const frame = only === undefined ? around(selection.flatMap((id) => placed(id) ?? [])) : undefined;
  const under = hovered === undefined || selection.includes(hovered) ? undefined : diagram.scene.nodes.get(hovered as ElementId);
  return (
    <>
      {chosen && <Handles node={chosen} onConnect={onConnect} />}
      {frame && <ChosenFrame rect={frame} zoom={zoom} />}
      {chosenFlow && <FlowEnds flow={chosenFlow} onTake={onConnect} />}
      {under && <Handles node={under} onConnect={onConnect} />}
      {chosen && renaming === undefined && <PlacedPad diagram={diagram} node={chosen} />}
    </>
  );
}
