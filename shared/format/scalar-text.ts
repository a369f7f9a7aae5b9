import type { TextStyle } from './style';

/** Characters that are never written as they are: controls, line separators, invisible ones, halves of pairs. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]/u;
const UNSEEN_BEYOND_ASCII = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

const WORD_CHARACTER = String.raw`\p{L}\p{M}\p{N}_./()+@;=~$^?!*%<>|'"&-`;
/** Words that need no quotes anywhere, in braces neither; a colon only between two other characters of a word. */
const PLAIN = new RegExp(
  String.raw`^(?=[\p{L}\p{N}_/(])[${WORD_CHARACTER}]+(?::+[${WORD_CHARACTER}]+)*(?: [${WORD_CHARACTER}]+(?::+[${WORD_CHARACTER}]+)*)*$`,
  'u',
);

/** What some YAML reader, of 1.1 or 1.2, takes for something else than a text. */
const MISTAKEN = [
  /^(?:y|yes|n|no|on|off|true|false|null)$/i,
  /^[-+]?[\d.][\d._:]*(?:e[-+]?\d*)?$/i,
  // YAML 1.1 needs no digit before an exponent: `e0`.
  /^[-+]?[\d._]*e[-+]?\d+$/i,
  /^[-+]?0[box][\da-f_]*$/i,
  /^\d{4}-\d{1,2}-\d{1,2}/,
];

/** True if a text reads back as itself without quotes, in YAML 1.1 and 1.2, in a line of its own and in braces. */
function isPlain(text: string): boolean {
  return PLAIN.test(text) && !MISTAKEN.some((pattern) => pattern.test(text));
}

/** The text in double quotes, with escapes that JSON knows too. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(UNSEEN_BEYOND_ASCII, (character) =>
    // What lies beyond the basic plane can only be escaped as a pair of halves, which not every reader joins.
    character.length === 1 ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character,
  );
}

function quoted(text: string, { quote }: TextStyle): string {
  return quote === "'" && !UNSEEN.test(text) ? `'${text.replaceAll("'", "''")}'` : doubleQuoted(text);
}

/** A number that both YAML versions read as that number: an exponent needs a point before and a sign. */
function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  const [digits = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  return `${digits.includes('.') ? digits : `${digits}.0`}e${exponent}`;
}

/** A value on one line, quoted where it must be or where the file quotes everything. */
export function scalarText(value: string | number | boolean | null, style: TextStyle): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  if (style.quotesTexts) return doubleQuoted(value);
  return isPlain(value) ? value : quoted(value, style);
}

/** A key, without its colon. */
export function keyText(key: string, style: TextStyle): string {
  if (style.quotesKeys) return doubleQuoted(key);
  return isPlain(key) ? key : quoted(key, style);
}

/** A text as the lines of a literal (`|`), to be indented by whoever prints them. */
export interface Literal {
  readonly header: '|' | '|-';
  readonly lines: readonly string[];
}

/** The literal form of a text of several lines; undefined if it has one line, or would not read back exactly. */
export function literalOf(text: string): Literal | undefined {
  const ended = text.endsWith('\n');
  const lines = (ended ? text.slice(0, -1) : text).split('\n');
  const exact = lines.every((line) => !UNSEEN.test(line) && (line === '' || line.trim() !== ''));
  const [first = ''] = lines;
  if (!text.includes('\n') || !exact || first === '' || first.startsWith(' ') || lines.at(-1) === '') return undefined;
  return { header: ended ? '|' : '|-', lines };
}
