import { describe, expect, it } from 'vitest';
import type { Question } from '../../../shared/analysis/findings';
import { boutique } from '../../../test/generators/diagrams';
import { askedAbout } from './asked-about';

const ask = (subject: string, asks: readonly string[]): Question =>
  ({
    kind: 'property',
    key: `encrypted@${subject}`,
    property: 'encrypted',
    subject,
    text: '',
    asks,
    answerOn: [subject],
    settles: [],
    weight: 1,
    unsure: false,
  }) as unknown as Question; // ids have brands

describe('what a question is about', () => {
  const model = boutique();
  const flow = [...model.flows].find(([, { from, to }]) => from === 'cartservice' && to === 'redis-cart')?.[0] ?? '';

  it('lights a flow, its ends and the boundaries around them, and nothing else', () => {
    const about = askedAbout(model, ask('shop', [flow]));
    expect([...(about?.lit ?? [])].toSorted()).toEqual([flow, 'cartservice', 'cluster', 'redis-cart', 'shop'].toSorted());
    expect(about?.asked.has(flow)).toBe(true);
    expect(about?.lit.has('frontend')).toBe(false);
  });

  it('dims nothing for a question about the whole model', () => {
    expect(askedAbout(model, ask('model', []))).toBeUndefined();
    expect(askedAbout(model, { kind: 'assets', suggestions: [], settles: [], weight: 1 })).toBeUndefined();
    expect(askedAbout(model, undefined)).toBeUndefined();
  });
});
