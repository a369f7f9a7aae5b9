import type { z } from 'zod';
import type { Problem, Result } from '../messages/message';
import { message } from '../messages/message';
import type { AnswerKey, AssetId, BoundaryId, DiagramId, ElementId, FlowId, MitigationKey, PropertyName, ThreatKey } from './ids';
import { MODEL_SUBJECT } from './ids';
import {
  type Answer,
  type Asset,
  type Boundary,
  type Decision,
  type Element,
  type Flow,
  FORMAT_VERSION,
  type Imported,
  type Mitigation,
  modelSchema,
  type Placement,
  type PlainModel,
  type Properties,
  type PropertyValue,
  type Tree,
} from './schema';

/** What the file says of the model as a whole. */
export interface Header {
  readonly title?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly packs?: readonly string[];
  readonly properties?: Properties;
}

/**
 * The one document: what people drew, said and decided, and nothing that can be derived from it. Immutable; a change is
 * an `Edit`. Every section is there, an absent one is empty. The order of a section's entries is the file's.
 */
export interface ThreatModel {
  readonly header: Header;
  readonly imported: ReadonlyMap<string, Imported>;
  readonly boundaries: ReadonlyMap<BoundaryId, Boundary>;
  readonly elements: ReadonlyMap<ElementId, Element>;
  readonly assets: ReadonlyMap<AssetId, Asset>;
  readonly flows: ReadonlyMap<FlowId, Flow>;
  readonly answers: ReadonlyMap<AnswerKey, Answer>;
  readonly decisions: ReadonlyMap<ThreatKey, Decision>;
  readonly mitigations: ReadonlyMap<MitigationKey, Mitigation>;
  readonly trees: ReadonlyMap<string, Tree>;
  readonly layout: ReadonlyMap<DiagramId, ReadonlyMap<string, Placement>>;
}

/** The sections that hold entries by key; `layout` has one more level and stands apart. */
export const SECTIONS = ['imported', 'boundaries', 'elements', 'assets', 'flows', 'answers', 'decisions', 'mitigations', 'trees'] as const;
export type Section = (typeof SECTIONS)[number];
/** The key and the entry type of a section. */
export type KeyOf<S extends Section> = ThreatModel[S] extends ReadonlyMap<infer K, unknown> ? K : never;
export type EntryOf<S extends Section> = ThreatModel[S] extends ReadonlyMap<unknown, infer V> ? V : never;

/** The diagram that every model has. */
export const MAIN_DIAGRAM = 'main' as DiagramId;

/** A model with nothing in it. */
export const EMPTY_MODEL: ThreatModel = {
  header: {},
  imported: new Map(),
  boundaries: new Map(),
  elements: new Map(),
  assets: new Map(),
  flows: new Map(),
  answers: new Map(),
  decisions: new Map(),
  mitigations: new Map(),
  trees: new Map(),
  layout: new Map(),
};

function problemOf(issue: z.core.$ZodIssue): Problem {
  return {
    severity: 'error',
    message: message('model.schema', { expected: issue.message }),
    where: { path: issue.path.map(String).join('.') },
    mend: message('model.mend-schema'),
  };
}

/**
 * The door from plain data to a model: checks shapes, ids and value types, and drops keys that the format does not know
 * (`format/` keeps them in the text and reports them). References are checked apart, by `checkReferences`.
 * @returns the model, or one problem for each place that is not what the format allows, `where.path` dotted.
 */
export function modelFromPlain(plain: unknown): Result<ThreatModel> {
  const parsed = modelSchema.safeParse(plain);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(problemOf) };
  const { title, description, owner, packs, properties, ...rest } = parsed.data;
  const header: Header = {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    ...(packs === undefined ? {} : { packs }),
    ...(properties === undefined ? {} : { properties }),
  };
  return {
    ok: true,
    problems: [],
    value: {
      header,
      imported: rest.imported ?? EMPTY_MODEL.imported,
      boundaries: rest.boundaries ?? EMPTY_MODEL.boundaries,
      elements: rest.elements ?? EMPTY_MODEL.elements,
      assets: rest.assets ?? EMPTY_MODEL.assets,
      flows: rest.flows ?? EMPTY_MODEL.flows,
      answers: rest.answers ?? EMPTY_MODEL.answers,
      decisions: rest.decisions ?? EMPTY_MODEL.decisions,
      mitigations: rest.mitigations ?? EMPTY_MODEL.mitigations,
      trees: rest.trees ?? EMPTY_MODEL.trees,
      layout: rest.layout ?? EMPTY_MODEL.layout,
    },
  };
}

/** Maps become objects, at any depth. Keys have passed the grammar of ids, so that none can be a prototype's. */
function plainOf(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, entry]) => [String(key), plainOf(entry)]));
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([key, entry]) => [key, plainOf(entry)]),
    );
  }
  return value;
}

/** The inverse of {@link modelFromPlain}: plain data, with empty sections left out, in the order in which files are written. */
export function modelToPlain(model: ThreatModel): PlainModel {
  const { header, ...sections } = model;
  const filled = Object.entries(sections).filter(([, entries]) => entries.size > 0);
  return plainOf({ gabion: FORMAT_VERSION, ...header, ...Object.fromEntries(filled) }) as PlainModel; // the schema's own inverse
}

/** An entry that can carry properties, whatever its kind. */
export type Subject =
  | { readonly kind: 'element'; readonly id: ElementId; readonly entry: Element }
  | { readonly kind: 'flow'; readonly id: FlowId; readonly entry: Flow }
  | { readonly kind: 'boundary'; readonly id: BoundaryId; readonly entry: Boundary }
  | { readonly kind: 'asset'; readonly id: AssetId; readonly entry: Asset }
  | { readonly kind: 'model'; readonly id: typeof MODEL_SUBJECT; readonly entry: Header };
export type SubjectKind = Subject['kind'];

/** What an id stands for; undefined if the model has no such thing. Ids are unique across all kinds. */
export function subjectOf(model: ThreatModel, id: string): Subject | undefined {
  if (id === MODEL_SUBJECT) return { kind: 'model', id: MODEL_SUBJECT, entry: model.header };
  const element = model.elements.get(id as ElementId);
  if (element) return { kind: 'element', id: id as ElementId, entry: element };
  const flow = model.flows.get(id as FlowId);
  if (flow) return { kind: 'flow', id: id as FlowId, entry: flow };
  const boundary = model.boundaries.get(id as BoundaryId);
  if (boundary) return { kind: 'boundary', id: id as BoundaryId, entry: boundary };
  const asset = model.assets.get(id as AssetId);
  return asset && { kind: 'asset', id: id as AssetId, entry: asset };
}

/** Everything that a threat or question can be about, the model itself first. */
export function subjectsOf(model: ThreatModel): readonly Subject[] {
  return [
    { kind: 'model', id: MODEL_SUBJECT, entry: model.header },
    ...[...model.boundaries].map(([id, entry]): Subject => ({ kind: 'boundary', id, entry })),
    ...[...model.elements].map(([id, entry]): Subject => ({ kind: 'element', id, entry })),
    ...[...model.flows].map(([id, entry]): Subject => ({ kind: 'flow', id, entry })),
    ...[...model.assets].map(([id, entry]): Subject => ({ kind: 'asset', id, entry })),
  ];
}

/** True if the id names anything in the model. */
export function isTaken(model: ThreatModel, id: string): boolean {
  return subjectOf(model, id) !== undefined;
}

/** What a person calls the thing: its name, else its id; a flow is "from to to". */
export function displayName(model: ThreatModel, id: string): string {
  const subject = subjectOf(model, id);
  if (subject === undefined) return id;
  switch (subject.kind) {
    case 'model':
      return subject.entry.title ?? id;
    case 'flow':
      return subject.entry.name ?? `${displayName(model, subject.entry.from)} to ${displayName(model, subject.entry.to)}`;
    case 'element':
    case 'boundary':
    case 'asset':
      return subject.entry.name ?? id;
  }
}

/** The value that the model itself gives a property of a subject, before inheritance, defaults and controls. */
export function ownProperty(model: ThreatModel, id: string, property: string): PropertyValue | undefined {
  const subject = subjectOf(model, id);
  if (subject === undefined || subject.kind === 'asset') return undefined;
  return subject.entry.properties?.get(property as PropertyName);
}

/** The boundaries around a thing, nearest first. A circle in a broken model ends the walk. */
export function enclosing(model: ThreatModel, start: BoundaryId | undefined): readonly BoundaryId[] {
  const path: BoundaryId[] = [];
  for (let at = start; at !== undefined && model.boundaries.has(at) && !path.includes(at); at = model.boundaries.get(at)?.in) path.push(at);
  return path;
}
