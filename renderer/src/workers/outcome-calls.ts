import type { Outlook, Severity } from '../../../shared/analysis/findings';
import type { Plan } from '../../../shared/mitigation/plan';
import type { Edit } from '../../../shared/model/edit';
import type { SubjectId, ThreatKey } from '../../../shared/model/ids';
import type { Placement } from '../../../shared/model/schema';
import type { ThreatModel } from '../../../shared/model/threat-model';
import type { PolicyFile } from '../../../shared/policy/policy-file';
import type { AttackOutcome } from '../outcome/attack-outcome';

/** Brings the worker's copy of the model in step before the question itself: the whole, or what was done since the last one. */
export type Sync =
  | { readonly kind: 'open'; readonly model: ThreatModel; readonly revision: number }
  | { readonly kind: 'edits'; readonly edits: readonly { readonly edit: Edit; readonly revision: number }[] };

/** What every question carries. */
export interface Asked {
  readonly sync: Sync;
  readonly outlook: Outlook;
  /** The day, `2026-11-20`. */
  readonly today: string;
}

/** The plan, and the policies that the model yields. */
export interface PlanOutcome {
  readonly plan: Plan;
  readonly policies: readonly PolicyFile[];
}

/** What the cheapest attack on a goal costs under each outlook; undefined where there is none. */
export type CostByOutlook = Readonly<Record<Outlook, { readonly cost: number; readonly exact: boolean } | undefined>>;

/** What a report needs besides the model. */
export interface ReportAsked {
  /** Gabion's version, which the report names. */
  readonly version: string;
  /** Where things stand that the model does not place. */
  readonly places: ReadonlyMap<string, Placement>;
}

/** The report in both of its forms, and the drawing that stands beside the one in Markdown. */
export interface ReportOutcome {
  readonly markdown: string;
  readonly html: string;
  readonly diagram: string | undefined;
}

/** What is in a model that is not (yet) the document: how much the analysis finds. */
export interface Judged {
  readonly open: Readonly<Record<Severity, number>>;
  readonly questions: number;
  /** Names of assets that the model suggests, never assumed. */
  readonly assets: readonly string[];
}

/** What the outcome worker is asked: everything that follows from a judged model. */
// A type rather than an interface: only a closed one can be asked by name.
export type OutcomeCalls = {
  readonly plan: { readonly request: Asked; readonly response: PlanOutcome };
  /** `chosen` is which of the cheapest attacks is marked. Undefined if the goal is none of this model. */
  readonly attacks: {
    readonly request: Asked & { readonly goal: string; readonly chosen: number; readonly opened: readonly string[] };
    readonly response: AttackOutcome | undefined;
  };
  readonly costs: { readonly request: Asked & { readonly goal: string }; readonly response: CostByOutlook };
  /** The suggested goals whose attacks use a threat or happen on a thing. */
  readonly goals: {
    readonly request: Asked & { readonly about: { readonly threat: ThreatKey } | { readonly subject: SubjectId } };
    readonly response: readonly string[];
  };
  readonly report: { readonly request: Asked & ReportAsked; readonly response: ReportOutcome };
  readonly judge: { readonly request: { readonly model: ThreatModel; readonly today: string }; readonly response: Judged };
};
