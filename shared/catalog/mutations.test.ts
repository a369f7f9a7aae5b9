import { describe, expect, it } from 'vitest';
import type { Condition } from './condition';
import { condition } from './condition-form';
import { mutantsOf } from './mutations';

const shared = new Map<string, Condition>([['quiet', condition.parse({ all: [{ is: 'a' }, { is: 'b' }] })]]);
const mutants = (given: unknown) => mutantsOf(condition.parse(given), (name) => shared.get(name));
const of = (given: unknown, change: string, path: string) =>
  mutants(given).filter((mutant) => mutant.change === change && mutant.path.map(String).join('.') === path);

describe('mutants of a rule', () => {
  it('CAT-17 drops and negates each clause at any depth', () => {
    const given = { all: [{ is: 'a' }, { any: [{ not: { is: 'b' } }, { has: { relation: 'incoming', where: { to: { is: 'c' } } } }] }] };
    const places = mutants(given).map(({ change, path }) => `${change} ${path.map(String).join('.')}`);
    const ways = [
      '',
      'all.0',
      'all.1',
      'all.1.any.0',
      'all.1.any.0.not',
      'all.1.any.1',
      'all.1.any.1.has.where',
      'all.1.any.1.has.where.to',
    ];
    expect(places.toSorted()).toEqual(ways.flatMap((way) => [`dropped ${way}`, `negated ${way}`]).toSorted());
  });

  it('CAT-17 leaves the rest of the condition as it was', () => {
    expect(of({ all: [{ is: 'a' }, { is: 'b' }] }, 'dropped', 'all.0').map(({ when }) => when)).toEqual([
      { op: 'all', of: [{ op: 'is', types: ['b'] }] },
    ]);
    expect(of({ in: { is: 'a' } }, 'negated', 'in').map(({ when }) => when)).toEqual([
      { op: 'in', boundary: { op: 'not', of: { op: 'is', types: ['a'] } } },
    ]);
    expect(of({ count: { relation: 'inside', atLeast: 2, where: { is: 'a' } } }, 'dropped', 'count.where').map(({ when }) => when)).toEqual(
      [{ op: 'count', relation: 'inside', atLeast: 2 }],
    );
    expect(of({ carries: { asset: {} } }, 'dropped', 'carries').map(({ when }) => when)).toEqual([
      { op: 'carries', asset: { op: 'all', of: [] } },
    ]);
  });

  it('CAT-17 enters shared conditions and says whose clause it is', () => {
    const inside = mutants({ not: { named: 'quiet' } }).filter(({ named }) => named === 'quiet');
    expect(inside.map(({ change, path }) => `${change} ${path.map(String).join('.')}`)).toContain('dropped all.1');
    expect(inside.find(({ change, path }) => change === 'dropped' && path.length === 2 && path[1] === 1)?.when).toEqual({
      op: 'not',
      of: { op: 'all', of: [{ op: 'is', types: ['a'] }] },
    });
  });
});
