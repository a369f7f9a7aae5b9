import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Message, message, type Problem } from '../../shared/messages/message';
import { print, printProblem } from '../../shared/messages/print';
import { harmless, type Terminal } from './terminal';

/** What the process ends with: fine; open threats at or above the limit, or an expired acceptance; bad input. */
export const EXIT = { fine: 0, threats: 1, badInput: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

type Options = NonNullable<ParseArgsConfig['options']>;
/** What was typed after the command's name: files, and options by name. */
export interface Typed {
  readonly files: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly flag: (option: string) => boolean;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  readonly usage: Message;
  readonly options: Options;
  run(typed: Typed, terminal: Terminal): Promise<ExitCode>;
}

/** Thrown by a command to end it with problems; `run` prints them and the process ends with 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  readonly problems: readonly Problem[];
  constructor(...problems: readonly Problem[]) {
    super('bad input');
    this.problems = problems;
  }
}

/** A problem that stops a command. */
export const stop = (what: Message, mend?: Message): BadInput =>
  new BadInput({ severity: 'error', message: what, ...(mend ? { mend } : {}) });

/** One of the values that an option may have, or its default. */
export function choice<const T extends string>(typed: Typed, option: string, values: readonly T[], otherwise: T): T {
  const given = typed.text(option);
  if (given === undefined) return otherwise;
  const found = values.find((value) => value === given);
  if (found === undefined) throw stop(message('cli.bad-choice', { option, given, values: values.join(', ') }), message('cli.mend-help'));
  return found;
}

/** Exactly one file, as most commands want. */
export function oneFile(typed: Typed): string {
  const [file, second] = typed.files;
  if (file === undefined || second !== undefined)
    throw stop(message('cli.one-file', { count: typed.files.length }), message('cli.mend-help'));
  return file;
}

/** An option that must be given. */
export function required(typed: Typed, option: string): string {
  const given = typed.text(option);
  if (given === undefined || given === '') throw stop(message('cli.missing-option', { option }), message('cli.mend-help'));
  return given;
}

/** Warnings and notes go to stderr, so that what is piped on stays clean. */
export function say(terminal: Terminal, problems: readonly Problem[]): void {
  for (const problem of problems) terminal.err(`${harmless(printProblem(problem))}\n`);
}

/** Reads what was typed for a command. */
export function parseTyped(command: Command, args: readonly string[]): Typed {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
    const given = new Map<string, unknown>(Object.entries(values));
    return {
      files: positionals,
      text: (option) => {
        const value = given.get(option);
        return typeof value === 'string' ? value : undefined;
      },
      flag: (option) => given.get(option) === true,
    };
  } catch (error) {
    throw stop(
      message('cli.bad-arguments', { detail: error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error) }),
      message('cli.mend-help'),
    );
  }
}

/** A command's help. */
export const helpOf = (command: Command): string => `${print(command.usage)}\n`;
