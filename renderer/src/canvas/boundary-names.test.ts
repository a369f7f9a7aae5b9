import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlap } from '../../../shared/layout/rect';
import { placeNames } from './boundary-names';

const box = (id: string, x: number, y: number, width = 400) => ({ id, name: id, rect: { x, y, width, height: 300 }, badges: 0 });

describe('names of boundaries from afar', () => {
  it('stand on the upper line, at its beginning', () => {
    const [name] = placeNames([box('cluster', 0, 0)], 3);
    expect(name?.rect.x).toBe(24);
    expect((name?.rect.y ?? 0) + (name?.rect.height ?? 0) / 2).toBe(0);
  });

  it('make way for the name around them', () => {
    const [outer, inner] = placeNames([box('cluster', 0, 0, 800), box('shop', 16, 36)], 4);
    expect(inner?.rect.x).toBeGreaterThan((outer?.rect.x ?? 0) + (outer?.rect.width ?? 0));
  });

  it('go without badges where there is room for the name alone', () => {
    const [name] = placeNames([{ ...box('shop', 0, 0, 200), badges: 60 }], 3);
    expect(name).toMatchObject({ id: 'shop', badges: false });
    expect(placeNames([{ ...box('shop', 0, 0, 400), badges: 60 }], 3)[0]?.badges).toBe(true);
  });

  it('are left out of boxes that are too small for them', () => {
    expect(placeNames([box('a-long-name-of-a-cluster', 0, 0, 100)], 8)).toEqual([]);
  });

  it('never lie on one another nor leave their line', () => {
    const boxes = fc.array(
      fc.record({
        id: fc.stringMatching(/^[a-z]{1,20}$/),
        x: fc.integer({ min: 0, max: 600 }),
        y: fc.integer({ min: 0, max: 100 }),
        width: fc.integer({ min: 20, max: 600 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(boxes, fc.double({ min: 1, max: 20, noNaN: true }), (list, pixel) => {
        const all = list.map(({ id, x, y, width }) => box(id, x, y, width));
        const names = placeNames(all, pixel);
        for (const [index, name] of names.entries()) {
          expect(names.slice(index + 1).some((other) => overlap(name.rect, other.rect))).toBe(false);
          expect(
            all.some(({ id, rect }) => id === name.id && name.rect.x >= rect.x && name.rect.x + name.rect.width <= rect.x + rect.width),
          ).toBe(true);
        }
      }),
    );
  });
});
