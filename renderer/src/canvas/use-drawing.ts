import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { containsPoint } from '../../../shared/layout/rect';
import type { Scene } from '../../../shared/layout/scene';
import type { ElementId, FlowId } from '../../../shared/model/ids';
import type { Point } from '../../../shared/model/schema';
import { useApplication } from '../app/context';
import { useSession } from '../session/context';
import { connectTo, reconnect } from './gestures';

const elementAt = (scene: Scene, point: Point): ElementId | undefined =>
  [...scene.nodes.values()].find(({ rect }) => containsPoint(rect, point))?.id;

/** A flow on its way from where it is held to the pointer. */
export interface Drawing {
  readonly start: Point;
  readonly to: Point;
}

/** What the pointer took hold of: the handle of an element, or one end of a flow that there is. */
export type Hold =
  | { readonly kind: 'handle'; readonly element: ElementId; readonly at: Point }
  /** `at` is the other end, which stays. */
  | { readonly kind: 'end'; readonly flow: FlowId; readonly end: 'from' | 'to'; readonly at: Point };

/** Lets a flow be drawn by the pointer: what would take it lights up; Esc leaves it. */
export function useDrawing(
  sceneOf: () => Scene,
  toDiagram: (x: number, y: number) => Point,
): readonly [Drawing | undefined, (hold: Hold, event: ReactPointerEvent) => void] {
  const app = useApplication();
  const session = useSession();
  const [drawing, setDrawing] = useState<Drawing | undefined>(undefined);
  const stop = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const begin = useCallback(
    (hold: Hold, event: ReactPointerEvent) => {
      stop.current?.();
      const start = hold.at;
      // A handle leads to another element; an end may come back to where it was.
      const targetAt = (point: Point): ElementId | undefined => {
        const target = elementAt(sceneOf(), point);
        return hold.kind === 'handle' && target === hold.element ? undefined : target;
      };
      setDrawing({ start, to: toDiagram(event.clientX, event.clientY) });
      const end = (): void => {
        stop.current = undefined;
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', up);
        window.removeEventListener('keydown', key, true);
        setDrawing(undefined);
        session.view.set({ dropTarget: undefined });
      };
      const move = ({ clientX, clientY }: PointerEvent): void => {
        const to = toDiagram(clientX, clientY);
        setDrawing({ start, to });
        session.view.set({ dropTarget: targetAt(to) });
      };
      const up = ({ clientX, clientY }: PointerEvent): void => {
        const target = targetAt(toDiagram(clientX, clientY));
        end();
        if (target === undefined) return;
        if (hold.kind === 'handle') connectTo(app, hold.element, target);
        else reconnect(app, hold.flow, hold.end, target);
      };
      const key = (pressed: globalThis.KeyboardEvent): void => {
        if (pressed.key !== 'Escape') return;
        pressed.stopPropagation();
        end();
      };
      stop.current = end;
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', up);
      window.addEventListener('keydown', key, true);
    },
    [app, session, sceneOf, toDiagram],
  );
  return [drawing, begin];
}
