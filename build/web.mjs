// npm run web [-- PORT]: sets up whatever is missing, then serves the same page that the window shows to a browser on this machine.
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { runMain } from './project.mjs';

await runMain(async () => {
  await ensureDependencies();
  await ensureBuilt('catalog', 'renderer');
  await import('./serve.mjs');
});
