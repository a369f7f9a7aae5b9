import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { modelFixture } from '../../test/generators/opened';
import { formatSchemaText } from './json-schema';
import { SCHEMA_FILE } from './schema-name';
import { printModel } from './print-model';
import { EMPTY_MODEL } from '../model/threat-model';

const committed = readFileSync(path.resolve(import.meta.dirname, '../../catalogs/format.schema.json'), 'utf8');
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(JSON.parse(committed) as object);
const accepts = (name: string): boolean => validate(parse(new TextDecoder().decode(modelFixture(name)), { logLevel: 'error' }));

describe('the published JSON Schema', () => {
  it('FMT-13 is generated from the schema that the application reads with; `node build/schema-build.mjs` writes it anew', () => {
    expect(committed).toBe(formatSchemaText());
  });

  it('FMT-13 has the name by which a new model file asks for it', () => {
    expect(printModel(EMPTY_MODEL).split('\n')[0]).toBe(`# yaml-language-server: $schema=${SCHEMA_FILE}`);
    expect(JSON.parse(committed)).toMatchObject({ $id: SCHEMA_FILE });
  });

  it.each(['small-shop', 'windows', 'json', 'no-last-newline'])('FMT-13 accepts %s', (name) => {
    expect(accepts(`good/${name}`), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    'day-in-words',
    'decision-without-subject',
    'id-with-capitals',
    'misspelt-status',
    'number-for-text',
    'port-too-big',
    'property-as-mapping',
    'type-missing',
    'version-2',
  ])('FMT-13 refuses %s', (name) => {
    expect(accepts(`broken/${name}`)).toBe(false);
  });
});
