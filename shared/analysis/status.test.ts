import { describe, expect, it } from 'vitest';
import { catalogOf, control, rule } from '../../test/generators/catalog';
import { modelOf } from '../../test/generators/model';
import { analyse } from './analyse';
import type { Outlook } from './findings';

const catalog = catalogOf({
  threats: [
    rule('plain-text', { property: { encrypted: false } }, { subject: 'flow', formerly: ['clear-text'] }),
    rule('soft', { any: [{ property: { hardened: false } }, { property: { sealed: false } }] }, { counteredBy: ['harden'] }),
    rule('unwatched', { not: { adopted: 'watch' } }, { subject: 'boundary' }),
    rule('as-root', { property: { root: true } }, { supersedes: ['very-soft'] }),
    rule('very-soft', { property: { hardened: false } }, { supersedes: ['softest'] }),
    rule('softest', { property: { hardened: false } }),
  ],
  controls: [
    control('tls', [{ on: 'flow', sets: { encrypted: true } }]),
    control('mesh', [{ on: 'flow', sets: { encrypted: true } }]),
    control('harden', [{ on: 'element', sets: { hardened: true } }]),
    control('seal', [{ on: 'element', sets: { sealed: true } }]),
    control('watch', []),
  ],
});

const plain = {
  boundaries: { shop: { type: 'namespace' } },
  elements: {
    web: { type: 'api', in: 'shop', properties: { hardened: false, sealed: false, root: true } },
    cart: { type: 'api', in: 'shop' },
  },
  flows: { call: { from: 'web', to: 'cart', properties: { encrypted: false } } },
};

function statuses(more: object, outlook: Outlook = 'as-is', today = '2026-11-20') {
  const { threats, staleDecisions } = analyse(modelOf({ gabion: 1, ...plain, ...more }), catalog, { outlook, today });
  return { of: (key: string) => threats.find((threat) => threat.key === key)?.status, staleDecisions };
}
const adopted = (entries: Record<string, string>) => ({
  mitigations: Object.fromEntries(Object.entries(entries).map(([key, status]) => [key, { status }])),
});

describe('the state of a threat', () => {
  it('ANA-12 is open where nothing is done', () => {
    expect(statuses({}).of('plain-text@call')).toEqual({ state: 'open' });
  });

  it('ANA-12 closes with the plan, open as it is, and by which control', () => {
    const planned = adopted({ 'tls@shop': 'planned' });
    expect(statuses(planned).of('plain-text@call')).toEqual({ state: 'closes-with-plan', by: ['tls@shop'] });
    expect(statuses(planned, 'as-planned').of('plain-text@call')).toEqual({ state: 'closed', by: ['tls@shop'] });
    expect(statuses(planned, 'undone').of('plain-text@call')).toEqual({ state: 'open' });
  });

  it('ANA-12 is closed by each control that would do so alone', () => {
    expect(statuses(adopted({ 'tls@shop': 'in-place', 'mesh@call': 'verified' })).of('plain-text@call')).toEqual({
      state: 'closed',
      by: ['mesh@call', 'tls@shop'],
    });
  });

  it('ANA-12 is closed by several controls together where none does alone, and not by one that has no part in it', () => {
    const both = adopted({ 'harden@web': 'in-place', 'seal@shop': 'in-place', 'harden@cart': 'in-place' });
    expect(statuses(both).of('soft@web')).toEqual({ state: 'closed', by: ['harden@web', 'seal@shop'] });
    expect(statuses(adopted({ 'harden@web': 'in-place' })).of('soft@web')).toEqual({ state: 'open' });
  });

  it('ANA-12 is closed by a control that a rule asks for by name', () => {
    expect(statuses(adopted({ 'watch@shop': 'in-place' })).of('unwatched@shop')).toEqual({ state: 'closed', by: ['watch@shop'] });
  });

  it('ANA-26 is decided by a person, for good or through a day', () => {
    const decision = { status: 'accepted', until: '2026-11-20' };
    const decided = { decisions: { 'plain-text@call': decision } };
    expect(statuses(decided).of('plain-text@call')).toEqual({ state: 'decided', decision, key: 'plain-text@call', expired: false });
    expect(statuses(decided, 'as-is', '2026-11-21').of('plain-text@call')).toMatchObject({ state: 'decided', expired: true });
  });

  it('ANA-26 is decided for everything inside a boundary, unless the threat has a decision of its own', () => {
    const inside = { status: 'accepted' };
    expect(statuses({ decisions: { 'soft@in:shop': inside } }).of('soft@web')).toMatchObject({ state: 'decided', key: 'soft@in:shop' });
    const own = { 'soft@in:shop': inside, 'soft@web': { status: 'false-positive' } };
    expect(statuses({ decisions: own }).of('soft@web')).toMatchObject({ state: 'decided', key: 'soft@web' });
  });

  it('ANA-26 is decided under a former name of the rule', () => {
    expect(statuses({ decisions: { 'clear-text@call': { status: 'accepted' } } })).toMatchObject({ staleDecisions: [] });
    expect(statuses({ decisions: { 'clear-text@call': { status: 'accepted' } } }).of('plain-text@call')).toMatchObject({
      state: 'decided',
      key: 'clear-text@call',
    });
  });

  it('ANA-26 is not decided by a mere rating', () => {
    expect(statuses({ decisions: { 'plain-text@call': { likelihood: 1 } } }).of('plain-text@call')).toEqual({ state: 'open' });
  });

  it('ANA-27 leaves decisions behind whose threat is gone, but not those whose threat is merely closed or unknown', () => {
    const decisions = Object.fromEntries(
      ['plain-text@call', 'plain-text@gone', 'no-rule@web', 'soft@cart', 'as-root@in:shop', 'plain-text@in:nowhere'].map((key) => [
        key,
        { status: 'accepted' },
      ]),
    );
    expect(statuses({ decisions, ...adopted({ 'tls@shop': 'in-place' }) }).staleDecisions).toEqual([
      'no-rule@web',
      'plain-text@gone',
      'plain-text@in:nowhere',
    ]);
  });

  it('ANA-28 is silent where a stronger statement about the same thing holds, at any remove', () => {
    const { of } = statuses({});
    expect([of('as-root@web')?.state, of('very-soft@web'), of('softest@web')]).toEqual(['open', undefined, undefined]);
    const userland = { elements: { ...plain.elements, web: { ...plain.elements.web, properties: { hardened: false, root: false } } } };
    expect([
      statuses(userland).of('as-root@web'),
      statuses(userland).of('very-soft@web')?.state,
      statuses(userland).of('softest@web'),
    ]).toEqual([undefined, 'open', undefined]);
  });

  it('ANA-28 finds nothing on what is out of scope', () => {
    expect(statuses({ boundaries: { shop: { type: 'namespace', outOfScope: 'not ours' } } }).of('soft@web')).toBeUndefined();
  });
});
