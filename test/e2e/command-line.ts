import { spawnSync } from 'node:child_process';
import path from 'node:path';

const program = path.resolve(import.meta.dirname, '../../dist/cli/gabion.cjs');

/** Runs `gabion` with these arguments, as a colleague or a pipeline does. */
export function gabion(...args: readonly string[]): { readonly code: number | null; readonly output: string } {
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { code: status, output: stdout };
}

/** A threat as `gabion check --format json` prints it, as far as tests look. */
interface CheckedThreat {
  readonly rule: string;
  readonly subject: string;
  readonly status: string;
}

/** What `gabion check` finds in a model. */
export function check(model: string): { readonly code: number | null; readonly threats: readonly CheckedThreat[] } {
  const { code, output } = gabion('check', model, '--format', 'json');
  const { threats } = JSON.parse(output) as { threats: CheckedThreat[] };
  return { code, threats };
}
