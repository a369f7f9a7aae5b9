import { elkPlan, placementsOf } from '../../../shared/layout/elk-graph';
import { nodeLooks } from '../../../shared/layout/scene';
import type { BoundaryId } from '../../../shared/model/ids';
import type { Placement } from '../../../shared/model/schema';
import { MAIN_DIAGRAM, type ThreatModel } from '../../../shared/model/threat-model';
import { storeArrangement } from '../canvas/layout-edits';
import { sceneWords, typeName } from '../model-words/describe';
import type { DocumentSession } from '../session/document-session';
import { say } from '../words';
import type { Application } from './application';

/** Places for everything, worked out in the layout worker; undefined if that was cancelled. */
async function layOut(app: Application, model: ThreatModel): Promise<ReadonlyMap<string, Placement> | undefined> {
  const { catalog } = app.shell.getState();
  const looks = nodeLooks(model, catalog, sceneWords(catalog));
  const kindName = (id: BoundaryId): string => {
    const boundary = model.boundaries.get(id);
    return boundary === undefined ? '' : typeName(catalog, boundary.type);
  };
  const plan = elkPlan(model, looks, kindName);
  const answer = await app.busy(say('ui.arranging'), ({ signal }) => app.parts.layout.layout(plan.graph, signal));
  return answer && placementsOf(answer, plan, looks);
}

/** Lays the whole diagram out, as one undo step. */
export async function arrangeAll(app: Application): Promise<void> {
  const session = app.session();
  if (session === undefined) return;
  const model = session.model();
  const placements = await layOut(app, model);
  // Whoever went on drawing meanwhile keeps what they drew: the layout is of another model.
  if (placements === undefined || app.session() !== session || session.model() !== model) return;
  storeArrangement(session, placements);
  app.notices.say(say('ui.arranged'));
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
 * Places for what the main diagram of a model does not place: a whole layout where it places nothing, else rows below what
 * is there. Empty where everything has its place; undefined if it was cancelled.
 */
export async function placesFor(app: Application, model: ThreatModel): Promise<ReadonlyMap<string, Placement> | undefined> {
  const missing = unplaced(model);
  if (missing.length === 0) return new Map();
  const laidOut = await layOut(app, model);
  if (laidOut === undefined) return undefined;
  if (missing.length === model.boundaries.size + model.elements.size) return laidOut;
  const placed = beside(model, missing, laidOut);
  return new Map([...placed, ...grownAround(model, placed)]);
}

/**
 * Gives things a place that the file does not place. Held in the view, not in the model: opening changes no file, and the
 * first move stores them.
 */
export async function placeWhatIsNot(app: Application, session: DocumentSession): Promise<void> {
  const model = session.model();
  const placements = await placesFor(app, model);
  if (app.session() !== session || session.model() !== model) return;
  session.view.set({ provisional: placements ?? new Map() });
}
