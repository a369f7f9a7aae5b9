import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editOf, intents, models, patience, runs } from '../../test/generators/model';
import { apply } from './edit';
import { sameData, sameModel } from './equality';
import { modelFromPlain, modelToPlain, type ThreatModel } from './threat-model';

const backwards = <K, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> => new Map([...map].reverse());
const turned = (model: ThreatModel): ThreatModel => ({
  header: model.header,
  imported: backwards(model.imported),
  boundaries: backwards(model.boundaries),
  elements: backwards(model.elements),
  assets: backwards(model.assets),
  flows: backwards(model.flows),
  answers: backwards(model.answers),
  decisions: backwards(model.decisions),
  mitigations: backwards(model.mitigations),
  trees: backwards(model.trees),
  layout: new Map([...model.layout].reverse().map(([diagram, placements]) => [diagram, backwards(placements)])),
});

/** All that a value says as one text, keys in alphabetical order: a slower way to compare. */
function spelled(value: unknown): string {
  if (value instanceof Map) return `Map${spelled(Object.fromEntries([...value].map(([key, entry]) => [String(key), entry as unknown])))}`;
  if (Array.isArray(value)) return `[${value.map(spelled).join()}]`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .map(([key, field]) => `${JSON.stringify(key)}:${spelled(field)}`)
    .sort()
    .join()}}`;
}

describe('equality', () => {
  it(
    'MOD-7 does not see the order of entries, and sees every change',
    () => {
      fc.assert(
        fc.property(models, intents, (model, intent) => {
          expect(sameModel(model, turned(structuredClone(model)))).toBe(true);
          const edit = editOf(model, intent);
          const edited = edit ? apply(model, edit).model : model;
          expect(sameModel(edited, model)).toBe(spelled(edited) === spelled(model));
        }),
        runs(150),
      );
    },
    patience,
  );

  it.each<[unknown, unknown, boolean]>([
    [new Map([['a', 1]]), { a: 1 }, false],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: undefined }, { b: undefined }, true],
    [{ a: 1 }, { b: 1 }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [0, -0, false],
    [Number.NaN, Number.NaN, true],
    [null, {}, false],
    ['1', 1, false],
  ])('MOD-7 of %j and %j', (a, b, same) => {
    expect(sameData(a, b)).toBe(same);
    expect(sameData(b, a)).toBe(same);
  });
});

describe('a model as plain data', () => {
  it(
    'MOD-8 is the model again',
    () => {
      fc.assert(
        fc.property(models, (model) => {
          const plain = modelToPlain(model);
          const back = modelFromPlain(plain);
          expect(back.ok && sameModel(back.value, model)).toBe(true);
          expect(sameData(JSON.parse(JSON.stringify(plain)), JSON.parse(JSON.stringify(modelToPlain(model))))).toBe(true);
        }),
        runs(100),
      );
    },
    patience,
  );
});
