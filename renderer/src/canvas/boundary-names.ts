import { overlap, type Rect } from '../../../shared/layout/rect';
import { textWidth } from '../../../shared/layout/text-width';

/** A name on the upper line of a boundary. */
export interface PlacedName {
  readonly id: string;
  /** In world units; what is in it is drawn in pixels of the screen. */
  readonly rect: Rect;
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
    const wanted = (textWidth(name, 11, 600) + PADDING + badges) * pixel;
    const end = rect.x + rect.width - INSET * pixel;
    const y = rect.y - (HEIGHT / 2) * pixel;
    let x = rect.x + INSET * pixel;
    for (;;) {
      const own: Rect = { x, y, width: Math.min(wanted, end - x), height: HEIGHT * pixel };
      if (own.width < Math.min(wanted, LEAST * pixel)) break;
      const other = placed.find((earlier) => overlap(earlier.rect, own));
      if (other === undefined) {
        placed.push({ id, rect: own });
        break;
      }
      x = other.rect.x + other.rect.width + 4 * pixel;
    }
  }
  return placed;
}
