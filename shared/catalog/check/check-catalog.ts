import type { Catalog } from '../catalog';
import { checkNamedConditions } from './conditions';
import { checkControls, checkToolsAndAttackers } from './controls';
import type { KnownIds } from './known-ids';
import { type CatalogProblem, CatalogReport } from './report';
import { checkRules } from './rules';
import { checkVocabulary } from './vocabulary';

/**
 * Whether a catalog's entries fit together: every reference exists, every value is of its property's type, every condition
 * judges what it can, every text fills its placeholders. That rules mean what their examples say is proved apart, since
 * that takes the engine.
 */
export function checkCatalog(catalog: Catalog, known: KnownIds): readonly CatalogProblem[] {
  const reports = new CatalogReport();
  checkVocabulary(catalog, reports);
  checkNamedConditions(catalog, reports);
  checkRules(catalog, known, reports);
  checkControls(catalog, known, reports);
  checkToolsAndAttackers(catalog, reports);
  return reports.problems;
}
