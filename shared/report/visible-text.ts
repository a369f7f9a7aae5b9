/** Characters that turn the reading order or hide: bidirectional controls and zero-width characters (Trojan Source, CVE-2021-42574). */
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060\ufeff]/gu;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu;

/** Text as a person should see it: on one line, with what hides or reorders shown as a mark instead of doing so. */
export function visibleText(value: string): string {
  return value
    .replace(CONTROL, ' ')
    .replace(HIDDEN, (character) => `\u2329U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}\u232a`);
}
