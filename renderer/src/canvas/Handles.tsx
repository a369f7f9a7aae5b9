import { ViewportPortal } from '@xyflow/react';
import type { PointerEvent } from 'react';
import { bottom, centreX, centreY, type Rect, right } from '../../../shared/layout/rect';
import type { SceneNode } from '../../../shared/layout/scene';
import type { Point } from '../../../shared/model/schema';
import { useApplication } from '../app/context';
import { commandOf, runCommand } from '../commands/all-commands';
import { IconButton } from '../ui/Button';
import type { IconName } from '../ui/icons';
import { classes } from '../ui/classes';
import type { FlowView } from './flow-maker';
import style from './Handles.module.css';
import type { Hold } from './use-drawing';

/** Four handles at the middles of the sides; a flow is drawn from one to another element. */
export function Handles({ node, onConnect }: { readonly node: SceneNode; readonly onConnect: (hold: Hold, event: PointerEvent) => void }) {
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
            onConnect({ kind: 'handle', element: node.id, at }, event);
          }}
        />
      ))}
    </ViewportPortal>
  );
}

/** The two ends of the chosen flow; each can be led to another element. */
export function FlowEnds({
  flow,
  onTake,
}: {
  readonly flow: Pick<FlowView, 'id' | 'ends'>;
  readonly onTake: (hold: Hold, event: PointerEvent) => void;
}) {
  const [start, finish] = flow.ends;
  return (
    <ViewportPortal>
      {(['from', 'to'] as const).map((end) => {
        const [x, y] = end === 'from' ? start : finish;
        return (
          // A pointer's way of leading it elsewhere; a keyboard deletes it and connects anew.
          <span
            key={end}
            className={classes(style.handle, 'nopan', 'nodrag')}
            data-end={end}
            style={{ transform: `translate(${x}px, ${y}px)` }}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.stopPropagation();
              event.preventDefault();
              onTake({ kind: 'end', flow: flow.id, end, at: end === 'from' ? finish : start }, event);
            }}
          />
        );
      })}
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

/** Append, connect, replace, of one size on the screen whatever the zoom. */
export function ContextPad({ at: [x, y], zoom }: { readonly at: Point; readonly zoom: number }) {
  return (
    <ViewportPortal>
      <div
        role="toolbar"
        aria-orientation="horizontal"
        className={classes(style.pad, 'nopan', 'nodrag')}
        style={{ transform: `translate(${x}px, ${y}px) scale(${1 / zoom})` }}
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

/** One frame around all that is chosen. */
export function ChosenFrame({ rect, zoom }: { readonly rect: Rect; readonly zoom: number }) {
  return (
    <ViewportPortal>
      <div
        className={style.frame}
        style={{
          transform: `translate(${rect.x - 8}px, ${rect.y - 8}px)`,
          width: rect.width + 16,
          height: rect.height + 16,
          borderWidth: 1 / zoom,
        }}
      />
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
