import { Composer, isMap, isScalar, isSeq, type CST, type Document, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ReadingLimits } from '../limits';
import { message } from '../messages/message';
import { Lines } from './lines';
import { type Fault, scan } from './scan';
import type { Item, ListNode, MapNode, Pair, ScalarNode, ScalarStyle, Source, SourceNode } from './source';
import { yamlFault } from './yaml-faults';

/** A parsed text, or what keeps it from being one. */
export type Parsed = { readonly ok: true; readonly source: Source } | { readonly ok: false; readonly fault: Fault };

/** Carries a fault out of the recursion below; never leaves this file. */
class Refusal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super();
    this.fault = fault;
  }
}

function refuse(offset: number, what: 'format.key-not-text' | 'format.yaml-unexpected'): never {
  const mend = what === 'format.key-not-text' ? message('format.mend-key-not-text') : message('format.mend-yaml');
  throw new Refusal({ offset, message: message(what), mend });
}

const tokenOf = (tokens: readonly CST.SourceToken[] | undefined, type: CST.SourceToken['type']) =>
  tokens?.find((token) => token.type === type);

/** Nothing at all, where a value could stand. */
const absent = (offset: number): ScalarNode => ({ kind: 'scalar', value: null, style: 'absent', start: offset, end: offset });

function styleOf(scalar: Scalar): ScalarStyle {
  switch (scalar.type) {
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'QUOTE_SINGLE':
      return 'single';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return 'plain';
  }
}

const isPlainValue = (value: unknown): value is ScalarNode['value'] =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Where a literal's content ends: blank lines after it are not its own, unless it says `+`. */
function literalEnd(text: string, start: number, header: string, end: number): number {
  if (header.includes('+')) return text[end - 1] !== '\n' ? end : text[end - 2] === '\r' ? end - 2 : end - 1;
  return Math.max(start + header.length, start + text.slice(start, end).trimEnd().length);
}

function readScalar(text: string, node: Scalar): ScalarNode {
  const [start, end] = node.range ?? [0, 0];
  const value = isPlainValue(node.value) ? node.value : null;
  const token = node.srcToken;
  if (token?.type === 'block-scalar') {
    const signs = token.props[0];
    const header = signs && 'source' in signs ? signs.source : '|';
    const span = { start, end: start + header.length };
    return { kind: 'scalar', value, style: styleOf(node), start, end: literalEnd(text, start, header, end), header: span };
  }
  return start === end ? absent(start) : { kind: 'scalar', value, style: styleOf(node), start, end };
}

/** The CST items that stand for members, with the comma behind each; what is left over holds only comments and commas. */
function memberTokens(
  token: CST.FlowCollection | CST.BlockMap | CST.BlockSequence,
): readonly (readonly [item: CST.CollectionItem, comma: number | undefined])[] {
  const isMember = ({ start, key, sep, value }: CST.CollectionItem) =>
    key !== undefined ||
    sep !== undefined ||
    value !== undefined ||
    start.some(({ type }) => type === 'explicit-key-ind' || type === 'seq-item-ind');
  const items: readonly CST.CollectionItem[] = token.items;
  return items.flatMap((item, index) => (isMember(item) ? [[item, tokenOf(items[index + 1]?.start, 'comma')?.offset] as const] : []));
}

function readPair(text: string, pair: YAMLMap.Parsed['items'][number], item: CST.CollectionItem, comma: number | undefined): Pair {
  const { key, value } = pair;
  const [keyStart, keyEnd] = key.range;
  if (!isScalar(key) || keyStart === keyEnd || key.type === 'BLOCK_LITERAL' || key.type === 'BLOCK_FOLDED')
    return refuse(keyStart, 'format.key-not-text');
  const colon = tokenOf(item.sep, 'map-value-ind')?.offset;
  const read = value === null ? absent(colon === undefined ? keyEnd : colon + 1) : readNode(text, value);
  // What stands after the colon may be nothing; then its place is right there, not behind the comments that follow.
  const placed = read.kind === 'scalar' && read.style === 'absent' && colon !== undefined ? absent(colon + 1) : read;
  return {
    // A key is a text whatever it looks like: `1_000:` and `on:` are ids, for readers of both YAML versions.
    key: key.type === 'PLAIN' ? text.slice(keyStart, keyEnd) : String(key.value),
    keySpan: { start: keyStart, end: keyEnd },
    colon,
    value: placed,
    comma,
    start: tokenOf(item.start, 'explicit-key-ind')?.offset ?? keyStart,
    end: Math.max(placed.end, keyEnd, colon === undefined ? 0 : colon + 1),
  };
}

function readMap(text: string, node: YAMLMap.Parsed): MapNode {
  const token = node.srcToken;
  const [start, end] = node.range;
  if (token === undefined) return refuse(start, 'format.yaml-unexpected'); // `[a: b]`: a mapping without braces in a list
  const tokens = memberTokens(token);
  if (tokens.length !== node.items.length) return refuse(start, 'format.yaml-unexpected');
  const members = node.items.flatMap((pair, index) => {
    const found = tokens[index];
    return found ? [readPair(text, pair, ...found)] : [];
  });
  const flow = token.type === 'flow-collection';
  return {
    kind: 'map',
    flow,
    members,
    start: members[0] && !flow ? members[0].start : start,
    end: flow ? end : (members.at(-1)?.end ?? start),
  };
}

function readList(text: string, node: YAMLSeq.Parsed): ListNode {
  const token = node.srcToken;
  const [start, end] = node.range;
  if (token === undefined) return refuse(start, 'format.yaml-unexpected');
  const tokens = memberTokens(token);
  if (tokens.length !== node.items.length) return refuse(start, 'format.yaml-unexpected');
  const members = node.items.flatMap((item, index): Item[] => {
    const found = tokens[index];
    if (!found) return [];
    const [{ start: before }, comma] = found;
    const dash = tokenOf(before, 'seq-item-ind')?.offset;
    const read = readNode(text, item);
    const value = read.kind === 'scalar' && read.style === 'absent' && dash !== undefined ? absent(dash + 1) : read;
    return [{ value, comma, start: dash ?? value.start, end: Math.max(value.end, dash === undefined ? 0 : dash + 1) }];
  });
  const flow = token.type === 'flow-collection';
  return {
    kind: 'list',
    flow,
    members,
    start: members[0] && !flow ? members[0].start : start,
    end: flow ? end : (members.at(-1)?.end ?? start),
  };
}

function readNode(text: string, node: ParsedNode | YAMLMap.Parsed['items'][number]): SourceNode {
  if (isMap<ParsedNode, ParsedNode | null>(node)) return readMap(text, node);
  if (isSeq<ParsedNode>(node)) return readList(text, node);
  if (isScalar(node)) return readScalar(text, node);
  return refuse(0, 'format.yaml-unexpected');
}

function compose(tokens: readonly CST.Token[]): Document.Parsed | undefined {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    strict: true,
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
  });
  const [document] = composer.compose(tokens);
  return document;
}

/** A git merge that was not finished leaves these at the beginning of a line. */
const CONFLICT = /^(?:<{7}|>{7}|={7})(?=[ \r\n]|$)/m;

function build(file: string, limits: ReadingLimits): Parsed {
  // With a line end behind the last line, whole lines can be put in and taken out everywhere alike.
  const text = file.endsWith('\n') ? file : `${file}\n`;
  const scanned = scan(text, limits);
  if (!scanned.ok) return scanned;
  const document = compose(scanned.tokens);
  const [error] = document?.errors ?? [];
  if (error) return { ok: false, fault: yamlFault(error, text) };
  if (!document?.contents) return { ok: false, fault: { offset: 0, message: message('format.empty'), mend: message('format.mend-empty') } };
  const root = readNode(text, document.contents);
  if (root.kind !== 'map') {
    if (root.kind === 'scalar' && root.style === 'absent')
      return { ok: false, fault: { offset: 0, message: message('format.empty'), mend: message('format.mend-empty') } };
    const what = root.kind === 'list' ? message('format.is-list') : message('format.is-text');
    return { ok: false, fault: { offset: root.start, message: what, mend: message('format.mend-root') } };
  }
  return { ok: true, source: { text, lines: new Lines(text), root, comments: scanned.comments } };
}

/**
 * Parses one YAML 1.2 document (JSON is one) whose outermost value is a mapping, within the limits. Never throws: what is
 * wrong comes back as the first fault, with its offset. `text` is without byte order mark.
 */
export function parse(text: string, limits: ReadingLimits): Parsed {
  try {
    const parsed = build(text, limits);
    const conflict = parsed.ok ? null : CONFLICT.exec(text);
    return conflict
      ? { ok: false, fault: { offset: conflict.index, message: message('format.merge-conflict'), mend: message('format.mend-conflict') } }
      : parsed;
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    // The library ran out of stack, in spite of the depth check: the file is refused like any other that is too deep.
    if (error instanceof RangeError)
      return {
        ok: false,
        fault: { offset: 0, message: message('format.too-deep', { limit: limits.depth }), mend: message('format.mend-depth') },
      };
    throw error;
  }
}
