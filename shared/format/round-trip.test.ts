import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { intents, models, play, patience as PATIENCE, runs } from '../../test/generators/model';
import { printProblem } from '../messages/print';
import { sameModel } from '../model/equality';
import type { ThreatModel } from '../model/threat-model';
import { printModel } from './print-model';
import { type OpenedText, readModel } from './read-model';
import { encodeUtf8 } from './utf8';
import { writeModel } from './write-model';

function open(text: string): OpenedText {
  const read = readModel(encodeUtf8(text), 'a.gabion.yaml');
  if (!read.ok) throw new Error(`${read.problems.map(printProblem).join('\n')}\n${text}`);
  return read.value;
}

function write(opened: OpenedText, model: ThreatModel): string {
  const written = writeModel(opened, model);
  if (!written.ok || written.problems.length > 0) throw new Error(`${written.problems.map(printProblem).join('\n')}\n${opened.text}`);
  return written.value.text;
}

describe('printing a model', () => {
  it('reads back', () => {
    fc.assert(
      fc.property(models, (model) => {
        const text = printModel(model);
        const { model: back } = open(text);
        if (!sameModel(back, model)) throw new Error(text);
        expect(printModel(back)).toBe(text);
      }),
      runs(300),
    );
  }, PATIENCE);
  it('1.1', () => {
    fc.assert(
      fc.property(models, (model) => {
        const text = printModel(model);
        expect(parse(text, { version: '1.1' })).toEqual(parse(text, { version: '1.2' }));
      }),
      runs(300),
    );
  }, PATIENCE);
  it('edits', () => {
    fc.assert(
      fc.property(models, fc.array(intents, { minLength: 1, maxLength: 4 }), (model, row) => {
        const opened = open(printModel(model));
        const edited = play(opened.model, row).model;
        const text = write(opened, edited);
        expect(sameModel(open(text).model, edited)).toBe(true);
      }),
      runs(300),
    );
  }, PATIENCE);
});
