import { describe, expect, it } from 'vitest';
import { nearestWord } from './nearest-word';

describe('did you mean', () => {
  const words = ['properties', 'protocol', 'port', 'in', 'runsAs', 'confidentiality'];
  it.each([
    ['propertys', 'properties'],
    ['runs-as', 'runsAs'],
    ['RUNSAS', 'runsAs'],
    ['prot', 'port'],
    ['confidentality', 'confidentiality'],
    ['colour', undefined],
    ['x', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('%s', (word, meant) => {
    expect(nearestWord(word, words)).toBe(meant);
  });
});
