import { describe, expect, it } from 'vitest';
import { padPlace } from './pad-place';

const element = { x: 100, y: 100, width: 160, height: 44 };
const size = { width: 92, height: 26, gap: 12 };
const view = { x: 0, y: 0, width: 1000, height: 600 };
const at = (x: number, y: number, width = 60, height = 18) => ({ x, y, width, height });

describe('where the pad of an element goes', () => {
  it('above its left end, where nothing is in the way', () => {
    expect(padPlace(element, size, view, [])).toEqual([100, 62]);
  });

  it('above its right end, where a label stands at the left', () => {
    expect(padPlace(element, size, view, [{ rect: at(90, 64), weight: 4 }])).toEqual([168, 62]);
  });

  it('below, where the view ends above', () => {
    expect(padPlace({ ...element, y: 20 }, size, view, [])).toEqual([100, 76]);
  });

  it('beside it, between two others', () => {
    const above = { rect: at(80, 40, 220, 44), weight: 3 };
    const below = { rect: at(80, 160, 220, 44), weight: 3 };
    expect(padPlace(element, size, view, [above, below])).toEqual([272, 109]);
  });

  it('over a name rather than over a label', () => {
    const things = [
      { rect: at(90, 64, 200), weight: 4 },
      { rect: at(0, 150, 400, 24), weight: 2 },
      { rect: at(0, 100, 90, 44), weight: 3 },
      { rect: at(262, 100, 90, 44), weight: 3 },
    ];
    expect(padPlace(element, size, view, things)).toEqual([100, 156]);
  });
});
