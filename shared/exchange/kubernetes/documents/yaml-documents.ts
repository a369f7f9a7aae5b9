import { Composer, type CST, isAlias, isMap, isScalar, isSeq, Lexer, type Node, Parser, type Scalar } from 'yaml';
import { Lines } from '../../../format/lines';
import type { Fault } from '../../../format/scan';
import { yamlFault } from '../../../format/yaml-faults';
import type { ReadingLimits } from '../../../limits';
import { message } from '../../../messages/message';
import { plainScalar } from './plain-scalar';
import { type Attempt, refusable, refuse, refuseFor } from './refusal';
import type { MapValue, Sourced, Value } from './values';

/** The documents of a file, and the keys that stand twice in one mapping (the last one counts, as for kubectl). */
export interface Documents {
  readonly documents: readonly Value[];
  readonly repeatedKeys: readonly Sourced<string>[];
}

/** A scalar, a bracket and a comma are a lexeme each, and so are the spaces and line ends between them. */
const LEXEMES_PER_NODE = 4;

const tooDeep = (offset: number, limits: ReadingLimits): Fault => ({
  offset,
  message: message('exchange.too-deep', { limit: limits.depth }),
  mend: message('exchange.mend-too-big'),
});
const tooMany = (offset: number, limits: ReadingLimits): never =>
  refuse(offset, message('exchange.too-many', { limit: limits.nodes }), message('exchange.mend-too-big'));

/** The tokens of a text, counted as they come: what is beyond the limits ends it before anything is built from them. */
function* tokensOf(text: string, limits: ReadingLimits): Generator<CST.Token> {
  const parser = new Parser();
  let offset = 0;
  let lexemes = 0;
  let brackets = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > limits.nodes * LEXEMES_PER_NODE) tooMany(offset, limits);
    if (lexeme === '[' || lexeme === '{') brackets += 1;
    else if (lexeme === ']' || lexeme === '}') brackets -= 1;
    if (brackets > limits.depth) refuseFor(tooDeep(offset, limits));
    yield* parser.next(lexeme);
    // Three control characters steer the parser and are not in the text; neither is the empty end of the stream.
    if (lexeme !== '\u0002' && lexeme !== '\u0018' && lexeme !== '\u001f') offset += lexeme.length;
  }
  yield* parser.end();
}

function partsOf(token: CST.Token): readonly CST.Token[] {
  switch (token.type) {
    case 'document':
      return token.value ? [token.value] : [];
    case 'block-map':
    case 'block-seq':
    case 'flow-collection':
      return token.items.flatMap(({ key, value }) => [...(key ? [key] : []), ...(value ? [value] : [])]);
    default:
      return [];
  }
}

/** What is not closed, where it was opened; the library would find it out at the end of the file. */
function checkClosed(token: CST.Token): void {
  switch (token.type) {
    case 'flow-collection': {
      const bracket = token.start.source;
      const isClosed = token.end[0]?.source === (bracket === '{' ? '}' : ']');
      if (!isClosed) refuse(token.offset, message('format.yaml-open-bracket', { bracket }), message('format.mend-open-bracket'));
      return;
    }
    case 'double-quoted-scalar':
    case 'single-quoted-scalar': {
      const quote = token.type === 'double-quoted-scalar' ? '"' : "'";
      const isClosed = token.source.length > 1 && token.source.endsWith(quote);
      if (!isClosed) refuse(token.offset, message('format.yaml-open-quote', { quote }), message('format.mend-open-quote'));
      return;
    }
    default:
      return;
  }
}

/** Refuses a document that is too deep for the recursion of what follows, that holds an endless text, or something not closed. */
function checkShape(document: CST.Token, limits: ReadingLimits): void {
  const stack: { readonly token: CST.Token; readonly depth: number }[] = [{ token: document, depth: 0 }];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { token, depth } = visit;
    if (depth > limits.depth) refuseFor(tooDeep(token.offset, limits));
    if ('source' in token && token.source.length > limits.textLength) {
      refuse(token.offset, message('exchange.long-text', { limit: limits.textLength }), message('exchange.mend-too-big'));
    }
    checkClosed(token);
    const parts = partsOf(token);
    for (let i = parts.length - 1; i >= 0; i -= 1) {
      const part = parts[i];
      if (part) stack.push({ token: part, depth: depth + 1 });
    }
  }
}

const TAG = 'tag:yaml.org,2002:';
/** What a tag makes of a scalar: text, or what stands there without quotes. Everything else is refused. */
const SCALAR_TAGS = new Map([
  ['!', 'text'],
  [`${TAG}str`, 'text'],
  [`${TAG}binary`, 'text'],
  [`${TAG}timestamp`, 'text'],
  [`${TAG}int`, 'plain'],
  [`${TAG}float`, 'plain'],
  [`${TAG}bool`, 'plain'],
  [`${TAG}null`, 'plain'],
]);
const COLLECTION_TAGS = new Set([`${TAG}map`, `${TAG}seq`, '!']);

interface Anchored {
  readonly value: Value;
  /** How many values it stands for, and how deep they nest. */
  readonly nodes: number;
  readonly depth: number;
}

/** Turns what the YAML library composed into plain values, within the limits that only show here. One for each file. */
class Reader {
  readonly repeatedKeys: Sourced<string>[] = [];
  private anchors = new Map<string, Anchored>();
  private readonly lines: Lines;
  private nodes = 0;
  private deepest = 0;
  private aliases = 0;

  private readonly limits: ReadingLimits;

  constructor(text: string, limits: ReadingLimits) {
    this.limits = limits;
    this.lines = new Lines(text);
  }

  document(root: Node): Value {
    this.anchors = new Map();
    return this.read(root, 1);
  }

  private read(node: Node, depth: number): Value {
    const offset = node.range?.[0] ?? 0;
    if (isAlias(node)) return this.alias(node.source, offset, depth);
    this.nodes += 1;
    if (this.nodes > this.limits.nodes) tooMany(offset, this.limits);
    const before = { nodes: this.nodes, deepest: this.deepest };
    this.deepest = depth;
    const value = this.value(node, offset, depth);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, { value, nodes: this.nodes - before.nodes + 1, depth: this.deepest - depth });
    this.deepest = Math.max(this.deepest, before.deepest);
    return value;
  }

  private value(node: Node, offset: number, depth: number): Value {
    const line = this.lines.lineOf(offset) + 1;
    if (isScalar(node)) return this.scalar(node, line);
    if (node.tag !== undefined && !COLLECTION_TAGS.has(node.tag)) this.unknownTag(node.tag, offset);
    if (isSeq<Node>(node)) return { kind: 'list', items: node.items.map((item) => this.read(item, depth + 1)), line };
    if (isMap<Node, Node | null>(node)) return this.map(node.items, line, depth);
    return refuse(offset, message('format.yaml-unexpected'), message('format.mend-yaml'));
  }

  private scalar(node: Scalar, line: number): Value {
    const source = typeof node.value === 'string' ? node.value : '';
    const tagged = node.tag === undefined ? undefined : (SCALAR_TAGS.get(node.tag) ?? this.unknownTag(node.tag, node.range?.[0] ?? 0));
    const isPlain = tagged === undefined ? node.type === undefined || node.type === 'PLAIN' : tagged === 'plain';
    return { kind: 'scalar', value: isPlain ? plainScalar(source) : source, source, line };
  }

  private unknownTag(tag: string, offset: number): never {
    return refuse(offset, message('exchange.tag', { tag: tag.slice(0, 100) }), message('format.mend-tag'));
  }

  private alias(name: string, offset: number, depth: number): Value {
    this.aliases += 1;
    if (this.aliases > this.limits.aliases)
      refuse(offset, message('exchange.aliases', { limit: this.limits.aliases }), message('exchange.mend-aliases'));
    const anchored = this.anchors.get(name);
    if (anchored === undefined)
      return refuse(offset, message('exchange.alias-unknown', { name: name.slice(0, 100) }), message('exchange.mend-aliases'));
    this.nodes += anchored.nodes;
    this.deepest = Math.max(this.deepest, depth + anchored.depth);
    if (this.nodes > this.limits.nodes) tooMany(offset, this.limits);
    if (depth + anchored.depth > this.limits.depth) refuseFor(tooDeep(offset, this.limits));
    return anchored.value;
  }

  private map(pairs: readonly { readonly key: Node; readonly value: Node | null }[], line: number, depth: number): MapValue {
    const entries = new Map<string, Value>();
    const merged: Value[] = [];
    for (const { key, value } of pairs) {
      const offset = key.range?.[0] ?? 0;
      if (!isScalar(key)) return refuse(offset, message('format.key-not-text'), message('format.mend-key-not-text'));
      const read = value === null ? this.nothing(offset) : this.read(value, depth + 1);
      if (key.value === '<<' && key.type === 'PLAIN') {
        merged.push(read);
        continue;
      }
      const name = keyName(key);
      if (entries.has(name)) this.repeatedKeys.push({ value: name, line: this.lines.lineOf(offset) + 1 });
      entries.set(name, read);
    }
    for (const source of merged.flatMap((value) => (value.kind === 'list' ? value.items : [value]))) {
      if (source.kind !== 'map') continue;
      for (const [name, value] of source.entries) if (!entries.has(name)) entries.set(name, value);
    }
    return { kind: 'map', entries, line };
  }

  private nothing(offset: number): Value {
    return { kind: 'scalar', value: null, source: '', line: this.lines.lineOf(offset) + 1 };
  }
}

/** A key is text; `yes:` without quotes is the key `true`, as for kubectl. */
function keyName(key: Scalar): string {
  const source = typeof key.value === 'string' ? key.value : '';
  const isPlain = key.type === undefined || key.type === 'PLAIN';
  const value = isPlain ? plainScalar(source) : source;
  return typeof value === 'boolean' ? String(value) : source;
}

function readAll(text: string, limits: ReadingLimits): Documents {
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    strict: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const reader = new Reader(text, limits);
  const documents: Value[] = [];
  let count = 0;
  const take = (composed: ReturnType<Composer['next']>) => {
    for (const document of composed) {
      count += 1;
      if (count > limits.documents) {
        refuse(document.range[0], message('exchange.documents', { limit: limits.documents }), message('exchange.mend-too-big'));
      }
      const [error] = document.errors;
      if (error) refuseFor(yamlFault(error, text));
      if (document.contents === null) continue;
      const value = reader.document(document.contents);
      if (value.kind !== 'scalar' || value.value !== null) documents.push(value);
    }
  };
  for (const token of tokensOf(text, limits)) {
    if (token.type === 'comment' || token.type === 'newline') continue; // between documents: the library would gather them all
    if (token.type === 'error') refuse(token.offset, message('format.yaml-unexpected'), message('format.mend-yaml'));
    if (token.type === 'document') checkShape(token, limits);
    take(composer.next(token));
  }
  take(composer.end(false, text.length));
  return { documents, repeatedKeys: reader.repeatedKeys };
}

/**
 * Reads the documents of a YAML file as kubectl does: YAML 1.1, aliases and merge keys, bounded by the limits. Empty
 * documents are left out. Never throws: what is wrong comes back as the first fault, with its offset, without quoting the
 * file (it may hold secrets).
 */
export function readYamlDocuments(text: string, limits: ReadingLimits): Attempt<Documents> {
  return refusable(
    () => readAll(text, limits),
    () => tooDeep(0, limits),
  );
}
