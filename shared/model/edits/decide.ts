import { message, type Message } from '../../messages/message';
import type { Edit } from '../edit';
import { type MitigationKey, mitigationKeyOf, type SubjectId, type ThreatKey } from '../ids';
import type { Decision, DecisionStatus, Mitigation, MitigationStatus } from '../schema';
import { displayName, type ThreatModel } from '../threat-model';

const decisionWord: Readonly<Record<DecisionStatus, Message>> = {
  accepted: message('status.accepted'),
  transferred: message('status.transferred'),
  avoided: message('status.avoided'),
  'false-positive': message('status.false-positive'),
  covered: message('status.covered'),
};
const mitigationWord: Readonly<Record<MitigationStatus, Message>> = {
  proposed: message('status.proposed'),
  planned: message('status.planned'),
  'in-place': message('status.in-place'),
  verified: message('status.verified'),
  rejected: message('status.rejected'),
};

/** A person decides about threats: the same decision on each key, in one step. `undefined` withdraws it. */
export function decide(keys: readonly ThreatKey[], decision: Decision | undefined): Edit {
  const threat = keys.join(', ');
  const word = decision?.status === undefined ? undefined : decisionWord[decision.status];
  return {
    label: word === undefined ? message('edit.decision-clear', { threat }) : message('edit.decision', { threat, status: word }),
    changes: keys.map((id) => ({ section: 'decisions', id, ...(decision === undefined ? {} : { to: decision }) })),
  };
}

/** Adopts a control on a subject, or changes the state of one that is adopted. */
export function adoptControl(model: ThreatModel, control: string, on: SubjectId, mitigation: Mitigation): Edit {
  const id: MitigationKey = mitigationKeyOf(control, on);
  return {
    label: message('edit.mitigation', { control, name: displayName(model, on), status: mitigationWord[mitigation.status] }),
    changes: [{ section: 'mitigations', id, to: mitigation }],
  };
}

/** Takes an adopted control off a subject. */
export function withdrawControl(model: ThreatModel, control: string, on: SubjectId): Edit {
  return {
    label: message('edit.mitigation-clear', { control, name: displayName(model, on) }),
    changes: [{ section: 'mitigations', id: mitigationKeyOf(control, on) }],
  };
}
