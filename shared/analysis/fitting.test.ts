import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogs, models } from '../../test/generators/analysis';
import { catalogOf, rule } from '../../test/generators/catalog';
import { modelOf, patience, runs } from '../../test/generators/model';
import type { CatalogJson } from '../catalog/schema';
import { Rulebook } from './rulebook';
import { Structure } from './structure';
import { UNKNOWN } from './truth';
import { World } from './world';

describe('a condition fitted to the situation of a thing', () => {
  it(
    'ANA-40 says the same of it, under every outlook',
    () => {
      fc.assert(
        fc.property(catalogs, models, (catalog, model) => {
          const world = new World(model, new Structure(model, catalog), new Rulebook(catalog));
          for (const thing of world.structure.things()) {
            for (const { when, raises } of world.book.threats.values()) {
              for (const condition of [when, ...raises.map((raise) => raise.when)]) {
                const fitted = world.book.fitted(condition).at(thing.situation);
                expect(world.judge(fitted, thing) ?? UNKNOWN).toBe(world.judge(condition, thing) ?? UNKNOWN);
              }
            }
          }
        }),
        runs(150),
      );
    },
    patience,
  );

  const when: CatalogJson['threats'][number]['when'] = {
    all: [{ from: { is: 'actor' } }, { not: { in: { is: 'cluster' } } }, { enters: { is: 'cluster' } }, { property: { encrypted: false } }],
  };
  const catalog = catalogOf({ threats: [rule('open', when, { subject: 'flow' })] });
  const model = modelOf({
    gabion: 1,
    boundaries: { cluster: { type: 'cluster' } },
    elements: { user: { type: 'actor' }, web: { type: 'api', in: 'cluster' }, cart: { type: 'redis', in: 'cluster' } },
    flows: { enter: { from: 'user', to: 'web' }, inner: { from: 'web', to: 'cart' } },
  });
  const structure = new Structure(model, catalog);
  const rulesOf = (id: string) => {
    const thing = structure.thing(id);
    return thing === undefined ? [] : new Rulebook(catalog).rulesFor(thing).map(({ when: left }) => left);
  };

  it('ANA-40 is what types and places leave open', () => {
    expect(rulesOf('enter')).toEqual([{ op: 'property', property: 'encrypted', matcher: { op: 'equals', equals: false } }]);
  });

  it('ANA-40 is nothing to judge where types and places refute it', () => {
    expect(rulesOf('inner')).toEqual([]);
  });
});
