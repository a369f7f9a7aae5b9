import { sameModel } from '../model/equality';
import type { ThreatModel } from '../model/threat-model';
import { annotated } from './annotate';
import { readDocument } from './document';
import { notesOf } from './notes';
import { fileTree } from './print-model';
import { Printer } from './printer';
import { type OpenedText, sourceOf } from './read-model';
import type { Source } from './source';
import { OUR_STYLE, type TextStyle } from './style';
import { type WrittenText, writtenText } from './written-text';

/** A model in canonical form, with the comments and unknown keys that a text has for it, and the text's line ends. */
export function printAnew(model: ThreatModel, source: Source, { lineEnd }: TextStyle): string {
  const tree = annotated(fileTree(model), source, notesOf(source));
  return new Printer(OUR_STYLE)
    .members(tree, 0)
    .map((line) => line + lineEnd)
    .join('');
}

/**
 * What `gabion fmt` makes of a file: what `printModel` would print of its model, with the file's comments, unknown keys, line
 * ends and byte order mark. Doing it twice changes nothing more. A file of a newer version stays as it is.
 */
export function formatModel(opened: OpenedText): WrittenText {
  const untouched: WrittenText = { text: opened.text, bytes: opened.bytes };
  const source = opened.readOnly ? undefined : sourceOf(opened);
  if (source === undefined) return untouched;
  const text = printAnew(opened.model, source, opened.style);
  const read = readDocument(text);
  return read.ok && sameModel(read.document.model, opened.model) ? writtenText(text, opened.style) : untouched;
}
