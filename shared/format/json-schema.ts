import { z } from 'zod';
import { FORMAT_VERSION, modelSchema } from '../model/schema';
import { SCHEMA_FILE } from './schema-name';

/**
 * The JSON Schema of the model file, from the very schema that the application reads with: what a file may hold before it is
 * read. Keys that the format does not know are allowed, since they are kept. Always the same text.
 */
export function formatSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(modelSchema, {
    io: 'input',
    target: 'draft-2020-12',
    // That our code does not change what it has read is no affair of an editor's.
    override: ({ jsonSchema }) => delete jsonSchema.readOnly,
  });
  const description = `A model file of Gabion, version ${String(FORMAT_VERSION)} of the format: *.gabion.yaml`;
  return `${JSON.stringify({ $schema, $id: SCHEMA_FILE, title: 'Gabion threat model', description, ...schema }, null, 2)}\n`;
}
