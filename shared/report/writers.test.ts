import fc from 'fast-check';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { type Block, code, heading, type Inline, paragraph, type ReportDocument, strong, text } from './blocks';
import { escapeHtml, writeHtml } from './html';
import { escapeMarkdown, writeMarkdown } from './markdown';
import { visibleText } from './visible-text';

/** What has broken out of other tools' reports, and what forges act on. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</td></table><iframe src="https://example.invalid">',
  '<!-- --><b>',
  ']]></style><script>',
  '[click](javascript:alert(1))',
  '![](https://example.invalid/track.png)',
  '@security-team please look',
  '</details><h1>gone',
  '| a | b |\n| --- | --- |',
  '``` \n# heading',
  '`code` ``more``',
  'a\nb\r\n- c\n# d',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;script&gt;',
  'https://example.invalid www.example.invalid',
  '\u202eevil\u202c',
  '\u0000\u0007',
  '- list',
  '1. list',
  '+ list',
  '~~gone~~ <b>x</b> $x$',
];

const inlines = (payload: string): readonly Inline[] => [text(payload), strong(payload), code(payload)];
const everywhere = (payload: string): ReportDocument => ({
  title: payload,
  language: 'en',
  blocks: [
    heading(2, payload),
    paragraph(...inlines(payload)),
    { kind: 'list', items: [inlines(payload)] },
    { kind: 'table', head: [payload], rows: [[inlines(payload)]] },
    { kind: 'facts', facts: [{ name: payload, value: payload }] },
    { kind: 'figure', svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>', caption: payload },
  ] satisfies readonly Block[],
});

const ELEMENTS = new Set([
  'html',
  'head',
  'meta',
  'title',
  'style',
  'body',
  'main',
  'h1',
  'h2',
  'p',
  'strong',
  'code',
  'ul',
  'li',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'dl',
  'div',
  'dt',
  'dd',
  'figure',
  'svg',
  'figcaption',
]);
const ATTRIBUTES = new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'scope', 'xmlns']);

describe('the report in HTML', () => {
  it.each(PAYLOADS)('REP-1 shows %j as text and nothing else', (payload) => {
    const page = new Window();
    page.document.write(writeHtml(everywhere(payload)));
    const elements = [...page.document.querySelectorAll('*')];
    expect(elements.map(({ tagName }) => tagName.toLowerCase()).filter((name) => !ELEMENTS.has(name))).toEqual([]);
    expect(elements.flatMap(({ attributes }) => [...attributes].map(({ name }) => name)).filter((name) => !ATTRIBUTES.has(name))).toEqual(
      [],
    );
    expect(page.document.querySelector('td code')?.textContent.trim()).toBe(visibleText(payload).trim());
  });
  it('REP-2 needs nothing else and runs nothing', () => {
    const html = writeHtml(everywhere('x'));
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    expect(html).not.toMatch(/<script|<link|@import|url\(|\bsrc=/i);
  });
});

describe('the report in Markdown', () => {
  it.each(PAYLOADS)('REP-3 leaves nothing in %j that a forge would act on', (payload) => {
    const escaped = escapeMarkdown(payload);
    expect(escaped).not.toMatch(/[<>@]|\n|https?:|www\./);
    expect(escaped.replace(/\\.|&#\d+;/g, '')).not.toMatch(/[`*_[\]()|#~!$]/);
  });
  it('REP-3 keeps every row of a table on one line with its number of cells', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...PAYLOADS), fc.string({ unit: 'grapheme' })), (payload) => {
        const lines = writeMarkdown({
          title: 't',
          language: 'en',
          blocks: [{ kind: 'table', head: ['a', 'b'], rows: [[inlines(payload), [text('b')]]] }],
        })
          .trimEnd()
          .split('\n');
        expect(lines).toHaveLength(5);
        expect((lines[4] ?? '').replace(/\\./g, '').split('|')).toHaveLength(4);
      }),
    );
  });
});

describe('text that people see', () => {
  it('REP-4 shows what hides or reorders as a mark', () => {
    expect(visibleText('a\u202eb\u200bc\nd')).toBe('a\u2329U+202E\u232ab\u2329U+200B\u232ac d');
  });
  it('escapes for HTML whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(escapeHtml(value)).not.toMatch(/[<>"']/);
      }),
    );
  });
});
