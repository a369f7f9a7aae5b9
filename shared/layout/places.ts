import type { Catalog } from '../catalog/catalog';
import type { BoundaryId } from '../model/ids';
import type { Placement } from '../model/schema';
import { MAIN_DIAGRAM, type ThreatModel } from '../model/threat-model';
import { type ElkGraph, elkPlan, placementsOf } from './elk-graph';
import { nodeLooks } from './scene';
import { sceneWords, typeName } from './scene-words';

/** What ELK is asked, and what its answer comes to. Whoever has ELK, in a worker or in the same thread, goes between the two. */
export interface Arranging {
  readonly graph: ElkGraph;
  readonly places: (answer: ElkGraph) => ReadonlyMap<string, Placement>;
}

/** A whole layout of the main diagram: a place for everything, whatever place it has. */
export function arrangementOf(model: ThreatModel, catalog: Catalog | undefined): Arranging {
  const looks = nodeLooks(model, catalog, sceneWords(catalog));
  const kindName = (id: BoundaryId): string => {
    const boundary = model.boundaries.get(id);
    return boundary === undefined ? '' : typeName(catalog, boundary.type);
  };
  const plan = elkPlan(model, looks, kindName);
  return { graph: plan.graph, places: (answer) => placementsOf(answer, plan, looks) };
}

/** The things that the main diagram does not place. */
function unplaced(model: ThreatModel): readonly string[] {
  const layout = model.layout.get(MAIN_DIAGRAM);
  return [...model.boundaries.keys(), ...model.elements.keys()].filter((id) => layout?.get(id)?.at === undefined);
}

/** Places for a few things that were written into the file by hand: in rows below everything else that stands in the same boundary. */
function beside(model: ThreatModel, ids: readonly string[], laidOut: ReadonlyMap<string, Placement>): ReadonlyMap<string, Placement> {
  const layout = model.layout.get(MAIN_DIAGRAM);
  const parentOf = (id: string): string => model.elements.get(id as never)?.in ?? model.boundaries.get(id as never)?.in ?? '';
  const floor = new Map<string, number>();
  for (const id of [...model.boundaries.keys(), ...model.elements.keys()]) {
    const placement = layout?.get(id);
    if (placement?.at !== undefined)
      floor.set(parentOf(id), Math.max(floor.get(parentOf(id)) ?? 0, placement.at[1] + (placement.size?.[1] ?? 64)));
  }
  const column = new Map<string, number>();
  return new Map(
    ids.map((id): [string, Placement] => {
      const parent = parentOf(id);
      const x = column.get(parent) ?? 16;
      const size = laidOut.get(id)?.size;
      column.set(parent, x + (size?.[0] ?? 204) + 24);
      return [id, { at: [x, (floor.get(parent) ?? 40) + 32], ...(size === undefined ? {} : { size }) }];
    }),
  );
}

/** Boundaries that would no longer hold what is put into them, made large enough, from inside out. */
function grownAround(model: ThreatModel, placed: ReadonlyMap<string, Placement>): ReadonlyMap<string, Placement> {
  const layout = model.layout.get(MAIN_DIAGRAM);
  const grown = new Map<string, Placement>();
  const parentOf = (id: string): BoundaryId | undefined => model.elements.get(id as never)?.in ?? model.boundaries.get(id as never)?.in; // an unknown id finds nothing
  for (const [id, { at, size = [204, 64] }] of placed) {
    let [right, bottom] = [(at?.[0] ?? 0) + size[0] + 16, (at?.[1] ?? 0) + size[1] + 16];
    for (let around = parentOf(id); around !== undefined; around = parentOf(around)) {
      const own = grown.get(around) ?? layout?.get(around);
      if (own?.at === undefined || own.size === undefined) break;
      const next: Placement = { ...own, size: [Math.max(own.size[0], right), Math.max(own.size[1], bottom)] };
      if (next.size !== undefined && (next.size[0] > own.size[0] || next.size[1] > own.size[1])) grown.set(around, next);
      [right, bottom] = [own.at[0] + (next.size?.[0] ?? 0) + 16, own.at[1] + (next.size?.[1] ?? 0) + 16];
    }
  }
  return grown;
}

/**
 * Places for what the main diagram does not place: a whole layout where it places nothing, else rows below what is there,
 * with the boundaries grown around them. Undefined where everything has its place.
 */
export function missingPlaces(model: ThreatModel, catalog: Catalog | undefined): Arranging | undefined {
  const missing = unplaced(model);
  if (missing.length === 0) return undefined;
  const whole = arrangementOf(model, catalog);
  if (missing.length === model.boundaries.size + model.elements.size) return whole;
  return {
    graph: whole.graph,
    places(answer) {
      const placed = beside(model, missing, whole.places(answer));
      return new Map([...placed, ...grownAround(model, placed)]);
    },
  };
}
