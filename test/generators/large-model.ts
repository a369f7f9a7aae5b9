/** A large model as an import of a whole cluster would make it: always the same, for benchmarks and for trying at scale. */
import { modelFromPlain, type ThreatModel } from '../../shared/model/threat-model';

/** How large: workloads are spread over the namespaces, flows over the workloads. */
export interface Size {
  readonly elements: number;
  readonly flows: number;
  readonly namespaces: number;
}

const pad = (n: number) => String(n).padStart(4, '0');

/** A sequence that looks random and is always the same (Park and Miller's generator). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

/** One cluster of workloads and data stores in namespaces that call one another, and customers on the internet. */
export function largeModel({ elements, flows, namespaces }: Size): ThreatModel {
  const roll = dice(20_261_120);
  const customers = Math.max(1, Math.round(elements / 100));
  const workloads = elements - customers;
  const namespaceOf = (index: number) => `ns-${pad(index % namespaces)}`;
  const name = (index: number) => `svc-${pad(index)}`;
  const plainElements = Array.from({ length: workloads }, (_unused, index): [string, object] => {
    const isStore = roll(10) === 0;
    return [
      name(index),
      {
        type: isStore ? 'data/redis' : roll(3) === 0 ? 'process/api' : 'process/generic',
        runsAs: 'kubernetes/deployment',
        in: namespaceOf(index),
        origin: `k8s:${namespaceOf(index)}/Deployment/${name(index)}`,
        properties: {
          image: isStore ? 'redis:alpine' : `registry.example/svc-${pad(index)}:1.${String(roll(9))}`,
          imagePinnedByDigest: false,
          imageTagFloating: isStore,
          allowsPrivilegeEscalation: roll(4) === 0,
          privileged: roll(50) === 0,
          readOnlyRootFilesystem: roll(2) === 0,
          dropsAllCapabilities: roll(2) === 0,
          hostNetwork: false,
          hostPid: false,
          hostIpc: false,
          hostPaths: roll(60) === 0 ? ['/var/log'] : [],
          addedCapabilities: roll(40) === 0 ? ['NET_ADMIN'] : [],
          literalSecrets: roll(80) === 0 ? ['DB_PASSWORD'] : [],
          unresolvedServices: roll(90) === 0 ? ['billing:80'] : [],
          exposedOnNode: roll(50) === 0,
          userNamespaced: false,
          imageRegistry: isStore ? 'docker.io' : 'registry.example',
          livenessProbed: roll(2) === 0,
          readinessProbed: roll(2) === 0,
          secretsMounted: false,
          ...(roll(3) === 0 ? {} : { runsAsRoot: roll(5) === 0 }),
          serviceAccount: `${namespaceOf(index)}/default`,
          serviceAccountShared: true,
          serviceAccountTokenMounted: true,
          replicas: 1 + roll(3),
          cpuLimited: roll(2) === 0,
          memoryLimited: roll(2) === 0,
          secretsInEnvironment: roll(6) === 0,
        },
        ...(isStore && roll(2) === 0 ? { stores: ['customer-data'] } : {}),
      },
    ];
  });
  const plainFlows = Array.from({ length: flows }, (_unused, index): [string, object] => {
    const fromOutside = index < customers * 2;
    const from = fromOutside ? `customer-${pad(index % customers)}` : name(roll(workloads));
    // Most calls stay inside their namespace.
    const near =
      roll(4) > 0 && !fromOutside
        ? (Number(from.slice(4)) + namespaces * roll(Math.max(1, Math.floor(workloads / namespaces)))) % workloads
        : roll(workloads);
    return [
      `flow-${pad(index)}`,
      {
        from,
        to: name(near),
        protocol: fromOutside ? 'http' : roll(2) === 0 ? 'grpc' : 'http',
        origin: `k8s:flow-${pad(index)}`,
        ...(fromOutside ? { properties: { publicEntry: true, encrypted: roll(2) === 0 } } : {}),
        ...(roll(10) === 0 ? { carries: ['customer-data'] } : {}),
      },
    ];
  });
  const read = modelFromPlain({
    gabion: 1,
    title: 'A large cluster',
    boundaries: {
      internet: { type: 'network/internet' },
      cluster: { type: 'kubernetes/cluster', origin: 'k8s:' },
      ...Object.fromEntries(
        Array.from({ length: namespaces }, (_unused, index) => [
          namespaceOf(index),
          { type: 'kubernetes/namespace', in: 'cluster', origin: `k8s:${namespaceOf(index)}` },
        ]),
      ),
    },
    elements: {
      ...Object.fromEntries(
        Array.from({ length: customers }, (_unused, index) => [`customer-${pad(index)}`, { type: 'actor/person', in: 'internet' }]),
      ),
      ...Object.fromEntries(plainElements),
    },
    assets: { 'customer-data': { name: 'Customer data', confidentiality: 'confidential', integrity: 'high', availability: 'medium' } },
    flows: Object.fromEntries(plainFlows),
    mitigations: { 'mutual-tls@ns-0001': { status: 'planned' }, 'default-deny-network-policy@ns-0002': { status: 'in-place' } },
  });
  if (!read.ok) throw new Error(`not a model: ${JSON.stringify(read.problems)}`);
  return read.value;
}
