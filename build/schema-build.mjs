// Writes catalogs/format.schema.json, the JSON Schema of the model file, from the very schema that the application reads with:
//
//   node build/schema-build.mjs
//
// Run it after a change of shared/model/schema.ts; a test compares.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inProject, root, runMain, runTool, say, onToolNode } from './project.mjs';

const target = 'catalogs/format.schema.json';

async function main() {
  if (!onToolNode()) return runTool('build/schema-build.mjs');
  const { runnerImport } = await import('vite');
  const options = {
    configFile: /** @type {const} */ (false),
    root,
    logLevel: /** @type {const} */ ('warn'),
    cacheDir: inProject('.cache/vite'),
  };
  const { module } = await runnerImport(inProject('shared/format/json-schema.ts'), options);
  const { formatSchemaText } = /** @type {{ formatSchemaText: () => string }} */ (module);
  writeFileSync(inProject(target), formatSchemaText());
  say(`wrote ${target}`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runMain(main);
