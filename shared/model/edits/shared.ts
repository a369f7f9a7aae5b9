import type { Change, EntryChange } from '../edit';
import { type DiagramId, MODEL_SUBJECT } from '../ids';
import type { Placement, Properties } from '../schema';
import type { Subject, ThreatModel } from '../threat-model';

/** A copy of an object without the fields that are undefined: an edit that clears a field leaves no trace of it. */
export function compact<T extends object>(entry: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as T;
}

/** The change that replaces a subject's entry by another of its kind. */
export function replaceSubject(subject: Subject): Change {
  switch (subject.kind) {
    case 'element':
      return { section: 'elements', id: subject.id, to: subject.entry };
    case 'flow':
      return { section: 'flows', id: subject.id, to: subject.entry };
    case 'boundary':
      return { section: 'boundaries', id: subject.id, to: subject.entry };
    case 'asset':
      return { section: 'assets', id: subject.id, to: subject.entry };
    case 'model':
      return { section: 'header', to: subject.entry };
  }
}

/** A subject with other properties; an asset has none and comes back as it was. */
export function withProperties(subject: Subject, properties: Properties): Subject {
  const next = properties.size === 0 ? undefined : properties;
  switch (subject.kind) {
    case 'element':
      return { ...subject, entry: compact({ ...subject.entry, properties: next }) };
    case 'flow':
      return { ...subject, entry: compact({ ...subject.entry, properties: next }) };
    case 'boundary':
      return { ...subject, entry: compact({ ...subject.entry, properties: next }) };
    case 'model':
      return { kind: 'model', id: MODEL_SUBJECT, entry: compact({ ...subject.entry, properties: next }) };
    case 'asset':
      return subject;
  }
}

/** The changes that put a thing onto a diagram, or nothing if no place was named. */
export function placed(diagram: DiagramId, id: string, placement: Placement | undefined): readonly Change[] {
  return placement === undefined ? [] : [{ section: 'layout', diagram, id, to: placement }];
}

/** Every placement of a thing, on all diagrams. */
export function placementsOf(model: ThreatModel, id: string): readonly { readonly diagram: DiagramId; readonly placement: Placement }[] {
  return [...model.layout].flatMap(([diagram, placements]) => {
    const placement = placements.get(id);
    return placement === undefined ? [] : [{ diagram, placement }];
  });
}

/** One change for each entry of a section that `rewrite` gives another value (`undefined` leaves it as it is). */
export function rewriteSection<K extends string, V>(
  entries: ReadonlyMap<K, V>,
  rewrite: (entry: V, key: K) => V | undefined,
  change: (key: K, to: V) => EntryChange,
): readonly EntryChange[] {
  return [...entries].flatMap(([key, entry]) => {
    const next = rewrite(entry, key);
    return next === undefined ? [] : [change(key, next)];
  });
}
