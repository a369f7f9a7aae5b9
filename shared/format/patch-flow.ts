import type { Printer } from './printer';
import { printableOf } from './printable';
import { keyText } from './scalar-text';
import type { Item, ListNode, MapNode, Pair, Source } from './source';
import { type Splice, spliced } from './splice';
import type { Step } from './steps';

/**
 * What stands around a member in braces or brackets: `lead` before it (line end, indentation, comments above), `body` the
 * member itself, `gap` between it and its comma, `remark` the comment behind on the same line.
 */
interface Chunk {
  readonly lead: string;
  readonly body: string;
  readonly gap: string;
  readonly remark: string;
}

const REMARK = /^[ \t]*#[^\r\n]*/;

interface Pieces {
  readonly chunks: readonly Chunk[];
  readonly tail: string;
  readonly trailingComma: boolean;
}

/** Takes the inside of a flow collection apart, so that nothing of it is lost: joined again, it is the same text. */
function piecesOf(source: Source, node: MapNode | ListNode): Pieces {
  const { text } = source;
  const chunks: Chunk[] = [];
  let at = node.start + 1;
  node.members.forEach((member: Pair | Item, index) => {
    const next = node.members[index + 1];
    const limit = next?.start ?? node.end - 1;
    const behind = member.comma === undefined ? member.end : member.comma + 1;
    const remark = REMARK.exec(text.slice(behind, limit))?.[0] ?? '';
    chunks.push({
      lead: text.slice(at, member.start),
      body: text.slice(member.start, member.end),
      gap: member.comma === undefined ? '' : text.slice(member.end, member.comma),
      remark,
    });
    at = behind + remark.length;
  });
  return { chunks, tail: text.slice(at, node.end - 1), trailingComma: node.members.at(-1)?.comma !== undefined };
}

/** Splits what stands before a member into what stays when it goes, and what is its own: the comment lines right above it. */
function splitLead(lead: string): { readonly stays: string; readonly own: string } {
  const lines = lead.split('\n');
  let from = lines.length - 1;
  while (from > 1 && /^[ \t]*#/.test(lines[from - 1] ?? '')) from -= 1;
  const stays = lines.slice(0, from).join('\n');
  return stays.includes('#')
    ? { stays: stays.replace(/\r$/, ''), own: lead.slice(stays.replace(/\r$/, '').length) }
    : { stays: '', own: lead };
}

const isSpace = (text: string) => /^\s*$/.test(text);

/** What stands before a member that has no comments: how the collection separates its members. */
function separatorOf({ chunks }: Pieces, lineEnd: string): string {
  const leads = chunks.map(({ lead }) => lead);
  const onOwnLine =
    leads.slice(1).find((lead) => lead.includes('\n')) ?? (leads.length === 1 && leads[0]?.includes('\n') ? leads[0] : undefined);
  if (onOwnLine !== undefined) return lineEnd + onOwnLine.slice(onOwnLine.lastIndexOf('\n') + 1);
  const [, second] = leads;
  return second !== undefined && isSpace(second) ? second : ' ';
}

/** The text of a kept member with its new key and value. */
function keptBody(source: Source, member: Pair | Item, rename: string | undefined, inner: readonly Splice[], printer: Printer): string {
  const key = rename === undefined || !('keySpan' in member) ? [] : [{ ...member.keySpan, text: keyText(rename, printer.style) }];
  return spliced(source.text, member, [...key, ...inner]);
}

/**
 * The splice that makes a mapping in braces or a list in brackets follow the steps. Members are taken out with the comments
 * that are theirs and put in the way their neighbours stand; commas are set anew.
 * @param inner the splices inside a kept member's value
 */
export function patchFlow(
  source: Source,
  node: MapNode | ListNode,
  steps: readonly Step[],
  inner: (index: number) => readonly Splice[],
  printer: Printer,
): Splice {
  const { lineEnd } = printer.style;
  const pieces = piecesOf(source, node);
  const separator = separatorOf(pieces, lineEnd);
  const first = splitLead(pieces.chunks[0]?.lead ?? (node.kind === 'map' && printer.style.spacedBraces ? ' ' : ''));
  const opening = isSpace(first.own) ? first.own : lineEnd + first.own.slice(first.own.lastIndexOf('\n') + 1);
  const chunks: Chunk[] = [];
  // Comments that stay though the member below them goes; those at the very beginning stay there whatever comes first.
  let carried = first.stays;
  const push = (lead: string, chunk: Omit<Chunk, 'lead'>) => {
    chunks.push({ ...chunk, lead: carried + lead });
    carried = '';
  };
  const leadOf = (index: number, lead: string): string => {
    const isInline = isSpace(lead) && !lead.includes('\n');
    if (index === 0) return chunks.length > 0 && isInline ? separator : lead;
    return chunks.length === 0 && isInline ? opening : lead;
  };
  for (const step of steps) {
    if (step.kind === 'put') {
      const value = printableOf(step.value, step.shape);
      const body = node.kind === 'map' ? printer.flowMember({ key: step.key, value }) : printer.flow(value);
      push(chunks.length === 0 ? opening : separator, { body, gap: '', remark: '' });
      continue;
    }
    const member = node.members[step.index];
    const chunk = pieces.chunks[step.index];
    if (member === undefined || chunk === undefined) continue;
    const lead = step.index === 0 ? first.own : chunk.lead;
    if (step.kind === 'drop') carried += step.index === 0 ? '' : splitLead(lead).stays;
    else push(leadOf(step.index, lead), { ...chunk, body: keptBody(source, member, step.rename, inner(step.index), printer) });
  }
  const indented = separator.includes('\n') ? separator : `${lineEnd}${' '.repeat(source.lines.column(node.start) + 2)}`;
  return { start: node.start + 1, end: node.end - 1, text: joined(chunks, carried + pieces.tail, pieces.trailingComma, indented) };
}

const ENDS_IN_COMMENT = /(?:^|[ \t])#[^\n]*$/;

/** Puts the pieces together again. A comment reaches to the end of its line, so that what follows begins a new one. */
function joined(chunks: readonly Chunk[], tail: string, trailingComma: boolean, newLine: string): string {
  const between = (text: string) => ({ text, isCode: false });
  const code = (text: string) => ({ text, isCode: true });
  const members = chunks.flatMap(({ lead, body, gap, remark }, index) => {
    const comma = index < chunks.length - 1 || trailingComma ? ',' : '';
    return [between(lead), code(body + comma), between(gap), between(remark)];
  });
  const closing = code('');
  const pieces = [...members, between(chunks.length === 0 && isSpace(tail) ? '' : tail), closing].filter(
    (piece) => piece.text !== '' || piece === closing,
  );
  const parts: string[] = [];
  let inComment = false;
  for (const { text, isCode } of pieces) {
    if (inComment && !/^\r?\n/.test(text)) parts.push(newLine);
    parts.push(text);
    inComment = !isCode && ENDS_IN_COMMENT.test(text);
  }
  return parts.join('');
}
