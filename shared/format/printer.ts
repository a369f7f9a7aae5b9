import type { Printable, PrintableItem, PrintableList, PrintableMap, PrintableMember } from './printable';
import { keyText, type Literal, literalOf, scalarText } from './scalar-text';
import type { TextStyle } from './style';

/** An entry on one line breaks into a block when the line would be longer than this. */
export const LINE_WIDTH = 140;

/** A printed value: what stands on the line of its key, and the lines below, indented and without line ends. */
export interface Printed {
  readonly inline: string;
  readonly lines: readonly string[];
}

const pad = (column: number) => ' '.repeat(column);
const behind = (comment: string | undefined) => (comment === undefined ? '' : ` ${comment}`);
const commentLines = (comments: readonly string[], column: number) =>
  comments.map((comment) => (comment === '' ? '' : pad(column) + comment));

/** Prints values in one file's style. Canonical text is what it prints in our own style. */
export class Printer {
  readonly style: TextStyle;

  constructor(style: TextStyle) {
    this.style = style;
  }

  /** A value on one line whatever it takes, as it must be inside braces. */
  flow(node: Printable): string {
    switch (node.kind) {
      case 'raw':
        return node.text;
      case 'scalar':
        return scalarText(node.value, this.style);
      case 'map': {
        const space = this.style.spacedBraces ? ' ' : '';
        return node.members.length === 0 ? '{}' : `{${space}${node.members.map((member) => this.flowMember(member)).join(', ')}${space}}`;
      }
      case 'list': {
        const space = this.style.spacedBrackets ? ' ' : '';
        return node.items.length === 0 ? '[]' : `[${space}${node.items.map(({ value }) => this.flow(value)).join(', ')}${space}]`;
      }
    }
  }

  flowMember({ key, value }: Pick<PrintableMember, 'key' | 'value'>): string {
    return `${keyText(key, this.style)}: ${this.flow(value)}`;
  }

  /**
   * A value behind a key that stands in `column`, where lines may follow.
   * @param used how many columns of the key's line are taken
   */
  block(node: Printable, column: number, used: number): Printed {
    switch (node.kind) {
      case 'raw':
        return { inline: node.text, lines: [] };
      case 'scalar': {
        const literal = this.literal(node);
        if (literal === undefined) return { inline: scalarText(node.value, this.style), lines: [] };
        return { inline: literal.header, lines: literal.lines.map((line) => (line === '' ? '' : pad(column + this.style.indent) + line)) };
      }
      case 'map':
        return this.blockMap(node, column, used);
      case 'list':
        return this.blockList(node, column, used);
    }
  }

  /** The lines of a member whose key stands in `column`: its comments, its key and its value. */
  member({ key, value, above, beside }: PrintableMember, column: number): readonly string[] {
    const start = `${pad(column)}${keyText(key, this.style)}:`;
    const { inline, lines } = this.block(value, column, start.length + 1);
    return [...commentLines(above, column), `${start}${inline === '' ? '' : ` ${inline}`}${behind(beside)}`, ...lines];
  }

  /** The lines of an item whose dash stands in `column`. */
  item({ value, above, beside }: PrintableItem, column: number): readonly string[] {
    const dash = `${pad(column)}-`;
    const inside = column + 2;
    const comments = commentLines(above, column);
    const short = this.oneLine(value, LINE_WIDTH - inside);
    if (short !== undefined) return [...comments, `${dash} ${short}${behind(beside)}`];
    // A mapping begins on the line of its dash, two columns further.
    const { inline, lines } = this.block(value, inside - this.style.indent, LINE_WIDTH);
    const [first, ...rest] = lines;
    if (inline !== '' || first === undefined || beside !== undefined || !first.startsWith(pad(inside)))
      return [...comments, `${dash}${inline === '' ? '' : ` ${inline}`}${behind(beside)}`, ...lines];
    return [...comments, `${dash} ${first.slice(inside)}`, ...rest];
  }

  /** The members of a mapping in `column`, with the comments that belong to none of them. */
  members({ head, members, tail }: PrintableMap, column: number): readonly string[] {
    return [...commentLines(head, column), ...members.flatMap((member) => this.member(member, column)), ...commentLines(tail, column)];
  }

  private blockMap(node: PrintableMap, column: number, used: number): Printed {
    const inside = column + this.style.indent;
    if (node.members.length === 0) return { inline: '{}', lines: commentLines([...node.head, ...node.tail], inside) };
    const short = node.block ? undefined : this.oneLine(node, LINE_WIDTH - used);
    return short === undefined ? { inline: '', lines: this.members(node, inside) } : { inline: short, lines: [] };
  }

  private blockList(node: PrintableList, column: number, used: number): Printed {
    const inside = column + this.style.listIndent;
    if (node.items.length === 0) return { inline: '[]', lines: commentLines(node.tail, inside) };
    const short = this.oneLine(node, LINE_WIDTH - used);
    if (short !== undefined) return { inline: short, lines: [] };
    return { inline: '', lines: [...node.items.flatMap((item) => this.item(item, inside)), ...commentLines(node.tail, inside)] };
  }

  private literal(node: Printable): Literal | undefined {
    return node.kind === 'scalar' && typeof node.value === 'string' && !this.style.quotesTexts ? literalOf(node.value) : undefined;
  }

  /** A value on one line, if it fits and nothing in it asks for more lines: a comment, a literal, a block of properties. */
  private oneLine(node: Printable, width: number): string | undefined {
    if (this.asksForLines(node)) return undefined;
    const text = this.flow(node);
    return text.length <= width ? text : undefined;
  }

  /** True if a value must have lines of its own: for a comment, a text of several lines, a block of properties. */
  asksForLines(node: Printable): boolean {
    switch (node.kind) {
      case 'raw':
        return false;
      case 'scalar':
        return this.literal(node) !== undefined;
      case 'map':
        if (node.head.length + node.tail.length > 0 || (node.block && node.members.length > 0)) return true;
        return node.members.some((member) => this.hasComment(member) || this.asksForLines(member.value));
      case 'list':
        return node.tail.length > 0 || node.items.some((item) => this.hasComment(item) || this.asksForLines(item.value));
    }
  }

  private hasComment({ above, beside }: PrintableItem): boolean {
    return above.length > 0 || beside !== undefined;
  }
}
