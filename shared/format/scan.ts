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

interface Visit {
  readonly token: CST.Token;
  readonly depth: number;
}

/** The tokens inside a token, last first, as a stack wants them. */
function partsOf(token: CST.Token): readonly CST.Token[] {
  switch (token.type) {
    case 'document':
      return [...token.start, ...(token.value ? [token.value] : []), ...(token.end ?? [])];
    case 'block-map':
    case 'block-seq':
      return token.items.flatMap(itemParts);
    case 'flow-collection':
      return [...token.items.flatMap(itemParts), ...token.end];
    case 'block-scalar':
      return token.props;
    case 'alias':
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'doc-end':
      return token.end ?? [];
    default:
      return [];
  }
}

function itemParts({ start, key, sep, value }: CST.CollectionItem): readonly CST.Token[] {
  return [...start, ...(key ? [key] : []), ...(sep ?? []), ...(value ? [value] : [])];
}

/** What is wrong with one token by itself, whatever stands around it. */
function faultOf({ token, depth }: Visit, limits: ReadingLimits): Fault | undefined {
  if (depth > limits.depth) return tooDeep(token.offset, limits.depth);
  switch (token.type) {
    case 'error':
      return fault(token.offset, message('format.yaml-unexpected'), message('format.mend-yaml'));
    case 'directive':
      return fault(token.offset, message('format.directive'), message('format.mend-directive'));
    case 'tag':
      return fault(token.offset, message('format.tag', { tag: token.source }), message('format.mend-tag'));
    case 'anchor':
    case 'alias':
      return fault(token.offset, message('format.alias', { name: token.source }), message('format.mend-alias'));
    case 'flow-collection': {
      const open = token.start.source;
      const isClosed = token.end[0]?.source === (open === '{' ? '}' : ']');
      return isClosed
        ? undefined
        : fault(token.offset, message('format.yaml-open-bracket', { bracket: open }), message('format.mend-open-bracket'));
    }
    case 'scalar':
    case 'single-quoted-scalar':
    case 'block-scalar':
    case 'double-quoted-scalar': {
      const quote = openQuote(token.type, token.source);
      if (quote !== undefined) return fault(token.offset, message('format.yaml-open-quote', { quote }), message('format.mend-open-quote'));
      if (token.source.length > limits.textLength)
        return fault(token.offset, message('format.long-text', { limit: limits.textLength }), message('format.mend-size'));
      const escape = token.type === 'double-quoted-scalar' ? brokenEscape(token.source) : undefined;
      return escape === undefined ? undefined : fault(token.offset + escape, message('format.yaml-escape'), message('format.mend-escape'));
    }
    default:
      return undefined;
  }
}

/**
 * The tokens of a text, checked for everything that can be seen before they are put together: size, depth, anchors, aliases,
 * tags, directives, several documents. Finding these here keeps a hostile file from costing an error object for each of them.
 */
export function scan(text: string, limits: ReadingLimits): Scanned {
  const tokenized = tokenize(text, limits);
  if ('fault' in tokenized) return { ok: false, fault: tokenized.fault };
  const { tokens } = tokenized;
  const comments: Span[] = [];
  let nodes = 0;
  const stack: Visit[] = tokens.map((token) => ({ token, depth: 0 })).reverse();
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { token, depth } = visit;
    const wrong = faultOf(visit, limits);
    if (wrong) return { ok: false, fault: wrong };
    if (token.type === 'comment') comments.push({ start: token.offset, end: token.offset + token.source.length });
    const collection = token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
    if (collection || token.type.endsWith('scalar')) nodes += 1;
    if (nodes > limits.nodes) return { ok: false, fault: tooMany(token.offset, limits.nodes) };
    const parts = partsOf(token);
    for (let i = parts.length - 1; i >= 0; i -= 1) {
      const part = parts[i];
      if (part) stack.push({ token: part, depth: collection || token.type === 'document' ? depth + 1 : depth });
    }
  }
  const [, second] = tokens.filter((token) => token.type === 'document');
  if (second) return { ok: false, fault: fault(second.offset, message('format.several-documents'), message('format.mend-documents')) };
  return { ok: true, tokens, comments };
}
