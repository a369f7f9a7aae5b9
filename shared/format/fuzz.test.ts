import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { intents, patience, play, runs } from '../../test/generators/model';
import { mutated } from '../../test/generators/mutations';
import { modelFixture } from '../../test/generators/opened';
import fc from 'fast-check';
import { printProblem } from '../messages/print';
import { checkReferences } from '../model/references';
import { sameModel } from '../model/equality';
import { formatModel } from './format-model';
import { readModel } from './read-model';
import { writeModel } from './write-model';

// Mostly good files: what is nearly right gets furthest.
const corpus = ['good', 'good', 'good', 'good', 'good', 'good', 'good', 'broken'].flatMap((folder) =>
  readdirSync(path.resolve(import.meta.dirname, '../../test/fixtures/models', folder)).map((file) =>
    modelFixture(`${folder}/${file.replace('.gabion.yaml', '')}`),
  ),
);

/** What can be seen of the prototypes that a hostile key would reach. */
const prototypes = () =>
  [Object.prototype, Array.prototype, Map.prototype, Function.prototype].map((prototype) =>
    Object.getOwnPropertyNames(prototype).sort().join(),
  );

describe('mangled files', () => {
  it(
    'FMT-8 are opened or refused, and nothing is thrown or polluted',
    () => {
      const before = prototypes();
      const edits = fc.sample(fc.array(intents, { maxLength: 3 }), { numRuns: 40, seed: 11 });
      let open = 0;
      for (let seed = 0; seed < runs(1_200).numRuns; seed += 1) {
        const read = readModel(mutated(corpus, seed), 'f');
        for (const problem of read.problems) expect(printProblem(problem)).toMatch(/^f/);
        if (!read.ok) {
          expect(read.problems.some(({ severity }) => severity === 'error')).toBe(true);
          continue;
        }
        open += 1;
        const { value } = read;
        expect(checkReferences(value.model).filter(({ severity }) => severity === 'error')).toEqual([]);
        const edited = play(value.model, edits[seed % edits.length] ?? []).model;
        const written = writeModel(value, edited);
        if (value.readOnly) continue;
        expect(written.problems, `seed ${String(seed)}`).toEqual([]);
        const again = written.ok ? readModel(written.value.bytes, 'f') : undefined;
        expect(again?.ok && sameModel(again.value.model, edited), `seed ${String(seed)}`).toBe(true);
        expect(readModel(formatModel(value).bytes, 'f').ok, `seed ${String(seed)}`).toBe(true);
      }
      expect(open).toBeGreaterThan(100);
      expect(prototypes()).toEqual(before);
    },
    patience,
  );
});
