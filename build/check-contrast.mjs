// Recomputes the contrast of every pair of colours that the look puts together, in each theme, from tokens.css alone
// (WCAG 2.2: text 4.5 to 1, lines and shapes 3 to 1), and fails on a miss.
import { existsSync, readFileSync } from 'node:fs';
import { inProject } from './project.mjs';

const file = 'renderer/src/look/tokens.css';
const text = 4.5;
const shape = 3;

/** Ink, least ratio, and the grounds that it stands on. @type {readonly (readonly [string, number, readonly string[]])[]} */
const pairs = [
  ['ink-1', text, ['bg-raised', 'bg-canvas', 'bg-panel', 'bg-frame', 'bg-hover', 'bg-active', 'accent-soft']],
  ['ink-2', text, ['bg-raised', 'bg-panel', 'bg-canvas', 'bg-frame', 'bg-active', 'accent-soft']],
  ['ink-3', text, ['bg-raised', 'bg-panel', 'bg-canvas', 'bg-frame', 'bg-active', 'accent-soft']],
  ['line-3', shape, ['bg-raised', 'bg-panel', 'zone-1']],
  ['zone-line', shape, ['zone-0', 'zone-1', 'zone-2']],
  ['accent', text, ['bg-raised', 'bg-panel', 'accent-soft']],
  ['focus', shape, ['bg-panel', 'bg-canvas', 'bg-raised']],
  ...['sev-critical', 'sev-high', 'sev-medium', 'sev-low', 'question', 'ok'].map(
    (hue) => /** @type {const} */ ([hue, text, ['bg-panel', 'bg-raised', `${hue}-soft`, 'accent-soft']]),
  ),
  ['ink-1', text, ['sev-critical-soft', 'sev-high-soft', 'sev-medium-soft', 'sev-low-soft', 'question-soft', 'ok-soft']],
  ['code-key', text, ['bg-code', 'code-mark']],
  ['code-string', text, ['bg-code', 'code-mark']],
  ['code-comment', text, ['bg-code', 'code-mark']],
  ['on-accent', text, ['accent']],
  ['on-sev', text, ['sev-critical', 'sev-high', 'sev-medium', 'sev-low', 'question', 'ok']],
];

/** Relative luminance of #rrggbb, WCAG 2.2. @param {string} colour */
function luminance(colour) {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** The tokens of each theme: the root's, overlaid with the theme's own. @param {string} css @returns {ReadonlyMap<string, ReadonlyMap<string, string>>} */
function themesOf(css) {
  const bare = css.replaceAll(/\/\*.*?\*\//gs, '');
  /** @type {Map<string, Map<string, string>>} */
  const themes = new Map();
  // The first :root block holds the light theme; a later one, within a media query, holds no colours.
  for (const [, selector = '', block = ''] of bare.matchAll(/(:root|\[data-theme=["']?[\w-]+["']?\])[^{]*\{([^{}]*)\}/g)) {
    const name = /data-theme=["']?([\w-]+)/.exec(selector)?.[1] ?? 'light';
    const tokens = themes.get(name) ?? new Map(name === 'light' ? [] : themes.get('light'));
    for (const [, token = '', value = ''] of block.matchAll(/--([\w-]+):\s*([^;]+);/g)) tokens.set(token, value.trim());
    themes.set(name, tokens);
  }
  return themes;
}

/** @type {string[]} */
const problems = [];
if (existsSync(inProject(file))) {
  const themes = themesOf(readFileSync(inProject(file), 'utf8'));
  for (const theme of ['light', 'dark', 'contrast']) if (!themes.has(theme)) problems.push(`${file}: there is no theme ${theme}`);
  for (const [theme, tokens] of themes) {
    for (const [ink, least, grounds] of pairs) {
      for (const ground of grounds) {
        const [a, b] = [tokens.get(ink), tokens.get(ground)];
        if (!/^#[0-9a-f]{6}$/i.test(a ?? '') || !/^#[0-9a-f]{6}$/i.test(b ?? '')) {
          problems.push(`${file}, ${theme}: --${ink} on --${ground}: both must be written as #rrggbb`);
          continue;
        }
        const ratio = contrast(a ?? '', b ?? '');
        if (ratio < least) problems.push(`${file}, ${theme}: --${ink} on --${ground} is ${ratio.toFixed(2)} to 1; it needs ${least}`);
      }
    }
  }
}

for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
