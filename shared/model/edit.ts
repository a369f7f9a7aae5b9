import type { Message } from '../messages/message';
import type { DiagramId } from './ids';
import type { Placement } from './schema';
import type { EntryOf, Header, KeyOf, Section, ThreatModel } from './threat-model';

/** Puts, replaces or (with `to` absent) removes one entry of a section. A new entry stands before `before`, or last. */
export type EntryChange = {
  readonly [S in Section]: { readonly section: S; readonly id: KeyOf<S>; readonly to?: EntryOf<S>; readonly before?: KeyOf<S> };
}[Section];
/** The same for one placement of one diagram. */
export interface PlacementChange {
  readonly section: 'layout';
  readonly diagram: DiagramId;
  readonly id: string;
  readonly to?: Placement;
  readonly before?: string;
}
/** Replaces what the file says of the model as a whole. */
export interface HeaderChange {
  readonly section: 'header';
  readonly to: Header;
}
export type Change = EntryChange | PlacementChange | HeaderChange;

/**
 * The only way to change a model: a list of whole entries put or removed, with the label that undo shows. A value, so it
 * can be stored in a journal, sent to a worker, compared and inverted.
 */
export interface Edit {
  readonly label: Message;
  readonly changes: readonly Change[];
}

/** The model after an edit, and the edit that takes it back. */
export interface Applied {
  readonly model: ThreatModel;
  readonly inverse: Edit;
}

/** The key after `key` in the map's order. */
function keyAfter<K>(map: ReadonlyMap<K, unknown>, key: K): K | undefined {
  let found = false;
  for (const candidate of map.keys()) {
    if (found) return candidate;
    found = candidate === key;
  }
  return undefined;
}

interface Put<K, V> {
  readonly id: K;
  readonly to?: V | undefined;
  readonly before?: K | undefined;
}

/** Puts or removes one entry in place and returns what takes that back. A replaced entry keeps its place. */
function putEntry<K, V>(map: Map<K, V>, { id, to, before }: Put<K, V>): Put<K, V> {
  const was = map.get(id);
  const undo: Put<K, V> = was === undefined ? { id } : { id, to: was, before: to === undefined ? keyAfter(map, id) : undefined };
  if (to === undefined) map.delete(id);
  else if (was !== undefined || before === undefined || !map.has(before)) map.set(id, to);
  else {
    // A Map appends; to stand before another, what follows is taken out and put back behind.
    const entries = [...map];
    const following = entries.slice(entries.findIndex(([key]) => key === before));
    for (const [key] of following) map.delete(key);
    map.set(id, to);
    for (const [key, value] of following) map.set(key, value);
  }
  return undo;
}

/** `{ to, before }` without the absent ones, as a change is written. */
function present<K, V>({ to, before }: Put<K, V>): { readonly to?: V; readonly before?: K } {
  return { ...(to === undefined ? {} : { to }), ...(before === undefined ? {} : { before }) };
}

/** A model under change: each section is copied at its first change, so that an edit of many entries costs one copy. */
class Draft {
  private readonly copies = new Map<Section, Map<string, never>>();
  private readonly diagrams = new Map<DiagramId, Map<string, Placement>>();
  private readonly base: ThreatModel;
  private header: Header;

  constructor(base: ThreatModel) {
    this.base = base;
    this.header = base.header;
  }

  apply(change: Change): Change {
    if (change.section === 'header') {
      const was = this.header;
      this.header = change.to;
      return { section: 'header', to: was };
    }
    if (change.section === 'layout') {
      const { diagram } = change;
      const placements = this.diagrams.get(diagram) ?? new Map(this.base.layout.get(diagram));
      this.diagrams.set(diagram, placements);
      return { section: 'layout', diagram, id: change.id, ...present(putEntry(placements, change)) };
    }
    // A section's keys and entries belong together, which TypeScript cannot follow through the union of sections.
    const copy = this.copies.get(change.section) ?? new Map(this.base[change.section] as ReadonlyMap<string, never>);
    this.copies.set(change.section, copy);
    const undo = putEntry(copy, change as unknown as Put<string, never>);
    return { section: change.section, id: undo.id, ...present(undo) } as EntryChange;
  }

  result(): ThreatModel {
    const layout = new Map(this.base.layout);
    for (const [diagram, placements] of this.diagrams) {
      if (placements.size === 0) layout.delete(diagram);
      else layout.set(diagram, placements);
    }
    return {
      ...this.base,
      header: this.header,
      ...Object.fromEntries(this.copies),
      layout: this.diagrams.size === 0 ? this.base.layout : layout,
    };
  }
}

/**
 * Applies an edit. Total: removing what is not there changes nothing. `apply(apply(m, e).model, inverse).model` equals
 * `m`, the order of entries included (the order of diagrams has no meaning).
 */
export function apply(model: ThreatModel, edit: Edit): Applied {
  const draft = new Draft(model);
  const inverses = edit.changes.map((change) => draft.apply(change));
  return { model: draft.result(), inverse: { label: edit.label, changes: inverses.reverse() } };
}

/** Several edits as one, under the label of the whole. */
export function combine(label: Message, edits: readonly Edit[]): Edit {
  return { label, changes: edits.flatMap((edit) => edit.changes) };
}
