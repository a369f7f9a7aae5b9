import { message, type Problem } from '../messages/message';
import { enclosing, SECTIONS, type ThreatModel } from './threat-model';

function unknown(severity: Problem['severity'], id: string, kind: string, path: string): Problem {
  return {
    severity,
    message: message('model.unknown-reference', { id, kind }),
    where: { path },
    mend: message('model.mend-reference', { id }),
  };
}

function* duplicateIds(model: ThreatModel): Generator<Problem> {
  const seen = new Set<string>();
  for (const section of ['boundaries', 'elements', 'assets', 'flows'] as const) {
    for (const id of model[section].keys()) {
      if (seen.has(id)) {
        yield {
          severity: 'error',
          message: message('model.duplicate-id', { id }),
          where: { path: `${section}.${id}` },
          mend: message('model.mend-duplicate'),
        };
      }
      seen.add(id);
    }
  }
}

function* danglingPlaces(model: ThreatModel): Generator<Problem> {
  for (const section of ['boundaries', 'elements'] as const) {
    for (const [id, { in: place }] of model[section]) {
      if (place !== undefined && !model.boundaries.has(place)) yield unknown('error', place, 'boundary', `${section}.${id}.in`);
    }
  }
  for (const [id, boundary] of model.boundaries) {
    const path = enclosing(model, boundary.in);
    if (path.includes(id)) {
      yield {
        severity: 'error',
        message: message('model.boundary-cycle', { id }),
        where: { path: `boundaries.${id}.in` },
        mend: message('model.mend-cycle'),
      };
    }
  }
}

function* danglingEnds(model: ThreatModel): Generator<Problem> {
  for (const [id, flow] of model.flows) {
    for (const end of ['from', 'to'] as const)
      if (!model.elements.has(flow[end])) yield unknown('error', flow[end], 'element', `flows.${id}.${end}`);
    for (const asset of flow.carries ?? []) if (!model.assets.has(asset)) yield unknown('warning', asset, 'asset', `flows.${id}.carries`);
  }
  for (const [id, element] of model.elements) {
    for (const asset of element.stores ?? [])
      if (!model.assets.has(asset)) yield unknown('warning', asset, 'asset', `elements.${id}.stores`);
    for (const other of element.doesNotCall ?? [])
      if (!model.elements.has(other)) yield unknown('warning', other, 'element', `elements.${id}.doesNotCall`);
  }
}

/**
 * The references that must hold in every model: ids unique across kinds, flows between elements that exist, things in
 * boundaries that exist and stand in no circle. Assets that do not exist are warnings: a model can hold their names. Keys of
 * decisions, mitigations, answers and placements may point to what is gone: they are stale, shown as such and kept.
 */
export function checkReferences(model: ThreatModel): readonly Problem[] {
  return [...duplicateIds(model), ...danglingPlaces(model), ...danglingEnds(model)];
}

/** How many entries a model has in all sections, placements aside. */
export function sizeOf(model: ThreatModel): number {
  return SECTIONS.reduce((sum, section) => sum + model[section].size, 0);
}
