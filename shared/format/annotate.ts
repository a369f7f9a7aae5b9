import type { MemberNotes, Notes } from './notes';
import type { Printable, PrintableList, PrintableMap, PrintableMember } from './printable';
import { FILE_SHAPE, isReserved, knows, type Shape, shapeBeneath } from './shape';
import type { ListNode, MapNode, Pair, Source, SourceNode } from './source';

const NO_NOTES: MemberNotes = { above: [], beside: undefined, inside: undefined };

/** Every comment of a member, those inside its value included. */
function allOf({ above, beside, inside }: MemberNotes): readonly string[] {
  const within = inside ? [...inside.head, ...inside.members.flatMap(allOf), ...inside.tail] : [];
  return [...above, ...(beside === undefined ? [] : [beside]), ...within];
}

const isNothing = (value: SourceNode) => (value.kind === 'scalar' ? value.value === null : value.members.length === 0);

/** Gives what is printed of a model the comments and the unknown keys of the text it was read from. */
class Annotator {
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  map(tree: PrintableMap, node: MapNode, notes: Notes, shape: Shape): PrintableMap {
    const indices = new Map(node.members.map(({ key }, index) => [key, index]));
    const notesFor = (key: string) => notes.members[indices.get(key) ?? -1] ?? NO_NOTES;
    const printed = tree.members.map((member): PrintableMember => {
      const index = indices.get(member.key);
      const old = index === undefined ? undefined : node.members[index];
      if (old === undefined) return member;
      const { above, beside, inside } = notesFor(member.key);
      return {
        ...member,
        above,
        beside,
        value: inside
          ? this.value(member.value, old.value, inside, shapeBeneath(shape, member.key))
          : this.plain(member.value, old.value, shapeBeneath(shape, member.key)),
      };
    });
    const has = new Set(tree.members.map(({ key }) => key));
    const others = node.members.filter(({ key }) => !has.has(key));
    const isOurs = ({ key }: Pair) => knows(shape, key) && !isReserved(shape, key);
    const unknown = others.filter((member) => !isOurs(member)).map((member) => this.unknown(member, notesFor(member.key)));
    // Of a key without a value only the comments are left; but a section that is empty stays for their sake.
    const silent = others.filter((member) => isOurs(member) && isNothing(member.value) && allOf(notesFor(member.key)).length > 0);
    const isSection = ({ key }: Pair) => shape === FILE_SHAPE && shapeBeneath(shape, key).kind === 'section';
    const emptied = silent.filter(isSection).map(({ key }) => emptySection(key, notesFor(key)));
    const leftOver = silent.filter((member) => !isSection(member)).flatMap(({ key }) => allOf(notesFor(key)));
    return { ...tree, members: arranged([...printed, ...emptied], unknown, shape), head: notes.head, tail: [...notes.tail, ...leftOver] };
  }

  private value(tree: Printable, node: SourceNode, notes: Notes, shape: Shape): Printable {
    if (tree.kind === 'map' && node.kind === 'map') return this.map(tree, node, notes, shape);
    if (tree.kind === 'list' && node.kind === 'list' && tree.items.length === node.members.length) return this.list(tree, node, notes);
    return tree;
  }

  /** A value without comments inside; it may have unknown keys all the same. */
  private plain(tree: Printable, node: SourceNode, shape: Shape): Printable {
    if (tree.kind !== 'map' || node.kind !== 'map') return tree;
    return this.map(tree, node, { head: [], tail: [], members: [] }, shape);
  }

  private list(tree: PrintableList, node: ListNode, notes: Notes): PrintableList {
    const items = tree.items.map((item, index) => {
      const { above, beside, inside } = notes.members[index] ?? NO_NOTES;
      const old = node.members[index];
      return {
        ...item,
        above,
        beside,
        value: inside && old ? this.value(item.value, old.value, inside, { kind: 'anything' }) : item.value,
      };
    });
    const [first, ...rest] = items;
    return { ...tree, items: first ? [{ ...first, above: [...notes.head, ...first.above] }, ...rest] : items, tail: notes.tail };
  }

  private unknown({ key, value }: Pair, { above, beside, inside }: MemberNotes): PrintableMember {
    const tree = this.printable(value);
    return { key, above, beside, value: inside ? this.value(tree, value, inside, { kind: 'anything' }) : tree };
  }

  /** What an unknown key holds. Numbers and the like keep their spelling. */
  private printable(node: SourceNode): Printable {
    switch (node.kind) {
      case 'scalar':
        if (typeof node.value === 'string') return { kind: 'scalar', value: node.value };
        return { kind: 'raw', text: this.source.text.slice(node.start, node.end) };
      case 'list':
        return { kind: 'list', tail: [], items: node.members.map(({ value }) => ({ above: [], value: this.printable(value) })) };
      case 'map':
        return {
          kind: 'map',
          block: false,
          head: [],
          tail: [],
          members: node.members.map(({ key, value }) => ({ key, above: [], value: this.printable(value) })),
        };
    }
  }
}

function emptySection(key: string, { above, beside, inside }: MemberNotes): PrintableMember {
  const value: PrintableMap = {
    kind: 'map',
    members: [],
    block: true,
    head: inside?.head ?? [],
    tail: [...(inside?.members.flatMap(allOf) ?? []), ...(inside?.tail ?? [])],
  };
  return { key, above, beside, value };
}

/** Known members in the format's order; unknown ones after them, in a whole file before the layout. */
function arranged(known: readonly PrintableMember[], unknown: readonly PrintableMember[], shape: Shape): readonly PrintableMember[] {
  if (shape.kind !== 'record' || shape !== FILE_SHAPE) return [...known, ...unknown];
  const rank = ({ key }: PrintableMember) => (shape.keys.includes(key) ? shape.keys.indexOf(key) : shape.keys.indexOf('layout') - 0.5);
  return [...known, ...unknown]
    .map((member, index) => ({ member, index }))
    .sort((a, b) => rank(a.member) - rank(b.member) || a.index - b.index)
    .map(({ member }) => member);
}

/** The tree of a model with the comments and unknown keys of the text it came from. */
export function annotated(tree: PrintableMap, source: Source, notes: Notes): PrintableMap {
  return new Annotator(source).map(tree, source.root, notes, FILE_SHAPE);
}
