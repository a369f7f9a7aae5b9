import { describe, expect, it } from 'vitest';
import { EMPTY_MODEL, modelFromPlain } from '../model/threat-model';
import { fillTemplate } from './template';

const read = modelFromPlain({
  gabion: 1,
  boundaries: {
    cluster: { type: 'kubernetes/cluster', name: 'Production' },
    shop: { type: 'kubernetes/namespace', in: 'cluster' },
    bank: { type: 'kubernetes/namespace', in: 'cluster' },
  },
  elements: {
    web: { type: 'process/api', name: 'Web', in: 'shop', properties: { image: 'web:1', addedCapabilities: ['A', 'B'] } },
    pay: { type: 'process/api', in: 'bank' },
    me: { type: 'actor/person' },
  },
  flows: { call: { from: 'web', to: 'pay' }, visit: { from: 'me', to: 'web' } },
});
const model = read.ok ? read.value : EMPTY_MODEL;

describe('placeholders', () => {
  it('CAT-19 are filled with the names of things', () => {
    expect(fillTemplate(model, '{{subject}} in {{boundary}}', 'web')).toBe('Web in shop');
    expect(fillTemplate(model, '{{from}} calls {{subject.to}} ({{subject}})', 'call')).toBe('Web calls pay (Web to pay)');
    expect(fillTemplate(model, '{{property.image}}, {{ property.addedCapabilities }}', 'web')).toBe('web:1, A, B');
    expect(fillTemplate(model, '{{property.image}}', 'web', () => 'web:2')).toBe('web:2');
  });

  it('CAT-19 take the nearest boundary that both ends of a flow share', () => {
    expect(fillTemplate(model, '{{boundary}}', 'call')).toBe('Production');
    expect(fillTemplate(model, '{{boundary}}', 'visit')).toBe('?');
    expect(fillTemplate(model, '{{boundary}}', 'cluster')).toBe('?');
  });

  it('CAT-19 say "?" for what is not known', () => {
    expect(fillTemplate(model, '{{from}} {{property.image}} {{nonsense}}', 'pay')).toBe('? ? ?');
    expect(fillTemplate(model, '{{subject}}', 'gone')).toBe('gone');
    expect(fillTemplate(model, '{{subject}} runs {{ property.image | its image }}', 'pay')).toBe('pay runs its image');
    expect(fillTemplate(model, '{{property.image | its image}}', 'web')).toBe('web:1');
  });
});
