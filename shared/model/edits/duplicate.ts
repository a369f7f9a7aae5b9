import { message } from '../../messages/message';
import type { Change, Edit } from '../edit';
import { type BoundaryId, type DiagramId, type ElementId, type FlowId, freeId } from '../ids';
import type { Placement } from '../schema';
import { isTaken, type ThreatModel } from '../threat-model';
import { compact } from './shared';

/** A part of a model, as it is copied: things, the flows between them, and where they stand on one diagram. */
export type Fragment = Pick<ThreatModel, 'boundaries' | 'elements' | 'flows'> & { readonly placements: ReadonlyMap<string, Placement> };

/** What copying these things takes along: themselves, what stands in a copied boundary, and flows with both ends copied. */
export function fragmentOf(model: ThreatModel, diagram: DiagramId, ids: Iterable<string>): Fragment {
  const chosen = new Set(ids);
  for (let grown = true; grown;) {
    const before = chosen.size;
    for (const [id, boundary] of model.boundaries) if (boundary.in !== undefined && chosen.has(boundary.in)) chosen.add(id);
    for (const [id, element] of model.elements) if (element.in !== undefined && chosen.has(element.in)) chosen.add(id);
    grown = chosen.size > before;
  }
  const elements = new Map([...model.elements].filter(([id]) => chosen.has(id)));
  return {
    boundaries: new Map([...model.boundaries].filter(([id]) => chosen.has(id))),
    elements,
    flows: new Map([...model.flows].filter(([, flow]) => elements.has(flow.from) && elements.has(flow.to))),
    placements: new Map([...(model.layout.get(diagram) ?? [])].filter(([id]) => chosen.has(id))),
  };
}

/** What an edit of pasting made: the new ids by the old ones. */
export interface Pasted {
  readonly edit: Edit;
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Puts a fragment into a model under new ids. Origins stay behind, since a copy was not imported; assets that the model
 * does not have are dropped; things whose boundary was not copied stand in the same boundary if the model has it.
 * @param shift how far the outermost things move, in world units
 */
export function paste(model: ThreatModel, diagram: DiagramId, fragment: Fragment, shift: readonly [number, number]): Pasted {
  const ids = new Map<string, string>();
  const taken = { has: (id: string) => isTaken(model, id) || [...ids.values()].includes(id) };
  for (const id of [...fragment.boundaries.keys(), ...fragment.elements.keys()]) ids.set(id, freeId(id, taken));
  const moved = <T extends string>(id: T): T => (ids.get(id) ?? id) as T;
  const place = (id: BoundaryId | undefined) => (id !== undefined && (ids.has(id) || model.boundaries.has(id)) ? moved(id) : undefined);

  const changes: Change[] = [];
  for (const [id, boundary] of fragment.boundaries) {
    changes.push({ section: 'boundaries', id: moved(id), to: compact({ ...boundary, in: place(boundary.in), origin: undefined }) });
  }
  for (const [id, element] of fragment.elements) {
    const stores = element.stores?.filter((asset) => model.assets.has(asset));
    const calls = element.doesNotCall?.filter((other) => ids.has(other) || model.elements.has(other)).map(moved);
    const doesNotCall = calls?.length === 0 ? undefined : calls;
    changes.push({
      section: 'elements',
      id: moved(id),
      to: compact({ ...element, in: place(element.in), origin: undefined, stores, doesNotCall }),
    });
  }
  for (const [id, flow] of fragment.flows) {
    const [from, to]: [ElementId, ElementId] = [moved(flow.from), moved(flow.to)];
    const next = freeId(`${from}_to_${to}`, taken) as FlowId;
    ids.set(id, next);
    const carries = flow.carries?.filter((asset) => model.assets.has(asset));
    changes.push({ section: 'flows', id: next, to: compact({ ...flow, from, to, origin: undefined, carries }) });
  }
  for (const [id, placement] of fragment.placements) {
    const around = fragment.elements.get(id as ElementId)?.in ?? fragment.boundaries.get(id as BoundaryId)?.in;
    const outermost = around === undefined || !ids.has(around);
    const at = placement.at && outermost ? ([placement.at[0] + shift[0], placement.at[1] + shift[1]] as const) : placement.at;
    changes.push({ section: 'layout', diagram, id: moved(id), to: compact<Placement>({ ...placement, at }) });
  }
  return { ids, edit: { label: message('edit.paste', { count: ids.size }), changes } };
}
