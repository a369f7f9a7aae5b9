import { describe, expect, it } from 'vitest';
import { modelOf } from '../../test/generators/model';
import { printProblem } from '../messages/print';
import { freeId, idFromName, splitKey, threatKeyInside, threatKeyOf } from './ids';
import { checkReferences, sizeOf } from './references';
import { displayName, enclosing, modelFromPlain } from './threat-model';

const problems = (plain: object) =>
  checkReferences(modelOf({ gabion: 1, ...plain })).map((problem) => `${problem.severity} ${printProblem(problem)}`);
const web = { web: { type: 'x' } };

describe('references', () => {
  it('MOD-11 that lead nowhere are found', () => {
    expect(
      problems({
        elements: { web: { type: 'x', in: 'shop', stores: ['carts'] } },
        flows: { f: { from: 'web', to: 'db', carries: ['cards'] } },
      }),
    ).toEqual([
      'error "shop" is named here, but the model has no such boundary. (elements.web.in) Add "shop" or mend the name.',
      'error "db" is named here, but the model has no such element. (flows.f.to) Add "db" or mend the name.',
      'warning "cards" is named here, but the model has no such asset. (flows.f.carries) Add "cards" or mend the name.',
      'warning "carts" is named here, but the model has no such asset. (elements.web.stores) Add "carts" or mend the name.',
    ]);
  });

  it('MOD-11 in a circle are found, and do not trap who walks along them', () => {
    const circle = { boundaries: { a: { type: 'x', in: 'b' }, b: { type: 'x', in: 'a' }, c: { type: 'x', in: 'c' } } };
    expect(problems(circle)).toHaveLength(3);
    const model = modelOf({ gabion: 1, ...circle });
    expect(enclosing(model, model.boundaries.get([...model.boundaries.keys()][0] ?? ('' as never))?.in)).toEqual(['b', 'a']);
  });

  it('MOD-11 of an id that is used for two things are doubtful', () => {
    expect(problems({ elements: web, assets: { web: {} } })).toEqual([
      'error The id "web" is used twice; ids are unique across boundaries, elements, flows and assets. (assets.web) Give one of them another id.',
    ]);
  });

  it('MOD-11 in keys may be stale', () => {
    expect(
      problems({
        elements: web,
        decisions: { 'a@gone': {} },
        answers: { 'b@gone': {} },
        mitigations: { 'c@gone': { status: 'planned' } },
        layout: { main: { gone: {} } },
      }),
    ).toEqual([]);
  });

  it('are counted with everything else', () => {
    expect(sizeOf(modelOf({ gabion: 1, elements: web, assets: { a: {} }, layout: { main: { web: {} } } }))).toBe(2);
  });
});

describe('ids and keys', () => {
  it.each(['', 'Web', 'a@b', 'a:b', '-a', '.a', 'ä', 'a b', 'model', 'x'.repeat(601), '__proto__'])('MOD-10 is not an id: %j', (id) => {
    const plain = JSON.parse(`{"gabion":1,"elements":{${JSON.stringify(id)}:{"type":"x"}}}`) as unknown;
    const read = modelFromPlain(plain);
    expect(read.ok && read.value.elements.size > 0).toBe(false);
  });

  it.each(['a', '1', 'redis-cart', 'a.b_c-d', 'constructor', 'x'.repeat(600)])('MOD-10 is an id: %j', (id) => {
    expect(modelFromPlain({ gabion: 1, elements: { [id]: { type: 'x' } } }).ok).toBe(true);
  });

  it('MOD-10 come apart as they were put together', () => {
    expect(splitKey(threatKeyOf('acme/own-rule', 'a.b'))).toEqual({ what: 'acme/own-rule', subject: 'a.b', inside: false });
    expect(splitKey(threatKeyInside('own-rule', 'shop'))).toEqual({ what: 'own-rule', subject: 'shop', inside: true });
    for (const key of ['a', '@b', 'a@', 'a@B', 'a@in:', 'a@b@c']) expect(splitKey(key)).toBeUndefined();
  });

  it('MOD-10 are made from names, and never taken twice', () => {
    expect(['Café Orders (EU)', '日本', 'model', '--x--', 'Straße'].map((name) => idFromName(name, 'element'))).toEqual([
      'cafe-orders-eu',
      'element',
      'element',
      'x',
      'stra-e',
    ]);
    expect(freeId('a', new Set(['a', 'a_2']))).toBe('a_3');
  });

  it('are shown by name, flows by their ends', () => {
    const model = modelOf({
      gabion: 1,
      title: 'Shop',
      elements: { a: { type: 'x', name: 'Web' }, b: { type: 'x' } },
      flows: { f: { from: 'a', to: 'b' } },
    });
    expect(['a', 'b', 'f', 'model', 'gone'].map((id) => displayName(model, id))).toEqual(['Web', 'b', 'Web to b', 'Shop', 'gone']);
  });
});

describe('what is not in shape', () => {
  it('MOD-12 is refused with the path of each fault', () => {
    const read = modelFromPlain({ gabion: 1, elements: { web: { type: 7 }, db: {} }, layout: { main: { web: { at: [1, 'x'] } } } });
    expect(read.ok).toBe(false);
    expect(read.problems.map(({ where }) => where?.path)).toEqual(['elements.web.type', 'elements.db.type', 'layout.main.web.at.1']);
  });
});
