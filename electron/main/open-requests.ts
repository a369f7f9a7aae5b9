import path from 'node:path';
import { hasModelName } from './model-file';

/** More than anybody opens at once. */
const MAX_FILES = 20;
const MAX_LENGTH = 32_768;

/** How this process was started, or another one that gave way to it. */
export interface Invocation {
  /** The program's own name first, as `process.argv` has it. */
  readonly arguments: readonly string[];
  /** Where relative paths start. */
  readonly folder: string;
  /** The folder of the application's source if it runs from there: one argument then names it. */
  readonly source: string | undefined;
}

/**
 * The model files that a command line names, absolute, each once. Only files: whatever looks like a switch or an address is
 * ignored, also after `--`, so that a link or a shortcut cannot turn anything on.
 */
export function filesNamed({ arguments: given, folder, source }: Invocation): readonly string[] {
  const files = new Set<string>();
  for (const text of given.slice(1)) {
    if (files.size === MAX_FILES) break;
    if (text === '' || text.startsWith('-') || text.length > MAX_LENGTH || text.includes('\0')) continue;
    // Two letters at least before the colon: `C:\models\shop.yaml` is a path.
    if (/^[A-Za-z][A-Za-z0-9+.-]+:/.test(text)) continue;
    const file = path.resolve(folder, text);
    if (file === source || !hasModelName(file)) continue;
    files.add(file);
  }
  return [...files];
}

/** Keeps what was asked for until the page can take it. */
export interface OpenRequests {
  /** Asks for a file: now if the page is ready, else as soon as it is. */
  ask(file: string): void;
  /** The page takes requests from now on; those that wait are given to it first, in their order. */
  pageIsReady(take: (file: string) => void): void;
  /** The page is gone or loading again; requests wait. */
  pageIsGone(): void;
}

export function openRequests(): OpenRequests {
  let waiting: readonly string[] = [];
  let taker: ((file: string) => void) | undefined;
  return {
    ask(file) {
      if (taker === undefined) waiting = [...waiting.filter((other) => other !== file), file].slice(-MAX_FILES);
      else taker(file);
    },
    pageIsReady(take) {
      taker = take;
      const now = waiting;
      waiting = [];
      for (const file of now) take(file);
    },
    pageIsGone() {
      taker = undefined;
    },
  };
}
