// npm run typecheck: every layer against its own globals, and electron/ a second time against the oldest runtime's definitions.
import { existsSync, readdirSync } from 'node:fs';
import { checkLayerTypes, layers } from './layer-types.mjs';
import { inProject, runMain, say } from './project.mjs';

const asked = process.argv.slice(2);

await runMain(async () => {
  let failed = 0;
  for (const layer of layers) {
    if (asked.length > 0 && !asked.includes(layer.name)) continue;
    // A layer that has no file yet is no error; the compiler would call it one.
    if (!existsSync(inProject(layer.folder)) || readdirSync(inProject(layer.folder)).length === 0) continue;
    const started = performance.now();
    const problems = checkLayerTypes(layer);
    say(`types of ${layer.name}: ${problems.length === 0 ? 'fine' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    for (const problem of problems) console.log(problem);
    failed += problems.length;
  }
  return failed === 0 ? 0 : 1;
});
