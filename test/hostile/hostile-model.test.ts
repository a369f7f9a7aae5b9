import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelFromPlain } from '../../shared/model/threat-model';
import { hostileModel } from './hostile-model';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
}
const schema = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../catalogs/format.schema.json'), 'utf8')) as Schema & {
  readonly $defs?: Readonly<Record<string, Schema>>;
};

/** The paths of all fields that take free text; `*` stands for any key or place in a list. */
function textFields(part: Schema, at: string): readonly string[] {
  const own = part.$ref === undefined ? part : (schema.$defs?.[part.$ref.split('/').at(-1) ?? ''] ?? {});
  const kinds = own.anyOf?.flatMap((each) => textFields(each, at)) ?? [];
  if (own.type === 'string') return own.pattern === undefined && own.enum === undefined ? [at] : [];
  if (own.type === 'array') return [...kinds, ...textFields(own.items ?? {}, `${at}.*`)];
  return [
    ...kinds,
    ...Object.entries(own.properties ?? {}).flatMap(([name, field]) => textFields(field, `${at}.${name}`)),
    ...(typeof own.additionalProperties === 'object' ? textFields(own.additionalProperties, `${at}.*`) : []),
  ];
}

const MARK = 'the payload';
/** The paths at which the payload stands, keys of sections and places in lists as `*`, in each reading of the path. */
function marked(value: unknown, at: string): readonly string[] {
  if (typeof value === 'string') return value.includes(MARK) ? [at] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => marked(entry, `${at}.*`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [...marked(entry, `${at}.${key}`), ...marked(entry, `${at}.*`)]);
}

describe('the hostile model', () => {
  it('opens as any other', () => {
    const read = modelFromPlain(hostileModel(MARK));
    expect(read.ok, JSON.stringify(read.problems)).toBe(true);
  });

  it('has the payload in every field that takes free text', () => {
    const there = new Set(marked(hostileModel(MARK), ''));
    const fields = [...new Set(textFields(schema, ''))];
    expect(fields.length).toBeGreaterThan(40);
    expect(fields.filter((field) => !there.has(field))).toEqual([]);
  });
});
