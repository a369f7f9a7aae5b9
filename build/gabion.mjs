#!/usr/bin/env node
// The command line from a checkout: `npx gabion …`. Makes sure that it is built, then runs it in this process. All that
// setting up has to say goes to stderr, so that the command's own output can be piped on.
import { createRequire } from 'node:module';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { inProject, runMain } from './project.mjs';

await runMain(async () => {
  await ensureDependencies();
  await ensureBuilt('catalog', 'cli');
  const program = inProject('dist/cli/gabion.cjs');
  process.argv[1] = program;
  createRequire(import.meta.url)(program);
});
