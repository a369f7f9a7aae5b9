import { overlap, type Rect } from '../../../shared/layout/rect';
import { textWidth } from '../../../shared/layout/text-width';

/** A name on the upper line of a boundary. */
export interface PlacedName {
  readonly id: string;
  /** In world units; what is in it is drawn in pixels of the screen. */
  readonly rect: Rect;
  /** False where there is room for the name alone. */
  readonly badges: boolean;
}

/** A boundary that wants its name shown. */
export interface NamedBox {
  readonly id: string;
  readonly name: string;
  readonly rect: Rect;
  /** Pixels that its badges take after the name. */
  readonly badges: number;
}

/** In pixels of the screen. */
const HEIGHT = 18;
const INSET = 8;
const PADDING = 8;
const LEAST = 40;

/**
 * Where the names of boundaries stand when a diagram is seen from afar: on the upper line of each, outermost first; one
 * that would cover another moves to the right along its line, and is left out where it does not fit.
 * @param boxes outermost first
 * @param pixel world units in a pixel of the screen
 */
export function placeNames(boxes: readonly NamedBox[], pixel: number): readonly PlacedName[] {
  const placed: PlacedName[] = [];
  for (const { id, name, rect, badges } of boxes) {
    const alone = (textWidth(name, 11, 600) + PADDING) * pixel;
    const wanted = alone + badges * pixel;
    const end = rect.x + rect.width - INSET * pixel;
    const y = rect.y - (HEIGHT / 2) * pixel;
    let x = rect.x + INSET * pixel;
    for (;;) {
      const room = end - x;
      const own: Rect = { x, y, width: room >= wanted ? wanted : Math.min(alone, room), height: HEIGHT * pixel };
      if (own.width < Math.min(alone, LEAST * pixel)) break;
      const other = placed.find((earlier) => overlap(earlier.rect, own));
      if (other === undefined) {
        placed.push({ id, rect: own, badges: room >= wanted });
        break;
      }
      x = other.rect.x + other.rect.width + 4 * pixel;
    }
  }
  return placed;
}
