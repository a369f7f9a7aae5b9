import type { AssetId } from '../model/ids';
import type { Facts } from './facts';
import { type AssetThing, flowsAt, type Structure, type Thing } from './structure';

/**
 * The assets at stake at a thing: what it stores or carries; for an element also what its flows carry, for a boundary
 * what is stored inside and carried within; for the model all. In the order of their ids. Only the assets are noted as
 * read: when a list of assets changes, whoever has it at stake is touched with it (`touched-by-edit.ts`).
 */
export function assetsAtStake(thing: Thing, structure: Structure, facts: Facts): readonly AssetThing[] {
  const ids = new Set<AssetId>();
  const add = (named: readonly AssetId[] | undefined) => {
    for (const id of named ?? []) ids.add(id);
  };
  switch (thing.kind) {
    case 'flow':
      add(thing.entry.carries);
      break;
    case 'element':
      add(thing.entry.stores);
      for (const flow of flowsAt(thing)) add(flow.entry.carries);
      break;
    case 'boundary':
      for (const element of thing.inside) add(element.entry.stores);
      for (const flow of thing.within) add(flow.entry.carries);
      break;
    case 'asset':
      return [thing];
    case 'model':
      structure.assets.forEach((asset) => facts.note(asset));
      return [...structure.assets.values()];
  }
  return [...ids].sort().flatMap((id) => {
    const asset = structure.assets.get(id);
    if (asset !== undefined) facts.note(asset);
    return asset ?? [];
  });
}
