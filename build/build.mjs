// Brings the build up to date; called by everything that runs what is built.
import { isStale } from './freshness.mjs';
import { runTool, say, SetUpProblem } from './project.mjs';

/** Builds those of the parts that are older than their sources. @param {...import('./freshness.mjs').Part} parts */
export async function ensureBuilt(...parts) {
  const stale = parts.filter(isStale);
  if (stale.length === 0) return;
  say(`Building ${stale.join(', ')} …`);
  if ((await runTool('build/bundle.mjs', stale, { stdout: 'stderr' })) !== 0) throw new SetUpProblem('The build failed; see above.');
}
