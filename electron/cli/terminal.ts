import type { Severity } from '../../shared/analysis/findings';

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

/** `NO_COLOR` (no-color.org) and `TERM=dumb` win over what the stream says. */
export function realTerminal(catalogFile: string): Terminal {
  const colour = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
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

const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A name or sentence from a file as it may be shown: no control or reordering characters (a title could clear the screen). */
export const harmless = (text: string): string => text.replace(STEERING, '\ufffd');
