import { run } from './run';
import { realTerminal } from './terminal';

// The exit code is set, not forced: what is still on its way to a pipe is written first.
void run(process.argv.slice(2), realTerminal()).then((code) => {
  process.exitCode = code;
});
