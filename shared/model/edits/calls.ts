import { message } from '../../messages/message';
import { apply, combine, type Edit } from '../edit';
import type { ElementId, FlowId } from '../ids';
import type { Flow } from '../schema';
import { displayName, type ThreatModel } from '../threat-model';
import { addFlow } from './add';
import { changeElement } from './change';
import { removeThings } from './remove';

/** The flows between two elements, those that somebody drew before those that an import made. */
export function flowsBetween(model: ThreatModel, from: ElementId, to: ElementId): readonly (readonly [FlowId, Flow])[] {
  return [...model.flows]
    .filter(([, flow]) => flow.from === from && flow.to === to)
    .sort(([, a], [, b]) => Number(a.origin !== undefined) - Number(b.origin !== undefined));
}

/** True if somebody has said that the one does not call the other. */
export const isDenied = (model: ThreatModel, from: ElementId, to: ElementId): boolean =>
  model.elements.get(from)?.doesNotCall?.includes(to) === true;

/** Draws a call, and takes back that it is not made. */
export function drawCall(model: ThreatModel, flow: Flow): Edit {
  const { edit } = addFlow(model, flow);
  if (!isDenied(model, flow.from, flow.to)) return edit;
  const left = model.elements.get(flow.from)?.doesNotCall?.filter((id) => id !== flow.to) ?? [];
  return combine(edit.label, [edit, changeElement(model, flow.from, { doesNotCall: left.length === 0 ? undefined : left })]);
}

/** Says that the one does not call the other; what somebody drew between them goes. What an import declares stays. */
export function denyCall(model: ThreatModel, from: ElementId, to: ElementId): Edit {
  const own = flowsBetween(model, from, to).flatMap(([id, { origin }]) => (origin === undefined ? [id] : []));
  const label = message('edit.does-not-call', { from: displayName(model, from), to: displayName(model, to) });
  const removal = own.length === 0 ? undefined : removeThings(model, own);
  const rest = removal === undefined ? model : apply(model, removal).model;
  const said = rest.elements.get(from)?.doesNotCall ?? [];
  const denial: Edit = said.includes(to)
    ? { label, changes: [] }
    : { ...changeElement(rest, from, { doesNotCall: [...said, to].sort() }), label };
  return removal === undefined ? denial : combine(removal.label, [removal, denial]);
}
