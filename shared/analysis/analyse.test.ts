import { describe, expect, it } from 'vitest';
import { catalogOf, control, rule, stencil, STENCILS } from '../../test/generators/catalog';
import { modelOf } from '../../test/generators/model';
import { analyse } from './analyse';
import { AnalysisSession } from './session';

const options = { outlook: 'as-is', today: '2026-11-20' } as const;

describe('rows', () => {
  it('ANA-31 gather a rule’s threats, open before closed, worst first; of equals the likelier, then the more particular', () => {
    const raise = [{ when: { is: 'store' }, by: 1, because: 'a store' }];
    const catalog = catalogOf({
      threats: [
        rule('widespread', { property: { hardened: false } }),
        rule('particular', { all: [{ is: 'store' }, { property: { hardened: false } }] }),
        rule('unlikely', { is: 'store' }, { likelihood: { base: 1, because: 'rare' }, impact: { base: 5, because: 'much' } }),
        rule(
          'worst',
          { property: { root: true } },
          { likelihood: { base: 4, because: 'easy', raise }, impact: { base: 5, because: 'much' } },
        ),
        rule('closed', { property: { level: 'none' } }, { impact: { base: 5, because: 'much' } }),
      ],
      controls: [control('fill', [{ on: 'element', sets: { level: 'full' } }])],
    });
    const properties = { hardened: false, root: true, level: 'none' };
    const { rows } = analyse(
      modelOf({
        gabion: 1,
        elements: { b: { type: 'api', properties }, a: { type: 'api', properties }, store: { type: 'store', properties } },
        mitigations: { 'fill@model': { status: 'in-place' } },
      }),
      catalog,
      options,
    );
    expect(rows.map(({ rule: id, score, threats }) => [id, score, threats.map(({ subject }) => subject)])).toEqual([
      ['worst', 25, ['store', 'a', 'b']],
      ['particular', 9, ['store']],
      ['widespread', 9, ['a', 'b', 'store']],
      ['unlikely', 5, ['store']],
      ['closed', 15, ['a', 'b', 'store']],
    ]);
  });
});

describe('hygiene', () => {
  const catalog = catalogOf({
    hygiene: [
      {
        id: 'alone',
        name: 'Alone',
        title: 'Nobody talks to {{subject}}',
        subject: 'element',
        when: { not: { any: [{ has: { relation: 'incoming' } }, { has: { relation: 'outgoing' } }] } },
        description: 'x',
        mend: 'Connect it',
      },
    ],
  });

  it('ANA-32 says what is doubtful about the model, and is silent where an import could not know', () => {
    const { hygiene, questions, counts } = analyse(
      modelOf({
        gabion: 1,
        assets: { x: {} },
        elements: { drawn: { type: 'api', name: 'Shop' }, imported: { type: 'api', origin: 'k8s:x' } },
      }),
      catalog,
      options,
    );
    expect(hygiene).toEqual([{ rule: 'alone', subject: 'drawn', title: 'Nobody talks to Shop', name: 'Alone', mend: 'Connect it' }]);
    expect([questions, counts.hygiene]).toEqual([[], 1]);
  });
});

describe('conflicts', () => {
  const catalog = catalogOf({
    controls: [control('tls', [{ on: 'flow', sets: { encrypted: true } }]), control('plain', [{ on: 'flow', sets: { encrypted: false } }])],
  });
  const plain = {
    gabion: 1,
    elements: { web: { type: 'api', origin: 'k8s:web', properties: { replicas: 3, capabilities: ['A', 'B'] } }, cart: { type: 'api' } },
    flows: { call: { from: 'web', to: 'cart' } },
  };

  it('ANA-33 are shown where a person and an import disagree; lists in another order agree', () => {
    const answers = { 'replicas@web': { imported: 1 }, 'capabilities@web': { imported: ['B', 'A'] }, 'replicas@gone': { imported: 1 } };
    expect(analyse(modelOf({ ...plain, answers }), catalog, options).conflicts).toEqual([
      { kind: 'import', subject: 'web', property: 'replicas', stated: 3, imported: 1 },
    ]);
  });

  it('ANA-33 are shown where two controls in force set one property differently', () => {
    const mitigations = { 'tls@model': { status: 'in-place' }, 'plain@call': { status: 'planned' } };
    const under = (outlook: 'as-is' | 'as-planned') =>
      analyse(modelOf({ ...plain, mitigations }), catalog, { ...options, outlook }).conflicts;
    expect(under('as-is')).toEqual([]);
    expect(under('as-planned')).toEqual([
      {
        kind: 'controls',
        subject: 'call',
        property: 'encrypted',
        values: [
          { control: 'plain', value: false },
          { control: 'tls', value: true },
        ],
      },
    ]);
  });
});

describe('what is known of a thing', () => {
  const catalog = catalogOf({
    stencils: [...STENCILS, stencil('gate', { defaults: { level: { value: 'some', because: 'gates are so' } } })],
    threats: [rule('soft', { property: { hardened: false } })],
    controls: [
      control('harden', [{ on: 'element', where: { is: 'api' }, sets: { hardened: true, root: false } }]),
      control('fill', [{ on: 'element', sets: { level: 'full' } }]),
    ],
  });
  const model = modelOf({
    gabion: 1,
    elements: {
      gate: { type: 'gate' },
      done: { type: 'api', origin: 'k8s:done', properties: { hardened: true, root: false } },
      half: { type: 'api', origin: 'k8s:half', properties: { hardened: true } },
      said: { type: 'api', properties: { hardened: true, root: false } },
    },
    mitigations: { 'fill@gate': { status: 'planned' } },
  });
  const session = new AnalysisSession(catalog, model, 0, options);
  for (const _slice of session.run()) continue;

  it('ANA-34 lists what can be said of it, what it is under each outlook, and what is asked', () => {
    const properties = session.properties('gate' as never);
    expect(properties.map(({ property }) => property)).toEqual([
      'hardened',
      'sealed',
      'root',
      'image',
      'level',
      'replicas',
      'capabilities',
    ]);
    expect(properties.find(({ property }) => (property as string) === 'hardened')).toEqual({
      property: 'hardened',
      known: {},
      question: 'hardened@gate',
    });
    expect(properties.find(({ property }) => (property as string) === 'level')?.known).toMatchObject({
      'as-is': { value: 'some', provenance: { from: 'default', stencil: 'gate' } },
      'as-planned': { value: 'full', provenance: { from: 'control', control: 'fill', status: 'planned', overrides: 'some' } },
      undone: { value: 'some' },
    });
    expect(session.properties('gone' as never)).toEqual([]);
  });

  it('ANA-35 tells how far imports show that a control is there already', () => {
    expect(session.evidence('harden')).toEqual({ holds: ['done'], lacks: ['half', 'said'] });
    expect(session.evidence('no-such-control')).toEqual({ holds: [], lacks: [] });
  });

  it('ANA-34 judges conditions and rules that are only steps of attacks', () => {
    const step = catalogOf({ threats: [rule('step', { is: 'api' }, { threat: false })] }).threats.get('step');
    expect(step && [session.rule(step, 'done' as never), session.rule(step, 'gate' as never), session.rule(step, 'model')]).toEqual([
      'true',
      'false',
      'false',
    ]);
    expect(session.condition({ op: 'is', types: ['api' as never] }, 'done' as never)).toBe('true');
    expect(session.condition({ op: 'is', types: ['api' as never] }, 'gone' as never)).toBe('unknown');
  });
});
