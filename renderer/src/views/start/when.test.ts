import { describe, expect, it } from 'vitest';
import { whenWas } from './when';

const now = new Date(2026, 10, 20, 12, 0);

describe('when a file was used', () => {
  it.each([
    [new Date(2026, 10, 20, 9, 12), { kind: 'today', time: '09:12' }],
    [new Date(2026, 10, 19, 23, 59), { kind: 'yesterday', time: '23:59' }],
    [new Date(2026, 10, 18, 9, 0), { kind: 'day', day: '18 Nov' }],
    [new Date(2025, 7, 12, 9, 0), { kind: 'day', day: '12 Aug 2025' }],
  ])('%s is %j', (date, expected) => {
    expect(whenWas(date, now)).toEqual(expected);
  });
});
