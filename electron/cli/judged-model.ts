import type { AnalysisOptions } from '../../shared/analysis/analyse';
import type { Analysis } from '../../shared/analysis/findings';
import { AnalysisSession } from '../../shared/analysis/session';
import type { Catalog } from '../../shared/catalog/catalog';
import { offersFor, type Plan, planOf } from '../../shared/mitigation/plan';
import type { ThreatModel } from '../../shared/model/threat-model';

/** A model with everything that was found in it; the session explains on demand. */
export interface Judged {
  readonly session: AnalysisSession;
  readonly analysis: Analysis;
}

/** Judges a model as it is, on the given day. */
export function judge(model: ThreatModel, catalog: Catalog, today: string): Judged {
  const options: AnalysisOptions = { outlook: 'as-is', today };
  const session = new AnalysisSession(catalog, model, 0, options);
  for (const _slice of session.run()) continue;
  return { session, analysis: session.result() };
}

/** The mitigation plan of a judged model. */
export function planFor(model: ThreatModel, catalog: Catalog, { session, analysis }: Judged): Plan {
  return planOf(model, catalog, analysis, offersFor(analysis, session));
}
