import type { CST } from 'yaml';
import { Lexer, Parser } from 'yaml';
import type { ReadingLimits } from '../limits';
import { message, type Message } from '../messages/message';
import type { Span } from './source';

/** A fault of the text: what it is, how to mend it, and the offset where it stands. */
export interface Fault {
  readonly message: Message;
  readonly mend: Message;
  readonly offset: number;
}

/** The tokens of a text, or the first fault in it. */
export type Scanned =
  | { readonly ok: true; readonly tokens: readonly CST.Token[]; readonly comments: readonly Span[] }
  | { readonly ok: false; readonly fault: Fault };

/** A scalar, a bracket and a comma are a lexeme each, and so are the spaces and line ends between them. */
const LEXEMES_PER_NODE = 4;

const DOUBLE_QUOTED_ESCAPE = /\\(?:[0abtnvfre "/\\N_LP\t\r\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|\\/g;

const fault = (offset: number, what: Message, mend: Message): Fault => ({ offset, message: what, mend });
const tooDeep = (offset: number, limit: number) => fault(offset, message('format.too-deep', { limit }), message('format.mend-depth'));
const tooMany = (offset: number, limit: number) => fault(offset, message('format.too-many', { limit }), message('format.mend-size'));

/** The first escape in a double-quoted text that means nothing, as an offset into it. */
function brokenEscape(source: string): number | undefined {
  for (const match of source.matchAll(DOUBLE_QUOTED_ESCAPE)) if (match[0].length === 1) return match.index;
  return undefined;
}

/** The quote that opens a text and does not close it. */
function openQuote(type: CST.TokenType | 'block-scalar', source: string): string | undefined {
  if (type === 'double-quoted-scalar') {
    const before = /\\*$/.exec(source.slice(1, -1))?.[0].length ?? 0;
    return source.length > 1 && source.endsWith('"') && before % 2 === 0 ? undefined : '"';
  }
  // Inside, a quote is written twice: an odd number of them behind the first one closes.
  return type === 'single-quoted-scalar' && (source.split("'").length - 2) % 2 === 0 ? "'" : undefined;
}

/**
 * Splits a text into tokens, counting as it goes: it stops at the first thing beyond the limits, before anything has been
 * built for it. (The library itself descends by recursion, so that depth has to be known before.)
 */
function tokenize(text: string, limits: ReadingLimits): { readonly tokens: readonly CST.Token[] } | { readonly fault: Fault } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let offset = 0;
  let lexemes = 0;
  let brackets = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > limits.nodes * LEXEMES_PER_NODE) return { fault: tooMany(offset, limits.nodes) };
    if (lexeme === '[' || lexeme === '{') brackets += 1;
    else if (lexeme === ']' || lexeme === '}') brackets -= 1;
    if (brackets > limits.depth) return { fault: tooDeep(offset, limits.depth) };
    for (const token of parser.next(lexeme)) tokens.push(token);
    // Three control characters steer the parser and are not in the text; neither is the empty end of the stream.
    if (lexeme !== '\u0002' && lexeme !== '\u0018' && lexeme !== '\u001f') offset += lexeme.length;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
}

/** Walks the tokens in the order of the text, down to the depth that is allowed, and stops at the first fault. */
class Inspector {
  readonly comments: Span[] = [];
  private readonly limits: ReadingLimits;
  private nodes = 0;

  constructor(limits: ReadingLimits) {
    this.limits = limits;
  }

  all(tokens: Iterable<CST.Token>, depth: number): Fault | undefined {
    for (const token of tokens) {
      const wrong = this.token(token, depth);
      if (wrong) return wrong;
    }
    return undefined;
  }

  private token(token: CST.Token, depth: number): Fault | undefined {
    switch (token.type) {
      case 'document':
        return this.all(token.start, depth) ?? (token.value && this.token(token.value, depth)) ?? this.all(token.end ?? [], depth);
      case 'block-map':
      case 'block-seq':
        return this.enter(token, depth) ?? this.items(token.items, depth + 1);
      case 'flow-collection':
        return this.enter(token, depth) ?? openBracket(token) ?? this.items(token.items, depth + 1) ?? this.all(token.end, depth);
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        return this.count(token.offset) ?? this.scalar(token) ?? this.all(token.end ?? [], depth);
      case 'block-scalar':
        return this.count(token.offset) ?? this.scalar(token) ?? this.all(token.props, depth);
      case 'comment':
        this.comments.push({ start: token.offset, end: token.offset + token.source.length });
        return undefined;
      case 'doc-end':
        return this.all(token.end ?? [], depth);
      case 'error':
        return fault(token.offset, message('format.yaml-unexpected'), message('format.mend-yaml'));
      case 'directive':
        return fault(token.offset, message('format.directive'), message('format.mend-directive'));
      case 'tag':
        return fault(token.offset, message('format.tag', { tag: token.source }), message('format.mend-tag'));
      case 'anchor':
      case 'alias':
        return fault(token.offset, message('format.alias', { name: token.source }), message('format.mend-alias'));
      default:
        return undefined;
    }
  }

  private items(items: readonly CST.CollectionItem[], depth: number): Fault | undefined {
    for (const { start, key, sep, value } of items) {
      const wrong =
        this.all(start, depth) ??
        (key ? this.token(key, depth) : undefined) ??
        (sep && this.all(sep, depth)) ??
        (value && this.token(value, depth));
      if (wrong) return wrong;
    }
    return undefined;
  }

  private enter({ offset }: CST.Token, depth: number): Fault | undefined {
    return depth >= this.limits.depth ? tooDeep(offset, this.limits.depth) : this.count(offset);
  }

  private count(offset: number): Fault | undefined {
    this.nodes += 1;
    return this.nodes > this.limits.nodes ? tooMany(offset, this.limits.nodes) : undefined;
  }

  private scalar({ type, source, offset }: CST.FlowScalar | CST.BlockScalar): Fault | undefined {
    const { textLength } = this.limits;
    if (source.length > textLength) return fault(offset, message('format.long-text', { limit: textLength }), message('format.mend-size'));
    const quote = openQuote(type, source);
    if (quote !== undefined) return fault(offset, message('format.yaml-open-quote', { quote }), message('format.mend-open-quote'));
    const escape = type === 'double-quoted-scalar' ? brokenEscape(source) : undefined;
    return escape === undefined ? undefined : fault(offset + escape, message('format.yaml-escape'), message('format.mend-escape'));
  }
}

/** A bracket or brace that nothing closes is reported where it opens. */
function openBracket({ start, end }: CST.FlowCollection): Fault | undefined {
  const bracket = start.source;
  if (end[0]?.source === (bracket === '{' ? '}' : ']')) return undefined;
  return fault(start.offset, message('format.yaml-open-bracket', { bracket }), message('format.mend-open-bracket'));
}

/**
 * The tokens of a text, checked for everything that can be seen before they are put together: size, depth, anchors, aliases,
 * tags, directives, several documents. Finding these here keeps a hostile file from costing an error object for each of them.
 */
export function scan(text: string, limits: ReadingLimits): Scanned {
  const tokenized = tokenize(text, limits);
  if ('fault' in tokenized) return { ok: false, fault: tokenized.fault };
  const { tokens } = tokenized;
  const inspector = new Inspector(limits);
  const wrong = inspector.all(tokens, 0);
  if (wrong) return { ok: false, fault: wrong };
  const [, second] = tokens.filter((token) => token.type === 'document');
  if (second) return { ok: false, fault: fault(second.offset, message('format.several-documents'), message('format.mend-documents')) };
  return { ok: true, tokens, comments: inspector.comments };
}
