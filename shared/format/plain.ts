import { message } from '../messages/message';
import type { Fault } from './scan';
import { FILE_SHAPE, knows, type Shape, shapeBeneath } from './shape';
import type { MapNode, Pair, Source, SourceNode } from './source';

/** A key that the format does not know, with the keys that could have been meant. */
export interface UnknownKey {
  readonly key: string;
  readonly path: readonly string[];
  readonly offset: number;
  readonly known: readonly string[];
}

/** A document as plain data. Objects have no prototype, so that no key of a file can reach one. */
export interface Plain {
  readonly data: Readonly<Record<string, unknown>>;
  readonly unknownKeys: readonly UnknownKey[];
  readonly faults: readonly Fault[];
}

/** The one key that a JavaScript object cannot hold like any other. */
const FORBIDDEN_KEY = '__proto__';

/** A key without a value says nothing, and an entry without one is empty: so people write them, and so they are read. */
function withoutValue(shape: Shape, key: string): 'absent' | 'empty' | 'kept' {
  switch (shape.kind) {
    case 'record':
      return shape.loose && !shape.keys.includes(key) ? 'kept' : 'absent';
    case 'section':
      return 'empty';
    case 'properties':
      return 'absent';
    case 'anything':
      return 'kept';
  }
}

class Reader {
  readonly unknownKeys: UnknownKey[] = [];
  readonly faults: Fault[] = [];

  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  map(node: MapNode, shape: Shape, path: readonly string[]): Record<string, unknown> {
    const data = Object.create(null) as Record<string, unknown>;
    const lines = new Map<string, number>();
    for (const member of node.members) {
      if (!this.accepts(member, lines)) continue;
      if (!knows(shape, member.key) && shape.kind === 'record') {
        this.unknownKeys.push({
          key: member.key,
          path: [...path, member.key],
          offset: member.start,
          known: shape.keys.filter((key) => !lines.has(key)),
        });
      }
      const value = this.member(member, shape, path);
      if (value !== undefined) data[member.key] = value;
    }
    return data;
  }

  /** Own check for repeated keys: the library's compares each key with all others, which takes seconds at 20,000 keys. */
  private accepts({ key, start }: Pair, lines: Map<string, number>): boolean {
    if (key === FORBIDDEN_KEY) {
      this.faults.push({ offset: start, message: message('format.forbidden-key', { key }), mend: message('format.mend-rename-key') });
      return false;
    }
    const first = lines.get(key);
    if (first !== undefined) {
      this.faults.push({
        offset: start,
        message: message('format.duplicate-key', { key, line: first + 1 }),
        mend: message('format.mend-duplicate-key'),
      });
      return false;
    }
    lines.set(key, this.source.lines.lineOf(start));
    return true;
  }

  private member({ key, value }: Pair, shape: Shape, path: readonly string[]): unknown {
    const beneath = shapeBeneath(shape, key);
    if (value.kind !== 'scalar' || value.value !== null) return this.value(value, beneath, [...path, key]);
    switch (withoutValue(shape, key)) {
      case 'absent':
        return undefined;
      case 'empty':
        return {};
      case 'kept':
        return null;
    }
  }

  private value(node: SourceNode, shape: Shape, path: readonly string[]): unknown {
    switch (node.kind) {
      case 'scalar':
        return node.value;
      case 'list':
        return node.members.map(({ value }, index) => this.value(value, { kind: 'anything' }, [...path, String(index)]));
      case 'map':
        return this.map(node, shape, path);
    }
  }
}

/** The document's data, every key checked: none twice, none that a prototype would hear. */
export function plainOf(source: Source): Plain {
  const reader = new Reader(source);
  const data = reader.map(source.root, FILE_SHAPE, []);
  return { data, unknownKeys: reader.unknownKeys, faults: reader.faults };
}
