import { describe, expect, it } from 'vitest';
import { attacker, catalogOf, rule } from '../../test/generators/catalog';
import { modelOf } from '../../test/generators/model';
import type { Truth } from './findings';
import { AnalysisSession } from './session';

const catalog = catalogOf({
  threats: [
    rule('far', { reachableFrom: { attacker: 'outsider' } }),
    rule('near', { reachableFrom: { attacker: 'outsider', hops: 1 } }),
    rule('far-flow', { reachableFrom: { attacker: 'outsider' } }, { subject: 'flow' }),
    rule('far-boundary', { reachableFrom: { attacker: 'outsider', hops: 2 } }, { subject: 'boundary' }),
    rule('nobody', { reachableFrom: { attacker: 'no-such-attacker' } }),
  ],
  attackers: [attacker('outsider', { any: [{ is: 'actor' }, { all: [{ is: 'store' }, { property: { root: true } }] }] })],
});

function judged(plain: object) {
  const session = new AnalysisSession(catalog, modelOf({ gabion: 1, ...plain }), 0, { outlook: 'as-is', today: '2026-11-20' });
  for (const _slice of session.run()) continue;
  return (rule: string, subject: string): Truth | undefined => session.why(rule, subject as never)?.truth;
}

const chain = {
  boundaries: { shop: { type: 'namespace' } },
  elements: { user: { type: 'actor' }, web: { type: 'api' }, cart: { type: 'api', in: 'shop' }, apart: { type: 'api' } },
  flows: { one: { from: 'user', to: 'web' }, two: { from: 'web', to: 'cart' }, back: { from: 'apart', to: 'web' } },
};

describe('where an attacker gets to', () => {
  it('ANA-22 is along drawn flows, in their direction, from where the attacker starts', () => {
    const truth = judged(chain);
    expect(['user', 'web', 'cart', 'apart'].map((id) => truth('far', id))).toEqual(['true', 'true', 'true', 'false']);
    expect(['user', 'web', 'cart'].map((id) => truth('near', id))).toEqual(['true', 'true', 'false']);
  });

  it('ANA-22 counts a flow as one hop beyond its caller, and a boundary with the first element inside', () => {
    const truth = judged(chain);
    expect(['one', 'two', 'back'].map((id) => truth('far-flow', id))).toEqual(['true', 'true', 'false']);
    expect(truth('far-boundary', 'shop')).toBe('true');
    expect(truth('nobody', 'web')).toBe('false');
  });

  it('ANA-22 is unknown beyond a start that may be one, and where calls may be missing', () => {
    const maybe = judged({
      elements: { db: { type: 'store' }, web: { type: 'api' }, apart: { type: 'api' } },
      flows: { a: { from: 'db', to: 'web' } },
    });
    expect(['db', 'web', 'apart'].map((id) => maybe('far', id))).toEqual(['unknown', 'unknown', 'false']);
    const imported = judged({
      ...chain,
      elements: { ...chain.elements, apart: { type: 'api', origin: 'k8s:apart' }, next: { type: 'api' } },
      flows: { ...chain.flows, on: { from: 'apart', to: 'next' } },
    });
    expect(['apart', 'next', 'web'].map((id) => imported('far', id))).toEqual(['unknown', 'unknown', 'true']);
  });

  it('ANA-22 is nowhere without a start', () => {
    expect(judged({ elements: { web: { type: 'api', origin: 'k8s:web' } } })('far', 'web')).toBe('false');
  });

  it('ANA-22 shows the way it found', () => {
    const session = new AnalysisSession(catalog, modelOf({ gabion: 1, ...chain }), 0, { outlook: 'as-is', today: '2026-11-20' });
    for (const _slice of session.run()) continue;
    expect(session.why('far', 'cart' as never)?.reasons).toEqual([
      { kind: 'reachable', subject: 'cart', attacker: 'outsider', path: ['one', 'two'], truth: 'true' },
    ]);
  });
});
