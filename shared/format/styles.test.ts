import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { intents, models, play, patience as PATIENCE, runs } from '../../test/generators/model';
import { type Path, styled, styleDice, type StyledText } from '../../test/generators/model-text';
import { printProblem } from '../messages/print';
import { sameData, sameModel } from '../model/equality';
import type { ThreatModel } from '../model/threat-model';
import { fieldsOf, fileFields } from './printable';
import { type OpenedText, readModel } from './read-model';
import { encodeUtf8 } from './utf8';
import { writeModel } from './write-model';

function openBytes(bytes: Uint8Array): OpenedText {
  const read = readModel(bytes, 'a.gabion.yaml');
  if (!read.ok) throw new Error(read.problems.map(printProblem).join('\n'));
  return read.value;
}

const bytesOf = ({ text, byteOrderMark }: StyledText) => encodeUtf8(byteOrderMark ? `\ufeff${text}` : text);

const SECTIONS = new Set([
  'imported',
  'boundaries',
  'elements',
  'assets',
  'flows',
  'answers',
  'decisions',
  'mitigations',
  'trees',
  'layout',
]);

/** What a model says at a path; undefined if it says nothing there. */
function at(model: ThreatModel, path: Path): unknown {
  let value: unknown = fileFields(model);
  for (const step of path) {
    if (Array.isArray(value) && step.startsWith('#')) value = value[Number(step.slice(1))];
    else value = fieldsOf(value)?.get(step);
  }
  return value;
}

/** Entries as the lines know them: `[section, id]`, `[layout, diagram, id]`, or a key of the header. */
function* entryPaths(model: ThreatModel): Generator<Path> {
  for (const [key, value] of fileFields(model)) {
    if (!SECTIONS.has(key)) yield [key];
    else
      for (const [id, entry] of fieldsOf(value) ?? []) {
        const placements = key === 'layout' ? fieldsOf(entry) : undefined;
        if (placements === undefined) yield [key, id];
        else if (placements.size === 0) yield [key, id];
        else for (const placed of placements.keys()) yield [key, id, placed];
      }
  }
}

const textOf = (path: Path) => JSON.stringify(path);
const sizeOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? value : (fieldsOf(value) ?? new Map()).values())].reduce<number>(
        (sum, inner) => sum + sizeOf(inner) + 1,
        1,
      )
    : typeof value === 'string'
      ? value.split('\n').length
      : 1;

/** The paths of entries that the two models do not say the same of. */
function changedPaths(before: ThreatModel, after: ThreatModel): ReadonlySet<string> {
  const paths = new Map([...entryPaths(before), ...entryPaths(after)].map((path) => [textOf(path), path]));
  return new Set([...paths].filter(([, path]) => !sameData(at(before, path), at(after, path))).map(([text]) => text));
}

/** Sections and diagrams that were empty and are not, or the other way round: their own line changes with them. */
function turned(before: ThreatModel, after: ThreatModel, owner: Path): boolean {
  const size = (model: ThreatModel) => fieldsOf(at(model, owner))?.size ?? 0;
  return (size(before) === 0) !== (size(after) === 0);
}

function checkLines(file: StyledText, before: ThreatModel, after: ThreatModel, text: string): void {
  const changed = changedPaths(before, after);
  const stays = file.lines.filter(
    ({ text: line, owner }) => line.trim() !== '' && !changed.has(textOf(owner)) && !(owner.length < 3 && turned(before, after, owner)),
  );
  const lines = text.split('\n');
  const ended = file.text.endsWith(file.lineEnd);
  let next = 0;
  for (const [index, { text: line }] of stays.entries()) {
    const wanted = ended || index < stays.length - 1 ? [line + file.lineEnd.slice(0, -1)] : [line + file.lineEnd.slice(0, -1), line];
    while (next < lines.length && !wanted.includes(lines[next] ?? '')) next += 1;
    if (next >= lines.length) throw new Error(`lost the line ${JSON.stringify(line)}`);
    next += 1;
  }
  const old = file.lines.length - stays.length;
  const grown = [...changed].reduce((sum, path) => sum + sizeOf(at(after, JSON.parse(path) as Path)) * 2 + 4, 0);
  expect(lines.length - stays.length, 'lines beyond those of what was edited').toBeLessThanOrEqual(old + grown + 1);
}

/** A list that becomes a mapping or a text has no place for the comments that stood inside. */
function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : fieldsOf(value) ? 'mapping' : value === undefined ? 'nothing' : 'scalar';
}

function checkComments(file: StyledText, before: ThreatModel, after: ThreatModel, text: string): void {
  for (const { mark, owner } of file.comments) {
    const unknown = owner.some((step) => step.startsWith('x-'));
    const item = owner.findIndex((step) => step.startsWith('#'));
    const holder = item === -1 ? owner : owner.slice(0, item);
    const entry = owner.slice(0, owner[0] === 'layout' ? 3 : 2);
    // A section that is emptied stays for its comments, in a file of lines; a header's line goes, and so does an entry.
    const isSection = SECTIONS.has(owner[0] ?? '') && file.byLines;
    const alone = owner.length === 0 || unknown || isSection || at(after, owner) !== undefined;
    const within =
      at(after, entry) !== undefined &&
      (unknown || (item === -1 ? kindOf(at(after, owner)) === kindOf(at(before, owner)) : sameData(at(before, holder), at(after, holder))));
    const must = owner.length < 2 || (owner.length === 2 && !SECTIONS.has(owner[0] ?? '')) ? alone : within;
    if (must && !text.includes(`# ${mark} `) && !new RegExp(`# ${mark.replace('.', '\\.')}(?:\\s|$)`, 'm').test(text))
      throw new Error(`lost the comment ${mark} of ${textOf(owner)}`);
  }
}

/** A value as a reader sees it who takes everything for text. */
function spelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelled);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spelled(inner)]));
  return String(value);
}

function checkUnknown(file: StyledText, after: ThreatModel, text: string): void {
  const data: unknown = parse(text, { schema: 'failsafe', uniqueKeys: false });
  for (const { path, value } of file.unknown) {
    if (at(after, path.slice(0, -1)) === undefined) continue;
    let found = data;
    for (const step of path) found = typeof found === 'object' && found !== null ? new Map(Object.entries(found)).get(step) : undefined;
    expect(found, textOf(path)).toEqual(spelled(value));
  }
}

describe('a file in any style', () => {
  it(
    'FMT-1 opens, and saved untouched is the same bytes',
    () => {
      fc.assert(
        fc.property(models, styleDice, (model, dice) => {
          const file = styled(model, dice);
          const bytes = bytesOf(file);
          const opened = openBytes(bytes);
          if (file.byLines && !sameModel(opened.model, model)) throw new Error(`read otherwise:\n${file.text}`);
          const written = writeModel(opened, opened.model);
          expect(written.ok && written.value.bytes).toBe(bytes);
        }),
        runs(100),
      );
    },
    PATIENCE,
  );

  it(
    'FMT-2 an edit changes the lines of its entry alone, and keeps comments and unknown keys',
    () => {
      fc.assert(
        fc.property(models, styleDice, fc.array(intents, { minLength: 1, maxLength: 3 }), (model, dice, row) => {
          const file = styled(model, dice);
          const opened = openBytes(bytesOf(file));
          const edited = play(opened.model, row).model;
          const written = writeModel(opened, edited);
          const show = (text: string) =>
            `${text}\n--- from\n${file.text}\n--- edit\n${row.map(({ what, section }) => `${what} ${section}`).join(', ')}`;
          if (!written.ok || written.problems.length > 0) throw new Error(show(written.problems.map(printProblem).join('\n')));
          const { text, bytes } = written.value;
          try {
            expect(sameModel(openBytes(bytes).model, edited)).toBe(true);
            if (file.byLines) checkLines(file, opened.model, edited, text);
            checkComments(file, opened.model, edited, text);
            checkUnknown(file, edited, text);
          } catch (error) {
            throw new Error(show(`${String(error)}\n--- to\n${text}`), { cause: error });
          }
        }),
        runs(250),
      );
    },
    PATIENCE,
  );
});
