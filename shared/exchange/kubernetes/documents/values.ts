/** A text, number, boolean or nothing, as kubectl would understand it, with the 1-based line it stands on. */
export interface ScalarValue {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text as it was written, without quotes. */
  readonly source: string;
  readonly line: number;
}
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly line: number;
}
export interface MapValue {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Value>;
  readonly line: number;
}
/** A value of a manifest. Keys live in a Map, which no name such as `__proto__` can reach into. Aliases share their value. */
export type Value = ScalarValue | ListValue | MapValue;

/** Something that was read, and the line it was read on. */
export interface Sourced<T> {
  readonly value: T;
  readonly line: number;
}
