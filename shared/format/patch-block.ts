import { alignedColumn, isBlank, isSpaced, linesOf } from './block-lines';
import { LINE_WIDTH, type Printed, type Printer } from './printer';
import { type Printable, printableOf } from './printable';
import { keyText } from './scalar-text';
import type { Item, ListNode, MapNode, Pair, Source } from './source';
import type { Splice } from './splice';
import type { Step } from './steps';

type Put = Extract<Step, { kind: 'put' }>;

/** What the members of a collection have in common, for new ones to follow. */
interface Habits {
  /** Blank lines stand between them. */
  readonly spaced: boolean;
  /** The column in which their values are lined up. */
  readonly aligned: number | undefined;
  /** They are written as blocks though they would fit on a line. */
  readonly blocks: boolean;
}

/** Splices of mappings and lists that have a line for each member. */
export class BlockPatcher {
  private readonly source: Source;
  private readonly printer: Printer;
  /** Looked up once for each collection, however many members come. */
  private readonly habits = new Map<MapNode | ListNode, Habits>();

  constructor(source: Source, printer: Printer) {
    this.source = source;
    this.printer = printer;
  }

  /** The splices that make a block collection follow the steps; `inner` gives those inside a kept member's value. */
  patch(node: MapNode | ListNode, steps: readonly Step[], inner: (index: number) => readonly Splice[]): readonly Splice[] {
    const splices: Splice[] = [];
    let puts: Put[] = [];
    let behind: number | undefined;
    const flush = () => {
      if (puts.length > 0) splices.push(this.insertion(node, puts, behind));
      puts = [];
    };
    steps.forEach((step, at) => {
      if (step.kind === 'put') {
        puts.push(step);
        return;
      }
      flush();
      behind = step.index;
      const member = node.members[step.index];
      if (member === undefined) return;
      if (step.kind === 'drop') splices.push(this.removal(node, step.index, steps[at + 1]?.kind !== 'put'));
      else {
        if (step.rename !== undefined && isPair(member)) splices.push(...this.renaming(member, step.rename));
        splices.push(...inner(step.index));
      }
    });
    flush();
    return splices;
  }

  /** Puts a printed value in the place of a member's old one. */
  replaceValue(member: Pair, { inline, lines }: Printed): readonly Splice[] {
    const { value, colon } = member;
    const { lines: places, text } = this.source;
    const { lineEnd } = this.printer.style;
    const below = lines.map((line) => lineEnd + line).join('');
    if (colon === undefined) return [{ start: member.end, end: member.end, text: `:${inline === '' ? '' : ` ${inline}`}${below}` }];
    const behindColon = inline === '' ? '' : ` ${inline}`;
    const onKeyLine: Splice = { start: colon + 1, end: colon + 1, text: behindColon };
    const keyEnd = places.end(places.lineOf(colon));
    const sharesLine = places.lineOf(colon) === places.lineOf(value.start);
    const belowAt = (from: number, to: number): Splice => ({ start: from, end: to, text: below });
    if (value.kind === 'scalar') {
      if (value.style === 'absent') return [onKeyLine, belowAt(keyEnd, keyEnd)];
      if (value.header) {
        const header: Splice = inline === '' ? { start: colon + 1, end: value.header.end, text: '' } : { ...value.header, text: inline };
        const headerEnd = places.end(places.lineOf(value.header.start));
        return [header, belowAt(headerEnd, Math.max(headerEnd, places.end(places.lineOf(value.end))))];
      }
    } else if (!value.flow) {
      const { bottom } = linesOf(this.source, { kind: 'map', flow: false, members: [member], start: member.start, end: member.end }, 0);
      // Only behind `? key` does a block begin on the line of the colon.
      if (sharesLine) return [{ start: colon + 1, end: places.end(bottom), text: behindColon + below }];
      return [onKeyLine, belowAt(keyEnd, places.end(bottom))];
    }
    if (sharesLine) {
      const lineEndOffset = places.end(places.lineOf(value.end));
      return [{ start: inline === '' ? colon + 1 : value.start, end: value.end, text: inline }, belowAt(lineEndOffset, lineEndOffset)];
    }
    if (lines.length === 0) return [{ start: value.start, end: value.end, text: inline }];
    // The value stands on a line of its own, and what comes needs more lines: a comment beside it becomes a line.
    const last = places.end(places.lineOf(value.end));
    const comment = text.slice(value.end, last).trim();
    const kept = comment === '' ? '' : `${lineEnd}${' '.repeat(places.column(value.start))}${comment}`;
    return [onKeyLine, { start: places.end(places.lineOf(value.start) - 1), end: last, text: kept + below }];
  }

  /** Puts a printed item in the place of an old one, with the comments inside it. */
  replaceItem(node: ListNode, index: number, value: Printable): readonly Splice[] {
    const member = node.members[index];
    if (member === undefined) return [];
    const { lines } = this.source;
    const column = lines.column(member.start);
    const printed = this.printer.item({ value, above: [] }, column).join(this.printer.style.lineEnd);
    return [{ start: member.start, end: lines.end(linesOf(this.source, node, index).bottom), text: printed.slice(column) }];
  }

  /** Empties a collection that keeps its key: `key: {}`, or `[]`, with the members gone and other comments left in place. */
  emptied(member: Pair, node: MapNode | ListNode): readonly Splice[] {
    const empty = node.kind === 'map' ? ' {}' : ' []';
    const at = (member.colon ?? member.end - 1) + 1;
    return [{ start: at, end: at, text: empty }, ...node.members.map((_, index) => this.removal(node, index, false))];
  }

  /** Takes out a member's lines; of two blank lines that would meet, one goes too, and so does one that would come first. */
  private removal(node: MapNode | ListNode, index: number, joinBlanks: boolean): Splice {
    const { lines } = this.source;
    const { top, bottom } = linesOf(this.source, node, index);
    const meetsBlank = isBlank(this.source, top - 1) || (index === 0 && node.members.length > 1);
    const last = joinBlanks && meetsBlank && isBlank(this.source, bottom + 1) ? bottom + 1 : bottom;
    return { start: lines.start(top), end: lines.start(last + 1), text: '' };
  }

  /** Puts new members behind an old one, or before the first. */
  private insertion(node: MapNode | ListNode, puts: readonly Put[], behind: number | undefined): Splice {
    const { lines } = this.source;
    const { lineEnd } = this.printer.style;
    const column = lines.column(node.start);
    const { spaced } = this.habitsOf(node);
    const printed = puts.map((put) => this.linesFor(node, put, column).join(lineEnd)).join(spaced ? lineEnd + lineEnd : lineEnd);
    if (behind === undefined) {
      const start = lines.start(linesOf(this.source, node, 0).top);
      return { start, end: start, text: printed + lineEnd + (spaced ? lineEnd : '') };
    }
    const { bottom } = linesOf(this.source, node, behind);
    const start = lines.start(bottom + 1);
    return { start, end: start, text: (spaced ? lineEnd : '') + printed + lineEnd };
  }

  private linesFor(node: MapNode | ListNode, { key, value, shape }: Put, column: number): readonly string[] {
    const { aligned, blocks } = this.habitsOf(node);
    const canonical = printableOf(value, shape);
    const printable = blocks && canonical.kind === 'map' ? { ...canonical, block: true } : canonical;
    if (node.kind === 'list') return this.printer.item({ value: printable, above: [] }, column);
    const [first = '', ...rest] = this.printer.member({ key, value: printable, above: [] }, column);
    const end = column + keyText(key, this.printer.style).length + 1;
    const isAlone = first.length <= end;
    return [
      aligned === undefined || isAlone || end >= aligned ? first : first.slice(0, end) + ' '.repeat(aligned - end) + first.slice(end + 1),
      ...rest,
    ];
  }

  private habitsOf(node: MapNode | ListNode): Habits {
    const known = this.habits.get(node);
    if (known !== undefined) return known;
    const isMap = node.kind === 'map';
    const habits: Habits = {
      spaced: isSpaced(this.source, node),
      aligned: isMap ? alignedColumn(this.source, node) : undefined,
      blocks: isMap && usesBlocks(node),
    };
    this.habits.set(node, habits);
    return habits;
  }

  /** A key's new name; where values are lined up, they stay so as far as the name leaves room. */
  private renaming(member: Pair, name: string): readonly Splice[] {
    const text = keyText(name, this.printer.style);
    const { keySpan, colon, value } = member;
    const rename: Splice = { ...keySpan, text };
    if (colon === undefined) return [rename];
    const gap = /^ {2,}(?=\S)/.exec(this.source.text.slice(colon + 1, value.start + 1))?.[0].length;
    if (gap === undefined) return [rename];
    const grown = text.length - (keySpan.end - keySpan.start);
    return [rename, { start: colon + 1, end: colon + 1 + gap, text: ' '.repeat(Math.max(1, gap - grown)) }];
  }
}

/** True if all entries are blocks, and some of them need not be. */
function usesBlocks({ members }: MapNode): boolean {
  const entries = members.flatMap(({ value }) => (value.kind === 'map' && value.members.length > 0 ? [value] : []));
  const isShort = ({ members: fields, start, end }: MapNode) =>
    end - start <= LINE_WIDTH / 2 && fields.every(({ value }) => (value.kind === 'scalar' ? value.header === undefined : value.flow));
  return entries.some(isShort) && entries.every(({ flow }) => !flow);
}

/** True if a member is one of a mapping. */
export function isPair(member: Pair | Item): member is Pair {
  return 'keySpan' in member;
}
