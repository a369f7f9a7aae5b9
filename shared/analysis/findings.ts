import type { Matcher } from '../catalog/condition';
import type { Phase, Stride } from '../catalog/schema';
import type { Message } from '../messages/message';
import type { AnswerKey, MitigationKey, PropertyName, SubjectId, ThreatKey, TypeId } from '../model/ids';
import type { Decision, MitigationStatus, PropertyValue } from '../model/schema';
import type { SubjectKind } from '../model/threat-model';

/** Which model is judged: as it is, as planned, or if nothing were done. Never stored. */
export type Outlook = 'as-is' | 'as-planned' | 'undone';

/** Kleene's three values. */
export type Truth = 'true' | 'false' | 'unknown';

/** Where a property's value came from; the first that speaks wins (CATALOG, "Properties are first-class"). */
export type Provenance =
  | { readonly from: 'stated'; readonly by?: string; readonly date?: string }
  | { readonly from: 'imported'; readonly origin: string }
  | {
      readonly from: 'control';
      readonly control: string;
      readonly on: SubjectId;
      readonly status: MitigationStatus;
      readonly overrides?: PropertyValue;
    }
  | { readonly from: 'inherited'; readonly boundary: SubjectId; readonly source: Provenance }
  | { readonly from: 'default'; readonly because: string; readonly stencil?: string; readonly image?: string };

/** A value and its source; `conflict` holds what an import says where a person said something else. */
export interface Known {
  readonly value: PropertyValue;
  readonly provenance: Provenance;
  readonly conflict?: PropertyValue;
}

/** One atom of a condition as it turned out, pointing at the thing, the property and the source of the value. */
export type Reason =
  | {
      readonly kind: 'property';
      readonly subject: SubjectId;
      readonly property: PropertyName;
      readonly matcher: Matcher;
      readonly known?: Known;
      readonly truth: Truth;
    }
  | { readonly kind: 'type'; readonly subject: SubjectId; readonly type: string; readonly truth: Truth }
  | {
      readonly kind: 'place';
      readonly subject: SubjectId;
      readonly boundary?: SubjectId;
      /** Where no boundary is so: the type of the one that was looked for. */
      readonly wanted?: TypeId;
      readonly how: 'in' | 'crosses' | 'enters' | 'leaves';
      readonly truth: Truth;
    }
  | {
      readonly kind: 'related';
      readonly subject: SubjectId;
      readonly relation: 'incoming' | 'outgoing' | 'inside';
      readonly count: number;
      readonly example?: SubjectId;
      readonly truth: Truth;
    }
  | {
      readonly kind: 'assets';
      readonly subject: SubjectId;
      readonly how: 'carries' | 'stores' | 'rated';
      readonly asset?: SubjectId;
      readonly truth: Truth;
    }
  | { readonly kind: 'protocol'; readonly subject: SubjectId; readonly protocol?: string; readonly truth: Truth }
  | {
      readonly kind: 'reachable';
      readonly subject: SubjectId;
      readonly attacker: string;
      readonly path: readonly SubjectId[];
      readonly truth: Truth;
    }
  | { readonly kind: 'adopted'; readonly subject: SubjectId; readonly control: string; readonly truth: Truth };

/** A single change that makes a threat go away, or a pair where no single one does. */
export interface Remedy {
  readonly changes: readonly {
    readonly subject: SubjectId;
    readonly property: PropertyName;
    readonly to: PropertyValue | { readonly not: PropertyValue };
  }[];
  /** A boundary on which the same change closes the same threat for all inside, and for how many. */
  readonly wider?: { readonly boundary: SubjectId; readonly closes: number };
}

export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** One step of a rating: "+1: reachable from the internet". The words of the catalog come as `analysis.words`. */
export interface RiskFactor {
  readonly by: number;
  readonly because: Message;
}
/** Likelihood × impact on the 5×5 matrix, with every factor shown. `docs/risk.md` documents the formula. */
export interface Risk {
  readonly likelihood: number;
  readonly impact: number;
  readonly score: number;
  readonly severity: Severity;
  readonly likelihoodFactors: readonly RiskFactor[];
  readonly impactFactors: readonly RiskFactor[];
  readonly overridden: boolean;
}

/** A threat's state, without further bookkeeping (CATALOG, "Controls change the model"). */
export type ThreatStatus =
  | { readonly state: 'open' }
  | { readonly state: 'closes-with-plan'; readonly by: readonly MitigationKey[] }
  | { readonly state: 'closed'; readonly by: readonly MitigationKey[] }
  | { readonly state: 'decided'; readonly decision: Decision; readonly key: ThreatKey; readonly expired: boolean };

/** A threat found on a subject. */
export interface Threat {
  readonly key: ThreatKey;
  readonly rule: string;
  readonly subject: SubjectId;
  readonly subjectKind: SubjectKind;
  /** With names, in words of the catalog. */
  readonly title: string;
  /** Without names: what the row of all its subjects is called. */
  readonly name: string;
  readonly stride: readonly Stride[];
  readonly techniques: readonly string[];
  readonly risk: Risk;
  readonly status: ThreatStatus;
}

/** Everything there is to say about one threat, computed on demand. */
export interface Explanation {
  readonly threat: Threat;
  readonly description: string;
  readonly reasons: readonly Reason[];
  readonly remedies: readonly Remedy[];
  /** Controls that close it, the ones that close most first; with how many open threats each would close in all. */
  readonly controls: readonly ControlOffer[];
  readonly verify: string;
  readonly notWhen: string;
}

/** A control on offer: where to adopt it and what that does. */
export interface ControlOffer {
  readonly control: string;
  readonly on: SubjectId;
  readonly phase: Phase;
  readonly closes: readonly ThreatKey[];
  readonly status?: MitigationStatus;
}

/** What nobody has said and would settle something. */
export type Question =
  | {
      readonly kind: 'property';
      readonly key: AnswerKey;
      readonly property: PropertyName;
      /** Where the answer is given: the thing itself or a boundary around it. */
      readonly subject: SubjectId;
      readonly text: string;
      /** The things whose rules wait for it. */
      readonly asks: readonly SubjectId[];
      /** The things that an answer is written to: `subject`, or all workloads of one image where the image decides. */
      readonly answerOn: readonly SubjectId[];
      /** The threats that it would settle, by key. */
      readonly settles: readonly ThreatKey[];
      readonly weight: number;
      readonly unsure: boolean;
    }
  | {
      readonly kind: 'assets';
      readonly suggestions: readonly SuggestedAsset[];
      readonly settles: readonly ThreatKey[];
      readonly weight: number;
    }
  /** There are assets, but where they are is not said of these things: which elements store them, which flows carry them. */
  | {
      readonly kind: 'asset-places';
      readonly unsaid: readonly SubjectId[];
      readonly settles: readonly ThreatKey[];
      readonly weight: number;
    }
  | {
      readonly kind: 'calls';
      readonly boundary: SubjectId;
      readonly unconnected: readonly SubjectId[];
      readonly settles: readonly ThreatKey[];
      readonly weight: number;
    };

/** An asset that names in the model suggest, and where it would be stored or carried. Never assumed. */
export interface SuggestedAsset {
  readonly suggestion: string;
  readonly name: string;
  readonly because: readonly SubjectId[];
}

/** Something doubtful about the model itself. */
export interface HygieneFinding {
  readonly rule: string;
  readonly subject: SubjectId;
  readonly title: string;
  readonly name: string;
  readonly mend: string;
}

/** Two sources that disagree about one property of one thing. */
export type Conflict =
  | {
      readonly kind: 'import';
      readonly subject: SubjectId;
      readonly property: PropertyName;
      readonly stated: PropertyValue;
      readonly imported: PropertyValue;
    }
  | {
      readonly kind: 'controls';
      readonly subject: SubjectId;
      readonly property: PropertyName;
      readonly values: readonly { readonly control: string; readonly value: PropertyValue }[];
    };

/** A threat gathered over its subjects: one row that opens. Sorted by risk, as an expert would say them. */
export interface ThreatRow {
  readonly rule: string;
  readonly name: string;
  readonly stride: readonly Stride[];
  readonly techniques: readonly string[];
  readonly severity: Severity;
  readonly score: number;
  readonly threats: readonly Threat[];
}

/** The result of judging one model with one catalog under one outlook. */
export interface Analysis {
  readonly outlook: Outlook;
  /** All of them, closed and decided ones too, in the order of `rows`. */
  readonly threats: readonly Threat[];
  /** The same threats gathered by rule, most urgent first. */
  readonly rows: readonly ThreatRow[];
  readonly questions: readonly Question[];
  readonly hygiene: readonly HygieneFinding[];
  readonly conflicts: readonly Conflict[];
  /** Decisions whose threat no longer exists, kept and shown. */
  readonly staleDecisions: readonly ThreatKey[];
  /** Pairs that were given up because judging them takes too many steps: a hostile or broken model. Normally empty. */
  readonly unfinished: readonly ThreatKey[];
  readonly counts: Counts;
  readonly totals: Totals;
}

/** Counts for status bar and badges. Closed and decided threats do not count as open. */
export interface Counts {
  readonly open: Readonly<Record<Severity, number>>;
  readonly questions: number;
  readonly hygiene: number;
}

/** Open threats under each outlook, whichever is shown: "28 as it is, 14 as planned, 64 if nothing were done". */
export type Totals = Readonly<Record<Outlook, Readonly<Record<Severity, number>>>>;
