import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { containsPoint } from '../../../shared/layout/rect';
import type { Scene } from '../../../shared/layout/scene';
import type { ElementId } from '../../../shared/model/ids';
import type { Point } from '../../../shared/model/schema';
import { useApplication } from '../app/context';
import { useSession } from '../session/context';
import { connectTo } from './gestures';

const elementAt = (scene: Scene, point: Point): ElementId | undefined =>
  [...scene.nodes.values()].find(({ rect }) => containsPoint(rect, point))?.id;

/** A flow on its way from a handle to the pointer. */
export interface Drawing {
  readonly from: ElementId;
  readonly start: Point;
  readonly to: Point;
}

/** Lets a flow be drawn by the pointer: what would take it lights up; Esc leaves it. */
export function useDrawing(
  sceneOf: () => Scene,
  toDiagram: (x: number, y: number) => Point,
): readonly [Drawing | undefined, (from: ElementId, start: Point, event: ReactPointerEvent) => void] {
  const app = useApplication();
  const session = useSession();
  const [drawing, setDrawing] = useState<Drawing | undefined>(undefined);
  const stop = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const begin = useCallback(
    (from: ElementId, start: Point, event: ReactPointerEvent) => {
      stop.current?.();
      setDrawing({ from, start, to: toDiagram(event.clientX, event.clientY) });
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
        setDrawing({ from, start, to });
        const target = elementAt(sceneOf(), to);
        session.view.set({ dropTarget: target === from ? undefined : target });
      };
      const up = ({ clientX, clientY }: PointerEvent): void => {
        const target = elementAt(sceneOf(), toDiagram(clientX, clientY));
        end();
        if (target !== undefined && target !== from) connectTo(app, from, target);
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
