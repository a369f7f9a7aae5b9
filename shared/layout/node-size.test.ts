import { describe, expect, it } from 'vitest';
import { ellipsis, nodeLook } from './node-size';
import { monoWidth, textWidth } from './text-width';

describe('the size of a node', () => {
  it('LAY-1 follows the text between 120 and 204', () => {
    expect(nodeLook('process', 'a', [], 0)).toMatchObject({ width: 120, height: 44, nameLines: ['a'] });
    const wide = nodeLook('process', 'recommendationservice', ['Deployment'], 2);
    expect(wide.width).toBeGreaterThan(160);
    expect(wide.width).toBeLessThanOrEqual(204);
    expect(wide.roleLines).toEqual(['Deployment']);
  });

  it('LAY-1 is 64 with more than six flows, and then gives role and way of running a line each', () => {
    expect(nodeLook('process', 'web', ['Web application', 'Deployment'], 6)).toMatchObject({
      height: 44,
      roleLines: ['Web application · Deployment'],
    });
    expect(nodeLook('process', 'web', ['Web application', 'Deployment'], 7)).toMatchObject({
      height: 64,
      roleLines: ['Web application', 'Deployment'],
    });
  });

  it('LAY-1 breaks a long name at a hyphen and leaves out its middle, not its end', () => {
    const { nameLines, height, width } = nodeLook(
      'process',
      'recommendation-service-with-a-name-that-goes-on-canary-eu',
      ['Deployment'],
      1,
    );
    expect(nameLines).toHaveLength(2);
    expect(nameLines[0]).toMatch(/-$/);
    expect(nameLines[1]).toMatch(/…/);
    expect(nameLines[1]).toMatch(/eu$/);
    expect({ height, width }).toEqual({ height: 56, width: 204 });
  });

  it.each([
    ['nothing', ''],
    ['a space', ' '],
    ['Japanese', '日本語のとても長いサービス名です'],
    ['a change of direction', '\u202eabc'],
    ['five thousand letters', 'x'.repeat(5_000)],
  ])('LAY-1 holds for %s', (_, name) => {
    const look = nodeLook('store', name, ['Redis'], 0);
    expect(look.width).toBeGreaterThanOrEqual(120);
    expect(look.width).toBeLessThanOrEqual(204);
    for (const line of look.nameLines) expect(textWidth(line, 12, 600)).toBeLessThanOrEqual(160);
  });

  it('gives a text back that fits, and one sign where nothing does', () => {
    expect(ellipsis('short', 100)).toBe('short');
    expect(ellipsis('long enough', 1)).toBe('…');
  });

  it('knows how wide the fonts are', () => {
    expect(textWidth('', 12)).toBe(0);
    expect(textWidth('W', 100)).toBeGreaterThan(textWidth('i', 100));
    expect(textWidth('abc', 12, 600)).toBeGreaterThan(textWidth('abc', 12, 400));
    expect(monoWidth('5050', 10)).toBe(24);
  });
});
