/**
 * Models written the way people (and other tools) write YAML: odd indentation, lined-up values, braces over several lines,
 * quotes of every kind, comments and blank lines everywhere, unknown keys, JSON. A printer of its own, that shares nothing
 * with the product's, and that knows of each line and comment whose it is.
 */
import fc from 'fast-check';
import { parse } from 'yaml';
import { modelToPlain, type ThreatModel } from '../../shared/model/threat-model';

/** The keys that lead to something in the document; a list's items are `#0`, `#1` … */
export type Path = readonly string[];

export interface StyledLine {
  readonly text: string;
  /** What the line belongs to: a section, one of its entries, or nothing (`[]`). */
  readonly owner: Path;
}

export interface StyledText {
  /** Without byte order mark. */
  readonly text: string;
  readonly byteOrderMark: boolean;
  readonly lineEnd: string;
  readonly lines: readonly StyledLine[];
  /** Comments, each with a mark of its own, and what must be there for it to stay. */
  readonly comments: readonly { readonly mark: string; readonly owner: Path }[];
  /** Keys that the format does not know. */
  readonly unknown: readonly { readonly path: Path; readonly value: unknown }[];
  /** True where each entry has lines of its own that no neighbour's comma stands on. */
  readonly byLines: boolean;
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
type Fields = { readonly [key: string]: Plain };

const isMap = (value: Plain): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

function dataOf(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

const readable = new Map<string, boolean>();
/** True if a piece of YAML reads as this value, on a line of its own or in braces. */
function reads(yaml: string, value: Plain, flow: boolean): boolean {
  const known = JSON.stringify([flow, yaml, value]);
  const cached = readable.get(known);
  if (cached !== undefined) return cached;
  const data = dataOf(flow ? `{ k: ${yaml} }\n` : `k: ${yaml}\n`);
  const same = typeof data === 'object' && data !== null && 'k' in data && Object.is(data.k, value) && Object.keys(data).length === 1;
  readable.set(known, same);
  return same;
}

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) =>
    /[\p{L}\p{M}\p{So}\u200d]/u.test(character)
      ? character
      : /[\ud800-\udfff]/.test(character)
        ? character
        : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

class Stylist {
  readonly lines: { text: string; owner: Path }[] = [];
  readonly comments: { mark: string; owner: Path }[] = [];
  readonly unknown: { path: Path; value: unknown }[] = [];
  private readonly dice: readonly number[];
  private thrown = 0;

  readonly style;

  constructor(dice: readonly number[]) {
    this.dice = dice;
    const roll = (sides: number) => this.roll(sides);
    this.style = {
      indent: 1 + roll(5),
      listIndent: roll(2) === 0 ? 0 : 1 + roll(4),
      lineEnd: roll(3) === 0 ? '\r\n' : '\n',
      byteOrderMark: roll(5) === 0,
      endsWithLineEnd: roll(4) !== 0,
      quote: roll(3),
      aligned: roll(4) === 0,
      blank: roll(4),
      commented: roll(3),
      odd: roll(3) === 0,
      spaced: roll(4) !== 0,
      whole: roll(10),
    };
  }

  roll(sides: number): number {
    const value = this.dice[this.thrown % this.dice.length] ?? 0;
    this.thrown += 1;
    return (value + Math.floor(this.thrown / this.dice.length)) % sides;
  }

  comment(owner: Path): string {
    const mark = `c${String(this.comments.length + 1)}.`;
    this.comments.push({ mark, owner });
    return `# ${mark} ${['remark', 'k: v', '{ [ }', "it's", '"x"'][this.roll(5)] ?? ''}`.trimEnd();
  }

  /** Whether a comment goes here, the more often the more the file's style is for it. */
  remarks(sides: number): boolean {
    return this.style.commented > 0 && this.roll(sides * 2) < this.style.commented;
  }

  push(text: string, owner: Path): void {
    this.lines.push({ text, owner });
  }

  key(key: string, json = false): string {
    if (json) return JSON.stringify(key);
    const plain = reads(`{ ${key}: 1 }`, null, true) ? key : undefined;
    const ok = plain !== undefined || this.keyReads(key);
    const form = this.roll(6);
    if (ok && form > 1) return key;
    return form === 0 && !/[\u0000-\u001f]/.test(key) ? `'${key.replaceAll("'", "''")}'` : doubleQuoted(key);
  }

  private keyReads(key: string): boolean {
    if (!/^[\w.@:/ -]+$/.test(key) || key.trim() !== key || key.startsWith('-') || /:( |$)/.test(key)) return false;
    return dataOf(`{ ${key}: 1 }`) !== undefined;
  }

  /** A scalar on one line. */
  scalar(value: Plain, flow: boolean): string {
    if (typeof value !== 'string') return Object.is(value, -0) ? '-0.0' : JSON.stringify(value);
    const forms = [value, `'${value.replaceAll("'", "''")}'`, doubleQuoted(value)];
    const wanted = (this.style.quote + (this.roll(4) === 0 ? 1 : 0)) % 3;
    const form = [...forms.slice(wanted), ...forms.slice(0, wanted)].find(
      (candidate) =>
        !/[\p{C}\p{Zl}\p{Zp}]/u.test(candidate) &&
        reads(candidate, value, flow) &&
        (candidate !== value || reads(candidate, value, true) || !flow),
    );
    return form ?? doubleQuoted(value);
  }

  /** A value in braces or brackets, or a scalar, on one line. */
  inline(value: Plain): string {
    const [open, close] = this.style.spaced ? ['{ ', ' }'] : ['{', '}'];
    if (isMap(value)) {
      const members = Object.entries(value).map(([key, inner]) => `${this.key(key)}: ${this.inline(inner)}`);
      return members.length === 0 ? '{}' : `${open}${members.join(this.roll(6) === 0 ? ' ,  ' : ', ')}${close}`;
    }
    if (isList(value))
      return value.length === 0
        ? '[]'
        : this.style.spaced
          ? `[${value.map((item) => this.inline(item)).join(', ')}]`
          : `[ ${value.map((item) => this.inline(item)).join(' , ')} ]`;
    return this.scalar(value, true);
  }

  /**
   * A mapping or list in braces over several lines: what follows on the key's line, then whole lines. Comments stand beside
   * and above members.
   */
  flowLines(value: Fields | readonly Plain[], column: number, path: Path): readonly string[] {
    const [open, close] = isMap(value) ? ['{', '}'] : ['[', ']'];
    const members = (isMap(value) ? Object.entries(value) : value.map((item, index) => [`#${String(index)}`, item] as const)).map(
      ([key, inner]) => ({
        path: [...path, key],
        text: isMap(value) ? `${this.key(key)}: ${this.inline(inner)}` : this.inline(inner),
      }),
    );
    const pad = ' '.repeat(column + this.style.indent);
    const form = this.roll(3);
    if (members.length === 0) return [`${open} ${close}`.replace(' ', '')];
    if (form === 0 || members.length < 2) {
      const trailing = this.roll(2) === 0;
      const head = this.remarks(3) ? ` ${this.comment(path)}` : '';
      const inner = members.flatMap(({ path: owner, text }, index) => {
        const above = this.remarks(3) ? [pad + this.comment(owner)] : [];
        const beside = this.remarks(2) ? `  ${this.comment(owner)}` : '';
        return [...above, `${pad}${text}${index < members.length - 1 || trailing ? ',' : ''}${beside}`];
      });
      const free = this.remarks(3) ? [pad + this.comment(path), ''] : [];
      return [`${open}${head}`, ...free, ...inner, `${' '.repeat(column + 1)}${close}`];
    }
    const [first, ...rest] = members.map(({ text }) => text);
    if (form === 1)
      return [`${open} ${first ?? ''},`, ...rest.map((text, index) => `${pad}${text}${index < rest.length - 1 ? ',' : ` ${close}`}`)];
    return [`${open} ${first ?? ''}`, ...rest.map((text) => `${pad}, ${text}`), `${pad}${close}`];
  }

  /** `key: value` in a block, with everything below it. */
  member(key: string, value: Plain, column: number, path: Path, owner: Path, width: number): void {
    const pad = ' '.repeat(column);
    const { indent, listIndent } = this.style;
    if (this.remarks(4)) this.push(pad + this.comment(path), owner);
    const shown = this.key(key);
    const start = `${pad}${shown}:`;
    const gap = ' '.repeat(Math.max(1, width - shown.length));
    const beside = () => (this.remarks(3) ? `${' '.repeat(1 + this.roll(4))}${this.comment(path)}` : '');
    const form = this.roll(4);
    if (isMap(value) && Object.keys(value).length > 0 && form > 1) {
      this.push(start + beside(), owner);
      const inner = this.widthOf(Object.keys(value));
      for (const [name, field] of Object.entries(value)) this.member(name, field, column + indent, [...path, name], owner, inner);
      return;
    }
    if (isList(value) && value.length > 0 && form > 1) {
      this.push(start + beside(), owner);
      value.forEach((item, index) => {
        const own = [...path, `#${String(index)}`];
        if (this.remarks(4)) this.push(' '.repeat(column + listIndent) + this.comment(own), owner);
        this.push(`${' '.repeat(column + listIndent)}- ${this.inline(item)}${this.remarks(3) ? ` ${this.comment(own)}` : ''}`, owner);
      });
      return;
    }
    if ((isMap(value) || isList(value)) && form === 1) {
      const [first = '', ...more] = this.flowLines(value, column, path);
      this.push(`${start}${gap}${first}`, owner);
      for (const line of more) this.push(line, owner);
      return;
    }
    if (typeof value === 'string' && this.literal(value, start, column, path, owner)) return;
    if (typeof value === 'string' && form === 0 && this.style.odd && /^\w+( \w+)+$/.test(value)) {
      // A quoted text folded over two lines.
      const at = value.indexOf(' ');
      this.push(`${start} "${value.slice(0, at)}`, owner);
      this.push(`${pad}${' '.repeat(indent)}${value.slice(at + 1)}"${beside()}`, owner);
      return;
    }
    if (form === 0 && this.style.odd && this.roll(3) === 0) {
      // The value on a line of its own.
      this.push(`${start}${beside()}`, owner);
      this.push(`${pad}${' '.repeat(indent)}${this.block(value)}`, owner);
      return;
    }
    this.push(`${start}${gap}${this.block(value)}${beside()}`, owner);
  }

  private block(value: Plain): string {
    return isMap(value) || isList(value) ? this.inline(value) : this.scalar(value, false);
  }

  private literal(value: string, start: string, column: number, path: Path, owner: Path): boolean {
    const ended = value.endsWith('\n');
    const body = ended ? value.slice(0, -1) : value;
    const plain = /^[\x21-\x7e][\x20-\x7e]*(\n[\x20-\x7e]*)*$/.test(body) && !/[ ]\n|\n$| $/.test(body) && !body.endsWith('\n');
    if (!value.includes('\n') || !plain || this.roll(3) === 0) return false;
    const beside = this.remarks(3) ? ` ${this.comment(path)}` : '';
    this.push(`${start} |${ended ? '' : '-'}${beside}`, owner);
    const pad = ' '.repeat(column + this.style.indent);
    for (const line of body.split('\n')) this.push(line === '' ? '' : pad + line, owner);
    return true;
  }

  widthOf(keys: readonly string[]): number {
    return this.style.aligned ? Math.max(...keys.map((key) => key.length)) + 1 : 0;
  }

  /** An unknown key, sometimes. */
  extra(path: Path, column: number, owner: Path): void {
    if (this.roll(6) !== 0) return;
    const key = `x-${String(this.unknown.length)}`;
    const value: Plain = [1.5, 'some text', true, ['a', 'b'], { deep: { er: 'x' }, n: 1 }][this.roll(5)] ?? 'x';
    this.unknown.push({ path: [...path, key], value });
    this.member(key, value, column, [...path, key], owner, 0);
  }

  entry(key: string, value: Plain, column: number, path: Path): void {
    const pad = ' '.repeat(column);
    if (this.remarks(3)) this.push(pad + this.comment(path), path);
    const form = this.roll(5);
    if (form < 2 || !isMap(value) || Object.keys(value).length === 0) {
      const explicit = this.style.odd && this.roll(8) === 0;
      const text = this.inline(value);
      const beside = this.remarks(3) ? `   ${this.comment(path)}` : '';
      if (explicit) this.push(`${pad}? ${this.key(key)}`, path);
      this.push(explicit ? `${pad}: ${text}${beside}` : `${pad}${this.key(key)}: ${text}${beside}`, path);
    } else if (form === 2) {
      const [first = '', ...more] = this.flowLines(value, column, path);
      this.push(`${pad}${this.key(key)}: ${first}`, path);
      for (const line of more) this.push(line, path);
    } else {
      this.push(`${pad}${this.key(key)}:${this.remarks(3) ? ` ${this.comment(path)}` : ''}`, path);
      const inner = column + this.style.indent;
      const width = this.widthOf(Object.keys(value));
      const loose = path[0] === 'trees';
      for (const [name, field] of Object.entries(value)) {
        if (!loose) this.extra(path, inner, path);
        this.member(name, field, inner, [...path, name], path, width);
      }
      if (this.remarks(3)) this.push(' '.repeat(inner) + this.comment(path), path);
    }
    this.between(pad, path.slice(0, -1));
  }

  /** Blank lines and comments that are nobody's, between members. */
  between(pad: string, owner: Path): void {
    if (this.style.blank > 1 && this.roll(this.style.blank === 3 ? 1 : 3) === 0) this.push('', []);
    if (!this.remarks(5)) return;
    if (this.lines.at(-1)?.text !== '') this.push('', []);
    this.push(pad + this.comment(owner), owner);
    this.push('', []);
  }

  section(name: string, entries: Fields, path: Path): void {
    const column = this.style.indent;
    if (this.remarks(3)) this.push(this.comment(path), path);
    if (Object.keys(entries).length === 0) {
      this.push(`${name}:${this.roll(2) === 0 ? '' : ' {}'}${this.remarks(2) ? `  ${this.comment(path)}` : ''}`, path);
      return;
    }
    this.push(`${name}:${this.remarks(2) ? `       ${this.comment(path)}` : ''}`, path);
    if (this.remarks(5)) {
      this.push(' '.repeat(column) + this.comment(path), path);
      this.push('', []);
    }
    for (const [key, value] of Object.entries(entries)) {
      if (name !== 'layout' || !isMap(value) || Object.keys(value).length === 0) {
        this.entry(key, value, column, [...path, key]);
        continue;
      }
      if (this.remarks(4)) this.push(' '.repeat(column) + this.comment([...path, key]), [...path, key]);
      this.push(`${' '.repeat(column)}${this.key(key)}:${this.remarks(3) ? ` ${this.comment([...path, key])}` : ''}`, [...path, key]);
      for (const [id, placement] of Object.entries(value)) this.entry(id, placement, column + this.style.indent, [...path, key, id]);
    }
  }
}

const SECTIONS = ['imported', 'boundaries', 'elements', 'assets', 'flows', 'answers', 'decisions', 'mitigations', 'trees', 'layout'];

function finish(stylist: Stylist, byLines: boolean): StyledText {
  const { lineEnd, byteOrderMark, endsWithLineEnd } = stylist.style;
  const lines = [...stylist.lines];
  while (lines.length > 1 && lines.at(-1)?.text === '' && !endsWithLineEnd) lines.pop();
  const text = lines.map(({ text: line }) => line).join(lineEnd) + (endsWithLineEnd ? lineEnd : '');
  return { text, byteOrderMark, lineEnd, lines, comments: stylist.comments, unknown: stylist.unknown, byLines };
}

/** The model as JSON, or in braces with comments: what neither has lines of its own nor a block anywhere. */
function inBraces(stylist: Stylist, plain: Fields): StyledText {
  const { whole, indent } = stylist.style;
  const unknown = { 'x-json': [1, { a: 'b' }] };
  const data = { ...plain, ...unknown };
  stylist.unknown.push({ path: ['x-json'], value: unknown['x-json'] });
  if (whole === 0) for (const line of JSON.stringify(data, null, indent).split('\n')) stylist.push(line, []);
  else if (whole === 1) stylist.push(JSON.stringify(data), []);
  else for (const line of stylist.flowLines(data, 0, [])) stylist.push(line, []);
  return finish(stylist, false);
}

/** A model written in the style that the dice say. */
export function styled(model: ThreatModel, dice: readonly number[]): StyledText {
  const stylist = new Stylist(dice);
  const plain = modelToPlain(model) as Fields;
  if (stylist.style.whole < 3) return inBraces(stylist, plain);
  if (stylist.roll(4) === 0) stylist.push('---', []);
  if (stylist.remarks(1)) {
    stylist.push(stylist.comment([]), []);
    stylist.push('', []);
  }
  const { gabion, ...rest } = plain;
  const keys = Object.keys(rest);
  const turned = stylist.roll(4) === 0 ? [...keys].reverse() : keys;
  stylist.member('gabion', gabion ?? 1, 0, ['gabion'], ['gabion'], 0);
  for (const key of [...turned, ...(stylist.roll(3) === 0 && !keys.includes('trees') ? ['trees'] : [])]) {
    const value = rest[key] ?? {};
    stylist.extra([], 0, []);
    if (SECTIONS.includes(key) && isMap(value)) stylist.section(key, value, [key]);
    else stylist.member(key, value, 0, [key], [key], 0);
    stylist.between('', []);
  }
  if (stylist.remarks(2)) {
    stylist.push('', []);
    stylist.push(stylist.comment([]), []);
  }
  if (stylist.roll(6) === 0) stylist.push('...', []);
  return finish(stylist, true);
}

/** What `styled` throws; more numbers make for more variety within one file. */
export const styleDice: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(59), { minLength: 24, maxLength: 160 });
