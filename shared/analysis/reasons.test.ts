import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogs, models } from '../../test/generators/analysis';
import { catalogOf, rule } from '../../test/generators/catalog';
import { modelOf, patience, runs } from '../../test/generators/model';
import type { ThreatModel } from '../model/threat-model';
import { clauseOf, keyOf, sufficientReasons, truthKnowing } from './reasons';
import { Rulebook } from './rulebook';
import { AnalysisSession } from './session';
import { Structure } from './structure';
import { World } from './world';

const worldOf = (model: ThreatModel, catalog: ReturnType<typeof catalogOf>) =>
  new World(model, new Structure(model, catalog), new Rulebook(catalog));

describe('the reasons of a rule', () => {
  it(
    'ANA-16 suffice, and no one of them can be left out',
    () => {
      fc.assert(
        fc.property(catalogs, models, (catalog, model) => {
          const world = worldOf(model, catalog);
          for (const { when, subject } of catalog.threats.values()) {
            for (const thing of world.structure.things()) {
              if (thing.kind !== subject) continue;
              const clause = clauseOf(when, thing, world, 'as-is');
              expect(clause.truth).toBe(world.truth(when, thing, 'as-is'));
              if (clause.truth === 'unknown') continue;
              const reasons = sufficientReasons(clause);
              const keys = reasons.map(keyOf);
              expect(truthKnowing(clause, new Set(keys))).toBe(clause.truth);
              for (const key of keys) expect(truthKnowing(clause, new Set(keys.filter((other) => other !== key)))).toBe('unknown');
            }
          }
        }),
        runs(150),
      );
    },
    patience,
  );

  const catalog = catalogOf({
    threats: [
      rule('soft-in-cluster', {
        all: [{ is: 'workload' }, { in: { is: 'cluster' } }, { any: [{ property: { hardened: false } }, { property: { root: true } }] }],
      }),
      rule('called', { has: { relation: 'incoming', where: { all: [{ from: { is: 'actor' } }, { property: { encrypted: false } }] } } }),
    ],
  });
  const model = modelOf({
    gabion: 1,
    boundaries: { cluster: { type: 'cluster' }, shop: { type: 'namespace', in: 'cluster', properties: { encrypted: false } } },
    elements: {
      user: { type: 'actor', in: 'shop' },
      web: { type: 'api', runsAs: 'pod', in: 'shop', origin: 'k8s:web', properties: { hardened: false, root: true } },
      quiet: { type: 'api', runsAs: 'pod', in: 'shop', properties: { hardened: true } },
    },
    flows: { a: { from: 'quiet', to: 'web' }, b: { from: 'user', to: 'web' } },
  });
  const session = new AnalysisSession(catalog, model, 0, { outlook: 'as-is', today: '2026-11-20' });
  for (const _slice of session.run()) continue;

  it('ANA-16 name thing, property, value and where it came from, in the order of the rule', () => {
    expect(session.why('soft-in-cluster', 'web' as never)?.reasons).toEqual([
      { kind: 'type', subject: 'web', type: 'workload', truth: 'true' },
      { kind: 'place', subject: 'web', boundary: 'cluster', how: 'in', truth: 'true' },
      {
        kind: 'property',
        subject: 'web',
        property: 'hardened',
        matcher: { op: 'equals', equals: false },
        known: { value: false, provenance: { from: 'imported', origin: 'k8s:web' } },
        truth: 'true',
      },
    ]);
  });

  it('ANA-16 point at the neighbour that fits, with what makes it fit', () => {
    expect(session.why('called', 'web' as never)?.reasons).toMatchObject([
      { kind: 'related', subject: 'web', relation: 'incoming', count: 1, example: 'b', truth: 'true' },
      { kind: 'property', subject: 'b', property: 'encrypted', known: { provenance: { from: 'inherited', boundary: 'shop' } } },
    ]);
  });

  it('ANA-16 say once that no boundary around is of a type', () => {
    const outside = catalogOf({ threats: [rule('outside', { not: { in: { is: 'net' } } })] });
    const judged = new AnalysisSession(outside, model, 0, { outlook: 'as-is', today: '2026-11-20' });
    for (const _slice of judged.run()) continue;
    expect(judged.why('outside', 'web' as never)?.reasons).toEqual([
      { kind: 'place', subject: 'web', wanted: 'net', how: 'in', truth: 'false' },
    ]);
  });

  it('ANA-16 say why not, and what is open', () => {
    expect(session.why('soft-in-cluster', 'user' as never)).toEqual({
      truth: 'false',
      reasons: [{ kind: 'type', subject: 'user', type: 'workload', truth: 'false' }],
    });
    expect(session.why('soft-in-cluster', 'quiet' as never)).toMatchObject({
      truth: 'unknown',
      reasons: [{ kind: 'type' }, { kind: 'place' }, { kind: 'property', subject: 'quiet', property: 'root', truth: 'unknown' }],
    });
  });
});
