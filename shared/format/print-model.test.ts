import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { intents, models, patience, play, runs } from '../../test/generators/model';
import { modelFixture, opened, rewritten } from '../../test/generators/opened';
import { sameModel } from '../model/equality';
import { EMPTY_MODEL } from '../model/threat-model';
import { printModel } from './print-model';

/** What a reader of the older and of the current YAML makes of a text. */
const asEither = (text: string): readonly unknown[] =>
  (['1.1', '1.2'] as const).map((version) => parse(text, { version, logLevel: 'error' }) as unknown);

describe('printing a whole model', () => {
  it(
    'FMT-5 reads back as the model, and prints the same again',
    () => {
      fc.assert(
        fc.property(models, (model) => {
          const text = printModel(model);
          const { model: back } = opened(text);
          expect(sameModel(back, model), text).toBe(true);
          expect(printModel(back)).toBe(text);
        }),
        runs(100),
      );
    },
    patience,
  );

  it('FMT-5 gives the order of the format, whatever order the model has', () => {
    const { model, text } = opened(modelFixture('good/small-shop'));
    expect(printModel(model)).toBe(text);
    const turned = { ...model, elements: new Map([...model.elements].reverse()), boundaries: new Map([...model.boundaries].reverse()) };
    expect(printModel(turned)).toBe(text);
  });

  it('FMT-5 names the schema and the version first, and leaves out what is empty', () => {
    expect(printModel(EMPTY_MODEL)).toBe('# yaml-language-server: $schema=gabion-1.schema.json\ngabion: 1\n');
  });

  it(
    'FMT-4 is read alike by YAML 1.1 and 1.2',
    () => {
      fc.assert(
        fc.property(models, (model) => {
          const [older, current] = asEither(printModel(model));
          expect(older).toEqual(current);
        }),
        runs(100),
      );
    },
    patience,
  );

  it(
    'FMT-4 stays so through edits',
    () => {
      fc.assert(
        fc.property(models, fc.array(intents, { minLength: 1, maxLength: 4 }), (model, row) => {
          const base = opened(printModel(model));
          const edited = play(base.model, row).model;
          const text = rewritten(base, edited);
          const [older, current] = asEither(text);
          expect(older).toEqual(current);
          expect(sameModel(opened(text).model, edited)).toBe(true);
        }),
        runs(100),
      );
    },
    patience,
  );
});
