import type { Point } from '../model/schema';

/** A box in world units: pixels at zoom 1, y down. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

export const right = (rect: Rect): number => rect.x + rect.width;
export const bottom = (rect: Rect): number => rect.y + rect.height;
export const centreX = (rect: Rect): number => rect.x + rect.width / 2;
export const centreY = (rect: Rect): number => rect.y + rect.height / 2;

/** The box with this much more on every side; less with a negative number. */
export const grown = (rect: Rect, by: number): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: rect.width + 2 * by,
  height: rect.height + 2 * by,
});

/** True if two boxes share more than an edge. */
export const overlap = (a: Rect, b: Rect): boolean => a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);

export const containsPoint = (rect: Rect, [x, y]: Point): boolean => x >= rect.x && x <= right(rect) && y >= rect.y && y <= bottom(rect);

/** The smallest box around all of them; undefined for none. */
export function around(rects: Iterable<Rect>): Rect | undefined {
  let [left, top, farX, farY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rect of rects) {
    left = Math.min(left, rect.x);
    top = Math.min(top, rect.y);
    farX = Math.max(farX, right(rect));
    farY = Math.max(farY, bottom(rect));
  }
  return left === Infinity ? undefined : { x: left, y: top, width: farX - left, height: farY - top };
}

/** The box of a straight line between two points, of no width or no height where it runs along an axis. */
export const between = ([ax, ay]: Point, [bx, by]: Point): Rect => ({
  x: Math.min(ax, bx),
  y: Math.min(ay, by),
  width: Math.abs(ax - bx),
  height: Math.abs(ay - by),
});

/** True if the axis-parallel line from `a` to `b` goes through the inside of the box. */
export function crossesBox(a: Point, b: Point, box: Rect): boolean {
  const line = between(a, b);
  return line.x < right(box) && right(line) > box.x && line.y < bottom(box) && bottom(line) > box.y;
}

/** The nearest multiple of the grid. */
export const snapped = (value: number, grid = GRID): number => Math.round(value / grid) * grid;

/** Things stand on a grid of 8 (LOOK, "Canvas"). */
export const GRID = 8;
