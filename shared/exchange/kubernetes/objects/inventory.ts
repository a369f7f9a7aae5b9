import { message, type Problem } from '../../../messages/message';
import type { ImportScope } from '../../../model/schema';
import { hasLabels } from './label-selector';
import {
  type Autoscaler,
  type Binding,
  type ConfigMap,
  type Gateway,
  type HttpRoute,
  type Ingress,
  type KubernetesObject,
  type LimitRange,
  type Namespace,
  type NetworkPolicy,
  objectKey,
  type ResourceQuota,
  type Secret,
  type Service,
  type ServiceAccount,
  type Workload,
} from './objects';
import { topWorkloads } from './owned-workloads';

/** A namespace's name, or `?` where whoever applies the manifests chooses it. */
export type NamespaceKey = string;
export const UNSTATED: NamespaceKey = '?';
export const namespaceKey = ({ namespace }: { readonly namespace: string | undefined }): NamespaceKey => namespace ?? UNSTATED;

/** Things by namespace and name. */
type Register<T> = ReadonlyMap<NamespaceKey, ReadonlyMap<string, T>>;

/** All objects of an import, each found by what refers to it. */
export interface Inventory {
  readonly scope: ImportScope;
  /** Those that nothing else in the files runs: the pods of a Deployment are not in it. */
  readonly workloads: readonly Workload[];
  readonly services: Register<Service>;
  readonly configMaps: Register<ConfigMap>;
  readonly secrets: Register<Secret>;
  readonly accounts: Register<ServiceAccount>;
  readonly namespaces: ReadonlyMap<NamespaceKey, Namespace>;
  readonly policies: readonly NetworkPolicy[];
  readonly ingresses: readonly Ingress[];
  readonly gateways: readonly Gateway[];
  readonly routes: readonly HttpRoute[];
  readonly autoscalers: readonly Autoscaler[];
  readonly quotas: readonly ResourceQuota[];
  readonly limitRanges: readonly LimitRange[];
  readonly bindings: readonly Binding[];
  /** The namespaces that any object names. */
  readonly stated: ReadonlySet<NamespaceKey>;
  /** The workloads that a Service's selector picks. */
  readonly behind: (service: Service) => readonly Workload[];
}

/** The same object defined twice: the later one counts, as it would for `kubectl apply`. */
function withoutRepeats(objects: readonly KubernetesObject[], problems: Problem[]): readonly KubernetesObject[] {
  const byKey = new Map<string, KubernetesObject>();
  for (const object of objects) {
    const key = objectKey(object);
    const before = byKey.get(key);
    if (before !== undefined) {
      problems.push({
        severity: 'warning',
        message: message('exchange.defined-twice', { kind: object.kind, name: object.name, file: before.file, line: before.line }),
        where: { file: object.file, line: object.line },
        mend: message('exchange.mend-defined-twice'),
      });
    }
    byKey.delete(key);
    byKey.set(key, object);
  }
  return [...byKey.values()];
}

function register<T extends { readonly namespace: string | undefined; readonly name: string }>(objects: readonly T[]): Register<T> {
  const byNamespace = new Map<NamespaceKey, Map<string, T>>();
  for (const object of objects) {
    const namespace = namespaceKey(object);
    const names = byNamespace.get(namespace) ?? new Map<string, T>();
    byNamespace.set(namespace, names.set(object.name, object));
  }
  return byNamespace;
}

/** Finds workloads by labels without comparing each Service with each workload. */
function selection(workloads: readonly Workload[]): (service: Service) => readonly Workload[] {
  const byLabel = new Map<string, Workload[]>();
  const keyOf = (namespace: string | undefined, label: string, value: string) => JSON.stringify([namespace ?? UNSTATED, label, value]);
  for (const workload of workloads) {
    for (const [label, value] of workload.podLabels) {
      const key = keyOf(workload.namespace, label, value);
      const found = byLabel.get(key);
      if (found) found.push(workload);
      else byLabel.set(key, [workload]);
    }
  }
  const pick = ({ namespace, selector }: Service): readonly Workload[] => {
    const [first] = selector ?? [];
    if (selector === undefined || first === undefined) return [];
    return (byLabel.get(keyOf(namespace, ...first)) ?? []).filter(({ podLabels }) => hasLabels(podLabels, selector));
  };
  const known = new Map<Service, readonly Workload[]>();
  return (service) => {
    const picked = known.get(service) ?? pick(service);
    known.set(service, picked);
    return picked;
  };
}

/** Puts the objects of an import into order. What is doubtful about them as a whole is added to `problems`. */
export function takeInventory(objects: readonly KubernetesObject[], scope: ImportScope, problems: Problem[]): Inventory {
  const unique = withoutRepeats(objects, problems);
  const ofType = <T extends KubernetesObject['type']>(type: T) =>
    unique.filter((object): object is Extract<KubernetesObject, { readonly type: T }> => object.type === type);
  const workloads = topWorkloads(ofType('workload'));
  const namespaces = ofType('namespace');
  return {
    scope,
    workloads,
    services: register(ofType('service')),
    configMaps: register(ofType('config-map')),
    secrets: register(ofType('secret')),
    accounts: register(ofType('service-account')),
    namespaces: new Map(namespaces.map((namespace) => [namespace.name, namespace])),
    policies: ofType('network-policy'),
    ingresses: ofType('ingress'),
    gateways: ofType('gateway'),
    routes: ofType('route'),
    autoscalers: ofType('autoscaler'),
    quotas: ofType('resource-quota'),
    limitRanges: ofType('limit-range'),
    bindings: ofType('binding'),
    stated: new Set([...unique.flatMap(({ namespace }) => namespace ?? []), ...namespaces.map(({ name }) => name)]),
    behind: selection(workloads),
  };
}
