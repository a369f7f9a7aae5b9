/**
 * Keys as commands name them: parts joined by `+`, `Mod` for Ctrl or ⌘, the key last (`Mod+Shift+Z`, `F6`, `C`, `Mod+=`).
 * A letter is matched by the key that types it, and by its place on a US keyboard where the layout is not Latin.
 */
interface Keys {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Control besides Mod, which only differ on a Mac. */
  readonly control: boolean;
  readonly key: string;
}

/** The part of a keyboard event that shortcuts look at. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether this keyboard has ⌘. */
export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

function parse(keys: string): Keys {
  const parts = keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+');
  const modifiers = new Set(parts.slice(0, -1));
  return {
    mod: modifiers.has('Mod'),
    alt: modifiers.has('Alt'),
    shift: modifiers.has('Shift'),
    control: modifiers.has('Ctrl'),
    key: parts.at(-1) ?? '',
  };
}

const named = new Map([
  ['Up', 'ArrowUp'],
  ['Down', 'ArrowDown'],
  ['Left', 'ArrowLeft'],
  ['Right', 'ArrowRight'],
  ['Space', ' '],
  ['Plus', '+'],
  ['Escape', 'Escape'],
]);

/** True if pressing these keys is what `keys` names. */
export function matches(keys: string, press: KeyPress, mac = isMac): boolean {
  const wanted = parse(keys);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const control = mac ? press.ctrlKey : false;
  if (wanted.mod !== mod || wanted.alt !== press.altKey || wanted.control !== control) return false;
  const key = named.get(wanted.key) ?? wanted.key;
  const isLetter = /^[A-Z]$/.test(key);
  // With a sign, Shift is what types it on one keyboard and not on the next: `=` also counts as `+`.
  const isSign = key.length === 1 && !isLetter && key !== ' ';
  if (!isSign && wanted.shift !== press.shiftKey) return false;
  if (key === '+' || key === '=') return press.key === '+' || press.key === '=';
  if (isSign && wanted.shift && press.shiftKey && /^\d$/.test(key)) return press.code === `Digit${key}`;
  if (isSign) return press.key === key && (wanted.shift || !press.shiftKey || !/^\d$/.test(key));
  if (isLetter) return press.key.toUpperCase() === key || (!/^[a-z]$/i.test(press.key) && press.code === `Key${key}`);
  return press.key === key;
}

/** True if the keys work without Ctrl, ⌘ or Alt: then they act only where no text is typed. */
export function isSingleKey(keys: string): boolean {
  const { mod, alt, control, key } = parse(keys);
  return !mod && !alt && !control && !/^F\d+$/.test(key);
}

const macSigns = { mod: '⌘', control: '⌃', alt: '⌥', shift: '⇧' };
const arrows = new Map([
  ['Up', '↑'],
  ['Down', '↓'],
  ['Left', '←'],
  ['Right', '→'],
  ['Escape', 'Esc'],
  ['Delete', 'Del'],
  ['-', '−'],
]);

/** The keys as this keyboard writes them: "Ctrl Shift Z" or "⇧⌘Z". */
export function keysForReading(keys: string, mac = isMac): string {
  const { mod, alt, shift, control, key } = parse(keys);
  const shown = arrows.get(key) ?? key;
  if (mac)
    return `${control ? macSigns.control : ''}${alt ? macSigns.alt : ''}${shift ? macSigns.shift : ''}${mod ? macSigns.mod : ''}${shown}`;
  return [mod || control ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', shown].filter(Boolean).join(' ');
}
