import type { Catalog } from '../catalog/catalog';
import type { ThreatModel } from '../model/threat-model';
import type { Analysis } from './findings';
import { Judgement } from './judgement';
import { Presentation } from './presentation';
import { Rulebook } from './rulebook';
import type { AnalysisOptions } from './session';

export type { AnalysisOptions } from './session';

/**
 * Judges a whole model once: threats with their status, questions, hygiene, conflicts. A pure function; the same input
 * gives the same result whatever the order of the model's entries. Explanations, and what an edit changes, are a
 * {@link AnalysisSession}'s.
 */
export function analyse(model: ThreatModel, catalog: Catalog, { outlook, today }: AnalysisOptions): Analysis {
  const judgement = new Judgement(model, new Rulebook(catalog), false);
  for (const _subject of judgement.judgeDue()) continue;
  const presentation = new Presentation(judgement, outlook, today);
  for (const id of judgement.toShow) presentation.show(id);
  presentation.delta(0);
  return presentation.result();
}
