import { en } from './en';
import type { Message, Problem } from './message';

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null && 'id' in value;

/** The sentence that a message stands for, in English. Parameters that are messages are printed first. */
export function print(message: Message): string {
  const entry: string | ((given: never) => string) = en[message.id];
  if (typeof entry === 'string') return entry;
  const given = Object.fromEntries(
    Object.entries(message.params ?? {}).map(([name, value]) => [name, isMessage(value) ? print(value) : value]),
  );
  return entry(given as never); // the constructor `message` checked the parameters against this very entry
}

/**
 * A problem as one block of text: `file:line:column: what. What to do.` Parts that are not known are left out.
 */
export function printProblem(problem: Problem): string {
  const { file, line, column, path } = problem.where ?? {};
  const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  const inside = path === undefined ? '' : ` (${path})`;
  return `${place === '' ? '' : `${place}: `}${print(problem.message)}${inside}${problem.mend ? ` ${print(problem.mend)}` : ''}`;
}
