// Writes catalogs/format.schema.json, the JSON Schema of the model file, from the very schema that the application reads with:
//
//   node build/schema-build.mjs
//
// Run it after a change of shared/model/schema.ts; a test compares.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { inProject, root, runMain, runTool, say, onToolNode } from './project.mjs';

const target = 'catalogs/format.schema.json';

/**
 * The JSON Schema of the model file as text: what a file may hold before it is read. Keys that the format does not know are
 * allowed, since they are kept.
 * @param {import('zod').ZodType} modelSchema
 */
export function schemaText(modelSchema) {
  const { $schema, ...schema } = z.toJSONSchema(modelSchema, {
    io: 'input',
    target: 'draft-2020-12',
    // That our code does not change what it has read is no affair of an editor's.
    override: ({ jsonSchema }) => delete jsonSchema.readOnly,
  });
  const description = 'A model file of Gabion, version 1 of the format: *.gabion.yaml';
  return `${JSON.stringify({ $schema, $id: 'gabion-1.schema.json', title: 'Gabion threat model', description, ...schema }, null, 2)}\n`;
}

async function main() {
  if (!onToolNode()) return runTool('build/schema-build.mjs');
  const { runnerImport } = await import('vite');
  const options = {
    configFile: /** @type {const} */ (false),
    root,
    logLevel: /** @type {const} */ ('warn'),
    cacheDir: inProject('.cache/vite'),
  };
  const { module } = await runnerImport(inProject('shared/model/schema.ts'), options);
  const { modelSchema } = /** @type {{ modelSchema: import('zod').ZodType }} */ (module);
  writeFileSync(inProject(target), schemaText(modelSchema));
  say(`wrote ${target}`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runMain(main);
