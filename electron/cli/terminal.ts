import type { Severity } from '../../shared/analysis/findings';
import { errorCode } from '../node/file-system';

/** What the command line needs of the world: where text goes, what day it is, where the catalog lies. Tests bring their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `out` is a terminal that shows colours; a file or a pipe never gets any. */
  readonly colour: boolean;
  /** The day that decisions' `until` is compared with, `2026-11-20`. */
  readonly today: string;
  /** The compiled catalog. */
  readonly catalogFile: string;
}

/**
 * A stream that is written to as long as somebody reads it. A reader that has seen enough (`| head`) is no failure: the command
 * goes on in silence, and its exit code is what it would have been. Any other failure, such as a full disk, is told to `failed`.
 */
export function writerTo(stream: NodeJS.WritableStream, failed: (error: Error) => void): (text: string) => void {
  let open = true;
  stream.on('error', (error: Error) => {
    if (open && errorCode(error) !== 'EPIPE') failed(error);
    open = false;
  });
  return (text) => {
    if (open) stream.write(text);
  };
}

/**
 * The terminal of this process. `NO_COLOR` (no-color.org) and `TERM=dumb` win over what the stream says.
 * @param outputLost called once if the output could not be written
 */
export function realTerminal(catalogFile: string, outputLost: (error: Error) => void): Terminal {
  const colour = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
  return {
    out: writerTo(process.stdout, outputLost),
    err: writerTo(process.stderr, () => undefined),
    colour,
    today: new Date().toISOString().slice(0, 10),
    catalogFile,
  };
}

const STYLES = { bold: '1', dim: '2', critical: '31;1', high: '33;1', medium: '33', low: '36', question: '35' } as const satisfies Record<
  Severity | 'bold' | 'dim' | 'question',
  string
>;

/** Text in a style, where the terminal shows any. Characters that would steer the terminal are taken out of it. */
export function styled(terminal: Terminal, style: keyof typeof STYLES, text: string): string {
  return terminal.colour ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
}

const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A name or sentence from a file as it may be shown: on one line, without control or reordering characters. A title could
 * clear the screen, or begin a line that a pipeline takes for a command (`::add-mask::`).
 */
export const harmless = (text: string): string => text.replace(STEERING, '\ufffd');
