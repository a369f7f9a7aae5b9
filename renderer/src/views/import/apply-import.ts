import { importEdit } from '../../../../shared/exchange/import-edit';
import type { ImportResult } from '../../../../shared/exchange/import-result';
import type { Edit } from '../../../../shared/model/edit';
import type { Placement } from '../../../../shared/model/schema';
import type { ThreatModel } from '../../../../shared/model/threat-model';

/** True if the model holds nothing that somebody drew or imported. */
export const isEmptyModel = (model: ThreatModel): boolean => model.elements.size + model.boundaries.size + model.flows.size === 0;

/**
 * The whole import as one edit: what is read, where new things stand, and, for a model that was empty and has no title, what
 * it is called.
 */
export function importStep(model: ThreatModel, result: ImportResult, placements: ReadonlyMap<string, Placement>, title: string | undefined): Edit {
  const { edit } = importEdit(model, result, placements);
  const names = title !== undefined && model.header.title === undefined && isEmptyModel(model);
  return names ? { ...edit, changes: [...edit.changes, { section: 'header', to: { ...model.header, title } }] } : edit;
}
