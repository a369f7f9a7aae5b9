import type { Fault } from '../../../format/scan';
import type { ReadingLimits } from '../../../limits';
import { message } from '../../../messages/message';
import { type Attempt, refusable, refuse } from './refusal';
import type { Value } from './values';
import type { Documents } from './yaml-documents';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])/y;
const ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/**
 * A reader of JSON (RFC 8259) that knows the line of every value, which `JSON.parse` does not tell; the YAML library reads
 * JSON too, but takes seventy times as long, and a cluster's whole content is often printed as one JSON `List`.
 */
class JsonReader {
  private at = 0;
  private line = 1;
  private nodes = 0;

  private readonly text: string;
  private readonly limits: ReadingLimits;

  constructor(text: string, limits: ReadingLimits) {
    this.text = text;
    this.limits = limits;
  }

  /** One or more values, one after another. */
  all(): readonly Value[] {
    const values: Value[] = [];
    this.skip();
    while (this.at < this.text.length) {
      values.push(this.value(1));
      this.skip();
      if (values.length > this.limits.documents) {
        refuse(this.at, message('exchange.documents', { limit: this.limits.documents }), message('exchange.mend-too-big'));
      }
    }
    return values;
  }

  private skip(): void {
    for (; this.at < this.text.length; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code === 10) this.line += 1;
      else if (code !== 32 && code !== 13 && code !== 9) return;
    }
  }

  private wrong(): never {
    return refuse(this.at, message('exchange.json'), message('exchange.mend-json'));
  }

  private value(depth: number): Value {
    this.nodes += 1;
    if (this.nodes > this.limits.nodes)
      refuse(this.at, message('exchange.too-many', { limit: this.limits.nodes }), message('exchange.mend-too-big'));
    if (depth > this.limits.depth)
      refuse(this.at, message('exchange.too-deep', { limit: this.limits.depth }), message('exchange.mend-too-big'));
    const { line } = this;
    switch (this.text[this.at]) {
      case '{':
        return { kind: 'map', entries: this.object(depth), line };
      case '[':
        return { kind: 'list', items: this.array(depth), line };
      case '"': {
        const text = this.string();
        return { kind: 'scalar', value: text, source: text, line };
      }
      default:
        return this.bare(line);
    }
  }

  private bare(line: number): Value {
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return { kind: 'scalar', value, source: word, line };
    }
    NUMBER.lastIndex = this.at;
    const [source] = NUMBER.exec(this.text) ?? [];
    if (source === undefined) return this.wrong();
    this.at += source.length;
    return { kind: 'scalar', value: Number(source), source, line };
  }

  /** Goes past `sign` and the space around it, or stays. */
  private passes(sign: string): boolean {
    this.skip();
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    this.skip();
    return true;
  }

  private object(depth: number): ReadonlyMap<string, Value> {
    const entries = new Map<string, Value>();
    this.at += 1;
    if (this.passes('}')) return entries;
    do {
      this.skip();
      if (this.text[this.at] !== '"') this.wrong();
      const key = this.string();
      if (!this.passes(':')) this.wrong();
      entries.set(key, this.value(depth + 1));
    } while (this.passes(','));
    if (!this.closes('}')) this.wrong();
    return entries;
  }

  private array(depth: number): readonly Value[] {
    const items: Value[] = [];
    this.at += 1;
    if (this.passes(']')) return items;
    do {
      this.skip();
      items.push(this.value(depth + 1));
    } while (this.passes(','));
    if (!this.closes(']')) this.wrong();
    return items;
  }

  private closes(sign: string): boolean {
    const closed = this.text[this.at] === sign;
    if (closed) this.at += 1;
    return closed;
  }

  private string(): string {
    const start = this.at + 1;
    const parts: string[] = [];
    let from = start;
    for (this.at = start; this.at < this.text.length; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (this.at - start > this.limits.textLength) {
        refuse(start, message('exchange.long-text', { limit: this.limits.textLength }), message('exchange.mend-too-big'));
      }
      if (code === 34) {
        parts.push(this.text.slice(from, this.at));
        this.at += 1;
        return parts.join('');
      }
      if (code < 32) return this.wrong();
      if (code !== 92) continue;
      parts.push(this.text.slice(from, this.at), this.escape());
      from = this.at + 1;
    }
    return this.wrong();
  }

  /** The character behind a backslash; leaves `at` on the last character of the escape. */
  private escape(): string {
    this.at += 1;
    const sign = this.text[this.at];
    if (sign !== 'u') return ESCAPES.get(sign ?? '') ?? this.wrong();
    const digits = this.text.slice(this.at + 1, this.at + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) return this.wrong();
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
}

/** Reads a file that holds one or more JSON values. Bounded and total like `readYamlDocuments`. */
export function readJsonDocuments(text: string, limits: ReadingLimits): Attempt<Documents> {
  const tooDeep = (): Fault => ({
    offset: 0,
    message: message('exchange.too-deep', { limit: limits.depth }),
    mend: message('exchange.mend-too-big'),
  });
  return refusable(() => ({ documents: new JsonReader(text, limits).all(), repeatedKeys: [] }), tooDeep);
}
