import { ViewportPortal } from '@xyflow/react';
import type { PointerEvent } from 'react';
import { bottom, centreX, centreY, right } from '../../../shared/layout/rect';
import type { SceneNode } from '../../../shared/layout/scene';
import type { ElementId } from '../../../shared/model/ids';
import type { Point } from '../../../shared/model/schema';
import { useApplication } from '../app/context';
import { commandOf, runCommand } from '../commands/all-commands';
import { IconButton } from '../ui/Button';
import type { IconName } from '../ui/icons';
import { classes } from '../ui/classes';
import style from './Handles.module.css';

/** Four handles at the middles of the sides; a flow is drawn from one to another element. */
export function Handles({
  node,
  onConnect,
}: {
  readonly node: SceneNode;
  readonly onConnect: (from: ElementId, at: Point, event: PointerEvent) => void;
}) {
  const { rect } = node;
  const places: readonly Point[] = [
    [rect.x, centreY(rect)],
    [right(rect), centreY(rect)],
    [centreX(rect), rect.y],
    [centreX(rect), bottom(rect)],
  ];
  return (
    <ViewportPortal>
      {places.map((at) => (
        // A pointer's way of connecting; C and a name are the keyboard's.
        <span
          key={`${at[0]} ${at[1]}`}
          className={classes(style.handle, 'nopan', 'nodrag')}
          data-handle={node.id}
          style={{ transform: `translate(${at[0]}px, ${at[1]}px)` }}
          onPointerDown={(event) => {
            event.stopPropagation();
            event.preventDefault();
            onConnect(node.id, at, event);
          }}
        />
      ))}
    </ViewportPortal>
  );
}

function PadButton({ id, icon }: { readonly id: string; readonly icon: IconName }) {
  const app = useApplication();
  const command = commandOf(id);
  if (command === undefined) return null;
  return (
    <IconButton
      icon={icon}
      label={command.title(app)}
      side="top"
      {...(command.keys?.[0] === undefined ? {} : { keys: command.keys[0] })}
      onClick={() => runCommand(app, id)}
    />
  );
}

/** Append, connect, replace: above the chosen element, below it if there is no room. */
export function ContextPad({ node, below, zoom }: { readonly node: SceneNode; readonly below: boolean; readonly zoom: number }) {
  const { rect } = node;
  const y = below ? bottom(rect) + 12 / zoom : rect.y - 12 / zoom;
  return (
    <ViewportPortal>
      <div
        role="toolbar"
        aria-orientation="horizontal"
        className={classes(style.pad, below && style.below, 'nopan', 'nodrag')}
        style={{ transform: `translate(${rect.x}px, ${y}px) scale(${1 / zoom})` }}
        onPointerDown={(event) => event.stopPropagation()}
      >
        <div className={style.tools}>
          <PadButton id="model.append" icon="plus" />
          <PadButton id="model.connect" icon="flow" />
          <PadButton id="model.replace" icon="swap" />
        </div>
      </div>
    </ViewportPortal>
  );
}

/** The line of a flow that is being drawn. */
export function ConnectionLine({ from, to }: { readonly from: Point; readonly to: Point }) {
  return (
    <ViewportPortal>
      <svg className={style.drawing} aria-hidden="true">
        <path d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}`} />
      </svg>
    </ViewportPortal>
  );
}
