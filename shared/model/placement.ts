import type { BoundaryId, DiagramId, ElementId } from './ids';
import type { Placement, Point } from './schema';
import { enclosing, type ThreatModel } from './threat-model';

/** The boundary a thing stands in, whether the thing is an element or a boundary. */
export function placeOf(model: ThreatModel, id: string): BoundaryId | undefined {
  return model.elements.get(id as ElementId)?.in ?? model.boundaries.get(id as BoundaryId)?.in;
}

/** A thing's placement on a diagram; undefined if the diagram does not show it. */
export function placementOf(model: ThreatModel, diagram: DiagramId, id: string): Placement | undefined {
  return model.layout.get(diagram)?.get(id);
}

/** The nearest boundary around `start` (itself included) that the diagram shows: the one that positions are relative to. */
export function shownBoundary(model: ThreatModel, diagram: DiagramId, start: BoundaryId | undefined): BoundaryId | undefined {
  return enclosing(model, start).find((boundary) => placementOf(model, diagram, boundary)?.at !== undefined);
}

/** Where the inside of a boundary begins, in the diagram's own coordinates; `undefined` is the diagram itself. */
export function originOf(model: ThreatModel, diagram: DiagramId, boundary: BoundaryId | undefined): Point {
  const shown = shownBoundary(model, diagram, boundary);
  if (shown === undefined) return [0, 0];
  const [x, y] = placementOf(model, diagram, shown)?.at ?? [0, 0];
  const [left, top] = originOf(model, diagram, model.boundaries.get(shown)?.in);
  return [left + x, top + y];
}

/** A thing's top left corner in the diagram's own coordinates; undefined if the diagram does not place it. */
export function absolutePosition(model: ThreatModel, diagram: DiagramId, id: string): Point | undefined {
  const at = placementOf(model, diagram, id)?.at;
  if (at === undefined) return undefined;
  const [left, top] = originOf(model, diagram, placeOf(model, id));
  return [left + at[0], top + at[1]];
}
