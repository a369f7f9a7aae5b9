import { describe, expect, it } from 'vitest';
import { catalogOf, PROPERTIES, property } from '../../test/generators/catalog';
import { modelOf } from '../../test/generators/model';
import { print } from '../messages/print';
import type { PropertyName, SubjectId } from '../model/ids';
import type { PropertyValue } from '../model/schema';
import { describeReason, describeReasons, describeRemedy, type Names, sourceText } from './describe';
import type { Reason } from './findings';

const said = [
  property({ id: 'open', appliesTo: ['element'], says: { true: '{{subject}} lets everybody in', false: '{{subject}} lets nobody in' } }),
  property({ id: 'clear', appliesTo: ['flow'], says: { true: '{{from}} tells {{to}} all', false: '{{from}} whispers to {{to}}' } }),
  property({
    id: 'copies',
    appliesTo: ['element'],
    type: 'number',
    says: { '1': '{{subject}} runs once', value: '{{subject}} runs {{value}} times' },
  }),
  property({
    id: 'mounts',
    appliesTo: ['element'],
    type: 'set',
    says: { value: '{{subject}} mounts {{value}}', empty: '{{subject}} mounts nothing' },
  }),
];
const names: Names = {
  catalog: catalogOf({ properties: [...PROPERTIES, ...said] }),
  model: modelOf({
    gabion: 1,
    boundaries: { shop: { type: 'namespace' } },
    elements: { web: { type: 'api', in: 'shop', name: 'Web {{value}}' }, cart: { type: 'redis', in: 'shop' } },
    flows: { a: { from: 'web', to: 'cart' }, b: { from: 'cart', to: 'web' } },
    assets: { card: { name: 'Card data', confidentiality: 'restricted' } },
  }),
};
const id = (text: string) => text as SubjectId;
const fact = (subject: string, name: string, value?: PropertyValue): Reason => ({
  kind: 'property',
  subject: id(subject),
  property: name as PropertyName,
  matcher: { op: 'equals', equals: true },
  ...(value === undefined ? {} : { known: { value, provenance: { from: 'stated' } } }),
  truth: value === undefined ? 'unknown' : 'true',
});
const words = (reason: Reason) => print(describeReason(names, reason).what);
const becomes = (subject: string, name: string, to: PropertyValue | { readonly not: PropertyValue }, closes?: number) =>
  print(
    describeRemedy(names, {
      changes: [{ subject: id(subject), property: name as PropertyName, to }],
      ...(closes === undefined ? {} : { wider: { boundary: id('shop'), closes } }),
    }),
  );

describe('a reason in words', () => {
  it('ANA-37 is the sentence of its property, filled with names and value, and never with what a name holds', () => {
    expect(words(fact('cart', 'open', true))).toBe('cart lets everybody in');
    expect(words(fact('a', 'clear', false))).toBe('Web {{value}} whispers to cart');
    expect(words(fact('cart', 'copies', 1))).toBe('cart runs once');
    expect(words(fact('web', 'copies', 3))).toBe('Web {{value}} runs 3 times');
    expect(words(fact('cart', 'mounts', ['/', '/etc']))).toBe('cart mounts /, /etc');
    expect(words(fact('cart', 'mounts', []))).toBe('cart mounts nothing');
    expect(words(fact('cart', 'open'))).toBe('nobody has said whether cart lets everybody in');
  });

  it('ANA-37 is plain where the property has no sentence', () => {
    expect(words(fact('cart', 'hardened', false))).toBe('hardened of cart: no');
    expect(words(fact('cart', 'copies'))).toBe('copies of cart: nobody has said');
  });

  it('ANA-37 names what was looked for, and an example of what was found', () => {
    const place = { kind: 'place', subject: id('cart'), how: 'in', truth: 'false' } as const;
    expect(words({ ...place, wanted: 'net' as never })).toBe('cart stands in no boundary of the type net');
    expect(words(place)).toBe('cart stands in no such boundary');
    const related = { kind: 'related', subject: id('shop'), relation: 'inside', truth: 'true' } as const;
    expect(words({ ...related, count: 1, example: id('cart') })).toBe('cart stands in shop');
    expect(words({ ...related, count: 3, example: id('cart') })).toBe('cart and 2 others like it stand in shop');
    const calls = { kind: 'related', subject: id('cart'), relation: 'incoming' } as const;
    expect(words({ ...calls, truth: 'true', count: 1, example: id('a') })).toBe('the call Web {{value}} to cart leads to cart');
    expect(words({ ...calls, truth: 'false', count: 0 })).toBe('no other call leads to cart');
    expect(words({ ...calls, truth: 'unknown', count: 0 })).toBe('nobody has said whether all calls of cart are drawn');
    expect(words({ kind: 'assets', subject: id('card'), how: 'rated', asset: id('card'), truth: 'true' })).toBe(
      'Card data is rated: restricted',
    );
  });

  it('ANA-37 is said once, and what a thing is only where there is nothing else to say', () => {
    const type: Reason = { kind: 'type', subject: id('cart'), type: 'redis', truth: 'true' };
    const list = (...reasons: readonly Reason[]) => describeReasons(names, reasons).map(({ what }) => print(what));
    expect(list(type, fact('cart', 'open', true), fact('cart', 'open', true))).toEqual(['cart lets everybody in']);
    expect(list(type)).toEqual(['cart is of the type redis']);
  });

  it.each([
    ['k8s:shop/Deployment/web', 'imported from Deployment/web'],
    ['k8s:?/Service/web#loadBalancer', 'imported from Service/web, loadBalancer'],
    ['k8s:shop', 'imported from k8s:shop'],
  ])('ANA-37 has a source: %s', (origin, text) => {
    expect(print(sourceText(names, { from: 'imported', origin }))).toBe(text);
  });
});

describe('the place where an import read a value', () => {
  const readAt = new Map([
    ['cart.open', { file: 'shop.yaml', line: 401 }],
    ['cart.copies', { file: 'shop.yaml', line: 402, container: 'exporter' }],
  ]);
  const source = (name: string, known: Names = { ...names, readAt }) =>
    print(
      sourceText(known, { from: 'imported', origin: 'k8s:shop/Deployment/cart' }, { subject: id('cart'), property: name as PropertyName }),
    );

  it('ANA-37 is named with line and container where it is known, and without where it is not', () => {
    expect(source('open')).toBe('imported from line 401 of shop.yaml, Deployment/cart');
    expect(source('copies')).toBe('imported from line 402 of shop.yaml, Deployment/cart, container exporter');
    expect(source('mounts')).toBe('imported from Deployment/cart');
    expect(source('open', names)).toBe('imported from Deployment/cart');
  });
});

describe('a remedy in words', () => {
  it('ANA-37 is what would then be so', () => {
    expect(becomes('cart', 'open', false)).toBe('cart lets nobody in');
    expect(becomes('cart', 'copies', 2, 3)).toBe('cart runs 2 times; the same closes all 3 in shop');
    expect(becomes('cart', 'copies', 1, 2)).toBe('cart runs once; the same closes both in shop');
    expect(becomes('cart', 'copies', { not: 1 })).toBe('copies of cart is anything but 1');
  });
});
