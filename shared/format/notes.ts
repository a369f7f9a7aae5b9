import type { ListNode, MapNode, Source, SourceNode, Span } from './source';

/** The comments of one member: lines above it (`''` is a blank line), one behind it, and those inside its value. */
export interface MemberNotes {
  readonly above: readonly string[];
  readonly beside: string | undefined;
  readonly inside: Notes | undefined;
}

/** The comments of a collection: those of each member, in order, and those at its beginning and end that are no member's. */
export interface Notes {
  readonly head: readonly string[];
  readonly members: readonly MemberNotes[];
  readonly tail: readonly string[];
}

/** Hands the comments of a text out to its members, in one walk along the text, so that none is lost or said twice. */
class NoteTaker {
  private readonly source: Source;
  private next = 0;

  constructor(source: Source) {
    this.source = source;
  }

  /** Comments of a block: those in deeper columns than its owner, up to `end`, are its own. */
  block(node: MapNode | ListNode, end: number, ownerColumn: number): Notes {
    const column = this.source.lines.column(node.start);
    const members = node.members.map((member, index): MemberNotes => {
      const above = this.take(({ start }) => start < member.start, member.start);
      return this.member(member.value, above, member.end, node.members[index + 1]?.start ?? end, column);
    });
    return this.withHead(
      members,
      this.take(({ start }) => start < end && this.source.lines.column(start) > ownerColumn),
    );
  }

  /** Comments of a document in braces, and those before it. */
  document(node: MapNode): Notes {
    const before = this.take(({ start }) => start < node.start);
    const { head, ...notes } = this.flow(node);
    return { ...notes, head: [...before, ...head] };
  }

  /** What remains: comments at the end of the text. */
  rest(): readonly string[] {
    return this.take(() => true);
  }

  private member(value: SourceNode, above: readonly string[], end: number, limit: number, column: number): MemberNotes {
    const { lines } = this.source;
    if (value.kind !== 'scalar' && !value.flow && value.members.length > 0) {
      const keyLine = this.peek();
      const beside = keyLine && keyLine.start < value.start && !this.isOnOwnLine(keyLine) ? this.one() : undefined;
      return { above, beside, inside: this.block(value, limit, column) };
    }
    const before = this.take(({ start }) => start < value.start);
    const inside = value.kind === 'scalar' ? undefined : this.flow(value);
    const header = value.kind === 'scalar' && value.header ? this.take(({ start }) => start < value.end) : [];
    const line = lines.lineOf(value.kind === 'scalar' && value.header ? value.header.start : end);
    const [beside = this.besideOn(line, limit), ...more] = header;
    const deeper = this.take(({ start }) => start < limit && lines.column(start) > column);
    return { above: [...above, ...before, ...more, ...deeper], beside, inside };
  }

  private flow(node: MapNode | ListNode): Notes {
    const { lines } = this.source;
    const members = node.members.map((member, index): MemberNotes => {
      const above = this.take(({ start }) => start < member.start, member.start);
      const before = this.take(({ start }) => start < member.value.start);
      const inside = member.value.kind === 'scalar' ? undefined : this.flow(member.value);
      const limit = node.members[index + 1]?.start ?? node.end;
      const beside = this.besideOn(lines.lineOf(member.comma ?? member.end), limit) ?? this.besideOn(lines.lineOf(member.end), limit);
      return { above: [...above, ...before], beside, inside };
    });
    return this.withHead(
      members,
      this.take(({ start }) => start < node.end),
    );
  }

  /** What stands above the first member and is set off by a blank line speaks of the whole. */
  private withHead(members: readonly MemberNotes[], tail: readonly string[]): Notes {
    const [first, ...others] = members;
    const split = first ? first.above.lastIndexOf('') + 1 : 0;
    if (first === undefined || split === 0) return { head: [], members, tail };
    return { head: first.above.slice(0, split), members: [{ ...first, above: first.above.slice(split) }, ...others], tail };
  }

  private peek(): Span | undefined {
    return this.source.comments[this.next];
  }

  private one(): string | undefined {
    const comment = this.peek();
    this.next += 1;
    return comment && this.source.text.slice(comment.start, comment.end).trimEnd();
  }

  private besideOn(line: number, limit: number): string | undefined {
    const comment = this.peek();
    return comment && comment.start < limit && this.source.lines.lineOf(comment.start) === line ? this.one() : undefined;
  }

  private isOnOwnLine({ start }: Span): boolean {
    const { lines, text } = this.source;
    return text.slice(lines.start(lines.lineOf(start)), start).trim() === '';
  }

  /** The comments that come next while they satisfy a condition; blank lines after each are kept as one `''`. */
  private take(belongs: (comment: Span) => boolean, until?: number): readonly string[] {
    const taken: string[] = [];
    const { lines } = this.source;
    for (let comment = this.peek(); comment !== undefined && belongs(comment); comment = this.peek()) {
      const line = lines.lineOf(comment.start);
      taken.push(this.one() ?? '');
      const following = this.peek();
      const to = following !== undefined && belongs(following) ? following.start : until;
      if (to !== undefined && lines.content(line + 1).trim() === '' && lines.lineOf(to) > line + 1) taken.push('');
    }
    return taken;
  }
}

/** All comments of a text, each with the member it belongs to. */
export function notesOf(source: Source): Notes {
  const taker = new NoteTaker(source);
  const { root } = source;
  if (!root.flow) {
    const notes = taker.block(root, source.text.length, -1);
    return { ...notes, tail: [...notes.tail, ...taker.rest()] };
  }
  const whole = taker.document(root);
  return { ...whole, tail: [...whole.tail, ...taker.rest()] };
}
