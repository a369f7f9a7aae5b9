import type { SuggestedAsset } from './findings';
import { inScope } from './things';
import type { World } from './world';

/** The parts of a name: `checkoutService-v2` has `checkout`, `service` and `v2`. */
const partsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');

/**
 * Assets that names in the model suggest, in the order of the catalog, each with the elements of whose name a part begins
 * with one of its words (`paymentservice`, `payment-api`; not `repayments`). Never assumed: they only stand ready behind the
 * first question.
 */
export function suggestAssets(world: World): readonly SuggestedAsset[] {
  const named = [...world.structure.elements.values()]
    .filter(inScope)
    .map((element) => ({ element, parts: [...partsOf(element.id), ...partsOf(element.entry.name ?? '')] }));
  return world.book.catalog.entries.assetSuggestions.flatMap(({ id, words, asset }): SuggestedAsset[] => {
    const because = named
      .filter(({ parts }) => parts.some((part) => words.some((word) => part.startsWith(word))))
      .map(({ element }) => element.id);
    return because.length === 0 ? [] : [{ suggestion: id, name: asset.name, because }];
  });
}
