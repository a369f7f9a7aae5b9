import type { ImportPreview, Touched } from '../../../../shared/exchange/import-edit';
import type { ElementId, FlowId } from '../../../../shared/model/ids';
import { displayName, type ThreatModel } from '../../../../shared/model/threat-model';

/** What an import would add, in the groups that people think in. Ids of the model afterwards. */
export interface Additions {
  readonly workloads: readonly string[];
  /** People and systems outside that something calls or is called by. */
  readonly others: readonly string[];
  readonly calls: readonly string[];
  /** Flows with an end that is no workload. */
  readonly outside: readonly string[];
  readonly boundaries: readonly string[];
}

const ids = (touched: readonly Touched[], kind: Touched['kind']): readonly string[] =>
  touched.filter((thing) => thing.kind === kind).map(({ id }) => id);

/** Sorts what is new. `after` is the model as it would be. */
export function additionsOf({ added }: Pick<ImportPreview, 'added'>, after: ThreatModel): Additions {
  const isWorkload = (id: string | undefined): boolean => id !== undefined && after.elements.get(id as ElementId)?.runsAs !== undefined; // only an id of the map is found in it
  const elements = ids(added, 'element');
  const flows = ids(added, 'flow');
  const between = (id: string): boolean => {
    const flow = after.flows.get(id as FlowId); // as above
    return isWorkload(flow?.from) && isWorkload(flow?.to);
  };
  return {
    workloads: elements.filter(isWorkload),
    others: elements.filter((id) => !isWorkload(id)),
    calls: flows.filter(between),
    outside: flows.filter((id) => !between(id)),
    boundaries: ids(added, 'boundary'),
  };
}

/** How many things an import adds and how many it touches otherwise. */
export function sizeOf({ added, changed, vanished, returned }: ImportPreview): { readonly added: number; readonly changed: number } {
  return { added: added.length, changed: new Set([...changed, ...vanished, ...returned].map(({ id }) => id)).size };
}

/** The first few names, for a line that says how many there are beside it. */
export function firstNames(
  model: ThreatModel,
  list: readonly string[],
  most = 4,
): { readonly names: readonly string[]; readonly more: number } {
  return { names: list.slice(0, most).map((id) => displayName(model, id)), more: Math.max(0, list.length - most) };
}
