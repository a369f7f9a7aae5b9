import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogs, models } from '../../test/generators/analysis';
import { catalogOf, rule } from '../../test/generators/catalog';
import { modelOf, patience, runs } from '../../test/generators/model';
import { print } from '../messages/print';
import { analyse } from './analyse';
import type { Risk, RiskFactor } from './findings';
import { severityOf } from './risk';

const options = { outlook: 'as-is', today: '2026-11-20' } as const;
const sum = (factors: readonly RiskFactor[]) => factors.reduce((total, { by }) => total + by, 0);
const read = (factors: readonly RiskFactor[]) => factors.map(({ by, because }) => [by, print(because)]);

function riskOf(more: Parameters<typeof rule>[2], plain: object, subject = 'web'): Risk | undefined {
  const catalog = catalogOf({ threats: [rule('wrong', more?.subject === 'flow' ? { from: { is: 'api' } } : { is: 'api' }, more)] });
  return analyse(modelOf({ gabion: 1, elements: { web: { type: 'api' } }, ...plain }), catalog, options).threats.find(
    (threat) => threat.subject === subject,
  )?.risk;
}

describe('a risk', () => {
  it(
    'ANA-23 is likelihood times impact, each the sum of its factors on a scale from 1 to 5',
    () => {
      fc.assert(
        fc.property(catalogs, models, (catalog, model) => {
          for (const { risk } of analyse(model, catalog, options).threats) {
            expect([sum(risk.likelihoodFactors), sum(risk.impactFactors), risk.likelihood * risk.impact]).toEqual([
              risk.likelihood,
              risk.impact,
              risk.score,
            ]);
            for (const rating of [risk.likelihood, risk.impact]) expect(rating >= 1 && rating <= 5).toBe(true);
            expect(risk.severity).toBe(severityOf(risk.score));
          }
        }),
        runs(100),
      );
    },
    patience,
  );

  it('ANA-23 is critical from 20, high from 15, medium from 8', () => {
    expect([25, 20, 16, 15, 12, 8, 6, 1].map(severityOf)).toEqual([
      'critical',
      'critical',
      'high',
      'high',
      'medium',
      'medium',
      'low',
      'low',
    ]);
  });

  it('ANA-23 has its likelihood raised by what is true of the subject, within the scale', () => {
    const raise = [
      { when: { is: 'process' }, by: 2, because: 'a process' },
      { when: { is: 'api' }, by: 1, because: 'an interface' },
      { when: { is: 'store' }, by: 1, because: 'a store' },
      { when: { property: { root: true } }, by: 1, because: 'as root' },
    ];
    expect(read(riskOf({ likelihood: { base: 3, because: 'base', raise } }, {})?.likelihoodFactors ?? [])).toEqual([
      [3, 'base'],
      [2, 'a process'],
      [1, 'an interface'],
      [-1, 'the scale ends here'],
    ]);
  });

  it('ANA-24 has its impact raised to what the most important asset at stake deserves, by the kind of harm', () => {
    const assets = {
      card: { name: 'Card data', confidentiality: 'restricted', integrity: 'low', availability: 'low' },
      shop: { name: 'The shop', confidentiality: 'public', integrity: 'medium', availability: 'high' },
      log: { name: 'Log', confidentiality: 'restricted' },
    };
    const stores = { elements: { web: { type: 'api', stores: ['card', 'shop', 'log'] } }, assets };
    const impact = (stride: NonNullable<Parameters<typeof rule>[2]>['stride']) =>
      read(riskOf({ stride: stride ?? [] }, stores)?.impactFactors ?? []).slice(1);
    expect(impact(['information-disclosure'])).toEqual([[2, 'Card data and Log: restricted']]);
    expect(impact(['denial-of-service'])).toEqual([[2, 'The shop: high availability needs']]);
    expect(impact(['tampering'])).toEqual([]);
  });

  it('ANA-24 counts for an element what its flows carry, for a boundary what is inside, and nothing where the rule says so', () => {
    const plain = {
      boundaries: { shop: { type: 'namespace' } },
      elements: { web: { type: 'api', in: 'shop' }, cart: { type: 'store', in: 'shop' } },
      flows: { pay: { from: 'web', to: 'cart', carries: ['card'] } },
      assets: { card: { confidentiality: 'restricted' } },
    };
    expect(riskOf({}, plain)?.impact).toBe(5);
    expect(riskOf({ subject: 'flow' }, plain, 'pay')?.impact).toBe(5);
    expect(riskOf({ impact: { base: 3, because: 'it is so', assets: 'none' } }, plain)?.impact).toBe(3);
    const onBoundary = catalogOf({ threats: [rule('wrong', { is: 'namespace' }, { subject: 'boundary' })] });
    expect(analyse(modelOf({ gabion: 1, ...plain }), onBoundary, options).threats[0]?.risk.impact).toBe(5);
  });

  it('ANA-25 gives way to a person’s rating, and shows by how much and why', () => {
    const risk = riskOf({}, { decisions: { 'wrong@web': { likelihood: 1, impact: 4, reason: 'behind two walls' } } });
    expect(risk).toMatchObject({ likelihood: 1, impact: 4, score: 4, severity: 'low', overridden: true });
    expect(read(risk?.likelihoodFactors ?? [])).toEqual([
      [3, 'it is so'],
      [-2, 'rated by a person: behind two walls'],
    ]);
  });
});
