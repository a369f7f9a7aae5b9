import { message, type Problem, type Result } from '../messages/message';
import { sameData, sameModel } from '../model/equality';
import type { ThreatModel } from '../model/threat-model';
import { readDocument } from './document';
import { printAnew } from './format-model';
import { Patcher } from './patch';
import { fileFields } from './printable';
import { Printer } from './printer';
import { type OpenedText, sourceOf } from './read-model';
import type { Source } from './source';
import { spliced } from './splice';
import { type WrittenText, writtenText } from './written-text';

type Fields = ReadonlyMap<string, unknown>;

/** True if a text reads back as this model: the check that every text passes before it may be written. */
function says(text: string, model: ThreatModel): boolean {
  const read = readDocument(text, { references: false });
  return read.ok && sameModel(read.document.model, model);
}

/** The text with what differs between the models patched in. */
function patched(source: Source, opened: OpenedText, before: Fields, after: Fields): string {
  const splices = new Patcher(source, new Printer(opened.style)).file(before, after);
  const text = spliced(source.text, { start: 0, end: source.text.length }, splices);
  return opened.text.endsWith('\n') ? text : text.replace(/\r?\n$/, '');
}

/** Takes the sections that differ out of the text, and puts them in again as the printer writes them. */
function sectionsAnew(
  source: Source,
  opened: OpenedText,
  before: Fields,
  after: Fields,
): { readonly text: string; readonly sections: readonly string[] } | undefined {
  const sections = [...before.keys()].filter((key) => key !== 'gabion' && !sameData(before.get(key), after.get(key)));
  const kept = new Map([...after].filter(([key]) => !sections.includes(key) && before.has(key)));
  const reduced = patched(source, opened, before, kept);
  const read = readDocument(reduced);
  if (!read.ok) return undefined;
  return { text: patched(read.document.source, { ...opened, text: reduced }, kept, after), sections };
}

const note = (what: Problem['message'], file: string): Problem => ({ severity: 'note', message: what, where: { file } });

/**
 * What to write so that the file says `model`. The difference between the model that was opened and this one is patched into
 * the text: lines of entries that are equal stay byte for byte, comments, alignment and unknown keys included. Without a
 * difference the bytes are those that were read.
 *
 * Every text is read again and compared before it is given out. Should a patch not read back as the model, the section is
 * written anew, then the file; a note says so. A model that cannot be written at all (a text longer than the format allows)
 * is a problem, and nothing is to be written.
 */
export function writeModel(opened: OpenedText, model: ThreatModel): Result<WrittenText> {
  const { file } = opened;
  if (sameModel(opened.model, model)) return { ok: true, value: { text: opened.text, bytes: opened.bytes }, problems: [] };
  const failed: Result<WrittenText> = {
    ok: false,
    problems: [{ severity: 'error', message: message('format.cannot-write'), mend: message('format.mend-cannot-write'), where: { file } }],
  };
  if (opened.readOnly)
    return {
      ok: false,
      problems: [{ severity: 'error', message: message('format.read-only'), mend: message('format.mend-update'), where: { file } }],
    };
  const source = sourceOf(opened);
  if (source === undefined) return failed;
  const written = (text: string, problems: readonly Problem[]): Result<WrittenText> => ({
    ok: true,
    value: writtenText(text, opened.style),
    problems,
  });
  if (opened.migratedFrom === undefined) {
    const [before, after] = [fileFields(opened.model), fileFields(model)];
    const text = patched(source, opened, before, after);
    if (says(text, model)) return written(text, []);
    const anew = sectionsAnew(source, opened, before, after);
    if (anew && says(anew.text, model))
      return written(
        anew.text,
        anew.sections.map((section) => note(message('format.printed-section', { section }), file)),
      );
  }
  const text = printAnew(model, source, opened.style);
  return says(text, model) ? written(text, [note(message('format.printed-file'), file)]) : failed;
}
