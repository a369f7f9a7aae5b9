import { describe, expect, it } from 'vitest';
import { attacker, catalogOf, PROPERTIES, rule } from '../../test/generators/catalog';
import { modelOf } from '../../test/generators/model';
import { analyse } from './analyse';
import type { Question } from './findings';

const options = { outlook: 'as-is', today: '2026-11-20' } as const;
const questionsOf = (catalog: ReturnType<typeof catalogOf>, plain: object): readonly Question[] =>
  analyse(modelOf({ gabion: 1, ...plain }), catalog, options).questions;
const asked = (questions: readonly Question[]): readonly string[] =>
  questions.map((question) => (question.kind === 'property' ? question.key : question.kind));
/** An asset, so that the first question is answered. */
const assets = { card: { confidentiality: 'restricted' } };

describe('a rule that is unknown', () => {
  const plain = {
    assets,
    boundaries: { cluster: { type: 'cluster' }, shop: { type: 'namespace', in: 'cluster' } },
    elements: {
      user: { type: 'actor' },
      web: { type: 'api', runsAs: 'pod', in: 'shop' },
      cart: { type: 'redis', runsAs: 'pod', in: 'shop' },
    },
    flows: { a: { from: 'web', to: 'cart' }, b: { from: 'web', to: 'cart' }, out: { from: 'user', to: 'web' } },
  };

  it('ANA-17 asks once for all flows inside, of the nearest boundary where the answer lives', () => {
    const catalog = catalogOf({
      threats: [rule('plain-text', { all: [{ in: { is: 'cluster' } }, { property: { encrypted: false } }] }, { subject: 'flow' })],
    });
    expect(questionsOf(catalog, plain)).toEqual([
      {
        kind: 'property',
        key: 'encrypted@shop',
        property: 'encrypted',
        subject: 'shop',
        text: 'Is encrypted so inside shop?',
        asks: ['a', 'b'],
        answerOn: ['shop'],
        settles: ['plain-text@a', 'plain-text@b'],
        weight: 18,
        unsure: false,
      },
    ]);
  });

  it('ANA-17 asks of the thing itself where no such boundary stands around it', () => {
    const catalog = catalogOf({ threats: [rule('plain-text', { property: { encrypted: false } }, { subject: 'flow' })] });
    expect(asked(questionsOf(catalog, plain))).toEqual(['encrypted@shop', 'encrypted@out']);
  });

  it('ANA-17 asks once for all workloads of one image, where the image decides', () => {
    const catalog = catalogOf({ threats: [rule('as-root', { property: { root: true } })] });
    const image = (name: string) => ({ type: 'api', properties: { image: name } });
    const [question] = questionsOf(catalog, {
      assets,
      elements: { c: image('acme/web:1'), a: image('acme/web:1'), b: image('acme/web:2') },
    });
    expect(question).toMatchObject({ key: 'root@a', asks: ['a', 'c'], answerOn: ['a', 'c'], settles: ['as-root@a', 'as-root@c'] });
  });

  it('ANA-17 asks of an image where there is one, and else of the boundary for all inside', () => {
    const catalog = catalogOf({
      properties: PROPERTIES.map((property) =>
        property.id === 'root' ? { ...property, inherits: true, askOn: ['namespace'], types: ['workload'] } : property,
      ),
      threats: [rule('as-root', { property: { root: true } })],
    });
    const drawn = { type: 'api', runsAs: 'pod', in: 'shop' };
    const elements = { a: drawn, b: drawn, c: { ...drawn, properties: { image: 'acme/web:1' } }, none: { type: 'api', in: 'shop' } };
    expect(questionsOf(catalog, { assets, boundaries: { shop: { type: 'namespace' } }, elements })).toMatchObject([
      { key: 'root@shop', asks: ['a', 'b'], answerOn: ['shop'] },
      { key: 'root@c', asks: ['c'], answerOn: ['c'] },
    ]);
  });

  it('ANA-38 is asked about only once what comes first is known, unless that makes it needless', () => {
    const catalog = catalogOf({
      properties: PROPERTIES.map((property) =>
        property.id === 'hardened'
          ? { ...property, askAfter: { property: 'level', unless: ['full'] } }
          : property.id === 'level'
            ? { ...property, appliesTo: ['boundary'] }
            : property,
      ),
      threats: [rule('soft', { property: { hardened: false } }), rule('low', { property: { level: 'none' } }, { subject: 'boundary' })],
    });
    const asks = (level: string | undefined, unsure?: boolean) => {
      const properties = level === undefined ? {} : { properties: { level } };
      const boundaries = {
        cluster: { type: 'cluster', properties: { level: 'some' } },
        shop: { type: 'namespace', in: 'cluster', ...properties },
      };
      const answers = unsure === true ? { 'level@shop': { unsure } } : {};
      const elements = { web: { type: 'api', in: 'shop' }, bare: { type: 'api' } };
      return asked(questionsOf(catalog, { assets, boundaries, elements, answers }));
    };
    expect(asks(undefined)).toEqual(['hardened@bare', 'level@shop']);
    expect(asks('none')).toEqual(['hardened@bare', 'hardened@web']);
    expect(asks('full')).toEqual(['hardened@bare']);
    expect(asks(undefined, true)).toEqual(['hardened@bare', 'hardened@web', 'level@shop']);
  });

  it('ANA-18 does not ask what cannot change any outcome', () => {
    const open = { property: { hardened: false } };
    const catalog = catalogOf({
      threats: [
        rule('decided-by-what-is-known', { all: [{ is: 'actor' }, open] }),
        rule('decided-by-one-true', { any: [{ is: 'store' }, open] }, { stride: [] }),
        rule('silenced', { all: [{ is: 'store' }, open] }),
        rule('stronger', { is: 'store' }, { supersedes: ['silenced'] }),
        rule('dismissed', { all: [{ is: 'api' }, open] }),
        rule('cannot-be-said', { all: [{ is: 'api' }, { property: { audited: false } }] }),
      ],
    });
    const elements = { cart: plain.elements.cart, web: plain.elements.web };
    const decisions = {
      'dismissed@web': { status: 'false-positive' },
      'decided-by-one-true@web': { status: 'accepted', until: '2026-11-20' },
    };
    expect(asked(questionsOf(catalog, { assets, elements, decisions }))).toEqual([]);
    const expired = { ...decisions, 'decided-by-one-true@web': { status: 'accepted', until: '2026-11-19' } };
    expect(asked(questionsOf(catalog, { assets, elements, decisions: expired }))).toEqual(['hardened@web']);
  });

  it('ANA-18 asks nothing about what is out of scope', () => {
    const catalog = catalogOf({ threats: [rule('soft', { property: { hardened: false } })] });
    expect(
      asked(
        questionsOf(catalog, {
          assets,
          boundaries: { shop: { type: 'namespace', outOfScope: 'not ours' } },
          elements: { web: { type: 'api', in: 'shop' } },
        }),
      ),
    ).toEqual([]);
  });

  it('ANA-19 asks first what settles most, each threat by the risk it would have, then what the catalog prefers', () => {
    const catalog = catalogOf({
      properties: PROPERTIES.map((property) => (property.id === 'replicas' ? { ...property, priority: 5 } : property)),
      threats: [
        rule('small', { property: { hardened: false } }, { impact: { base: 1, because: 'little' } }),
        rule('large', { property: { root: true } }, { impact: { base: 5, because: 'much' } }),
        rule('alone', { property: { replicas: { atMost: 1 } } }, { impact: { base: 1, because: 'little' } }),
      ],
    });
    const questions = questionsOf(catalog, { assets, elements: { web: { type: 'api' } } });
    expect(questions.map((question) => [asked([question])[0], question.weight])).toEqual([
      ['root@web', 15],
      ['replicas@web', 3],
      ['hardened@web', 3],
    ]);
  });
});

describe('the questions about the whole', () => {
  const catalog = catalogOf({
    threats: [
      rule('precious', { carries: { asset: { confidentiality: ['restricted'] } } }, { subject: 'flow' }),
      rule('kept', { stores: { asset: { confidentiality: ['restricted'] } } }),
      rule('soft', { property: { hardened: false } }, { impact: { base: 5, because: 'much' } }),
    ],
    assetSuggestions: [
      {
        id: 'payments',
        words: ['payment', 'card'],
        asset: { name: 'Payment data', confidentiality: 'restricted', integrity: 'high', availability: 'medium' },
      },
      { id: 'mail', words: ['mail'], asset: { name: 'Addresses', confidentiality: 'confidential', integrity: 'low', availability: 'low' } },
    ],
  });
  const elements = { paymentservice: { type: 'api' }, 'repayment-db': { type: 'store' }, web: { type: 'api', name: 'Card front end' } };
  const flows = { pay: { from: 'web', to: 'paymentservice' } };

  it('ANA-20 ask first what is worth protecting, with suggestions from names, while there are no assets', () => {
    const questions = questionsOf(catalog, { elements, flows });
    expect(questions[0]).toEqual({
      kind: 'assets',
      suggestions: [{ suggestion: 'payments', name: 'Payment data', because: ['paymentservice', 'web'] }],
      settles: ['kept@paymentservice', 'kept@repayment-db', 'kept@web', 'precious@pay'],
      weight: 36,
    });
    expect(asked(questions)).toEqual(['assets', 'hardened@paymentservice', 'hardened@repayment-db', 'hardened@web']);
  });

  it('ANA-20 then ask once where they are', () => {
    const places = questionsOf(catalog, { elements: { ...elements, web: { type: 'api', stores: [] } }, flows, assets }).find(
      ({ kind }) => kind === 'asset-places',
    );
    expect(places).toMatchObject({
      unsaid: ['pay', 'paymentservice', 'repayment-db'],
      settles: ['kept@paymentservice', 'kept@repayment-db', 'precious@pay'],
    });
  });

  it('ANA-20 ask nothing of an empty model', () => {
    expect(questionsOf(catalog, {})).toEqual([]);
  });

  const lonely = catalogOf({
    threats: [
      rule('called-in-clear', { has: { relation: 'incoming', where: { property: { encrypted: false } } } }),
      rule('reached', { reachableFrom: { attacker: 'outsider' } }),
    ],
    attackers: [attacker('outsider', { is: 'actor' })],
  });
  const imported = (ids: readonly string[]) =>
    Object.fromEntries(ids.map((id) => [id, { type: 'api', runsAs: 'pod', in: 'shop', origin: `k8s:${id}` }]));
  const boundaries = { shop: { type: 'namespace', origin: 'k8s:shop' } };

  it('ANA-21 make one question of more than three unconnected workloads of an import, in the place of the one about completeness', () => {
    const questions = questionsOf(lonely, { assets, boundaries, elements: { user: { type: 'actor' }, ...imported(['a', 'b', 'c', 'd']) } });
    expect(asked(questions)).toEqual(['calls']);
    expect(questions[0]).toMatchObject({ kind: 'calls', boundary: 'shop', unconnected: ['a', 'b', 'c', 'd'] });
    expect(questions[0]?.kind === 'calls' && questions[0].settles).toHaveLength(8);
  });

  it('ANA-21 ask whether all calls are drawn of a few, and neither once that is said', () => {
    expect(asked(questionsOf(lonely, { assets, boundaries, elements: { user: { type: 'actor' }, ...imported(['a', 'b', 'c']) } }))).toEqual(
      ['callsComplete@shop'],
    );
    for (const callsComplete of [true, false]) {
      const said = { shop: { ...boundaries.shop, properties: { callsComplete } } };
      expect(
        asked(questionsOf(lonely, { assets, boundaries: said, elements: { user: { type: 'actor' }, ...imported(['a', 'b', 'c', 'd']) } })),
      ).toEqual([]);
    }
  });

  it('ANA-21 leave alone what a person drew', () => {
    const drawn = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, { type: 'api', in: 'shop' }]));
    expect(asked(questionsOf(lonely, { assets, boundaries, elements: drawn }))).toEqual([]);
  });
});
