import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapTo } from './guides';
import type { Rect } from './rect';

const box = (x: number, y: number, width = 100, height = 40): Rect => ({ x, y, width, height });

describe('LAY-13: what is dragged lines up', () => {
  it('with the edge of another box', () => {
    const snap = snapTo(box(203, 300), [box(200, 0)], 5);
    expect(snap).toMatchObject({ dx: -3, dy: 0 });
    expect(snap.guides).toContainEqual({ axis: 'x', at: 200 });
  });

  it('with the middle of a box of another size', () => {
    const snap = snapTo(box(400, 52, 100, 60), [box(0, 60, 100, 40)], 5);
    expect(snap.dy).toBe(-2);
    expect(snap.guides).toEqual([{ axis: 'y', at: 80 }]);
  });

  it('in the middle between two, with the gap in figures', () => {
    const snap = snapTo(box(203, 0), [box(0, 0), box(400, 0)], 5);
    expect(snap.dx).toBe(-3);
    expect(snap.gaps).toEqual([
      { at: [150, 20], size: 100 },
      { at: [350, 20], size: 100 },
    ]);
  });

  it('after two at the distance that they have', () => {
    const snap = snapTo(box(318, 0), [box(0, 0), box(160, 0)], 5);
    expect(snap.dx).toBe(2);
    expect(snap.gaps.map(({ size }) => size)).toEqual([60, 60]);
  });

  it('not at all where nothing is near', () => {
    expect(snapTo(box(233, 311), [box(0, 0)], 5)).toEqual({ dx: 0, dy: 0, guides: [], gaps: [] });
  });

  const rect = fc.record({
    x: fc.integer({ min: -500, max: 500 }),
    y: fc.integer({ min: -500, max: 500 }),
    width: fc.integer({ min: 40, max: 200 }),
    height: fc.integer({ min: 40, max: 200 }),
  });
  it('never moved by more than was allowed, and standing there stays there', () => {
    fc.assert(
      fc.property(rect, fc.array(rect, { maxLength: 12 }), (dragged, others) => {
        const { dx, dy } = snapTo(dragged, others, 5);
        expect(Math.max(Math.abs(dx), Math.abs(dy))).toBeLessThanOrEqual(5);
        const again = snapTo({ ...dragged, x: dragged.x + dx, y: dragged.y + dy }, others, 0);
        expect([again.dx, again.dy]).toEqual([0, 0]);
      }),
    );
  });
});
