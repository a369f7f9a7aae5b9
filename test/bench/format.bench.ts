import { readModel } from '../../shared/format/read-model';
import { writeModel } from '../../shared/format/write-model';
import { printModel } from '../../shared/format/print-model';
import { apply } from '../../shared/model/edit';
import { answer } from '../../shared/model/edits/properties';
import { elementId, propertyName } from '../../shared/model/ids';
import { largeModel } from '../generators/large-model';
import type { Benchmark } from './benchmark';

const bytes = () => new TextEncoder().encode(printModel(largeModel({ elements: 1_000, flows: 2_000, namespaces: 20 })));

function opened() {
  const read = readModel(bytes(), 'large.gabion.yaml');
  if (!read.ok) throw new Error(`the large model was not read: ${JSON.stringify(read.problems)}`);
  return read.value;
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'opening a model file of 1,000 elements and 2,000 flows: bytes to model',
    budget: { median: 25 },
    runs: 10,
    prepare: () => {
      const file = bytes();
      return () => readModel(file, 'large.gabion.yaml');
    },
  },
  {
    name: 'saving it after an edit: patched, read again, compared',
    budget: { median: 30 },
    runs: 10,
    prepare: () => {
      const file = opened();
      let n = 0;
      return () => {
        n += 1;
        const id = elementId.parse(`svc-${String((n * 37) % 900).padStart(4, '0')}`);
        const { model } = apply(file.model, answer(file.model, propertyName.parse('runsAsRoot'), [id], n % 2 === 0));
        const written = writeModel(file, model);
        if (!written.ok) throw new Error('the model was not written');
      };
    },
  },
];
