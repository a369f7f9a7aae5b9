import { bottom, centreY, overlap, type Rect, right } from '../../../shared/layout/rect';
import type { Point } from '../../../shared/model/schema';

/** Something that the pad would rather not cover, and how much rather. */
export interface Covered {
  readonly rect: Rect;
  readonly weight: number;
}

/** More than all that can lie under a pad. */
const OUT_OF_VIEW = 1_000;

/**
 * Where the pad of a chosen element goes: above it or below it, at its left or right end, or beside it; the first of these
 * that covers nothing, else the one that covers least.
 * @param size of the pad, and its distance, in world units
 */
export function padPlace(
  element: Rect,
  size: { readonly width: number; readonly height: number; readonly gap: number },
  view: Rect,
  things: readonly Covered[],
): Point {
  const [above, below] = [element.y - size.gap - size.height, bottom(element) + size.gap];
  const atEnd = right(element) - size.width;
  const places: readonly Point[] = [
    [element.x, above],
    [atEnd, above],
    [element.x, below],
    [atEnd, below],
    [right(element) + size.gap, centreY(element) - size.height / 2],
    [element.x - size.gap - size.width, centreY(element) - size.height / 2],
  ];
  const cost = ([x, y]: Point): number => {
    const pad: Rect = { x, y, width: size.width, height: size.height };
    const inView = x >= view.x && y >= view.y && right(pad) <= right(view) && bottom(pad) <= bottom(view);
    return things.reduce((sum, { rect, weight }) => sum + (overlap(rect, pad) ? weight : 0), inView ? 0 : OUT_OF_VIEW);
  };
  return places.reduce((best, place) => (cost(place) < cost(best) ? place : best));
}
