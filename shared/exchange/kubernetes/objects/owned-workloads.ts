import { objectKey, type Workload } from './objects';

/** The label by which a Deployment tells its ReplicaSets and their pods apart. */
const TEMPLATE_HASH = 'pod-template-hash';
/** The owner of pods that the kubelet runs from a file: they are nobody's but their own. */
const NODE = 'Node';

/** What runs this workload, if anything does. */
const ownerOf = (workload: Workload) => workload.owners.find(({ kind }) => kind !== NODE);

/**
 * The workload that a pod or ReplicaSet stands for, where the files show only what a controller made: the pods of one
 * ReplicaSet are one thing, and a ReplicaSet named after a template's hash is its Deployment's.
 */
function asOwner(workload: Workload): Workload {
  const owner = ownerOf(workload);
  if (owner === undefined) return workload;
  const hash = workload.podLabels.get(TEMPLATE_HASH) ?? workload.labels.get(TEMPLATE_HASH);
  const withoutHash = (labels: Workload['selector']) => new Map([...labels].filter(([key]) => key !== TEMPLATE_HASH));
  const podLabels = withoutHash(workload.podLabels);
  const common = { ...workload, replicas: undefined, podLabels, selector: withoutHash(workload.selector) };
  if (owner.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(`-${hash}`)) {
    return { ...common, kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) };
  }
  switch (owner.kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job':
    case 'CronJob':
      return { ...common, kind: owner.kind, name: owner.name };
    default: // a controller of a kind that is not known; its pods are what there is to see of it
      return { ...common, name: owner.name };
  }
}

/**
 * The workloads that count as things of their own. What another workload of the files owns is left out; what a workload
 * outside of the files owns stands for that owner, once.
 */
export function topWorkloads(workloads: readonly Workload[]): readonly Workload[] {
  const present = new Set(workloads.map(objectKey));
  const top = new Map<string, Workload>();
  for (const workload of workloads) {
    const owner = ownerOf(workload);
    if (owner !== undefined && present.has(objectKey({ ...owner, namespace: workload.namespace }))) continue;
    const standsFor = asOwner(workload);
    const key = objectKey(standsFor);
    // The owner of a pod may be in the files although its owner's ReplicaSet is not: the Deployment itself is better.
    if (owner !== undefined && (present.has(key) || top.has(key))) continue;
    top.set(key, standsFor);
  }
  return [...top.values()].sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));
}
