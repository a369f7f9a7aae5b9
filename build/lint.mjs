// npm run lint: everything that can be said about the sources without running them. Goes on after a failure, so that one run shows all.
import { existsSync } from 'node:fs';
import { capture, inProject, runMain, say, toolEnvironment, toolNode } from './project.mjs';

const folders = ['shared', 'renderer', 'electron', 'build', 'test'].filter((folder) => existsSync(inProject(folder)));

/** Each check: its name, the script that does it, and what that is given. @type {readonly (readonly [string, string, readonly string[]])[]} */
const checks = [
  ['rules (eslint)', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings=0']],
  ['layout (prettier)', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']],
  ['layers (dependency-cruiser)', 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', ['--no-progress', ...folders]],
  ['dead code (knip)', 'node_modules/knip/bin/knip.js', ['--no-progress']],
  ['lockfile', 'build/check-lockfile.mjs', []],
  ['capabilities', 'build/check-capabilities.mjs', []],
  ['promises', 'build/check-specs.mjs', []],
  ['contrast', 'build/check-contrast.mjs', []],
];

await runMain(async () => {
  let failed = 0;
  for (const [name, script, args] of checks) {
    const started = performance.now();
    const check = capture(toolNode(), [inProject(script), ...args], { cwd: inProject(), env: toolEnvironment() });
    say(`${name}: ${check.ok ? 'fine' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    if (!check.ok) {
      failed += 1;
      process.stdout.write(check.stdout + check.stderr);
    }
  }
  return failed === 0 ? 0 : 1;
});
