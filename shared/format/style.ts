import type { ListNode, MapNode, Source, SourceNode } from './source';

/** How a file is written, as far as new lines should follow. */
export interface TextStyle {
  readonly lineEnd: '\n' | '\r\n';
  readonly byteOrderMark: boolean;
  /** How many columns a mapping is indented under its key. */
  readonly indent: number;
  /** How many columns the dashes of a list are indented under its key. */
  readonly listIndent: number;
  readonly quote: '"' | "'";
  /** Every key is quoted, as in JSON. */
  readonly quotesKeys: boolean;
  /** Every text is quoted, as in JSON. */
  readonly quotesTexts: boolean;
  /** `{ a: 1 }` rather than `{a: 1}`. */
  readonly spacedBraces: boolean;
  /** `[ 1, 2 ]` rather than `[1, 2]`. */
  readonly spacedBrackets: boolean;
}

/** How a new file is written. */
export const OUR_STYLE: TextStyle = {
  lineEnd: '\n',
  byteOrderMark: false,
  indent: 2,
  listIndent: 2,
  quote: '"',
  quotesKeys: false,
  quotesTexts: false,
  spacedBraces: true,
  spacedBrackets: false,
};

/** Counts of what a file does, by what it could do. */
class Habits {
  readonly indents = new Map<number, number>();
  readonly listIndents = new Map<number, number>();
  readonly quotes = { double: 0, single: 0 };
  readonly keys = { quoted: 0, plain: 0 };
  readonly texts = { quoted: 0, plain: 0 };
  readonly braces = { spaced: 0, tight: 0 };
  readonly brackets = { spaced: 0, tight: 0 };

  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  visit(node: SourceNode, column: number): void {
    if (node.kind === 'scalar') {
      if (node.style === 'double' || node.style === 'single') {
        this.quotes[node.style] += 1;
        this.texts.quoted += 1;
      } else if (typeof node.value === 'string' && node.style === 'plain') this.texts.plain += 1;
      return;
    }
    if (node.flow) this.visitBrackets(node);
    const start = node.flow || node.members.length === 0 ? column : this.source.lines.column(node.start);
    if (!node.flow && column >= 0 && start >= column) count(node.kind === 'map' ? this.indents : this.listIndents, start - column);
    if (node.kind === 'map') {
      for (const { keySpan, value } of node.members) {
        const first = this.source.text[keySpan.start];
        this.keys[first === '"' ? 'quoted' : 'plain'] += 1;
        this.visit(value, start);
      }
    } else for (const { value } of node.members) this.visit(value, -1);
  }

  private visitBrackets({ kind, start, members }: MapNode | ListNode): void {
    if (members.length === 0) return;
    const kinds = kind === 'map' ? this.braces : this.brackets;
    kinds[/\s/.test(this.source.text[start + 1] ?? '') ? 'spaced' : 'tight'] += 1;
  }
}

function count(counts: Map<number, number>, what: number): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

/** What was counted most often; undefined if nothing was. */
function usual(counts: ReadonlyMap<number, number>): number | undefined {
  let best: readonly [number, number] | undefined;
  for (const entry of counts) if (best === undefined || entry[1] > best[1]) best = entry;
  return best?.[0];
}

/** The way a file is written, judged by what it does most often. */
export function styleOf(source: Source, byteOrderMark: boolean): TextStyle {
  const habits = new Habits(source);
  habits.visit(source.root, -1);
  const { text } = source;
  const ends = text.split('\n').length - 1;
  const carriageReturns = text.split('\r\n').length - 1;
  const indent = Math.max(1, usual(habits.indents) ?? OUR_STYLE.indent);
  const listIndent = usual(habits.listIndents);
  return {
    lineEnd: carriageReturns * 2 > ends ? '\r\n' : '\n',
    byteOrderMark,
    indent,
    listIndent: listIndent ?? indent,
    quote: habits.quotes.single > habits.quotes.double ? "'" : '"',
    quotesKeys: habits.keys.quoted > 0 && habits.keys.plain === 0,
    quotesTexts: habits.texts.quoted > 0 && habits.texts.plain === 0 && habits.keys.plain === 0,
    spacedBraces: habits.braces.spaced >= habits.braces.tight,
    spacedBrackets: habits.brackets.spaced > habits.brackets.tight,
  };
}
