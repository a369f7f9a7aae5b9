import path from 'node:path';
import { message } from '../../shared/messages/message';
import { print } from '../../shared/messages/print';
import { EXIT } from './command';
import { run } from './run';
import { realTerminal } from './terminal';

// The catalog stands beside the folder of this program, in a checkout and in a package. The exit code is set, not forced:
// what is still on its way to a pipe is written first.
let outputLost = false;
const terminal = realTerminal(path.join(__dirname, '..', 'catalog.json'), (error) => {
  outputLost = true;
  process.exitCode = EXIT.badInput;
  terminal.err(`${print(message('cli.output-lost', { detail: error.message }))}\n`);
});
void run(process.argv.slice(2), terminal).then((code) => {
  if (!outputLost) process.exitCode = code;
});
