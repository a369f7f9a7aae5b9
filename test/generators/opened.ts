/** Opening and writing model files in tests, where a refusal is the test's failure. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type OpenedText, readModel } from '../../shared/format/read-model';
import { encodeUtf8 } from '../../shared/format/utf8';
import { writeModel } from '../../shared/format/write-model';
import { printProblem } from '../../shared/messages/print';
import type { ThreatModel } from '../../shared/model/threat-model';

/** The bytes of one of our own model files, by its name in `test/fixtures/models`: `good/small-shop`. */
export function modelFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(path.resolve(import.meta.dirname, '../fixtures/models', `${name}.gabion.yaml`)));
}

/** Opens a model file that is known to be right. */
export function opened(content: Uint8Array | string): OpenedText {
  const read = readModel(typeof content === 'string' ? encodeUtf8(content) : content, 'shop.gabion.yaml');
  if (!read.ok) throw new Error(read.problems.map(printProblem).join('\n'));
  return read.value;
}

/** The text that an opened file becomes, patched and not written anew. */
export function rewritten(base: OpenedText, model: ThreatModel): string {
  const written = writeModel(base, model);
  if (!written.ok || written.problems.length > 0) throw new Error(`${written.problems.map(printProblem).join('\n')}\n${base.text}`);
  return written.value.text;
}
