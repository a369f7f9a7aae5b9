import { nearestWord } from '../../shared/format/nearest-word';
import { message } from '../../shared/messages/message';
import { print, printProblem } from '../../shared/messages/print';
import { BadInput, type Command, EXIT, type ExitCode, helpOf, parseTyped, stop } from './command';
import { check } from './commands/check';
import { fmt } from './commands/fmt';
import { importFiles } from './commands/import';
import { policies } from './commands/policies';
import { report } from './commands/report';
import { tree } from './commands/tree';
import { harmless, type Terminal } from './terminal';
import { VERSION } from './version';

const COMMANDS: readonly Command[] = [importFiles, check, report, policies, tree, fmt];

async function dispatch(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  const [about] = rest.filter((each) => !each.startsWith('-'));
  if (name === 'help' && about !== undefined) return dispatch([about, '--help'], terminal);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? terminal.err : terminal.out)(`${print(message('cli.usage'))}\n`);
    return name === undefined ? EXIT.badInput : EXIT.fine;
  }
  if (args.includes('--version') || args.includes('-V')) {
    terminal.out(`gabion ${VERSION}\n`);
    return EXIT.fine;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) {
    const near = nearestWord(
      name,
      COMMANDS.map((each) => each.name),
    );
    throw stop(
      message('cli.unknown-command', { command: name }),
      near === undefined ? message('cli.mend-help') : message('cli.did-you-mean', { word: near }),
    );
  }
  const typed = parseTyped(command, rest);
  if (!typed.flag('help')) return command.run(typed, terminal);
  terminal.out(helpOf(command));
  return EXIT.fine;
}

/** Runs one command line and says what the process ends with. Never throws. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    const text =
      error instanceof BadInput
        ? error.problems.map(printProblem)
        : [print(message('cli.failed', { detail: error instanceof Error ? error.message : String(error) }))];
    for (const line of text) terminal.err(`${harmless(line)}\n`);
    return EXIT.badInput;
  }
}
