import { describe, expect, it } from 'vitest';
import { catalogOf, control, rule } from '../../test/generators/catalog';
import { modelOf } from '../../test/generators/model';
import type { Explanation } from './findings';
import { AnalysisSession } from './session';

const catalog = catalogOf({
  threats: [
    rule('plain-text', { property: { encrypted: false } }, { subject: 'flow', counteredBy: ['tls'] }),
    rule('either', { any: [{ property: { hardened: false } }, { property: { root: true } }] }),
    rule('few', { not: { property: { replicas: { atLeast: 2 } } } }),
    rule('mighty', { property: { capabilities: { includes: 'ADMIN' } } }),
    rule('level', { property: { level: { oneOf: ['none', 'some'] } } }, { counteredBy: ['fill'] }),
    rule('just-there', { is: 'store' }),
    rule('told-on', { in: { property: { audited: false } } }),
  ],
  controls: [
    control('fill', [{ on: 'element', sets: { level: 'full' } }], { adoptTypes: ['namespace', 'api'] }),
    control('tls', [{ on: 'flow', sets: { encrypted: true } }], { cost: 'high' }),
    control('wire', [{ on: 'flow', sets: { encrypted: true } }], { adoptOn: ['boundary'], adoptTypes: ['cluster'] }),
    control('useless', [{ on: 'element', sets: { sealed: true } }]),
  ],
});
const web = {
  type: 'api',
  in: 'shop',
  properties: { hardened: false, root: true, replicas: 1, capabilities: ['ADMIN', 'NET'], level: 'some' },
};
const model = modelOf({
  gabion: 1,
  boundaries: {
    cluster: { type: 'cluster' },
    shop: { type: 'namespace', in: 'cluster', properties: { audited: false } },
    stock: { type: 'namespace', in: 'cluster' },
  },
  elements: { web, cart: { ...web, type: 'redis' }, box: { ...web, in: 'stock' } },
  flows: {
    a: { from: 'web', to: 'cart', properties: { encrypted: false } },
    b: { from: 'cart', to: 'web', properties: { encrypted: false } },
    c: { from: 'web', to: 'box', properties: { encrypted: false } },
  },
  mitigations: { 'tls@shop': { status: 'planned' } },
});
const session = new AnalysisSession(catalog, model, 0, { outlook: 'as-is', today: '2026-11-20' });
for (const _slice of session.run()) continue;
function explain(key: string): Explanation {
  const explanation = session.explain(key as never);
  if (explanation === undefined) throw new Error(`no ${key}`);
  return explanation;
}

describe('what single change makes a threat go away', () => {
  it('ANA-15 is the other value, with the boundary on which it closes the same threat most often', () => {
    expect(explain('plain-text@a').remedies).toEqual([
      { changes: [{ subject: 'a', property: 'encrypted', to: true }], wider: { boundary: 'cluster', closes: 3 } },
    ]);
    expect(explain('mighty@web').remedies).toEqual([
      { changes: [{ subject: 'web', property: 'capabilities', to: ['NET'] }], wider: { boundary: 'cluster', closes: 3 } },
    ]);
  });

  it('ANA-15 is a number that suffices, or the value that a countering control sets', () => {
    expect(explain('few@web').remedies[0]?.changes).toEqual([{ subject: 'web', property: 'replicas', to: 2 }]);
    expect(explain('level@web').remedies[0]?.changes).toEqual([{ subject: 'web', property: 'level', to: 'full' }]);
  });

  it('ANA-15 is made where the property is, be it around the subject', () => {
    expect(explain('told-on@web').remedies).toEqual([{ changes: [{ subject: 'shop', property: 'audited', to: true }] }]);
  });

  it('ANA-15 is never a change that makes another rule hold that is as bad', () => {
    const moving = catalogOf({
      threats: [
        rule('by-tag', { all: [{ property: { root: false } }, { property: { hardened: false } }] }),
        rule('floating', { property: { root: true } }),
      ],
    });
    const both = new AnalysisSession(
      moving,
      modelOf({ gabion: 1, elements: { web: { type: 'api', properties: { root: false, hardened: false } } } }),
      0,
      { outlook: 'as-is', today: '2026-11-20' },
    );
    for (const _slice of both.run()) continue;
    expect(both.explain('by-tag@web' as never)?.remedies).toEqual([{ changes: [{ subject: 'web', property: 'hardened', to: true }] }]);
  });

  /** The remedies of one threat in a catalog of its own. */
  function remediesIn(sections: Parameters<typeof catalogOf>[0], plain: Readonly<Record<string, unknown>>, key: string) {
    const own = new AnalysisSession(catalogOf(sections), modelOf({ gabion: 1, elements: { web: { type: 'api', ...plain } } }), 0, {
      outlook: 'as-is',
      today: '2026-11-20',
    });
    for (const _slice of own.run()) continue;
    return own.explain(key as never)?.remedies.map(({ changes }) => changes.map(({ property, to }) => [property, to]));
  }

  it('ANA-15 is never a change against what counters the rule: a fact that lets the rule apply is no fault', () => {
    const sections = {
      threats: [
        rule('plain-on-disk', { all: [{ property: { hardened: true } }, { property: { root: true } }] }, { counteredBy: ['seal'] }),
      ],
      controls: [control('seal', [{ on: 'element', sets: { root: false } }])],
    };
    expect(remediesIn(sections, { properties: { hardened: true, root: true } }, 'plain-on-disk@web')).toEqual([[['root', false]]]);
    // Neither is one that a control sets the other way for another threat.
    const both = {
      ...sections,
      threats: [...sections.threats, rule('soft', { property: { hardened: false } }, { counteredBy: ['keep'] })],
    };
    const controls = [...sections.controls, control('keep', [{ on: 'element', sets: { hardened: true } }])];
    expect(remediesIn({ ...both, controls }, { properties: { hardened: true, root: true } }, 'plain-on-disk@web')).toEqual([
      [['root', false]],
    ]);
  });

  it('ANA-15 names what a control would set, not "anything but"; and all of it where a part does not do', () => {
    const sections = {
      threats: [
        rule('foreign', { property: { image: { includes: 'docker.io' } } }, { counteredBy: ['mirror'] }),
        rule(
          'strong',
          { any: [{ property: { capabilities: { includes: 'A' } } }, { property: { capabilities: { includes: 'B' } } }] },
          { counteredBy: ['drop'] },
        ),
      ],
      controls: [
        control('mirror', [{ on: 'element', sets: { image: 'one of your own' } }]),
        control('drop', [{ on: 'element', sets: { capabilities: [] } }]),
      ],
    };
    const plain = { properties: { image: 'docker.io/x', capabilities: ['A', 'B', 'C'] } };
    expect(remediesIn(sections, plain, 'foreign@web')).toEqual([[['image', 'one of your own']]]);
    expect(remediesIn(sections, plain, 'strong@web')).toEqual([[['capabilities', []]]]);
  });

  it('ANA-15 does not move the threat: neither to a stronger statement nor to several that add up to as much', () => {
    const threats = [
      rule('told', { all: [{ property: { root: false } }, { property: { hardened: false } }] }),
      rule('small-1', { property: { root: true } }, { impact: { base: 2, because: 'small' } }),
      rule('small-2', { all: [{ property: { root: true } }, { is: 'api' }] }, { impact: { base: 2, because: 'small' } }),
    ];
    const plain = { properties: { root: false, hardened: false } };
    expect(remediesIn({ threats }, plain, 'told@web')).toEqual([[['hardened', true]]]);
    expect(remediesIn({ threats: threats.slice(0, 2) }, plain, 'told@web')).toEqual([[['root', true]], [['hardened', true]]]);
    const stronger = [
      threats[0],
      rule('small-1', { property: { root: true } }, { impact: { base: 1, because: 'small' }, supersedes: ['told'] }),
    ];
    expect(remediesIn({ threats: stronger.flatMap((each) => each ?? []) }, plain, 'told@web')).toEqual([[['hardened', true]]]);
  });

  it('ANA-15 is a pair where no single one does, and nothing where structure alone decides', () => {
    expect(explain('either@web').remedies).toEqual([
      {
        changes: [
          { subject: 'web', property: 'hardened', to: true },
          { subject: 'web', property: 'root', to: false },
        ],
      },
    ]);
    expect(explain('just-there@cart').remedies).toEqual([]);
  });
});

describe('the controls on offer', () => {
  it('ANA-29 stand on the nearest sensible boundary and on the thing itself, the one that closes most first', () => {
    expect(explain('plain-text@a').controls).toEqual([
      { control: 'wire', on: 'cluster', phase: 'runtime', closes: ['plain-text@a', 'plain-text@b', 'plain-text@c'] },
      { control: 'tls', on: 'shop', phase: 'runtime', closes: ['plain-text@a', 'plain-text@b'], status: 'planned' },
      { control: 'tls', on: 'a', phase: 'runtime', closes: ['plain-text@a'] },
    ]);
    expect(explain('plain-text@c').controls.map(({ control: id, on }) => `${id}@${on}`)).toEqual(['tls@cluster', 'wire@cluster', 'tls@c']);
  });

  it('ANA-29 are adopted only on what their entry allows', () => {
    expect(explain('level@cart').controls.map(({ control: id, on }) => `${id}@${on}`)).toEqual(['fill@shop']);
    expect(explain('level@web').controls.map(({ control: id, on }) => `${id}@${on}`)).toEqual(['fill@shop', 'fill@web']);
  });

  it('ANA-29 are none where nothing closes the threat', () => {
    expect(explain('just-there@cart').controls).toEqual([]);
  });
});

describe('an explanation', () => {
  it('ANA-30 is there for closed threats too: why they would be there', () => {
    const done = new AnalysisSession(catalog, { ...model, mitigations: new Map([['tls@shop' as never, { status: 'in-place' }]]) }, 0, {
      outlook: 'as-is',
      today: '2026-11-20',
    });
    for (const _slice of done.run()) continue;
    expect(done.explain('plain-text@a' as never)).toMatchObject({
      threat: { status: { state: 'closed', by: ['tls@shop'] } },
      reasons: [{ kind: 'property', property: 'encrypted', known: { value: false, provenance: { from: 'stated' } } }],
      remedies: [],
      controls: [],
    });
  });

  it('ANA-30 is not there for what was not found', () => {
    for (const key of ['plain-text@web', 'plain-text@gone', 'no-such-rule@web', 'nonsense'])
      expect(session.explain(key as never)).toBeUndefined();
  });
});
