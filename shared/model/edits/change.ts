import { message } from '../../messages/message';
import type { Edit } from '../edit';
import type { AssetId, BoundaryId, ElementId, FlowId } from '../ids';
import type { Asset, Boundary, Element, Flow } from '../schema';
import { displayName, subjectOf, type ThreatModel } from '../threat-model';
import { compact, replaceSubject } from './shared';
import { recordFields } from './stated-fields';

/** New values for some fields of an entry; `undefined` takes a field away. */
export type Fields<T> = { readonly [K in keyof T]?: T[K] | undefined };

const nothing = (model: ThreatModel, id: string): Edit => ({
  label: message('edit.change', { name: displayName(model, id) }),
  changes: [],
});

/** Changes fields of an element. An id that the model does not have gives an empty edit; so below. */
export function changeElement(model: ThreatModel, id: ElementId, fields: Fields<Element>): Edit {
  const entry = model.elements.get(id);
  if (!entry) return nothing(model, id);
  const to = compact<Element>({ ...entry, ...fields });
  return { ...nothing(model, id), changes: [{ section: 'elements', id, to }, ...recordFields(model, 'elements', id, entry, to)] };
}

/** Changes fields of a boundary. */
export function changeBoundary(model: ThreatModel, id: BoundaryId, fields: Fields<Boundary>): Edit {
  const entry = model.boundaries.get(id);
  if (!entry) return nothing(model, id);
  const to = compact<Boundary>({ ...entry, ...fields });
  return { ...nothing(model, id), changes: [{ section: 'boundaries', id, to }, ...recordFields(model, 'boundaries', id, entry, to)] };
}

/** Changes fields of a flow; with other ends it is reconnected, its id stays. */
export function changeFlow(model: ThreatModel, id: FlowId, fields: Fields<Flow>): Edit {
  const entry = model.flows.get(id);
  if (!entry) return nothing(model, id);
  const to = compact<Flow>({ ...entry, ...fields });
  return { ...nothing(model, id), changes: [{ section: 'flows', id, to }, ...recordFields(model, 'flows', id, entry, to)] };
}

/** Changes fields of an asset. */
export function changeAsset(model: ThreatModel, id: AssetId, fields: Fields<Asset>): Edit {
  const entry = model.assets.get(id);
  if (!entry) return nothing(model, id);
  return { ...nothing(model, id), changes: [{ section: 'assets', id, to: compact<Asset>({ ...entry, ...fields }) }] };
}

/** Gives a thing another name to show; the id stays. An empty name shows the id. */
export function renameThing(model: ThreatModel, id: string, name: string): Edit {
  const subject = subjectOf(model, id);
  const label = message('edit.rename', { name: name === '' ? id : name });
  if (subject === undefined) return { label, changes: [] };
  if (subject.kind === 'model') {
    return {
      label: message('edit.title'),
      changes: [{ section: 'header', to: compact({ ...subject.entry, title: name === '' ? undefined : name }) }],
    };
  }
  const shown = name === '' || name === id ? undefined : name;
  switch (subject.kind) {
    case 'element':
      return { label, changes: [replaceSubject({ ...subject, entry: compact<Element>({ ...subject.entry, name: shown }) })] };
    case 'flow':
      return { label, changes: [replaceSubject({ ...subject, entry: compact<Flow>({ ...subject.entry, name: shown }) })] };
    case 'boundary': {
      const entry = compact<Boundary>({ ...subject.entry, name: shown });
      return { label, changes: [replaceSubject({ ...subject, entry }), ...recordFields(model, 'boundaries', id, subject.entry, entry)] };
    }
    case 'asset':
      return { label, changes: [replaceSubject({ ...subject, entry: compact<Asset>({ ...subject.entry, name: shown }) })] };
  }
}
