import type { Item, ListNode, MapNode, Pair, Source } from './source';

/** The lines that belong to a member of a block mapping or list, counted from 0, both included. */
export interface LineSpan {
  readonly top: number;
  readonly bottom: number;
}

const COMMENT = /^[ \t]*#/;
const BLANK = /^[ \t]*$/;

const indentOf = (line: string) => line.length - line.trimStart().length;

export function isBlank(source: Source, line: number): boolean {
  return line >= 0 && line < source.lines.count && BLANK.test(source.lines.content(line));
}

/** True if nothing but indentation stands before a member, as everywhere but behind the dash of a list. */
export function startsItsLine(source: Source, member: Pair | Item): boolean {
  const { lines } = source;
  return BLANK.test(source.text.slice(lines.start(lines.lineOf(member.start)), member.start));
}

/** The first line of a member: comments directly above it in its own column are its own. */
function topOf(source: Source, member: Pair | Item, floor: number): number {
  const { lines } = source;
  let top = lines.lineOf(member.start);
  const column = member.start - lines.start(top);
  for (let line = top - 1; line > floor; line -= 1) {
    const content = lines.content(line);
    if (!COMMENT.test(content) || indentOf(content) !== column) break;
    top = line;
  }
  return top;
}

/** The last line of a member: comments that follow and are indented further than its first column are its own. */
function bottomOf(source: Source, member: Pair | Item): number {
  const { lines } = source;
  const column = lines.column(member.start);
  let bottom = lines.lineOf(member.end);
  for (let line = bottom + 1; line < lines.count; line += 1) {
    const content = lines.content(line);
    if (BLANK.test(content)) continue;
    if (!COMMENT.test(content) || indentOf(content) <= column) break;
    bottom = line;
  }
  return bottom;
}

/** The lines of one member of a block collection, with the comments that go where it goes. */
export function linesOf(source: Source, node: MapNode | ListNode, index: number): LineSpan {
  const member = node.members[index];
  if (member === undefined) return { top: 0, bottom: 0 };
  const previous = node.members[index - 1];
  return { top: topOf(source, member, previous ? source.lines.lineOf(previous.end) : -1), bottom: bottomOf(source, member) };
}

/** True if the file puts blank lines between most members here. */
export function isSpaced(source: Source, node: MapNode | ListNode): boolean {
  const gaps = node.members.length - 1;
  if (gaps < 1) return false;
  let blank = 0;
  for (let index = 1; index <= gaps; index += 1) if (isBlank(source, linesOf(source, node, index).top - 1)) blank += 1;
  return blank * 2 > gaps;
}

/** The column in which the values of a mapping are lined up; undefined if they are not. */
export function alignedColumn(source: Source, { members }: MapNode): number | undefined {
  const { lines } = source;
  const columns = new Set<number>();
  let padded = false;
  for (const { colon, value } of members) {
    if (colon === undefined || value.start === value.end || lines.lineOf(colon) !== lines.lineOf(value.start)) continue;
    columns.add(lines.column(value.start));
    if (value.start - colon > 2) padded = true;
  }
  const [column] = columns;
  return padded && columns.size === 1 && members.length > 1 ? column : undefined;
}
