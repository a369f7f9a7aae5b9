import { sameData } from '../model/equality';
import { type AnswerKey, answerKeyOf, type PropertyName } from '../model/ids';
import type { Answer, Boundary, Element, Flow, PropertyValue } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';

/** A boundary, element or flow as the model or an import has it. */
export type Entry = Boundary | Element | Flow;
export type EntryKind = 'boundary' | 'element' | 'flow';

/** One field or property that an import changes; `undefined` where it has no value. */
export interface FieldChange {
  readonly kind: EntryKind;
  readonly id: string;
  /** A property's name, or `type`, `protocol`, `port`; of what is kept also `from`, `to`. */
  readonly field: string;
  readonly before: PropertyValue | undefined;
  readonly after: PropertyValue | undefined;
}
/** What a person said and the import contradicts: the person's word stays. */
export interface Kept {
  readonly kind: EntryKind;
  readonly id: string;
  readonly field: string;
  readonly stated: PropertyValue;
  readonly imported: PropertyValue;
}

/** What merging one entry comes to. */
export interface Merged<E extends Entry> {
  readonly entry: E;
  readonly answers: ReadonlyMap<AnswerKey, Answer | undefined>;
  readonly changed: readonly FieldChange[];
  readonly kept: readonly Kept[];
}

interface Known {
  readonly model: ThreatModel;
  readonly kind: EntryKind;
  readonly id: string;
  /** The import covers everything that was imported before: what it no longer says is no longer so. */
  readonly complete: boolean;
  readonly writes: ReadonlySet<PropertyName>;
}

/** True if a person said so: there is an answer, and it is not that nobody knows. */
const isStated = (answer: Answer | undefined): boolean => answer !== undefined && answer.unsure !== true;

/** Merges properties one by one: a person's stay and learn what the import says, the others become what the import says. */
class PropertyMerge {
  readonly properties: Map<PropertyName, PropertyValue>;
  readonly answers = new Map<AnswerKey, Answer | undefined>();
  readonly changed: FieldChange[] = [];
  readonly kept: Kept[] = [];
  private readonly known: Known;

  constructor(own: Entry, known: Known) {
    this.properties = new Map(own.properties);
    this.known = known;
  }

  take(name: PropertyName, imported: PropertyValue | undefined): void {
    const { model, id } = this.known;
    const key = answerKeyOf(name, id);
    const answer = model.answers.get(key);
    if (answer && isStated(answer)) this.besideStated(name, key, answer, imported);
    else this.overImported(name, key, answer, imported);
  }

  private besideStated(name: PropertyName, key: AnswerKey, answer: Answer, imported: PropertyValue | undefined): void {
    const { kind, id, complete } = this.known;
    if (imported === undefined) {
      const { imported: before, ...rest } = answer;
      if (complete && before !== undefined) this.answers.set(key, rest);
      return;
    }
    const stated = this.properties.get(name);
    if (!sameData(answer.imported, imported)) this.answers.set(key, { ...answer, imported });
    if (stated !== undefined && !sameData(stated, imported)) this.kept.push({ kind, id, field: name, stated, imported });
  }

  private overImported(name: PropertyName, key: AnswerKey, answer: Answer | undefined, imported: PropertyValue | undefined): void {
    const { kind, id, complete, writes } = this.known;
    const before = this.properties.get(name);
    if (imported === undefined && (!complete || !writes.has(name))) return;
    if (imported !== undefined && answer !== undefined) this.answers.set(key, undefined); // nobody knew, and now the files tell
    if (sameData(before, imported)) return;
    if (imported === undefined) this.properties.delete(name);
    else this.properties.set(name, imported);
    this.changed.push({ kind, id, field: name, before, after: imported });
  }
}

const sortedByName = (properties: ReadonlyMap<PropertyName, PropertyValue>): ReadonlyMap<PropertyName, PropertyValue> =>
  new Map([...properties].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

/** A new property stands at its alphabetical place where the others do, else last. */
function inOrder(
  before: ReadonlyMap<PropertyName, PropertyValue> | undefined,
  after: ReadonlyMap<PropertyName, PropertyValue>,
): ReadonlyMap<PropertyName, PropertyValue> {
  const names = [...(before?.keys() ?? [])];
  return names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name) ? sortedByName(after) : after;
}

/** The role that says nothing: anything that an import recognises is more. */
const NO_ROLE = 'process/generic';

/**
 * The role. What a person may have chosen is told from what an earlier import chose only where the role says something: then it
 * stays, and the difference is shown.
 */
function mergeType(own: Entry, imported: Entry, known: Known, changed: FieldChange[], kept: Kept[]): Entry {
  if (!('type' in own) || !('type' in imported) || own.type === imported.type) return own;
  const { kind, id, model } = known;
  const mayChange = own.type === NO_ROLE && !isStated(model.answers.get(answerKeyOf('type', id)));
  if (mayChange) {
    changed.push({ kind, id, field: 'type', before: own.type, after: imported.type });
    return { ...own, type: imported.type };
  }
  if (imported.type !== NO_ROLE) kept.push({ kind, id, field: 'type', stated: own.type, imported: imported.type });
  return own;
}

/** Protocol and port of a flow: the port is what the files say; a protocol that is there may be a person's and stays. */
function mergeWire(own: Flow, imported: Flow, known: Known, changed: FieldChange[], kept: Kept[]): Flow {
  const { kind, id, model } = known;
  for (const end of ['from', 'to'] as const)
    if (own[end] !== imported[end]) kept.push({ kind, id, field: end, stated: own[end], imported: imported[end] });
  let merged = own;
  for (const field of ['protocol', 'port'] as const) {
    const after = imported[field];
    const before = own[field];
    if (after === undefined || after === before) continue;
    const stays = isStated(model.answers.get(answerKeyOf(field, id))) || (field === 'protocol' && before !== undefined);
    if (stays) {
      if (before !== undefined) kept.push({ kind, id, field, stated: before, imported: after });
    } else {
      changed.push({ kind, id, field, before, after });
      merged = { ...merged, [field]: after };
    }
  }
  return merged;
}

/**
 * Merges what an import says into an entry that it recognised. Names, places, assets, owners and tags are a person's and are left
 * as they are. Equal input gives the same object back, so that nothing is written.
 */
export function mergeEntry<E extends Entry>(own: E, imported: E, known: Known): Merged<E> {
  const merge = new PropertyMerge(own, known);
  for (const name of new Set([...(own.properties?.keys() ?? []), ...(imported.properties?.keys() ?? [])]))
    merge.take(name, imported.properties?.get(name));
  const { changed, kept, answers } = merge;
  const typed = mergeType(own, imported, known, changed, kept);
  const wired = 'from' in typed && 'from' in imported ? mergeWire(typed, imported, known, changed, kept) : typed;
  const propertiesChanged = !sameData(own.properties ?? new Map(), merge.properties);
  const { properties: before, vanished, ...rest } = wired;
  const properties = propertiesChanged ? inOrder(before, merge.properties) : before;
  const originChanged = own.origin !== imported.origin;
  if (!propertiesChanged && wired === own && vanished === undefined && !originChanged) return { entry: own, answers, changed, kept };
  const entry = {
    ...rest,
    ...(imported.origin === undefined ? {} : { origin: imported.origin }),
    ...(properties === undefined || properties.size === 0 ? {} : { properties }),
  };
  return { entry: entry as E, answers, changed, kept }; // the same fields as `own`, with others' values
}
