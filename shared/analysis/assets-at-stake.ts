import type { AssetId } from '../model/ids';
import type { Facts } from './facts';
import type { Structure } from './structure';
import { type AssetThing, flowsAt, type Thing } from './things';

/**
 * The assets at stake at a thing: what it stores or carries; for an element also what its flows carry, for a boundary
 * what is stored inside and carried within; for the model all. In the order of their ids. Only the assets are noted as
 * read: when a list of assets changes, whoever has it at stake is touched with it (`touched-by-edit.ts`).
 */
export function assetsAtStake(thing: Thing, structure: Structure, facts: Facts): readonly AssetThing[] {
  switch (thing.kind) {
    case 'flow':
      return found([thing.entry.carries], structure, facts);
    case 'element':
      return found([thing.entry.stores, ...flowsAt(thing).map(({ entry }) => entry.carries)], structure, facts);
    case 'boundary':
      return found([...thing.inside.map(({ entry }) => entry.stores), ...thing.within.map(({ entry }) => entry.carries)], structure, facts);
    case 'asset':
      return [thing];
    case 'model':
      structure.assets.forEach((asset) => facts.note(asset));
      return [...structure.assets.values()];
  }
}

const NONE: readonly AssetThing[] = [];

function found(lists: readonly (readonly AssetId[] | undefined)[], structure: Structure, facts: Facts): readonly AssetThing[] {
  const ids = new Set<AssetId>();
  for (const list of lists) if (list !== undefined) for (const id of list) ids.add(id);
  if (ids.size === 0) return NONE;
  return [...ids].sort().flatMap((id) => {
    const asset = structure.assets.get(id);
    if (asset !== undefined) facts.note(asset);
    return asset ?? [];
  });
}
