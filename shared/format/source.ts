import type { Lines } from './lines';

/** A stretch of the source text, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'absent';

/** A text, number, boolean or nothing. `absent` is what stands after `key:` if nothing does. */
export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly style: ScalarStyle;
  /** `|` or `>` with its signs, of a literal or folded text. */
  readonly header?: Span;
}

/** A member's key, value and the comma behind it, in a mapping. `start` is that of the key or of the `?` before it. */
export interface Pair extends Span {
  readonly key: string;
  readonly keySpan: Span;
  /** Offset of the `:`; undefined where a key stands alone. */
  readonly colon: number | undefined;
  readonly value: SourceNode;
  readonly comma: number | undefined;
}

/** A member of a list. `start` is that of the `-` in a block list. */
export interface Item extends Span {
  readonly value: SourceNode;
  readonly comma: number | undefined;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  /** Written in braces. */
  readonly flow: boolean;
  readonly members: readonly Pair[];
}

export interface ListNode extends Span {
  readonly kind: 'list';
  /** Written in brackets. */
  readonly flow: boolean;
  readonly members: readonly Item[];
}

export type SourceNode = ScalarNode | MapNode | ListNode;

/**
 * A parsed text with the place of everything in it: what the readers and the writer need of a YAML document, and nothing
 * else of the YAML library. The text ends with a line end, if need be one that the file does not have. Comments are in the
 * order of the text.
 */
export interface Source {
  readonly text: string;
  readonly lines: Lines;
  readonly root: MapNode;
  readonly comments: readonly Span[];
}

/** The member of a mapping that has this key. */
export function memberOf(node: MapNode, key: string): Pair | undefined {
  return node.members.find((member) => member.key === key);
}

/**
 * Where a problem at `path` is shown: its value, its key where the value is a mapping or missing or the key itself is
 * meant, else the nearest thing around.
 */
export function placeOf(root: MapNode, path: readonly (string | number)[], meansKey = false): number {
  let place = root.start;
  let node: SourceNode = root;
  for (const step of path) {
    if (node.kind === 'scalar') break;
    const member: Pair | Item | undefined = node.kind === 'map' ? memberOf(node, String(step)) : node.members[Number(step)];
    if (member === undefined) break;
    node = member.value;
    place = node.kind === 'scalar' && node.style !== 'absent' && !meansKey ? node.start : member.start;
  }
  return place;
}

/**
 * Takes a dotted path apart. Ids may contain dots, so that only the document tells where one key ends; undefined if the path
 * leads nowhere in it.
 */
export function stepsOf(node: SourceNode, dotted: string): readonly string[] | undefined {
  if (node.kind !== 'map') return undefined;
  for (const { key, value } of node.members) {
    if (dotted === key) return [key];
    if (!dotted.startsWith(`${key}.`)) continue;
    const rest = stepsOf(value, dotted.slice(key.length + 1));
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
}
