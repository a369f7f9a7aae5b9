import type { Names } from '../../../shared/analysis/describe';
import { message } from '../../../shared/messages/message';
import type { Edit } from '../../../shared/model/edit';
import { adoptControl, withdrawControl } from '../../../shared/model/edits/decide';
import { mitigationKeyOf, type SubjectId } from '../../../shared/model/ids';
import type { Mitigation, MitigationStatus } from '../../../shared/model/schema';
import { displayName } from '../../../shared/model/threat-model';

/** The fields of an adopted control that a person says; `undefined` or nothing typed takes a field away. */
export type Said = { readonly [Field in keyof Mitigation]?: Mitigation[Field] | undefined };

const words = {
  proposed: message('status.proposed'),
  planned: message('status.planned'),
  'in-place': message('status.in-place'),
  verified: message('status.verified'),
  rejected: message('status.rejected'),
} as const satisfies Readonly<Record<MitigationStatus, unknown>>;

/** Adopts a control on a thing, or changes what is said of one that is adopted; the rest of it stays. Undo calls the control by its name. */
export function adopting({ model, catalog }: Names, control: string, on: SubjectId, said: Said): Edit {
  const before = model.mitigations.get(mitigationKeyOf(control, on));
  const fields = Object.entries({ status: 'proposed', ...before, ...said }).filter(([, value]) => value !== undefined && value !== '');
  const mitigation = Object.fromEntries(fields) as Mitigation; // a mitigation's own fields, the status among them
  const name = catalog.controls.get(control)?.name ?? control;
  return {
    ...adoptControl(model, control, on, mitigation),
    label: message('edit.mitigation', { control: name, name: displayName(model, on), status: words[mitigation.status] }),
  };
}

/** Takes an adopted control off a thing. */
export function withdrawing({ model, catalog }: Names, control: string, on: SubjectId): Edit {
  const name = catalog.controls.get(control)?.name ?? control;
  return {
    ...withdrawControl(model, control, on),
    label: message('edit.mitigation-clear', { control: name, name: displayName(model, on) }),
  };
}
