import type { Threat } from '../../../../shared/analysis/findings';
import { type BoundaryId, threatKeyInside, type ThreatKey } from '../../../../shared/model/ids';
import { enclosing, subjectOf, type ThreatModel } from '../../../../shared/model/threat-model';

/** A decision for all threats of one rule inside a boundary: its key, and how many there are now. */
export interface WiderDecision {
  readonly boundary: BoundaryId;
  readonly key: ThreatKey;
  readonly count: number;
}

function surroundings(model: ThreatModel, id: string): readonly BoundaryId[] {
  const subject = subjectOf(model, id);
  switch (subject?.kind) {
    case 'element':
    case 'boundary':
      return enclosing(model, subject.entry.in);
    case 'flow': {
      // A flow stands where both of its ends do.
      const other = new Set(enclosing(model, model.elements.get(subject.entry.to)?.in));
      return enclosing(model, model.elements.get(subject.entry.from)?.in).filter((boundary) => other.has(boundary));
    }
    case 'asset':
    case 'model':
    case undefined:
      return [];
  }
}

/** The nearest boundary in which the same rule is found on more than this one thing; undefined if there is none. */
export function widerDecision(model: ThreatModel, threat: Threat, sameRule: readonly Threat[]): WiderDecision | undefined {
  for (const boundary of surroundings(model, threat.subject)) {
    const count = sameRule.filter(({ subject }) => surroundings(model, subject).includes(boundary)).length;
    if (count > 1) return { boundary, key: threatKeyInside(threat.rule, boundary), count };
  }
  return undefined;
}
