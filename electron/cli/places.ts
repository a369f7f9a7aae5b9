import type { Catalog } from '../../shared/catalog/catalog';
import type { ElkGraph } from '../../shared/layout/elk-graph';
import { missingPlaces } from '../../shared/layout/places';
import type { Placement } from '../../shared/model/schema';
import type { ThreatModel } from '../../shared/model/threat-model';

/** Places for what the diagram of a model does not place, as the application works them out. Empty where everything has its place. */
export async function placesFor(model: ThreatModel, catalog: Catalog): Promise<ReadonlyMap<string, Placement>> {
  const missing = missingPlaces(model, catalog);
  if (missing === undefined) return new Map();
  // Loaded only where something is to be placed: it takes a tenth of a second.
  const { default: ELK } = await import('elkjs/lib/elk.bundled');
  // ELK's own types ask for arrays that could be changed; it answers with a graph of the same shape.
  const answer: unknown = await new ELK().layout(missing.graph as never);
  return missing.places(answer as ElkGraph);
}
