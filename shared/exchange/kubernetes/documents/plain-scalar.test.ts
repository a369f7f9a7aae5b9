import { describe, expect, it } from 'vitest';
import { plainScalar } from './plain-scalar';

describe('A scalar without quotes, as kubectl reads it', () => {
  it.each([
    ['yes', true],
    ['On', true],
    ['y', true],
    ['no', false],
    ['OFF', false],
    ['~', null],
    ['', null],
    ['Null', null],
    ['8080', 8080],
    ['-1', -1],
    ['010', 8],
    ['0o10', 8],
    ['0x1F', 31],
    ['0b101', 5],
    ['1_000', 1000],
    ['1.5', 1.5],
    ['1e3', 1000],
  ])('KUB-4 reads %s as %s', (text, value) => {
    expect(plainScalar(text)).toBe(value);
  });

  it.each([
    '12:30',
    '190:20:30',
    '2026-11-20',
    '2026-11-20T10:00:00Z',
    'yEs',
    '1.2.3',
    'redis:6379',
    '-',
    '.',
    '+',
    '100m',
    '256Mi',
    '0x',
    '08a',
  ])('KUB-4 leaves %s a text', (text) => {
    expect(plainScalar(text)).toBe(text);
  });
});
