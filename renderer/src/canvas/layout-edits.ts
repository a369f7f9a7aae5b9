import { apply, combine, type Edit } from '../../../shared/model/edit';
import { arrange, nest, placeThings } from '../../../shared/model/edits/place';
import type { BoundaryId } from '../../../shared/model/ids';
import type { Placement } from '../../../shared/model/schema';
import type { ThreatModel } from '../../../shared/model/threat-model';
import { fitting } from '../../../shared/layout/fit';
import type { DocumentSession } from '../session/document-session';
import { canvasOf } from './canvas-handle';

/** The edit that stores what was worked out when the document was opened; with the first change of the layout it becomes the file's. */
function provisionalEdit(session: DocumentSession, except: ReadonlySet<string>): Edit | undefined {
  const { provisional, diagram } = session.view.store.getState();
  const missing = [...provisional].filter(([id]) => !except.has(id));
  return missing.length === 0 ? undefined : placeThings(diagram, new Map(missing));
}

/** The edit, and boundaries made large enough for what it puts into them. */
function withRoom(session: DocumentSession, model: ThreatModel, edit: Edit): Edit {
  const canvas = canvasOf(session);
  if (canvas === undefined) return edit;
  const { diagram } = session.view.store.getState();
  const after = apply(model, edit).model;
  const moved = new Set(edit.changes.flatMap((change) => (change.section === 'layout' && change.to?.at !== undefined ? [change.id] : [])));
  const room = fitting(after, diagram, canvas.sceneOf(after), moved);
  return room.size === 0 ? edit : combine(edit.label, [edit, placeThings(diagram, room)]);
}

/**
 * Does a change of the layout as one edit, with the provisional places under it. `build` gets the model in which
 * everything has its place.
 */
export function editLayout(session: DocumentSession, build: (model: ThreatModel) => Edit, gesture?: string): void {
  const base = provisionalEdit(session, new Set());
  const model = session.model();
  const placed = base === undefined ? model : apply(model, base).model;
  const wanted = build(placed);
  if (wanted.changes.length === 0) return;
  const edit = withRoom(session, placed, wanted);
  session.edit(base === undefined ? edit : combine(edit.label, [base, edit]), gesture);
  if (base !== undefined) session.view.set({ provisional: new Map() });
}

/** Where things are to stand after a drag, as the file has it, and the boundary that takes them; `undefined` leaves them where they are. */
export interface Drop {
  readonly placements: ReadonlyMap<string, Placement>;
  readonly into?: { readonly ids: readonly string[]; readonly boundary: BoundaryId | undefined };
}

/** A drag as one edit: moved, and taken into another boundary where it ended there. */
export function dropThings(session: DocumentSession, { placements, into }: Drop): void {
  const { diagram } = session.view.store.getState();
  editLayout(session, (model) => {
    const layout = model.layout.get(diagram);
    const merged = new Map([...placements].map(([id, placement]) => [id, { ...layout?.get(id), ...placement }] as const));
    const moved = placeThings(diagram, merged);
    if (into === undefined) return moved;
    const nested = nest(apply(model, moved).model, into.ids, into.boundary);
    return nested.changes.length === 0 ? moved : combine(nested.label, [moved, nested]);
  });
}

/** Stores a whole layout as one step: what it does not name keeps its place. */
export function storeArrangement(session: DocumentSession, placements: ReadonlyMap<string, Placement>): void {
  const { diagram } = session.view.store.getState();
  session.edit(arrange(diagram, placements));
  session.view.set({ provisional: new Map() });
}
