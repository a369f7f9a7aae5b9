import type { Catalog } from '../catalog/catalog';
import type { ThreatModel } from '../model/threat-model';
import type { Analysis } from './findings';
import { type AnalysisOptions, AnalysisSession } from './session';

export type { AnalysisOptions } from './session';

/**
 * Judges a whole model once: threats with their status, questions, hygiene, conflicts. A pure function; the same input
 * gives the same result whatever the order of the model's entries. Explanations are computed on demand by
 * {@link AnalysisSession.explain}.
 */
export function analyse(model: ThreatModel, catalog: Catalog, options: AnalysisOptions): Analysis {
  const session = new AnalysisSession(catalog, model, 0, options);
  for (const _slice of session.run()) continue;
  return session.result();
}
