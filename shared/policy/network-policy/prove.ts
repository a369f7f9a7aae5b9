import type { SubjectId } from '../../model/ids';
import type { CutPairs, Proof } from '../policy-file';
import type { Namespace, PolicyFlow, Workload } from '../workload';
import { allows, type Network } from './evaluate';
import type { Connection, NetworkPolicy, Peer, Pod } from './network-policy';

/** A port to try where a workload receives nothing in the model: some port must be tried to show that none is open. */
const ANY_PORT = 80;
const ANYWHERE: Pick<PolicyFlow, 'transports' | 'port'> = { transports: ['TCP'], port: ANY_PORT };
/** Named ports get numbers that no manifest would state, since only their equality matters here. */
const FIRST_NAMED_PORT = 100_000;
/** An address that is surely outside every cluster (documentation range, RFC 5737). */
const OUTSIDE: Peer = { kind: 'outside', ip: '203.0.113.10' };

const namespaceLabel = (namespace: Namespace) => namespace.name ?? namespace.id;

function podsOf(namespaces: readonly Namespace[], flows: readonly PolicyFlow[]): ReadonlyMap<string, Pod> {
  const names = [...new Set(flows.flatMap(({ port }) => (typeof port === 'string' ? [port] : [])))].sort();
  const ports = new Map(names.map((name, index) => [name, FIRST_NAMED_PORT + index]));
  return new Map(
    namespaces.flatMap((namespace) =>
      namespace.workloads.map((workload): [string, Pod] => [
        workload.id,
        {
          kind: 'pod',
          id: workload.id,
          namespace: namespaceLabel(namespace),
          labels: workload.selector ?? new Map(),
          ports,
          hostNetwork: workload.hostNetwork,
        },
      ]),
    ),
  );
}

const numberOf = (pod: Peer, port: number | string | undefined): number =>
  typeof port === 'string' ? ((pod.kind === 'pod' ? pod.ports?.get(port) : undefined) ?? ANY_PORT) : (port ?? ANY_PORT);

/** What a set of policies does to a namespace, tried connection by connection. */
export interface NetworkProof {
  readonly proof: Proof;
  /** The pairs of workloads that no flow explains, that nobody has ruled out, and that the policies refuse. */
  readonly cuts: readonly CutPairs[];
}

/**
 * Tries the policies of a namespace on the evaluator: every flow of the model must pass, and between every other pair of
 * workloads of which one stands in the namespace, nothing: at each port at which the receiver is called in the model.
 * @param ruledOut true for a pair of which somebody has said that the one does not call the other
 */
export function prove(
  policies: readonly NetworkPolicy[],
  namespace: Namespace,
  all: readonly Namespace[],
  flows: readonly PolicyFlow[],
  ruledOut: (from: string, to: string) => boolean,
): NetworkProof {
  const placed = policies.map((policy): NetworkPolicy => ({
    ...policy,
    metadata: { ...policy.metadata, namespace: namespaceLabel(namespace) },
  }));
  const network: Network = {
    policies: placed,
    namespaceLabels: new Map(all.map((each) => [namespaceLabel(each), new Map([['kubernetes.io/metadata.name', namespaceLabel(each)]])])),
  };
  const pods = podsOf(all, flows);
  const peer = (workload: Workload | undefined): Peer => (workload && pods.get(workload.id)) ?? OUTSIDE;
  const connections = (from: Peer, to: Peer, { transports, port }: Pick<PolicyFlow, 'transports' | 'port'>): readonly Connection[] =>
    transports.map((protocol) => ({ from, to, protocol, port: numberOf(to, port) }));

  const flowsPassing = flows.filter((flow) =>
    connections(peer(flow.from), peer(flow.to), flow).every((connection) => allows(network, connection)),
  ).length;
  const drawn = new Set(flows.map(({ flow }) => `${flow.from} ${flow.to}`));
  const inside = new Set<string>(namespace.workloads.map(({ id }) => id));
  const cuts = new Map<SubjectId, SubjectId[]>();
  let pairs = 0;
  let pairsRefused = 0;
  for (const to of pods.values()) {
    const received = flows.filter(({ flow }) => flow.to === to.id);
    const tried = received.length === 0 ? [ANYWHERE] : received;
    for (const from of pods.values()) {
      if (from === to || drawn.has(`${from.id} ${to.id}`) || (!inside.has(from.id) && !inside.has(to.id))) continue;
      pairs += 1;
      if (tried.some((flow) => connections(from, to, flow).some((connection) => allows(network, connection)))) continue;
      pairsRefused += 1;
      if (ruledOut(from.id, to.id)) continue;
      cuts.set(to.id as SubjectId, [...(cuts.get(to.id as SubjectId) ?? []), from.id as SubjectId]);
    }
  }
  return {
    proof: { flowsPassing, flows: flows.length, pairsRefused, pairs },
    cuts: [...cuts].map(([to, from]): CutPairs => ({ to, from })).sort((a, b) => b.from.length - a.from.length || (a.to < b.to ? -1 : 1)),
  };
}
