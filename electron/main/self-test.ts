import { app } from 'electron';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The switch that asks for it. */
export const SELF_TEST = 'self-test';
const TIME_LIMIT_MS = 60_000;

/**
 * A start that proves the program whole and ends: the window opens, its page loads, its script runs, and its first call
 * passes the preload and every check. Prints `self-test ok` and exits 0, or says what failed and exits 1. Touches no
 * settings of the user's.
 */
export function beginSelfTest(): { readonly pageIsReady: () => void; readonly failed: (why: string) => void } {
  app.setPath('userData', mkdtempSync(path.join(tmpdir(), 'gabion-self-test-')));
  const end = (text: string, code: number) => {
    console.log(text);
    app.exit(code);
  };
  const failed = (why: string) => end(`self-test failed: ${why}`, 1);
  setTimeout(() => failed('the page did not come up in time'), TIME_LIMIT_MS).unref();
  return { pageIsReady: () => end('self-test ok', 0), failed };
}
