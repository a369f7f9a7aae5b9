import type { TypeId } from '../../model/ids';
import type { ImportSource } from '../import-result';
import { CLUSTER, CUSTOMER, type FlowDraft, INTERNAL_CLIENT, INTERNET, namespaceOrigin, type ThingDraft } from './drafts';
import { type Inventory, namespaceKey, type NamespaceKey, UNSTATED } from './objects/inventory';
import { namespaceFacts } from './namespace-facts';
import type { Workload } from './objects/objects';
import type { WorkloadReading } from './workloads';

/** Where the first of some things was read. */
function firstSource(things: readonly { readonly file: string; readonly line: number }[]): ImportSource {
  const [first] = [...things].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  return first ? { file: first.file, line: first.line } : { file: '', line: 1 };
}

const boundary = (origin: string, name: string, suffix: string, type: string, source: ImportSource): ThingDraft => ({
  origin,
  name,
  suffix,
  qualifier: undefined,
  displayName: undefined,
  type: type as TypeId,
  runsAs: undefined,
  inside: undefined,
  facts: [],
  source,
});

function namespaceDraft(
  key: NamespaceKey,
  inventory: Inventory,
  readings: ReadonlyMap<Workload, WorkloadReading>,
  others: readonly ThingDraft[],
): ThingDraft {
  const workloads = inventory.workloads.filter((workload) => namespaceKey(workload) === key);
  const declared = inventory.namespaces.get(key);
  const source = firstSource(
    declared ? [declared] : [...workloads, ...others.filter(({ inside }) => inside === namespaceOrigin(key)).map((thing) => thing.source)],
  );
  const mountsToken = (workload: Workload): boolean =>
    readings.get(workload)?.facts.some(({ property, value }) => property === 'serviceAccountTokenMounted' && value === true) ?? false;
  return {
    ...boundary(namespaceOrigin(key), key === UNSTATED ? 'namespace' : key, 'ns', 'kubernetes/namespace', source),
    // Whoever applies the files chooses it; `default` is only where kubectl puts what nobody chose a place for.
    displayName: key === UNSTATED ? 'namespace not stated' : undefined,
    inside: CLUSTER,
    facts: namespaceFacts(key, inventory, workloads, mountsToken, source),
  };
}

const actor = (origin: string, name: string, displayName: string, inside: string | undefined, source: ImportSource): ThingDraft => ({
  ...boundary(origin, name, 'person', 'actor/person', source),
  displayName,
  inside,
});

/** The boundaries around things, and the people who come in from outside, as far as flows and things need them. */
export function boundaryDrafts(
  inventory: Inventory,
  readings: ReadonlyMap<Workload, WorkloadReading>,
  others: readonly ThingDraft[],
  flows: readonly FlowDraft[],
): { readonly boundaries: readonly ThingDraft[]; readonly actors: readonly ThingDraft[] } {
  const keys = new Set<NamespaceKey>([
    ...inventory.namespaces.keys(),
    ...inventory.workloads.map(namespaceKey),
    ...inventory.ingresses.map(namespaceKey),
    ...inventory.gateways.map(namespaceKey),
  ]);
  const placed = others.filter(({ inside }) => inside !== undefined && inside !== CLUSTER && inside !== INTERNET);
  for (const { qualifier } of placed) keys.add(qualifier ?? UNSTATED);
  const namespaces = [...keys].sort().map((key) => namespaceDraft(key, inventory, readings, others));
  const entering = (origin: string): readonly ImportSource[] => flows.filter(({ from }) => from === origin).map(({ source }) => source);
  const customers = entering(CUSTOMER);
  const internal = entering(INTERNAL_CLIENT);
  const outside = [...customers, ...others.filter(({ inside }) => inside === INTERNET).map(({ source }) => source)];
  const inCluster = [...namespaces, ...others.filter(({ inside }) => inside === CLUSTER)].map(({ source }) => source);
  return {
    boundaries: [
      ...namespaces,
      ...(inCluster.length > 0 ? [boundary(CLUSTER, 'cluster', 'boundary', 'kubernetes/cluster', firstSource(inCluster))] : []),
      ...(outside.length > 0 ? [boundary(INTERNET, 'internet', 'boundary', 'network/internet', firstSource(outside))] : []),
    ],
    actors: [
      ...(customers.length > 0 ? [actor(CUSTOMER, 'customer', 'Customer', INTERNET, firstSource(customers))] : []),
      ...(internal.length > 0
        ? [actor(INTERNAL_CLIENT, 'internal-client', 'Client on the internal network', undefined, firstSource(internal))]
        : []),
    ],
  };
}
