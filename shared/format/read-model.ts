import { MODEL_LIMITS } from '../limits';
import { message, type Message, type Problem, type Result } from '../messages/message';
import { FORMAT_VERSION } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import { readDocument } from './document';
import { parse } from './parse';
import type { Source } from './source';
import { styleOf, type TextStyle } from './style';
import { decodeUtf8 } from './utf8';

/**
 * A model file as it was read: the base that `writeModel` compares with and patches. Keep it as long as the document is
 * open, through any number of saves: what was deleted then comes back by undo with its comments, and undo to the start
 * gives the bytes that were read. Plain data that survives structured cloning.
 */
export interface OpenedText {
  /** The file as the person knows it, for messages. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The decoded text, without byte order mark. */
  readonly text: string;
  readonly model: ThreatModel;
  /** What is doubtful about the file. Warnings and notes only: a file with an error does not open. */
  readonly problems: readonly Problem[];
  readonly style: TextStyle;
  /** A file of a newer version: it can be looked at, and not be changed. */
  readonly readOnly: boolean;
  /** The version of the format that the file is of, where that is an older one; it is written in the current one. */
  readonly migratedFrom?: number;
}

const BYTE_ORDER_MARK = '\ufeff';

/** A text and what was parsed from it. */
interface Remembered {
  readonly text: string;
  readonly source: Source;
}

/**
 * The text that was opened or saved last, parsed: saves come in rows, and parsing is most of their work. By content and not
 * by identity, since a worker gets a new copy with each call. Nobody can tell, except by a clock.
 */
let latest: Remembered | undefined;

/** Where everything stands in an opened text. */
export function sourceOf({ text }: Pick<OpenedText, 'text'>): Source | undefined {
  if (latest?.text === text) return latest.source;
  const parsed = parse(text, MODEL_LIMITS);
  if (!parsed.ok) return undefined;
  latest = { text, source: parsed.source };
  return parsed.source;
}

const refused = (what: Message, mend: Message, where: Problem['where'] = {}): readonly Problem[] => [
  { severity: 'error', message: what, mend, where },
];

/** The text in the bytes, or why there is none. */
function textOf(bytes: Uint8Array): { readonly text: string } | { readonly problems: readonly Problem[] } {
  const { length } = bytes;
  if (length > MODEL_LIMITS.bytes)
    return { problems: refused(message('format.too-large', { size: length, limit: MODEL_LIMITS.bytes }), message('format.mend-size')) };
  if (length === 0) return { problems: refused(message('format.empty'), message('format.mend-empty')) };
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { problems: refused(message('format.utf16'), message('format.mend-utf8')) };
  if (bytes.includes(0)) return { problems: refused(message('format.binary'), message('format.mend-binary')) };
  const decoded = decodeUtf8(bytes);
  if (decoded.ok) return { text: decoded.text };
  const line = decoded.textBefore.split('\n').length;
  const byte = `0x${(bytes[decoded.offset] ?? 0).toString(16)}`;
  return {
    problems: refused(message('format.not-utf8', { byte }), message('format.mend-utf8'), {
      line,
      column: decoded.textBefore.length - decoded.textBefore.lastIndexOf('\n'),
    }),
  };
}

/**
 * Opens a model file. Bounded and total: whatever the bytes are, the answer is a model or the problems that stood in the
 * way, each with line, column and dotted path where it has one; nothing is thrown.
 * @param file how the person knows the file; problems name it
 */
export function readModel(bytes: Uint8Array, file: string): Result<OpenedText> {
  const inFile = (problems: readonly Problem[]) => problems.map((problem): Problem => ({ ...problem, where: { file, ...problem.where } }));
  const decoded = textOf(bytes);
  if ('problems' in decoded) return { ok: false, problems: inFile(decoded.problems) };
  const byteOrderMark = decoded.text.startsWith(BYTE_ORDER_MARK);
  const text = byteOrderMark ? decoded.text.slice(1) : decoded.text;
  const read = readDocument(text);
  if (!read.ok) return { ok: false, problems: inFile(read.problems) };
  const { source, model, version } = read.document;
  const problems = inFile(read.document.problems);
  const opened: OpenedText = {
    file,
    bytes,
    text,
    model,
    problems,
    style: styleOf(source, byteOrderMark),
    readOnly: version > FORMAT_VERSION,
    ...(version < FORMAT_VERSION ? { migratedFrom: version } : {}),
  };
  latest = { text, source };
  return { ok: true, value: opened, problems };
}
