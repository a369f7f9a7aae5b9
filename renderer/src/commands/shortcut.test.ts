import { describe, expect, it } from 'vitest';
import { isSingleKey, keysForReading, type KeyPress, matches } from './shortcut';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('shortcuts', () => {
  it.each([
    ['Mod+Z', press('z', { ctrlKey: true }), true],
    ['Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false],
    ['Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), true],
    ['Mod+Z', press('z', { metaKey: true }), false],
    ['C', press('c'), true],
    ['C', press('c', { ctrlKey: true }), false],
    ['F6', press('F6'), true],
    ['Shift+F6', press('F6', { shiftKey: true }), true],
    ['F6', press('F6', { shiftKey: true }), false],
    ['Left', press('ArrowLeft'), true],
    ['Shift+Left', press('ArrowLeft', { shiftKey: true }), true],
    ['Mod+=', press('+', { ctrlKey: true, shiftKey: true }), true],
    ['Mod+=', press('=', { ctrlKey: true }), true],
    ['Mod+-', press('-', { ctrlKey: true }), true],
    ['?', press('?', { shiftKey: true }), true],
    ['Mod+1', press('1', { ctrlKey: true }), true],
    ['Shift+1', press('!', { shiftKey: true, code: 'Digit1' }), true],
    ['Mod+,', press(',', { ctrlKey: true }), true],
    ['Delete', press('Delete'), true],
  ])('%s is meant by %o: %s', (keys, pressed, expected) => {
    expect(matches(keys, pressed, false)).toBe(expected);
  });

  it('finds letters by their place where the keyboard types other ones', () => {
    expect(matches('Mod+Z', press('я', { ctrlKey: true, code: 'KeyZ' }), false)).toBe(true);
    // On a German keyboard the key in the place of Z types Y, and what it types counts.
    expect(matches('Mod+Z', press('y', { ctrlKey: true, code: 'KeyZ' }), false)).toBe(false);
  });

  it('takes ⌘ for Mod on a Mac', () => {
    expect(matches('Mod+K', press('k', { metaKey: true }), true)).toBe(true);
    expect(matches('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false);
  });

  it('are written as the keyboard has them', () => {
    expect(keysForReading('Mod+Shift+Z', false)).toBe('Ctrl Shift Z');
    expect(keysForReading('Mod+Shift+Z', true)).toBe('⇧⌘Z');
    expect(keysForReading('Alt+Left', false)).toBe('Alt ←');
  });

  it('knows which act without Ctrl and Alt', () => {
    expect(['C', 'Delete', '?', 'Shift+1'].map((keys) => isSingleKey(keys))).toEqual([true, true, true, true]);
    expect(['Mod+C', 'Alt+1', 'F8'].map((keys) => isSingleKey(keys))).toEqual([false, false, false]);
  });
});
