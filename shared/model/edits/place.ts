import { message } from '../../messages/message';
import type { Change, Edit } from '../edit';
import type { BoundaryId, DiagramId, ElementId } from '../ids';
import { absolutePosition, originOf, placementOf } from '../placement';
import type { Boundary, Element, Placement } from '../schema';
import { displayName, enclosing, type ThreatModel } from '../threat-model';
import { compact } from './shared';

/** Puts things at places of one diagram (relative, as the file has them), in one step. */
export function placeThings(diagram: DiagramId, placements: ReadonlyMap<string, Placement>): Edit {
  return {
    label: message('edit.move', { count: placements.size }),
    changes: [...placements].map(([id, to]): Change => ({ section: 'layout', diagram, id, to })),
  };
}

/** Lays a whole diagram out: the same, under the label that undo shows for it. */
export function arrange(diagram: DiagramId, placements: ReadonlyMap<string, Placement>): Edit {
  return { ...placeThings(diagram, placements), label: message('edit.arrange') };
}

/** Gives a thing another size, and another corner if the gesture moved it. */
export function resize(model: ThreatModel, diagram: DiagramId, id: string, placement: Placement): Edit {
  return {
    label: message('edit.resize', { name: displayName(model, id) }),
    changes: [{ section: 'layout', diagram, id, to: { ...placementOf(model, diagram, id), ...placement } }],
  };
}

/**
 * Moves things into a boundary (`undefined`: out of all of them) without moving them on any diagram: their positions
 * become relative to the new surroundings. A boundary that would come to stand inside itself stays where it is.
 */
export function nest(model: ThreatModel, ids: Iterable<string>, into: BoundaryId | undefined): Edit {
  const circle = new Set<string>(enclosing(model, into));
  const changes: Change[] = [];
  let count = 0;
  for (const id of ids) {
    const element = model.elements.get(id as ElementId);
    const boundary = model.boundaries.get(id as BoundaryId);
    const was = (element ?? boundary)?.in;
    if ((!element && !boundary) || was === into || circle.has(id)) continue;
    count += 1;
    if (element) changes.push({ section: 'elements', id: id as ElementId, to: compact<Element>({ ...element, in: into }) });
    if (boundary) changes.push({ section: 'boundaries', id: id as BoundaryId, to: compact<Boundary>({ ...boundary, in: into }) });
    for (const diagram of model.layout.keys()) {
      const placement = placementOf(model, diagram, id);
      const at = absolutePosition(model, diagram, id);
      if (placement === undefined || at === undefined) continue;
      const [left, top] = originOf(model, diagram, into);
      changes.push({ section: 'layout', diagram, id, to: { ...placement, at: [at[0] - left, at[1] - top] } });
    }
  }
  return {
    label: into === undefined ? message('edit.unnest', { count }) : message('edit.nest', { count, name: displayName(model, into) }),
    changes,
  };
}
