import path from 'node:path';
import { run } from './run';
import { realTerminal } from './terminal';

// The catalog stands beside the folder of this program, in a checkout and in a package. The exit code is set, not forced: what is still on its way to a pipe is written first.
void run(process.argv.slice(2), realTerminal(path.join(__dirname, '..', 'catalog.json'))).then((code) => {
  process.exitCode = code;
});
