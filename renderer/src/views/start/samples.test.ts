import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatModel } from '../../../../shared/format/format-model';
import { readModel } from '../../../../shared/format/read-model';
import { checkReferences } from '../../../../shared/model/references';

describe.each(['small-shop', 'delivery-pipeline'])('the sample %s', (name) => {
  const file = path.join(import.meta.dirname, 'samples', `${name}.gabion.yaml`);
  const bytes = new Uint8Array(readFileSync(file));
  const read = readModel(bytes, `${name}.gabion.yaml`);

  it('opens without a word', () => {
    expect(read.problems).toEqual([]);
    expect(read.ok && checkReferences(read.value.model)).toEqual([]);
  });

  it('is written as Gabion writes files', () => {
    expect(read.ok && formatModel(read.value).text).toBe(new TextDecoder().decode(bytes));
  });
});
