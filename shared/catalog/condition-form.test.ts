import { describe, expect, it } from 'vitest';
import { condition } from './condition-form';

const parsed = (given: unknown) => condition.parse(given);
const faults = (given: unknown) =>
  (condition.safeParse(given).error?.issues ?? []).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);

describe('the form of conditions', () => {
  it('CAT-4 reads each atom by its one key', () => {
    const forms: readonly [unknown, unknown][] = [
      [{ is: 'data/redis' }, { op: 'is', types: ['data/redis'] }],
      [{ is: ['data', 'process'] }, { op: 'is', types: ['data', 'process'] }],
      [{ property: { encrypted: false } }, { op: 'property', property: 'encrypted', matcher: { op: 'equals', equals: false } }],
      [{ property: { level: { not: 'low' } } }, { op: 'property', property: 'level', matcher: { op: 'not', not: 'low' } }],
      [
        { property: { level: { oneOf: ['low', 'high'] } } },
        { op: 'property', property: 'level', matcher: { op: 'one-of', oneOf: ['low', 'high'] } },
      ],
      [{ property: { replicas: { atLeast: 2 } } }, { op: 'property', property: 'replicas', matcher: { op: 'at-least', atLeast: 2 } }],
      [{ property: { replicas: { atMost: 2 } } }, { op: 'property', property: 'replicas', matcher: { op: 'at-most', atMost: 2 } }],
      [
        { property: { caps: { includes: 'NET_ADMIN' } } },
        { op: 'property', property: 'caps', matcher: { op: 'includes', includes: 'NET_ADMIN' } },
      ],
      [{ property: { caps: { empty: true } } }, { op: 'property', property: 'caps', matcher: { op: 'empty', empty: true } }],
      [{ in: { is: 'zone' } }, { op: 'in', boundary: { op: 'is', types: ['zone'] } }],
      [{ crosses: { is: 'zone' } }, { op: 'crosses', boundary: { op: 'is', types: ['zone'] } }],
      [{ enters: { is: 'zone' } }, { op: 'enters', boundary: { op: 'is', types: ['zone'] } }],
      [{ leaves: { is: 'zone' } }, { op: 'leaves', boundary: { op: 'is', types: ['zone'] } }],
      [{ from: { is: 'data' } }, { op: 'from', element: { op: 'is', types: ['data'] } }],
      [{ to: { is: 'data' } }, { op: 'to', element: { op: 'is', types: ['data'] } }],
      [{ has: { relation: 'incoming' } }, { op: 'has', relation: 'incoming' }],
      [{ has: { relation: 'inside', where: { is: 'data' } } }, { op: 'has', relation: 'inside', where: { op: 'is', types: ['data'] } }],
      [{ count: { relation: 'outgoing', atMost: 0 } }, { op: 'count', relation: 'outgoing', atMost: 0 }],
      [{ carries: { asset: { integrity: ['high'] } } }, { op: 'carries', asset: { op: 'asset', rated: { integrity: ['high'] } } }],
      [{ stores: { asset: {} } }, { op: 'stores', asset: { op: 'asset', rated: {} } }],
      [{ protocol: ['http'] }, { op: 'protocol', oneOf: ['http'] }],
      [{ reachableFrom: { attacker: 'anybody', hops: 2 } }, { op: 'reachableFrom', attacker: 'anybody', hops: 2 }],
      [{ adopted: 'mutual-tls' }, { op: 'adopted', control: 'mutual-tls' }],
      [{ named: 'shared' }, { op: 'named', name: 'shared' }],
      [{ not: { any: [{ all: [{ is: 'a' }] }] } }, { op: 'not', of: { op: 'any', of: [{ op: 'all', of: [{ op: 'is', types: ['a'] }] }] } }],
    ];
    for (const [given, becomes] of forms) expect(parsed(given)).toEqual(becomes);
  });

  it('CAT-4 says which atoms there are where it meets anything else', () => {
    for (const given of [
      undefined,
      null,
      7,
      'is',
      [],
      {},
      { isnt: 'a' },
      { is: 'a', to: { is: 'b' } },
      { __proto__: null, constructor: 'a' },
    ]) {
      expect(faults(given)).toEqual([
        expect.stringMatching(/^: a condition: an object with one key, which is one of all, any, not, is, property/),
      ]);
    }
  });

  it('CAT-4 points at the fault inside', () => {
    expect(faults({ all: [{ is: 'a' }, { not: { in: { isnt: 'b' } } }] })[0]).toMatch(/^all\.1\.not\.in: a condition/);
    expect(faults({ has: { relation: 'above' } })[0]).toMatch(/^has\.relation: /);
    expect(faults({ property: { a: true, b: true } })[0]).toMatch(/^property: one property an atom/);
    expect(faults({ property: {} })[0]).toMatch(/^property: one property an atom/);
    expect(faults({ count: { relation: 'inside' } })[0]).toMatch(/^count: atLeast or atMost/);
    expect(faults({ all: [] })[0]).toMatch(/^all: /);
  });
});
