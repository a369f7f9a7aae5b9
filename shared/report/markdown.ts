import type { Block, Inline, ReportDocument } from './blocks';
import { visibleText } from './visible-text';

/**
 * Text in Markdown, with everything neutralised that could become markup, a link, a picture, a mention or raw HTML where
 * a forge shows it. `@` becomes an entity, since no backslash keeps a mention from notifying people.
 */
export function escapeMarkdown(value: string): string {
  return visibleText(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#|~!$]/g, (character) => `\\${character}`)
    .replaceAll('@', '&#64;')
    .replace(/\b(https?|ftp|mailto|www)(?=[:.])/gi, (scheme) => `${scheme}&#8203;`)
    .replace(/^(\s*)([-+=]|\d+[.)])/, '$1\\$2');
}

/** A code span that holds the text whatever backticks are in it (CommonMark 6.1). */
function codeSpan(value: string): string {
  const shown = visibleText(value).replaceAll('|', '\u2223'); // a table cell ends at a bar even inside a code span
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return shown.trim() === '' ? '' : `${fence}${pad}${shown}${pad}${fence}`;
}

function inline(runs: readonly Inline[]): string {
  return runs
    .map((run) => {
      switch (run.kind) {
        case 'text':
          return escapeMarkdown(run.text);
        case 'strong':
          return run.text.trim() === '' ? '' : `**${escapeMarkdown(run.text.trim())}**`;
        case 'code':
          return codeSpan(run.text);
      }
    })
    .join('');
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function block(part: Block, figure: string | undefined): string {
  switch (part.kind) {
    case 'heading':
      return `${'#'.repeat(part.level)} ${escapeMarkdown(part.text)}`;
    case 'paragraph':
      return inline(part.text);
    case 'list':
      return part.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'facts':
      return part.facts.map(({ name, value }) => `- ${escapeMarkdown(name)}: **${escapeMarkdown(value)}**`).join('\n');
    case 'table':
      return [
        row(part.head.map(escapeMarkdown)),
        row(part.head.map(() => '---')),
        ...part.rows.map((cells) => row(cells.map(inline))),
      ].join('\n');
    case 'figure': {
      const caption = escapeMarkdown(part.caption);
      return figure === undefined ? `*${caption}*` : `![${caption}](${encodeURIComponent(figure)})`;
    }
  }
}

/**
 * The report in Markdown. Ends with a line break.
 * @param figure the name of the file beside it that holds the drawing; without it the caption stands in the drawing's place
 */
export function writeMarkdown(document: ReportDocument, figure?: string): string {
  const blocks = document.blocks.map((part) => block(part, figure));
  return `${[`# ${escapeMarkdown(document.title)}`, ...blocks].join('\n\n')}\n`;
}
