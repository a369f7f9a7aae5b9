import { message } from '../../messages/message';
import type { Change, Edit } from '../edit';
import { type BoundaryId, type ElementId, splitKey } from '../ids';
import { originOf } from '../placement';
import type { Element, Flow } from '../schema';
import { displayName, subjectOf, type ThreatModel } from '../threat-model';
import { compact, placementsOf, rewriteSection } from './shared';

/** The list without what goes; undefined if nothing of it does. */
const without = <Id extends string>(list: readonly Id[] | undefined, gone: ReadonlySet<string>): readonly Id[] | undefined => {
  const left = list?.filter((id) => !gone.has(id));
  return left?.length === list?.length ? undefined : left;
};

/** The element without references to what goes; undefined if it has none. That no assets are left in it is still said. */
function freed(element: Element, gone: ReadonlySet<string>): Element | undefined {
  const stores = without(element.stores, gone);
  const doesNotCall = without(element.doesNotCall, gone);
  if (stores === undefined && doesNotCall === undefined) return undefined;
  return compact<Element>({
    ...element,
    ...(stores === undefined ? {} : { stores }),
    ...(doesNotCall === undefined ? {} : { doesNotCall: doesNotCall.length === 0 ? undefined : doesNotCall }),
  });
}

/** The nearest boundary around `start` that stays. */
function survivingPlace(model: ThreatModel, start: BoundaryId | undefined, gone: ReadonlySet<string>): BoundaryId | undefined {
  let at = start;
  while (at !== undefined && gone.has(at)) at = model.boundaries.get(at)?.in;
  return at;
}

/** What stands in a boundary that goes is not lost: it moves to the next boundary out, and does not move on the screen. */
function* rehomed(model: ThreatModel, gone: ReadonlySet<string>): Generator<Change> {
  const moved = (entry: { readonly in?: BoundaryId | undefined }) => entry.in !== undefined && gone.has(entry.in);
  const shift = function* (id: string, from: BoundaryId | undefined, to: BoundaryId | undefined): Generator<Change> {
    for (const { diagram, placement } of placementsOf(model, id)) {
      if (placement.at === undefined) continue;
      const [fromX, fromY] = originOf(model, diagram, from);
      const [toX, toY] = originOf(model, diagram, to);
      yield { section: 'layout', diagram, id, to: { ...placement, at: [placement.at[0] + fromX - toX, placement.at[1] + fromY - toY] } };
    }
  };
  for (const [id, element] of model.elements) {
    if (gone.has(id) || !moved(element)) continue;
    const place = survivingPlace(model, element.in, gone);
    yield { section: 'elements', id, to: compact({ ...(freed(element, gone) ?? element), in: place }) };
    yield* shift(id, element.in, place);
  }
  for (const [id, boundary] of model.boundaries) {
    if (gone.has(id) || !moved(boundary)) continue;
    const place = survivingPlace(model, boundary.in, gone);
    yield { section: 'boundaries', id, to: compact({ ...boundary, in: place }) };
    yield* shift(id, boundary.in, place);
  }
}

/** The entries by key that speak of what goes. */
function* keyedEntries(model: ThreatModel, gone: ReadonlySet<string>): Generator<Change> {
  const speaksOfGone = (key: string) => gone.has(splitKey(key)?.subject ?? '');
  for (const id of model.answers.keys()) if (speaksOfGone(id)) yield { section: 'answers', id };
  for (const id of model.decisions.keys()) if (speaksOfGone(id)) yield { section: 'decisions', id };
  for (const id of model.mitigations.keys()) if (speaksOfGone(id)) yield { section: 'mitigations', id };
}

/**
 * Deletes things of any kind, in one edit that undo brings back whole: the flows of an element go with it, and so do
 * answers, decisions, adopted controls and placements. A boundary leaves what stands in it behind, one boundary further
 * out. Ids that the model does not have are ignored.
 */
export function removeThings(model: ThreatModel, ids: Iterable<string>): Edit {
  const asked = [...new Set(ids)].filter((id) => subjectOf(model, id) !== undefined && subjectOf(model, id)?.kind !== 'model');
  const gone = new Set<string>(asked);
  for (const [id, flow] of model.flows) if (gone.has(flow.from) || gone.has(flow.to)) gone.add(id);

  const removals = [...gone].flatMap((id): Change[] => {
    const subject = subjectOf(model, id);
    const places = placementsOf(model, id).map(({ diagram }): Change => ({ section: 'layout', diagram, id }));
    switch (subject?.kind) {
      case 'element':
        return [{ section: 'elements', id: subject.id }, ...places];
      case 'flow':
        return [{ section: 'flows', id: subject.id }, ...places];
      case 'boundary':
        return [{ section: 'boundaries', id: subject.id }, ...places];
      case 'asset':
        return [{ section: 'assets', id: subject.id }];
      default:
        return [];
    }
  });
  const references = [
    ...rewriteSection(
      model.elements,
      (element: Element, id: ElementId) => (gone.has(id) ? undefined : freed(element, gone)),
      (id, to) => ({ section: 'elements', id, to }),
    ),
    ...rewriteSection(
      model.flows,
      (flow: Flow, id) => {
        const carries = without(flow.carries, gone);
        return carries === undefined || gone.has(id) ? undefined : { ...flow, carries };
      },
      (id, to) => ({ section: 'flows', id, to }),
    ),
  ];
  const [only, second] = asked;
  return {
    label:
      only !== undefined && second === undefined
        ? message('edit.remove', { name: displayName(model, only) })
        : message('edit.remove-many', { count: asked.length }),
    changes: [...references, ...rehomed(model, gone), ...keyedEntries(model, gone), ...removals],
  };
}
