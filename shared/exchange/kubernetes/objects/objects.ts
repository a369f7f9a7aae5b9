import type { Sourced } from '../documents/values';

/** Labels or annotations. */
export type Labels = ReadonlyMap<string, string>;

/** What a controller made this object. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** What every object has. `namespace` undefined means that whoever applies the manifest chooses it. */
export interface ObjectHead {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly file: string;
  readonly line: number;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly owners: readonly Owner[];
}

// ------------------------------------------------------------------------------------------------------------ workloads

/** `main` runs for good, `init` before it, `sidecar` is an init container that stays, `ephemeral` was put in to debug. */
export type ContainerRole = 'main' | 'init' | 'sidecar' | 'ephemeral';

/** One variable of a container: a literal, a reference, or something that only the running pod knows. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly line: number;
  readonly from:
    | { readonly kind: 'literal'; readonly value: string }
    | { readonly kind: 'config-map'; readonly name: string; readonly key: string }
    | { readonly kind: 'secret'; readonly name: string; readonly key: string }
    | { readonly kind: 'runtime' };
}
/** All keys of a ConfigMap or Secret as variables. */
export interface EnvironmentSource {
  readonly kind: 'config-map' | 'secret';
  readonly name: string;
  readonly prefix: string;
  readonly line: number;
}

export interface ContainerPort {
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly hostPort: Sourced<number> | undefined;
  readonly line: number;
}

/** The settings of a pod's or container's security context that say something about it; undefined where nothing is said. */
export interface SecurityContext {
  readonly runAsNonRoot: Sourced<boolean> | undefined;
  readonly runAsUser: Sourced<number> | undefined;
  readonly seccompProfile: Sourced<string> | undefined;
  readonly appArmorProfile: Sourced<string> | undefined;
}
export interface ContainerSecurity extends SecurityContext {
  readonly privileged: Sourced<boolean> | undefined;
  readonly allowPrivilegeEscalation: Sourced<boolean> | undefined;
  readonly readOnlyRootFilesystem: Sourced<boolean> | undefined;
  readonly droppedCapabilities: readonly Sourced<string>[];
  readonly addedCapabilities: readonly Sourced<string>[];
}

export interface Limits {
  readonly cpu: Sourced<string> | undefined;
  readonly memory: Sourced<string> | undefined;
}

export interface Container {
  readonly role: ContainerRole;
  readonly name: string;
  readonly line: number;
  readonly image: Sourced<string> | undefined;
  readonly imagePullPolicy: Sourced<string> | undefined;
  readonly command: readonly Sourced<string>[];
  readonly args: readonly Sourced<string>[];
  readonly env: readonly EnvironmentVariable[];
  readonly envFrom: readonly EnvironmentSource[];
  readonly ports: readonly ContainerPort[];
  readonly security: ContainerSecurity;
  readonly limits: Limits;
  readonly livenessProbe: number | undefined;
  readonly readinessProbe: number | undefined;
  /** The names of the volumes that it mounts. */
  readonly mounts: readonly string[];
}

/** What a volume shows to the container that mounts it, as far as it matters here. */
export type VolumeContent = 'claim' | 'lasting' | 'passing' | 'secret' | 'token' | 'config-map' | 'host-path';
export interface Volume {
  readonly name: string;
  readonly line: number;
  readonly content: ReadonlySet<VolumeContent>;
  readonly hostPath: string | undefined;
  /** The ConfigMaps whose keys appear as files. */
  readonly configMaps: readonly string[];
}

export interface PodSpec {
  readonly line: number;
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly security: SecurityContext;
  readonly serviceAccountName: Sourced<string> | undefined;
  readonly automountServiceAccountToken: Sourced<boolean> | undefined;
  readonly hostNetwork: Sourced<boolean> | undefined;
  readonly hostPid: Sourced<boolean> | undefined;
  readonly hostIpc: Sourced<boolean> | undefined;
  readonly hostUsers: Sourced<boolean> | undefined;
  /** Limits of the pod as a whole, which hold for all its containers together. */
  readonly limits: Limits;
  readonly enableServiceLinks: boolean;
}

export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet' | 'Job' | 'CronJob' | 'Pod';
/** Anything that runs pods. With owners it stands for a controller that is not in the files (`owned-workloads.ts`). */
export interface Workload extends ObjectHead {
  readonly type: 'workload';
  readonly kind: WorkloadKind;
  readonly replicas: Sourced<number> | undefined;
  /** `selector.matchLabels`. */
  readonly selector: Labels;
  readonly podLabels: Labels;
  readonly podAnnotations: Labels;
  readonly pod: PodSpec;
  /** The volumes that a StatefulSet claims for each of its pods. */
  readonly claimTemplates: readonly string[];
}

// -------------------------------------------------------------------------------------------------------------- network

export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number;
  /** A port of the pod, by number or name; the same as `port` where nothing is said. */
  readonly target: string;
  readonly appProtocol: string | undefined;
  readonly nodePort: number | undefined;
  readonly line: number;
}
export interface Service extends ObjectHead {
  readonly type: 'service';
  readonly serviceType: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** Undefined where somebody else says what it leads to. */
  readonly selector: Labels | undefined;
  readonly ports: readonly ServicePort[];
  readonly externalName: Sourced<string> | undefined;
  readonly externalAddresses: readonly string[];
  readonly sourceRanges: readonly Sourced<string>[];
  readonly allocatesNodePorts: boolean;
  readonly loadBalancerClass: string | undefined;
}

/** A port of a Service, by number or by name; undefined where nothing is said. */
export type PortReference = { readonly number: number } | { readonly name: string } | undefined;
/** Where a route leads. */
export interface Backend {
  readonly service: string;
  /** Undefined: the namespace of the route. */
  readonly namespace: string | undefined;
  readonly port: PortReference;
  readonly line: number;
}
export interface IngressRule {
  readonly host: string | undefined;
  readonly path: string;
  readonly backend: Backend;
}
export interface Ingress extends ObjectHead {
  readonly type: 'ingress';
  readonly className: string | undefined;
  readonly rules: readonly IngressRule[];
  readonly hosts: readonly string[];
  /** Where `tls` stands, and the hosts that it names (none: all of them). */
  readonly tls: Sourced<readonly string[]> | undefined;
}
export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly line: number;
}
export interface Gateway extends ObjectHead {
  readonly type: 'gateway';
  readonly className: string | undefined;
  readonly listeners: readonly Listener[];
  /** Annotations for the load balancer that is made for it. */
  readonly infrastructure: Labels;
}
export interface RouteParent {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly section: string | undefined;
  readonly line: number;
}
export interface HttpRoute extends ObjectHead {
  readonly type: 'route';
  readonly parents: readonly RouteParent[];
  readonly hosts: readonly string[];
  readonly backends: readonly Backend[];
}

/** `matchLabels` and `matchExpressions` of a selector. An empty one selects everything. */
export interface LabelSelector {
  readonly labels: Labels;
  readonly expressions: readonly { readonly key: string; readonly operator: string; readonly values: readonly string[] }[];
}
export interface NetworkPolicy extends ObjectHead {
  readonly type: 'network-policy';
  readonly pods: LabelSelector;
  readonly ingress: boolean;
  readonly egress: boolean;
  /** A rule without peers and ports: everything is allowed in that direction. */
  readonly allowsAllIngress: boolean;
  readonly allowsAllEgress: boolean;
}

// --------------------------------------------------------------------------------------------------------------- others

export interface Namespace extends ObjectHead {
  readonly type: 'namespace';
}
export interface ServiceAccount extends ObjectHead {
  readonly type: 'service-account';
  readonly automountServiceAccountToken: Sourced<boolean> | undefined;
}
export interface ConfigMap extends ObjectHead {
  readonly type: 'config-map';
  readonly data: ReadonlyMap<string, Sourced<string>>;
}
/** A Secret: the names of its keys. Its values are never read. */
export interface Secret extends ObjectHead {
  readonly type: 'secret';
  readonly keys: readonly string[];
}
/** An autoscaler: what decides the number of replicas of its target. */
export interface Autoscaler extends ObjectHead {
  readonly type: 'autoscaler';
  readonly target: Owner;
}
export interface ResourceQuota extends ObjectHead {
  readonly type: 'resource-quota';
}
/** Default limits of a namespace, for containers that name none. */
export interface LimitRange extends ObjectHead {
  readonly type: 'limit-range';
  readonly cpu: boolean;
  readonly memory: boolean;
}
/** Who a role is bound to; what the role allows is not read yet. */
export interface Binding extends ObjectHead {
  readonly type: 'binding';
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace: string | undefined }[];
}
/** A kind that is known, and of which only the existence matters. */
export interface Other extends ObjectHead {
  readonly type: 'other';
}

export type KubernetesObject =
  | Workload
  | Service
  | Ingress
  | Gateway
  | HttpRoute
  | NetworkPolicy
  | Namespace
  | ServiceAccount
  | ConfigMap
  | Secret
  | Autoscaler
  | ResourceQuota
  | LimitRange
  | Binding
  | Other;

/** A stable name for an object across files and imports: `shop/Deployment/frontend`, `?` for a namespace not stated. */
export function objectKey({ namespace, kind, name }: Pick<ObjectHead, 'namespace' | 'kind' | 'name'>): string {
  return `${namespace ?? '?'}/${kind}/${name}`;
}
