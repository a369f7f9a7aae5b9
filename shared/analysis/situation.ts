import type { Catalog } from '../catalog/catalog';
import type { TypeId } from '../model/ids';
import type { SubjectKind } from '../model/threat-model';

/** Everything that a thing is: its role and way of running, with what these inherit from. One object for each combination. */
export type Types = ReadonlySet<TypeId>;

/** The types of things that have none. */
export const NO_TYPES: Types = new Set();

/**
 * What a thing is and what it stands in: all that conditions about types and places alone look at. Every such condition says
 * the same of all things in one situation, so it is judged once for the situation (`fitting.ts`). Large models have many
 * things and few situations. One object for each: situations are compared by identity.
 */
export interface Situation {
  readonly kind: SubjectKind;
  readonly types: Types;
  /** The types of the boundaries around it, nearest first; undefined where a boundary is looked at from inside, whatever is around it. */
  readonly around: readonly Types[] | undefined;
  /** The ends of a flow, and the types of the boundaries whose lines it crosses. */
  readonly way?: Way;
}

interface Way {
  readonly from: Situation;
  readonly to: Situation;
  readonly entered: readonly Types[];
  readonly left: readonly Types[];
}

/** Boundaries within boundaries, by their types: where things stand. */
interface Place {
  readonly around: readonly Types[];
  readonly inner: Map<Types, Place>;
  readonly here: Map<SubjectKind, Map<Types, Situation>>;
}

const placeOf = (around: readonly Types[]): Place => ({ around, inner: new Map(), here: new Map() });

/** Anything with types: a boundary around. */
interface Typed {
  readonly types: Types;
}

/** All situations that things of a catalog's types are in, each made when it is first met. */
class Situations {
  private readonly catalog: Catalog;
  private readonly byName = new Map<string, Types>();
  private readonly anywhere = placeOf([]);
  private readonly fromInside = new Map<Types, Situation>();
  private readonly flows = new Map<Situation, Map<Situation, Situation[]>>();

  constructor(catalog: Catalog) {
    this.catalog = catalog;
  }

  /** The types of a role and a way of running. */
  types(type: TypeId, runsAs?: TypeId): Types {
    const name = runsAs === undefined ? type : `${type} ${runsAs}`;
    let types = this.byName.get(name);
    if (types === undefined) {
      const lineage = (one: TypeId): Iterable<TypeId> => this.catalog.ancestors.get(one) ?? [one];
      types = new Set(runsAs === undefined ? lineage(type) : [...lineage(type), ...lineage(runsAs)]);
      this.byName.set(name, types);
    }
    return types;
  }

  /** The situation of anything but a flow. @param around the boundaries around it, nearest first */
  at(kind: SubjectKind, types: Types, around: readonly Typed[]): Situation {
    let place = this.anywhere;
    for (let index = around.length - 1; index >= 0; index -= 1) {
      const outer = around[index]?.types ?? NO_TYPES;
      let inner = place.inner.get(outer);
      if (inner === undefined) place.inner.set(outer, (inner = placeOf([outer, ...place.around])));
      place = inner;
    }
    let ofKind = place.here.get(kind);
    if (ofKind === undefined) place.here.set(kind, (ofKind = new Map<Types, Situation>()));
    let situation = ofKind.get(types);
    if (situation === undefined) ofKind.set(types, (situation = { kind, types, around: place.around }));
    return situation;
  }

  /** The situation of a flow. @param shared how many boundaries stand around both ends */
  between(from: Situation, to: Situation, shared: number): Situation {
    let fromHere = this.flows.get(from);
    if (fromHere === undefined) this.flows.set(from, (fromHere = new Map<Situation, Situation[]>()));
    let toThere = fromHere.get(to);
    if (toThere === undefined) fromHere.set(to, (toThere = []));
    const [start, end] = [from.around ?? [], to.around ?? []];
    return (toThere[shared] ??= {
      kind: 'flow',
      types: NO_TYPES,
      around: start.slice(start.length - shared),
      way: { from, to, left: start.slice(0, start.length - shared), entered: end.slice(0, end.length - shared) },
    });
  }

  /** A boundary as what stands inside sees it. */
  boundary(types: Types): Situation {
    let situation = this.fromInside.get(types);
    if (situation === undefined) this.fromInside.set(types, (situation = { kind: 'boundary', types, around: undefined }));
    return situation;
  }
}

export type { Situations };

const known = new WeakMap<Catalog, Situations>();

/** The situations of a catalog: the same for all models, so that what was found out for one holds for the next. */
export function situationsOf(catalog: Catalog): Situations {
  let situations = known.get(catalog);
  if (situations === undefined) known.set(catalog, (situations = new Situations(catalog)));
  return situations;
}
