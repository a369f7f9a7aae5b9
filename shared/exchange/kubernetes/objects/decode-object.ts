import { cleanText } from './clean-text';
import { decodeGateway, decodeIngress, decodeNetworkPolicy, decodeRoute, decodeService, labelsOf } from './decode-network';
import { decodePod, nameOf } from './decode-pod';
import { Field } from '../documents/fields';
import type { KubernetesObject, ObjectHead, Workload, WorkloadKind } from './objects';

type Decoder = (head: ObjectHead, root: Field) => KubernetesObject;

/** The pod's template in a workload: `metadata` and `spec`. A bare Pod is its own. */
function templateOf(kind: WorkloadKind, root: Field): Field {
  switch (kind) {
    case 'Pod':
      return root;
    case 'CronJob':
      return root.at('spec').at('jobTemplate').at('spec').at('template');
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job':
      return root.at('spec').at('template');
  }
}

const workload =
  (kind: WorkloadKind): Decoder =>
  (head, root): Workload => {
    const spec = root.at('spec');
    const template = templateOf(kind, root);
    const metadata = template.at('metadata');
    return {
      ...head,
      kind,
      type: 'workload',
      replicas: kind === 'Pod' ? undefined : spec.at('replicas').number(),
      selector: kind === 'Pod' ? new Map() : labelsOf(spec.at('selector').at('matchLabels')),
      podLabels: labelsOf(metadata.at('labels')),
      podAnnotations: labelsOf(metadata.at('annotations')),
      pod: decodePod(template.at('spec')),
      claimTemplates:
        kind === 'StatefulSet'
          ? spec
              .at('volumeClaimTemplates')
              .items()
              .map((claim) => nameOf(claim.at('metadata').at('name')))
          : [],
    };
  };

const other: Decoder = (head) => ({ ...head, type: 'other' });

const binding: Decoder = (head, root) => ({
  ...head,
  type: 'binding',
  subjects: root
    .at('subjects')
    .items()
    .map((subject) => ({
      kind: nameOf(subject.at('kind')),
      name: nameOf(subject.at('name')),
      namespace: subject.at('namespace').exists ? nameOf(subject.at('namespace')) : undefined,
    })),
});

const limitRange: Decoder = (head, root) => {
  const defaults = root
    .at('spec')
    .at('limits')
    .items()
    .filter((limit) => limit.at('type').text()?.value === 'Container')
    .map((limit) => limit.at('default'));
  return {
    ...head,
    type: 'limit-range',
    cpu: defaults.some((limit) => limit.at('cpu').exists),
    memory: defaults.some((limit) => limit.at('memory').exists),
  };
};

const autoscaler: Decoder = (head, root) => {
  const target = root.at('spec').at('scaleTargetRef');
  return { ...head, type: 'autoscaler', target: { kind: nameOf(target.at('kind')), name: nameOf(target.at('name')) } };
};

/** The kinds that are read, by API group; the version plays no role, since the fields that are read are the same in all. */
const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['/Namespace', (head) => ({ ...head, type: 'namespace' })],
  ['/Pod', workload('Pod')],
  ['/Service', decodeService],
  [
    '/ServiceAccount',
    (head, root) => ({ ...head, type: 'service-account', automountServiceAccountToken: root.at('automountServiceAccountToken').flag() }),
  ],
  ['/ConfigMap', (head, root) => ({ ...head, type: 'config-map', data: root.at('data').textMap() })],
  [
    '/Secret',
    (head, root) => ({
      ...head,
      type: 'secret',
      keys: ['data', 'stringData'].flatMap((field) =>
        root
          .at(field)
          .entries()
          .map(([key]) => cleanText(key)),
      ),
    }),
  ],
  ['/PersistentVolumeClaim', other],
  ['/ResourceQuota', (head) => ({ ...head, type: 'resource-quota' })],
  ['/LimitRange', limitRange],
  ['apps/Deployment', workload('Deployment')],
  ['apps/StatefulSet', workload('StatefulSet')],
  ['apps/DaemonSet', workload('DaemonSet')],
  ['apps/ReplicaSet', workload('ReplicaSet')],
  ['batch/Job', workload('Job')],
  ['batch/CronJob', workload('CronJob')],
  ['networking.k8s.io/Ingress', decodeIngress],
  ['networking.k8s.io/NetworkPolicy', decodeNetworkPolicy],
  ['gateway.networking.k8s.io/Gateway', decodeGateway],
  ['gateway.networking.k8s.io/HTTPRoute', decodeRoute],
  ['autoscaling/HorizontalPodAutoscaler', autoscaler],
  ['rbac.authorization.k8s.io/RoleBinding', binding],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', binding],
  // Where some of them lived until Kubernetes 1.22.
  ['extensions/Deployment', workload('Deployment')],
  ['extensions/DaemonSet', workload('DaemonSet')],
  ['extensions/ReplicaSet', workload('ReplicaSet')],
  ['extensions/Ingress', decodeIngress],
  ['extensions/NetworkPolicy', decodeNetworkPolicy],
]);

/** Kinds that stand outside of namespaces. */
const CLUSTER_KINDS = new Set(['Namespace', 'ClusterRoleBinding']);

/** A Kubernetes name (RFC 1123), to which roles and their bindings add colons. */
const NAME = /^[a-z0-9](?:[a-z0-9.:-]*[a-z0-9])?$/;

/**
 * What became of one value: an object; one of a kind that is not read; one without a name; or nothing that looks like an
 * object at all.
 */
export type Decoded =
  | { readonly result: 'object'; readonly object: KubernetesObject; readonly oddName: boolean }
  | { readonly result: 'unread'; readonly kind: string; readonly group: string }
  | { readonly result: 'nameless'; readonly kind: string; readonly line: number }
  | { readonly result: 'no-object' };

function headOf(root: Field, group: string, kind: string, file: string): ObjectHead {
  const metadata = root.at('metadata');
  const generated = metadata.at('generateName').text()?.value.replace(/-+$/, '');
  const namespace = nameOf(metadata.at('namespace'));
  return {
    group,
    kind,
    name: cleanText(metadata.at('name').text()?.value ?? generated ?? ''),
    namespace: CLUSTER_KINDS.has(kind) || namespace === '' ? undefined : namespace,
    file,
    line: root.line,
    labels: labelsOf(metadata.at('labels')),
    annotations: labelsOf(metadata.at('annotations')),
    owners: metadata
      .at('ownerReferences')
      .items()
      .map((owner) => ({ kind: nameOf(owner.at('kind')), name: nameOf(owner.at('name')) })),
  };
}

/** Reads one object. `inherited` is what the items of a typed list (`PodList`) leave out. */
export function decodeObject(root: Field, file: string, inherited: { readonly apiVersion?: string; readonly kind?: string } = {}): Decoded {
  const apiVersion = root.at('apiVersion').written?.value ?? inherited.apiVersion;
  const kind = cleanText(root.at('kind').written?.value ?? inherited.kind ?? '', 100);
  if (apiVersion === undefined || kind === '') return { result: 'no-object' };
  const group = apiVersion.includes('/') ? cleanText(apiVersion.slice(0, apiVersion.indexOf('/')), 253) : '';
  const decoder = DECODERS.get(`${group}/${kind}`);
  if (decoder === undefined) return { result: 'unread', kind, group };
  const head = headOf(root, group, kind, file);
  if (head.name === '') return { result: 'nameless', kind, line: root.line };
  return { result: 'object', object: decoder(head, root), oddName: !NAME.test(head.name) };
}
