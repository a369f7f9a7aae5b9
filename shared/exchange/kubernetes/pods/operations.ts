import type { ImportSource } from '../../import-result';
import { anyTrue, type Fact, fact, type KubernetesProperty } from '../facts';
import { type Inventory, namespaceKey } from '../objects/inventory';
import type { Container, Limits, PodSpec, VolumeContent, Workload } from '../objects/objects';

/** Whether an autoscaler decides the number of replicas. */
function isScaled({ autoscalers }: Inventory, { kind, name, namespace }: Workload): boolean {
  return autoscalers.some(
    (autoscaler) => autoscaler.namespace === namespace && autoscaler.target.kind === kind && autoscaler.target.name === name,
  );
}

/** How many pods run: one where nothing is said; unknown where something else decides (autoscaler, nodes, a schedule). */
function replicas(workload: Workload, inventory: Inventory): readonly Fact[] {
  const source: ImportSource = { file: workload.file, line: workload.replicas?.line ?? workload.line };
  // What stands for a controller that is not in the files does not tell how many it runs.
  if (workload.owners.length > 0) return [];
  switch (workload.kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
      return isScaled(inventory, workload) ? [] : fact('replicas', workload.replicas?.value ?? 1, source);
    case 'Pod':
      return fact('replicas', 1, source);
    case 'DaemonSet':
    case 'Job':
    case 'CronJob':
      return [];
  }
}

/** Whether a container without a limit gets one from its namespace: unknown where the files are only a part of it. */
function defaultLimit(inventory: Inventory, workload: Workload, resource: keyof Limits): boolean | undefined {
  const ranges = inventory.limitRanges.filter((range) => namespaceKey(range) === namespaceKey(workload));
  if (ranges.some((range) => range[resource])) return true;
  return inventory.scope === 'part' ? undefined : false;
}

function limited(workload: Workload, inventory: Inventory, property: KubernetesProperty, resource: keyof Limits): readonly Fact[] {
  const { pod, file } = workload;
  const whole = pod.limits[resource];
  if (whole) return fact(property, true, { file, line: whole.line });
  const otherwise = defaultLimit(inventory, workload, resource);
  // A container that ends does not count: an ephemeral one cannot have limits, and a check at the start needs none.
  const containers = pod.containers.filter(({ role }) => role === 'main' || role === 'sidecar');
  const { value, by } = anyTrue(containers, ({ limits }) =>
    limits[resource] !== undefined ? false : otherwise === undefined ? undefined : !otherwise,
  );
  const source = by ? { file, line: by.limits[resource]?.line ?? by.line, container: by.name } : { file, line: pod.line };
  return containers.length === 0 ? [] : fact(property, value === undefined ? undefined : !value, source);
}

/** Only containers that stay can have probes. */
function probed(workload: Workload, property: KubernetesProperty, line: (container: Container) => number | undefined): readonly Fact[] {
  const { pod, file } = workload;
  const staying = pod.containers.filter(({ role }) => role === 'main' || role === 'sidecar');
  const without = staying.find((container) => line(container) === undefined) ?? staying[0];
  if (without === undefined) return [];
  return fact(property, line(without) !== undefined, { file, line: line(without) ?? without.line, container: without.name });
}

const LASTS: ReadonlySet<VolumeContent> = new Set<VolumeContent>(['claim', 'lasting', 'host-path']);

/**
 * Whether what a data store writes outlives its pod: on a claimed or other lasting volume that a container mounts. Unknown where
 * a volume's kind does not tell. The image's own layer and `emptyDir` go with the pod.
 */
function persistent({ pod, claimTemplates, file }: Workload): readonly Fact[] {
  const mounted = new Set(pod.containers.flatMap(({ mounts }) => mounts));
  const volumes = pod.volumes.filter(({ name }) => mounted.has(name));
  const lasting = volumes.find(({ content }) => [...content].some((what) => LASTS.has(what)));
  if (lasting ?? claimTemplates.some((name) => mounted.has(name)))
    return fact('persistent', true, { file, line: lasting?.line ?? pod.line });
  const unclear = volumes.some(({ content }) => content.size === 0);
  return fact('persistent', unclear ? undefined : false, { file, line: volumes[0]?.line ?? pod.line });
}

/** A port of the node itself that a container takes. */
export function hostPort({ containers }: PodSpec): { readonly line: number; readonly container: string } | undefined {
  for (const { name, ports } of containers)
    for (const { hostPort: port } of ports) if (port && port.value > 0) return { line: port.line, container: name };
  return undefined;
}

/** How a workload is run: replicas, limits, probes, and for data stores whether the data lasts. */
export function operations(workload: Workload, inventory: Inventory, isDataStore: boolean): readonly Fact[] {
  return [
    ...replicas(workload, inventory),
    ...limited(workload, inventory, 'cpuLimited', 'cpu'),
    ...limited(workload, inventory, 'memoryLimited', 'memory'),
    ...probed(workload, 'livenessProbed', ({ livenessProbe }) => livenessProbe),
    ...probed(workload, 'readinessProbed', ({ readinessProbe }) => readinessProbe),
    ...(isDataStore ? persistent(workload) : []),
  ];
}
