import { message } from '../messages/message';
import type { Change, Edit } from '../model/edit';
import { compact } from '../model/edits/shared';
import { sameData } from '../model/equality';
import { type AnswerKey, answerKeyOf, type BoundaryId, type ElementId, type FlowId, freeId } from '../model/ids';
import type { Answer, Boundary, Element, Flow, Imported, Placement } from '../model/schema';
import { isTaken, MAIN_DIAGRAM, type ThreatModel } from '../model/threat-model';
import { coverage } from './import-coverage';
import type { ImportResult, ImportSource } from './import-result';
import { type Entry, type EntryKind, type FieldChange, type Kept, mergeEntry } from './merge-entry';
import { type Match, matchByOrigin, type Matches } from './origin-matching';

/** A thing that an import touches, as the model knows it (or will know it). */
export interface Touched {
  readonly kind: EntryKind;
  readonly id: string;
}

/** What an import would do to a model, for a person to look at before it is done. */
export interface ImportPreview {
  readonly added: readonly Touched[];
  readonly changed: readonly FieldChange[];
  /** Imported before and no longer in the files: marked, not deleted. */
  readonly vanished: readonly Touched[];
  /** Marked as vanished before, and back. */
  readonly returned: readonly Touched[];
  /** What a person said and the files contradict; the person's word stays. */
  readonly kept: readonly Kept[];
}

/** An import as one edit, and what it does. */
export interface ImportEdit {
  readonly edit: Edit;
  readonly preview: ImportPreview;
  /** Where things were read, as the import tells it, by the ids that the model has: `id` of a thing, `id.field` of a field of it. */
  readonly sources: ReadonlyMap<string, ImportSource>;
}

/** Added to the id of a new thing whose id is taken: how it runs, or what it is. */
function suffixOf(entry: Boundary | Element): string {
  const kind = 'runsAs' in entry && entry.runsAs !== undefined ? entry.runsAs : entry.type;
  const last = kind.slice(kind.lastIndexOf('/') + 1);
  return last === 'namespace' ? 'ns' : last;
}

/** The entries of one kind as the model has them, and the change that puts one. */
interface Section<E extends Entry> {
  readonly kind: EntryKind;
  readonly own: ReadonlyMap<string, E>;
  readonly put: (id: string, to: E, before?: string) => Change;
}

const boundariesOf = (model: ThreatModel): Section<Boundary> => ({
  kind: 'boundary',
  own: model.boundaries,
  put: (id, to, before) => ({
    section: 'boundaries',
    id: id as BoundaryId,
    to,
    ...(before === undefined ? {} : { before: before as BoundaryId }),
  }),
});
const elementsOf = (model: ThreatModel): Section<Element> => ({
  kind: 'element',
  own: model.elements,
  put: (id, to, before) => ({
    section: 'elements',
    id: id as ElementId,
    to,
    ...(before === undefined ? {} : { before: before as ElementId }),
  }),
});
const flowsOf = (model: ThreatModel): Section<Flow> => ({
  kind: 'flow',
  own: model.flows,
  put: (id, to, before) => ({ section: 'flows', id: id as FlowId, to, ...(before === undefined ? {} : { before: before as FlowId }) }),
});

/** Gathers the changes of one import. */
class Import {
  readonly added: Touched[] = [];
  readonly changed: FieldChange[] = [];
  readonly vanished: Touched[] = [];
  readonly returned: Touched[] = [];
  readonly kept: Kept[] = [];
  private readonly changes: Change[] = [];
  private readonly ids = new Map<string, string>();
  private readonly new = new Set<string>();
  private readonly model: ThreatModel;
  private readonly result: ImportResult;
  private readonly matches: Matches;
  private readonly complete: boolean;
  private readonly covers: (origin: string) => boolean;

  constructor(model: ThreatModel, result: ImportResult) {
    this.model = model;
    this.result = result;
    this.matches = matchByOrigin(result.fragment, model);
    const { complete, covers } = coverage(model, result, this.matches);
    this.complete = complete;
    this.covers = covers;
  }

  run(placements: ReadonlyMap<string, Placement>): Edit {
    const { boundaries, elements, flows } = this.result.fragment;
    for (const [id, entry] of boundaries) this.nameThing(id, entry, this.matches.boundaries.get(id));
    for (const [id, entry] of elements) this.nameThing(id, entry, this.matches.elements.get(id));
    this.take(boundariesOf(this.model), boundaries, this.matches.boundaries, (entry) => this.placed(entry));
    this.take(elementsOf(this.model), elements, this.matches.elements, (entry) => this.placed(entry));
    for (const [id, flow] of flows) this.nameFlow(id, flow, this.matches.flows.get(id));
    this.take(flowsOf(this.model), flows, this.matches.flows, (flow) => ({
      ...flow,
      from: this.idOf(flow.from) as ElementId,
      to: this.idOf(flow.to) as ElementId,
    }));
    this.markVanished(boundariesOf(this.model), this.matches.boundaries);
    this.markVanished(elementsOf(this.model), this.matches.elements);
    this.markVanished(flowsOf(this.model), this.matches.flows);
    this.remember();
    this.place(placements);
    const touched = new Set([...this.added, ...this.changed, ...this.vanished, ...this.returned].map(({ id }) => id));
    return { label: message('edit.import', { count: touched.size }), changes: this.changes };
  }

  /** The import's sources under the model's ids. An id holds points; a field's name does not. */
  sources(): ReadonlyMap<string, ImportSource> {
    return new Map(
      [...this.result.sources].map(([of, source]) => {
        const end = this.ids.has(of) ? of.length : of.lastIndexOf('.');
        return [`${this.idOf(of.slice(0, end))}${of.slice(end)}`, source];
      }),
    );
  }

  private readonly taken = { has: (id: string): boolean => this.new.has(id) || isTaken(this.model, id) };

  private idOf(id: string): string {
    return this.ids.get(id) ?? id;
  }

  private nameThing(id: string, entry: Boundary | Element, match: Match<string> | undefined): void {
    const suffixed = `${id}-${suffixOf(entry)}`;
    const own = match?.id ?? (!this.taken.has(id) ? id : freeId(suffixed, this.taken));
    this.ids.set(id, own);
    if (!match) this.new.add(own);
  }

  private nameFlow(id: FlowId, flow: Flow, match: Match<FlowId> | undefined): void {
    const own = match?.id ?? freeId(`${this.idOf(flow.from)}_to_${this.idOf(flow.to)}`, this.taken);
    this.ids.set(id, own);
    if (!match) this.new.add(own);
  }

  private placed<E extends Boundary | Element>(entry: E): E {
    return entry.in === undefined ? entry : { ...entry, in: this.idOf(entry.in) as BoundaryId };
  }

  private take<K extends string, E extends Entry>(
    section: Section<E>,
    imported: ReadonlyMap<K, E>,
    matches: ReadonlyMap<K, Match<K>>,
    adapt: (entry: E) => E,
  ): void {
    const order = new SortedKeys([...section.own.keys()]);
    for (const [fragmentId, entry] of imported) {
      const id = this.idOf(fragmentId);
      const match = matches.get(fragmentId);
      const own = section.own.get(id);
      if (match && own) this.merge(section, id, own, adapt(entry), match.how);
      else {
        this.changes.push(section.put(id, adapt(entry), order.insert(id)));
        this.added.push({ kind: section.kind, id });
      }
    }
  }

  private merge<E extends Entry>(section: Section<E>, id: string, own: E, imported: E, how: Match<string>['how']): void {
    if (how === 'adopted') return;
    const { kind, put } = section;
    const model = how === 'linked' ? this.withAnswers(own, id) : this.model;
    const complete = this.covers(imported.origin ?? '');
    const merged = mergeEntry(own, imported, { model, kind, id, complete, writes: this.result.properties });
    const isRenamed = how === 'moved' && kind === 'boundary' && !this.model.answers.has(answerKeyOf('name', id));
    const entry = isRenamed ? renamed(merged.entry, imported, id) : merged.entry;
    if (own.vanished === true) this.returned.push({ kind, id });
    if (entry !== own) this.changes.push(put(id, entry));
    for (const [key, to] of merged.answers) this.changes.push({ section: 'answers', id: key, ...(to === undefined ? {} : { to }) });
    this.changed.push(...merged.changed);
    this.kept.push(...merged.kept);
  }

  /** What a person drew becomes imported when an import declares it, too; what they said of it stays their word. */
  private withAnswers(own: Entry, id: string): ThreatModel {
    const answers = new Map<AnswerKey, Answer>(this.model.answers);
    for (const name of own.properties?.keys() ?? []) {
      const key = answerKeyOf(name, id);
      if (answers.has(key)) continue;
      answers.set(key, {});
      this.changes.push({ section: 'answers', id: key, to: {} });
    }
    return { ...this.model, answers };
  }

  private markVanished<K extends string, E extends Entry>({ kind, own, put }: Section<E>, matches: ReadonlyMap<K, Match<K>>): void {
    const there = new Set<string>([...matches.values()].map(({ id }) => id));
    for (const [id, entry] of own) {
      if (entry.origin === undefined || entry.vanished === true || there.has(id) || !this.covers(entry.origin)) continue;
      this.changes.push(put(id, { ...entry, vanished: true }));
      this.vanished.push({ kind, id });
    }
  }

  /** What the import covered; judging what absence means needs it. */
  private remember(): void {
    const { prefix, scope, files, fragment } = this.result;
    if (fragment.boundaries.size + fragment.elements.size === 0) return;
    const before = this.model.imported.get(prefix);
    const names = files.filter(({ outcome }) => outcome === 'read').map(({ name }) => name.slice(0, MAX_FILE_NAME));
    const all = this.complete ? names : [...(before?.files ?? []), ...names];
    const after: Imported = {
      scope: this.complete || before === undefined ? scope : weaker(before.scope, scope),
      files: [...new Set(all)].sort().slice(0, MAX_FILES),
    };
    if (!sameData(before, after)) this.changes.push({ section: 'imported', id: prefix, to: after });
  }

  private place(placements: ReadonlyMap<string, Placement>): void {
    const shown = this.model.layout.get(MAIN_DIAGRAM);
    const order = new SortedKeys([...(shown?.keys() ?? [])]);
    for (const [id, to] of placements) {
      if (shown?.has(id) || !this.taken.has(id)) continue;
      const before = order.insert(id);
      this.changes.push({ section: 'layout', diagram: MAIN_DIAGRAM, id, to, ...(before === undefined ? {} : { before }) });
    }
  }
}

/** What the format allows (`model/schema.ts`). */
const MAX_FILES = 10_000;
const MAX_FILE_NAME = 1_000;

const SCOPES = ['part', 'namespace', 'all'] as const;
const weaker = (a: Imported['scope'], b: Imported['scope']): Imported['scope'] =>
  SCOPES[Math.min(SCOPES.indexOf(a), SCOPES.indexOf(b))] ?? 'part';

/** A namespace that was not stated before and is now (or the reverse) is called what the import calls it. */
function renamed<E extends Entry>(entry: E, imported: E, id: string): E {
  const { name: before } = entry;
  const name = imported.name ?? /^[^:]*:([^/#]+)$/.exec(imported.origin ?? '')?.[1];
  return name === undefined || name === before ? entry : compact<E>({ ...entry, name: name === id ? undefined : name });
}

/** The keys of a section in file order; new ones go to their alphabetical place where the section is sorted, else last. */
class SortedKeys {
  private readonly keys: string[];
  private readonly sorted: boolean;

  constructor(keys: readonly string[]) {
    this.keys = [...keys];
    this.sorted = keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') <= key);
  }

  /** Adds a key; returns the one that it stands before, if any. */
  insert(key: string): string | undefined {
    if (!this.sorted) {
      this.keys.push(key);
      return undefined;
    }
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    const before = this.keys[low];
    this.keys.splice(low, 0, key);
    return before;
  }
}

/**
 * An import, or the same import again, as one edit of a model: new things are added; known ones, found by `origin`, take over what
 * the files say now; what a person said, decided, named or placed stays; what the files no longer hold is marked as vanished.
 * Importing the same again is an empty edit. `placements`, by the ids that the model will have, are used for what the main diagram
 * does not show yet.
 */
export function importEdit(model: ThreatModel, result: ImportResult, placements: ReadonlyMap<string, Placement> = new Map()): ImportEdit {
  const run = new Import(model, result);
  const edit = run.run(placements);
  const { added, changed, vanished, returned, kept } = run;
  return { edit, preview: { added, changed, vanished, returned, kept }, sources: run.sources() };
}
