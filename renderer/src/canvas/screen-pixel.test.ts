import { describe, expect, it } from 'vitest';
import { screenPixel } from './screen-pixel';

describe('a pixel of the screen', () => {
  it('is 11 for the eye at any zoom below 1, and never less', () => {
    for (let zoom = 0.05; zoom < 1; zoom += 0.01) {
      const onScreen = 11 * screenPixel(zoom) * zoom;
      expect(onScreen).toBeGreaterThan(10.99);
      expect(onScreen).toBeLessThan(11 * 1.09);
    }
  });

  it('is one unit at 100 % and closer', () => {
    expect(screenPixel(1)).toBe(1);
    expect(screenPixel(2)).toBe(1);
  });

  it('changes a few times on the way out, not with every turn of the wheel', () => {
    expect(new Set(Array.from({ length: 100 }, (_, n) => screenPixel(1 - n * 0.009))).size).toBeLessThan(35);
  });
});
