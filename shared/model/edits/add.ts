import { message } from '../../messages/message';
import type { Edit } from '../edit';
import { type AssetId, type BoundaryId, type DiagramId, type ElementId, type FlowId, freeId, idFromName } from '../ids';
import type { Asset, Boundary, Element, Flow, Placement } from '../schema';
import { displayName, isTaken, type ThreatModel } from '../threat-model';
import { placed } from './shared';

/** Where something new is put. */
export interface Place {
  readonly diagram: DiagramId;
  readonly placement: Placement;
}

/** An edit that adds one thing, and the id that the thing got. */
export interface Addition<Id> {
  readonly id: Id;
  readonly edit: Edit;
}

const takenIn = (model: ThreatModel) => ({ has: (id: string) => isTaken(model, id) });

/** Adds an element; its id comes from its name. */
export function addElement(model: ThreatModel, entry: Element, name: string, place?: Place): Addition<ElementId> {
  const id = freeId(idFromName(name, 'element'), takenIn(model)) as ElementId;
  const named: Element = id === name ? entry : { ...entry, name };
  return {
    id,
    edit: {
      label: message('edit.add', { name }),
      changes: [{ section: 'elements', id, to: named }, ...(place ? placed(place.diagram, id, place.placement) : [])],
    },
  };
}

/** Adds a boundary; its id comes from its name. */
export function addBoundary(model: ThreatModel, entry: Boundary, name: string, place?: Place): Addition<BoundaryId> {
  const id = freeId(idFromName(name, 'boundary'), takenIn(model)) as BoundaryId;
  const named: Boundary = id === name ? entry : { ...entry, name };
  return {
    id,
    edit: {
      label: message('edit.add', { name }),
      changes: [{ section: 'boundaries', id, to: named }, ...(place ? placed(place.diagram, id, place.placement) : [])],
    },
  };
}

/** The id that a flow between these two gets: `from_to_to`, then `…_2`. */
export function flowIdFor(model: ThreatModel, from: ElementId, to: ElementId): FlowId {
  return freeId(`${from}_to_${to}`, takenIn(model)) as FlowId;
}

/** Adds a flow. A second one between the same two gets an id of its own. */
export function addFlow(model: ThreatModel, flow: Flow): Addition<FlowId> {
  const id = flowIdFor(model, flow.from, flow.to);
  return {
    id,
    edit: {
      label: message('edit.connect', { from: displayName(model, flow.from), to: displayName(model, flow.to) }),
      changes: [{ section: 'flows', id, to: flow }],
    },
  };
}

/** Adds an asset; its id comes from its name. */
export function addAsset(model: ThreatModel, entry: Asset, name: string): Addition<AssetId> {
  const id = freeId(idFromName(name, 'asset'), takenIn(model)) as AssetId;
  return {
    id,
    edit: { label: message('edit.add', { name }), changes: [{ section: 'assets', id, to: id === name ? entry : { ...entry, name } }] },
  };
}
