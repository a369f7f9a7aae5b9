import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { displayName, displayPath, spellOut } from './display-path';

describe('names and paths that are shown', () => {
  it.each([
    ['shop.gabion.yaml', 'shop.gabion.yaml'],
    ['<img src=x onerror=alert(1)>.yaml', '<img src=x onerror=alert(1)>.yaml'], // text, never markup
    ['lmay\u202elmay.gabion', 'lmay⟨U+202E⟩lmay.gabion'],
    ['two\nlines.yaml', 'two⟨U+000A⟩lines.yaml'],
    ['zero\u200bwidth.yaml', 'zero⟨U+200B⟩width.yaml'],
    ['half\ud800.yaml', 'half⟨U+D800⟩.yaml'],
    ['grüße 📦.yaml', 'grüße 📦.yaml'],
  ])('OS-7 spell out what is not seen: %j', (text, shown) => expect(spellOut(text)).toBe(shown));

  it('are cut where nobody would read on', () => expect(spellOut('x'.repeat(10_000))).toHaveLength(4_096));

  it('write the home folder as ~, and only that', () => {
    const home = path.join(path.sep, 'home', 'ada');
    expect(displayPath(path.join(home, 'shop.yaml'), home)).toBe(`~${path.sep}shop.yaml`);
    expect(displayPath(home, home)).toBe('~');
    expect(displayPath(path.join(path.sep, 'home', 'adam', 'x'), home)).toBe(path.join(path.sep, 'home', 'adam', 'x'));
    expect(displayPath(path.join(path.sep, 'root', 'x'), path.sep)).toBe(`~${path.sep}${path.join('root', 'x')}`);
    expect(displayPath(path.join(path.sep, 'x'), '')).toBe(path.join(path.sep, 'x'));
    expect(displayName(path.join(home, 'a\u202e.yaml'))).toBe('a⟨U+202E⟩.yaml');
  });
});
