import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Characters that are not seen, or that turn the text around them: controls, zero-width ones, line separators, and the
 * marks of text direction. A file may be called with them to pass for another.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
/** Longer than any real path; keeps a made-up one from filling the screen. */
const MAX_LENGTH = 4_096;

/** `text` with every unseen character spelled out: `a⟨U+202E⟩b`. */
export function spellOut(text: string): string {
  return text
    .replace(UNSEEN, (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
    .slice(0, MAX_LENGTH);
}

/** The file's name, fit to be shown. */
export const displayName = (file: string): string => spellOut(path.basename(file));

/** The whole path, fit to be shown, with the home folder as `~`. */
export function displayPath(file: string, home: string = homedir()): string {
  const inHome = home !== '' && (file === home || file.startsWith(home.endsWith(path.sep) ? home : home + path.sep));
  return spellOut(inHome ? `~${file.slice(home.endsWith(path.sep) ? home.length - 1 : home.length)}` : file);
}
