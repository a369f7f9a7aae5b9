import type { Rect } from '../../../shared/layout/rect';

/** In world units: coarse, so that panning seldom changes what counts as in view. */
const STEP = 256;

/** The part of the diagram that a canvas of this size shows under this transform, a little more than less. */
export function visibleArea([x, y, zoom]: readonly [number, number, number], width: number, height: number): Rect {
  const [left, top] = [Math.floor(-x / zoom / STEP) * STEP, Math.floor(-y / zoom / STEP) * STEP];
  return {
    x: left,
    y: top,
    width: Math.ceil((width - x) / zoom / STEP) * STEP - left,
    height: Math.ceil((height - y) / zoom / STEP) * STEP - top,
  };
}

/** True if two areas are the same. */
export const sameArea = (a: Rect | undefined, b: Rect): boolean =>
  a?.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
