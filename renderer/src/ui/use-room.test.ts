import { describe, expect, it } from 'vitest';
import { withoutRoom } from './use-room';

describe('things in a row', () => {
  it('all stay where there is room for all', () => {
    expect(withoutRoom([60, 60, 60], 10, 200, 32, 0)).toEqual(new Set());
  });

  it('leave from the end, with room for the button behind which they are', () => {
    expect(withoutRoom([60, 60, 60], 10, 190, 32, 0)).toEqual(new Set([2]));
    expect(withoutRoom([60, 60, 60, 20], 10, 190, 32, 0)).toEqual(new Set([2, 3]));
  });

  it('keep the one that is chosen', () => {
    expect(withoutRoom([60, 60, 60], 10, 190, 32, 2)).toEqual(new Set([1]));
    expect(withoutRoom([60, 60, 60], 10, 50, 32, 1)).toEqual(new Set([0, 2]));
  });
});
