import { type ThreatModel } from '../model/threat-model';
import { FORMAT_VERSION } from '../model/schema';
import { FILE_SHAPE, type Shape, shapeBeneath } from './shape';

/** A member of a mapping with the comments around it: lines above it (`''` is a blank line) and one behind it. */
export interface PrintableMember {
  readonly key: string;
  readonly value: Printable;
  readonly above: readonly string[];
  readonly beside?: string | undefined;
}

export interface PrintableItem {
  readonly value: Printable;
  readonly above: readonly string[];
  readonly beside?: string | undefined;
}

/** What can be printed: values with the comments that belong to them. `raw` is a piece of text that was there before. */
export type Printable =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
  | { readonly kind: 'raw'; readonly text: string }
  | PrintableMap
  | PrintableList;

export interface PrintableMap {
  readonly kind: 'map';
  readonly members: readonly PrintableMember[];
  /** One member a line, unless inside braces. */
  readonly block: boolean;
  /** Comments before the first member that belong to none, and after the last one. */
  readonly head: readonly string[];
  readonly tail: readonly string[];
}

export interface PrintableList {
  readonly kind: 'list';
  readonly items: readonly PrintableItem[];
  readonly tail: readonly string[];
}

/** The members of a Map or an object, absent ones left out; undefined for anything else. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (value instanceof Map) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value).filter(([, field]) => field !== undefined));
}

/** What a file says, by its outermost keys: the header's, and the sections that are not empty. */
export function fileFields(model: ThreatModel): ReadonlyMap<string, unknown> {
  const { header, ...sections } = model;
  const filled = Object.entries(sections).filter(([, entries]) => entries.size > 0);
  return new Map<string, unknown>([
    ['gabion', FORMAT_VERSION],
    ...Object.entries(header).filter(([, value]) => value !== undefined),
    ...filled,
  ]);
}

/** The keys in the order in which they are printed: known ones as the schema has them, open ones by the alphabet. */
export function printedOrder(keys: readonly string[], shape: Shape): readonly string[] {
  if (shape.kind === 'anything') return keys;
  if (shape.kind === 'section' || shape.kind === 'properties') return [...keys].sort(byAlphabet);
  const known = shape.keys.filter((key) => keys.includes(key));
  return [...known, ...keys.filter((key) => !shape.keys.includes(key))];
}

/** The same order on every machine, whatever its language. */
export function byAlphabet(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const isPlainValue = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A piece of a model as something that can be printed, in canonical order and without comments. */
export function printableOf(value: unknown, shape: Shape): Printable {
  if (isPlainValue(value)) return { kind: 'scalar', value };
  if (Array.isArray(value))
    return { kind: 'list', tail: [], items: value.map((item) => ({ above: [], value: printableOf(item, { kind: 'anything' }) })) };
  const fields = fieldsOf(value) ?? new Map<string, unknown>();
  const members = printedOrder([...fields.keys()], shape).map((key): PrintableMember => ({
    key,
    above: [],
    value: printableOf(fields.get(key), shapeBeneath(shape, key)),
  }));
  return {
    kind: 'map',
    members,
    block: shape.kind === 'section' || shape.kind === 'properties' || shape === FILE_SHAPE,
    head: [],
    tail: [],
  };
}
