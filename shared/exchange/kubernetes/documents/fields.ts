import type { MapValue, Sourced, Value } from './values';

/** What a field should hold, where it holds something else. The value itself is never told: it may be a secret. */
export type Expected = 'text' | 'boolean' | 'number' | 'list' | 'mapping';
/** Is told of each field that holds something of another type than Kubernetes allows there. */
export type ReportWrongType = (at: { readonly line: number; readonly path: string; readonly expected: Expected }) => void;

/**
 * A place in a manifest: a value that may be missing, and the way to it. Reading goes from place to place by the names that
 * Kubernetes gives its fields; null counts as missing, as it does there. A value of a wrong type is reported and counts as
 * missing too, since the API server would refuse it.
 */
export class Field {
  private readonly found: Value | undefined;
  private readonly report: ReportWrongType;
  private readonly parent: Field | undefined;
  private readonly name: string | number;

  constructor(found: Value | undefined, report: ReportWrongType, parent?: Field, name: string | number = '') {
    this.found = found;
    this.report = report;
    this.parent = parent;
    this.name = name;
  }

  /** The line of the value, or of the nearest thing around it that is there. */
  get line(): number {
    return this.found?.line ?? this.parent?.line ?? 1;
  }

  get exists(): boolean {
    return this.found !== undefined && !(this.found.kind === 'scalar' && this.found.value === null);
  }

  /** For a scalar its text as written, whatever its type. Undefined for anything else. */
  get written(): Sourced<string> | undefined {
    return this.found?.kind === 'scalar' && this.found.value !== null ? { value: this.found.source, line: this.found.line } : undefined;
  }

  /** A field of this mapping. */
  at(name: string): Field {
    const map = this.mapping();
    return new Field(map?.entries.get(name), this.report, this, name);
  }

  /** The items of this list; none if it is missing. */
  items(): readonly Field[] {
    if (!this.exists || this.found === undefined) return [];
    if (this.found.kind === 'list') return this.found.items.map((item, index) => new Field(item, this.report, this, index));
    this.wrong('list');
    return [];
  }

  /** The fields of this mapping with their names; none if it is missing. */
  entries(): readonly (readonly [string, Field])[] {
    const map = this.mapping();
    return map === undefined ? [] : [...map.entries].map(([name, value]) => [name, new Field(value, this.report, this, name)]);
  }

  /** The text; a number or boolean written without quotes is taken as it was written. */
  text(): Sourced<string> | undefined {
    if (this.exists && this.written === undefined) this.wrong('text');
    return this.written;
  }

  flag(): Sourced<boolean> | undefined {
    if (!this.exists || this.found === undefined) return undefined;
    if (this.found.kind === 'scalar' && typeof this.found.value === 'boolean') return { value: this.found.value, line: this.found.line };
    this.wrong('boolean');
    return undefined;
  }

  number(): Sourced<number> | undefined {
    if (!this.exists || this.found === undefined) return undefined;
    if (this.found.kind === 'scalar' && typeof this.found.value === 'number' && Number.isFinite(this.found.value)) {
      return { value: this.found.value, line: this.found.line };
    }
    this.wrong('number');
    return undefined;
  }

  /** The texts of a list. */
  texts(): readonly Sourced<string>[] {
    return this.items().flatMap((item) => item.text() ?? []);
  }

  /** A mapping from text to text, such as labels. */
  textMap(): ReadonlyMap<string, Sourced<string>> {
    return new Map(
      this.entries().flatMap(([name, field]) => {
        const text = field.text();
        return text === undefined ? [] : [[name, text]];
      }),
    );
  }

  private mapping(): MapValue | undefined {
    if (!this.exists || this.found === undefined) return undefined;
    if (this.found.kind === 'map') return this.found;
    this.wrong('mapping');
    return undefined;
  }

  private path(): string {
    const before = this.parent?.path() ?? '';
    if (typeof this.name === 'number') return `${before}[${String(this.name)}]`;
    return before === '' ? this.name : `${before}.${this.name}`;
  }

  private wrong(expected: Expected): void {
    this.report({ line: this.line, path: this.path(), expected });
  }
}
