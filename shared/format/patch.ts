import { sameData } from '../model/equality';
import { linesOf, startsItsLine } from './block-lines';
import { BlockPatcher, isPair } from './patch-block';
import { patchFlow } from './patch-flow';
import { fieldsOf, type Printable, printableOf, type PrintableMember } from './printable';
import { LINE_WIDTH, type Printer } from './printer';
import { FILE_SHAPE, shapeBeneath } from './shape';
import type { Item, ListNode, MapNode, Pair, Source, SourceNode, Span } from './source';
import { growth, type Splice } from './splice';
import { type Change, listSteps, mapSteps, type Step } from './steps';

type Fields = ReadonlyMap<string, unknown>;

/**
 * Patches a text so that it says another model: compares the two models and touches only what differs, each value, entry
 * or key at its place in the text. Everything else keeps every byte.
 */
export class Patcher {
  private readonly source: Source;
  private readonly printer: Printer;
  private readonly blocks: BlockPatcher;

  constructor(source: Source, printer: Printer) {
    this.source = source;
    this.printer = printer;
    this.blocks = new BlockPatcher(source, printer);
  }

  /** The splices that turn what the text says from `before` into `after`, by outermost keys. */
  file(before: Fields, after: Fields): readonly Splice[] {
    const { root } = this.source;
    const steps = mapSteps(root, FILE_SHAPE, before, after).map((step): Step => this.keepCommented(step, before));
    return this.collection(root, steps);
  }

  /** A section that lost its last entry goes with it, unless it has comments of its own: then it stays, empty. */
  private keepCommented(step: Step, before: Fields): Step {
    const member = step.kind === 'drop' ? this.source.root.members[step.index] : undefined;
    const shape = member && shapeBeneath(FILE_SHAPE, member.key);
    if (step.kind !== 'drop' || member === undefined || shape?.kind !== 'section' || !this.hasOwnComments(member, step.index)) return step;
    return { kind: 'keep', index: step.index, change: { before: before.get(member.key), after: new Map(), shape } };
  }

  /** True if a comment stands in a section that is not one of its entries'. */
  private hasOwnComments({ value, start, end }: Pair, index: number): boolean {
    const { comments, root } = this.source;
    const around = root.flow ? { start, end } : this.offsets(root, index);
    const entries =
      value.kind === 'map' && !value.flow
        ? value.members.map((_, at) => this.offsets(value, at))
        : value.kind === 'map'
          ? value.members
          : [];
    let entry = 0;
    for (const comment of comments) {
      if (comment.start < around.start || comment.end > around.end) continue;
      while (entry < entries.length && (entries[entry]?.end ?? 0) <= comment.start) entry += 1;
      const inside = entries[entry];
      if (inside === undefined || comment.start < inside.start) return true;
    }
    return false;
  }

  private offsets(node: MapNode | ListNode, index: number): Span {
    const { top, bottom } = linesOf(this.source, node, index);
    return { start: this.source.lines.start(top), end: this.source.lines.end(bottom) };
  }

  /** Splices for the members of a collection. */
  private collection(node: MapNode | ListNode, steps: readonly Step[]): readonly Splice[] {
    const changes = new Map(steps.flatMap((step) => (step.kind === 'keep' && step.change ? [[step.index, step.change] as const] : [])));
    const inner = (index: number): readonly Splice[] => {
      const change = changes.get(index);
      return change === undefined ? [] : this.value(node, index, change);
    };
    if (!node.flow) return this.blocks.patch(node, steps, inner);
    const restructured = steps.some((step) => step.kind !== 'keep' || step.rename !== undefined);
    return restructured ? [patchFlow(this.source, node, steps, inner, this.printer)] : [...changes.keys()].flatMap(inner);
  }

  /** Splices that change the value of one member. */
  private value(parent: MapNode | ListNode, index: number, change: Change): readonly Splice[] {
    const member = parent.members[index];
    if (member === undefined) return [];
    const { value } = member;
    const steps = this.stepsInto(value, change);
    if (steps === undefined) return this.replaced(parent, index, printableOf(change.after, change.shape));
    if (!parent.flow && value.kind !== 'scalar') {
      if (!value.flow && steps.every(({ kind }) => kind === 'drop')) {
        return isPair(member) ? this.blocks.emptied(member, value) : this.replaced(parent, index, printableOf(change.after, change.shape));
      }
      if (value.flow && this.isOnOneLine(value)) return this.oneLine(parent, index, value, steps, change);
    }
    return value.kind === 'scalar' ? [] : this.collection(value, steps);
  }

  /** The steps that lead into a value, or undefined if it has to be replaced as a whole. */
  private stepsInto(value: SourceNode, { before, after, shape }: Change): readonly Step[] | undefined {
    if (value.kind === 'scalar' || (value.members.length === 0 && !this.hasComments(value))) return undefined;
    // Behind a dash or a colon the first member shares its line with what is no part of it.
    const [first] = value.members;
    if (!value.flow && first !== undefined && !startsItsLine(this.source, first)) return undefined;
    if (value.kind === 'map') {
      const [from, to] = [fieldsOf(before), fieldsOf(after)];
      return from && to ? mapSteps(value, shape, from, to) : undefined;
    }
    return Array.isArray(before) && Array.isArray(after) && before.length === value.members.length
      ? listSteps(value, before, after)
      : undefined;
  }

  private hasComments({ start, end }: Span): boolean {
    return this.source.text.slice(start, end).includes('#');
  }

  private isOnOneLine({ start, end }: Span): boolean {
    const { lines } = this.source;
    return lines.lineOf(start) === lines.lineOf(end);
  }

  /** Puts a value in the place of a member's old one. */
  private replaced(parent: MapNode | ListNode, index: number, value: Printable): readonly Splice[] {
    const member: Pair | Item | undefined = parent.members[index];
    if (member === undefined) return [];
    if (parent.flow) return this.replacedInFlow(member, value);
    if (!isPair(member)) return parent.kind === 'list' ? this.replacedItem(parent, index, member, value) : [];
    const { lines } = this.source;
    const column = lines.column(member.start);
    const used = (member.colon ?? member.end) + 2 - lines.start(lines.lineOf(member.start));
    return this.blocks.replaceValue(member, this.printer.block(value, column, used));
  }

  private replacedInFlow(member: Pair | Item, value: Printable): readonly Splice[] {
    const text = this.printer.flow(value);
    const old = member.value;
    if (old.kind !== 'scalar' || old.style !== 'absent') return [{ start: old.start, end: old.end, text }];
    const colon = isPair(member) && member.colon === undefined ? ':' : '';
    return [{ start: member.end, end: member.end, text: `${colon} ${text}` }];
  }

  /** A short item for a short one leaves the comment beside it where it is. */
  private replacedItem(parent: ListNode, index: number, member: Item, value: Printable): readonly Splice[] {
    const old = member.value;
    const isShort = old.kind === 'scalar' ? old.header === undefined && old.style !== 'absent' : old.flow;
    const [line = '', ...more] = this.printer.item({ value, above: [] }, 0);
    return isShort && more.length === 0
      ? [{ start: old.start, end: old.end, text: line.slice(2) }]
      : this.blocks.replaceItem(parent, index, value);
  }

  /**
   * Changes a value in braces or brackets that stands on one line. It stays so, unless it gets its first mapping or text of
   * several lines, or the line grows beyond the width: then it becomes a block, one member a line.
   */
  private oneLine(
    parent: MapNode | ListNode,
    index: number,
    value: MapNode | ListNode,
    steps: readonly Step[],
    change: Change,
  ): readonly Splice[] {
    const splices = this.collection(value, steps);
    const { lines } = this.source;
    const line = lines.lineOf(value.start);
    const grown = growth(splices);
    const tooLong = grown > 0 && lines.end(line) - lines.start(line) + grown > LINE_WIDTH;
    const asksForLines = steps.some((step) => {
      if (step.kind === 'put') return this.printer.asksForLines(printableOf(step.value, step.shape));
      return (
        step.kind === 'keep' &&
        typeof step.change?.after === 'string' &&
        this.printer.asksForLines({ kind: 'scalar', value: step.change.after })
      );
    });
    if (!tooLong && !asksForLines) return splices;
    return this.replaced(parent, index, value.kind === 'map' ? this.broken(value, steps) : printableOf(change.after, change.shape));
  }

  /** A mapping that stood on one line as a block: what does not change keeps its text. */
  private broken(node: MapNode, steps: readonly Step[]): Printable {
    const members = steps.flatMap((step): PrintableMember[] => {
      if (step.kind === 'put') return [{ key: step.key, above: [], value: printableOf(step.value, step.shape) }];
      const member = node.members[step.index];
      if (step.kind === 'drop' || member === undefined) return [];
      const { value } = member;
      const changed = step.change !== undefined && !sameData(step.change.before, step.change.after);
      const text = this.source.text.slice(value.start, value.end);
      return [
        {
          key: step.rename ?? member.key,
          above: [],
          value: changed ? printableOf(step.change.after, step.change.shape) : { kind: 'raw', text },
        },
      ];
    });
    return { kind: 'map', members, block: true, head: [], tail: [] };
  }
}
