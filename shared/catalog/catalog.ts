import { message, type Result } from '../messages/message';
import type { PropertyName, TypeId } from '../model/ids';
import {
  type AttackerEntry,
  type CatalogEntries,
  catalogSchema,
  type ControlEntry,
  type DetectionEntry,
  type FrameworkEntry,
  type HygieneEntry,
  type ImageEntry,
  type NamedCondition,
  type PropertyEntry,
  type RuleEntry,
  type StencilEntry,
  type ToolEntry,
} from './schema';

/** The catalog, checked and indexed once; everything that judges or explains asks it by id. */
export interface Catalog {
  readonly entries: CatalogEntries;
  readonly properties: ReadonlyMap<PropertyName, PropertyEntry>;
  readonly stencils: ReadonlyMap<TypeId, StencilEntry>;
  readonly images: ReadonlyMap<string, ImageEntry>;
  readonly conditions: ReadonlyMap<string, NamedCondition>;
  readonly threats: ReadonlyMap<string, RuleEntry>;
  readonly hygiene: ReadonlyMap<string, HygieneEntry>;
  readonly controls: ReadonlyMap<string, ControlEntry>;
  readonly tools: ReadonlyMap<string, ToolEntry>;
  readonly detections: ReadonlyMap<string, DetectionEntry>;
  readonly attackers: ReadonlyMap<string, AttackerEntry>;
  readonly frameworks: ReadonlyMap<string, FrameworkEntry>;
  readonly techniques: ReadonlyMap<string, { readonly id: string; readonly name: string; readonly tactics: readonly string[] }>;
  /** Each type with everything that it inherits from, itself included. */
  readonly ancestors: ReadonlyMap<TypeId, ReadonlySet<TypeId>>;
}

const byId = <T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<T['id'], T> =>
  new Map(entries.map((entry) => [entry.id, entry]));

function ancestorsOf(stencils: ReadonlyMap<TypeId, StencilEntry>): ReadonlyMap<TypeId, ReadonlySet<TypeId>> {
  const known = new Map<TypeId, ReadonlySet<TypeId>>();
  const walk = (type: TypeId, path: readonly TypeId[]): ReadonlySet<TypeId> => {
    const done = known.get(type);
    if (done) return done;
    const own = new Set<TypeId>([type]);
    if (!path.includes(type))
      for (const parent of stencils.get(type)?.extends ?? []) for (const ancestor of walk(parent, [...path, type])) own.add(ancestor);
    known.set(type, own);
    return own;
  };
  for (const type of stencils.keys()) walk(type, []);
  return known;
}

/** Indexes checked entries. Of two entries with one id, the later wins: the order in which packs override. */
export function indexCatalog(entries: CatalogEntries): Catalog {
  const stencils = byId(entries.stencils);
  return {
    entries,
    properties: byId(entries.properties),
    stencils,
    images: new Map(entries.images.flatMap((image) => image.repositories.map((repository): [string, ImageEntry] => [repository, image]))),
    conditions: byId(entries.conditions),
    threats: byId(entries.threats),
    hygiene: byId(entries.hygiene),
    controls: byId(entries.controls),
    tools: byId(entries.tools),
    detections: byId(entries.detections),
    attackers: byId(entries.attackers),
    frameworks: byId(entries.frameworks),
    techniques: byId(entries.attack.techniques),
    ancestors: ancestorsOf(stencils),
  };
}

/** The door for a compiled catalog (`catalog.json`, parsed): checks its shape and indexes it. */
export function readCatalog(json: unknown): Result<Catalog> {
  const parsed = catalogSchema.safeParse(json);
  if (parsed.success) return { ok: true, value: indexCatalog(parsed.data), problems: [] };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => ({
      severity: 'error',
      message: message('catalog.entry-invalid', { expected: issue.message }),
      where: { path: issue.path.map(String).join('.') },
    })),
  };
}

/** True if the type is `ancestor` or inherits from it. An unknown type is only itself. */
export function isA(catalog: Catalog, type: TypeId | undefined, ancestor: TypeId): boolean {
  return type !== undefined && (type === ancestor || (catalog.ancestors.get(type)?.has(ancestor) ?? false));
}
