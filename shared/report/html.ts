import type { Block, Inline, ReportDocument } from './blocks';
import { visibleText } from './visible-text';

/** Text in HTML and XML: content of an element or a quoted attribute. */
export function escapeHtml(value: string): string {
  return visibleText(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The light theme of the application, reduced to what a report needs; greyscale safe, since no fact is told by colour. */
const STYLE = `
:root{color-scheme:light}
body{margin:0 auto;max-width:46rem;padding:2rem 1.5rem;background:#fff;color:#1a1e1f;font:14px/1.5 Inter,system-ui,"Segoe UI",sans-serif}
h1{font-size:1.9rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:2.2rem 0 .6rem;break-after:avoid}
h3{font-size:1rem;margin:1.5rem 0 .3rem;break-after:avoid}
p,ul{margin:.4rem 0}
ul{padding-left:1.2rem}
code{font:.86em "JetBrains Mono",ui-monospace,Menlo,monospace;background:#eceeea;border-radius:3px;padding:0 .25em;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.6rem 0}
th{text-align:left;font-size:.8rem;color:#5c6567;border-bottom:1.5px solid #1a1e1f;padding:.25rem .6rem .25rem 0}
td{vertical-align:top;border-bottom:1px solid #dcdeda;padding:.35rem .6rem .35rem 0}
tr{break-inside:avoid}
dl{display:flex;flex-wrap:wrap;gap:.4rem 2.4rem;margin:1rem 0;padding:.6rem 0;border-block:1px solid #7d8584}
dd{margin:0;font-size:1.5rem;font-weight:600}
dt{color:#5c6567;font-size:.8rem}
dl div{display:flex;flex-direction:column-reverse}
figure{margin:1rem 0}
figure svg{max-width:100%;height:auto;border:1px solid #c3c8c3}
figcaption{font-size:.8rem;color:#5c6567}
@page{size:A4;margin:17mm}
@media print{body{max-width:none;padding:0;font-size:11px}}
`;

function inline(runs: readonly Inline[]): string {
  return runs
    .map((run) => {
      switch (run.kind) {
        case 'text':
          return escapeHtml(run.text);
        case 'strong':
          return `<strong>${escapeHtml(run.text)}</strong>`;
        case 'code':
          return `<code>${escapeHtml(run.text)}</code>`;
      }
    })
    .join('');
}

function block(part: Block): string {
  switch (part.kind) {
    case 'heading': {
      const tag = `h${String(part.level)}`;
      return `<${tag}>${escapeHtml(part.text)}</${tag}>`;
    }
    case 'paragraph':
      return `<p>${inline(part.text)}</p>`;
    case 'list':
      return `<ul>\n${part.items.map((item) => `<li>${inline(item)}</li>`).join('\n')}\n</ul>`;
    case 'facts':
      return `<dl>\n${part.facts.map(({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('\n')}\n</dl>`;
    case 'table': {
      const head = part.head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
      const rows = part.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`).join('\n');
      return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows}\n</tbody>\n</table>`;
    }
    case 'figure':
      return `<figure>\n${part.svg}\n<figcaption>${escapeHtml(part.caption)}</figcaption>\n</figure>`;
  }
}

/**
 * The report as one HTML file that needs nothing else: styles inside, no scripts, and a policy of its own that forbids
 * everything it does not use. Prints on A4.
 */
export function writeHtml(document: ReportDocument): string {
  return `<!doctype html>
<html lang="${escapeHtml(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(document.title)}</h1>
${document.blocks.map(block).join('\n')}
</main>
</body>
</html>
`;
}
