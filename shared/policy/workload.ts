import { type Catalog, isA } from '../catalog/catalog';
import type { BoundaryId, ElementId, FlowId, PropertyName, TypeId } from '../model/ids';
import type { Flow, PropertyValue } from '../model/schema';
import { displayName, enclosing, ownProperty, type ThreatModel } from '../model/threat-model';
import type { TransportProtocol } from './network-policy/network-policy';
import { isLabel, isObjectName, isPortName, isSubdomain, objectNames } from './policy-file';

/** A workload as a policy sees it. */
export interface Workload {
  readonly id: ElementId;
  /** What its policies and its account are called; no other workload of the namespace has this name. */
  readonly name: string;
  /** The name of the object that runs it. */
  readonly deployedAs: string;
  readonly namespace: BoundaryId;
  /** The labels that select its pods; undefined where nobody has said, and then no policy can name it. */
  readonly selector: ReadonlyMap<string, string> | undefined;
  readonly serviceAccount: string | undefined;
  readonly serviceAccountShared: boolean;
  readonly hostNetwork: boolean;
}

/** A flow with what a policy needs of it. */
export interface PolicyFlow {
  readonly id: FlowId;
  readonly flow: Flow;
  readonly from: Workload | undefined;
  readonly to: Workload | undefined;
  /** How it travels; what speaks both gets both. */
  readonly transports: readonly TransportProtocol[];
  /** The port at the pod: a number or the name of a container's port; undefined where nobody has said. */
  readonly port: number | string | undefined;
}

/** A namespace with its workloads. */
export interface Namespace {
  readonly id: BoundaryId;
  /** Its name; undefined where the manifests leave it to whoever applies them, or where Kubernetes would not take it. */
  readonly name: string | undefined;
  /** What its files are called; no other namespace has this name. */
  readonly file: string;
  readonly workloads: readonly Workload[];
}

const WORKLOAD = 'workload' as TypeId;
const NAMESPACE = 'kubernetes/namespace' as TypeId;

const textOf = (value: PropertyValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** Labels as `name=value`; undefined where there are none, or one that no pod can have. */
function selectorOf(value: PropertyValue | undefined): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const labels = value.map((label: string): [string, string] => {
    const at = label.indexOf('=');
    return at < 0 ? [label, ''] : [label.slice(0, at), label.slice(at + 1)];
  });
  return labels.every(([key, worth]) => isLabel(key, worth)) ? new Map(labels) : undefined;
}

/** A name that Kubernetes takes, or none. */
const objectNameOf = (name: string | undefined): string | undefined => (name !== undefined && isSubdomain(name) ? name : undefined);

/** A property as the subject itself or the nearest boundary around it states it. */
export function statedOn(model: ThreatModel, boundary: BoundaryId, property: string): PropertyValue | undefined {
  for (const at of enclosing(model, boundary)) {
    const value = model.boundaries.get(at)?.properties?.get(property as PropertyName);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A workload before it has a name among its neighbours; `object` is what an importer made it from. */
type Unnamed = Omit<Workload, 'name' | 'deployedAs'> & { readonly object: string | undefined };

/** Names of objects that the policies of a namespace bring themselves, or that are there already. */
const OWN_NAMES = ['default', 'default-deny', 'allow-dns', 'allow-nothing'];

/** The namespaces of the model that hold workloads, each with them, in the order of their ids. */
export function namespacesOf(model: ThreatModel, catalog: Catalog): readonly Namespace[] {
  const inside = new Map<BoundaryId, Unnamed[]>();
  for (const [id, element] of model.elements) {
    if (!isA(catalog, element.type, WORKLOAD) && !isA(catalog, element.runsAs, WORKLOAD)) continue;
    const namespace = enclosing(model, element.in).find((boundary) => isA(catalog, model.boundaries.get(boundary)?.type, NAMESPACE));
    if (namespace === undefined || element.outOfScope !== undefined || element.vanished === true) continue;
    const account = textOf(ownProperty(model, id, 'serviceAccount'));
    const workload: Unnamed = {
      id,
      object: objectNameOf(/^k8s:[^/]*\/[^/]+\/([^/#]+)$/.exec(element.origin ?? '')?.[1]),
      namespace,
      selector: selectorOf(ownProperty(model, id, 'podSelector')),
      serviceAccount: objectNameOf(account?.slice(account.lastIndexOf('/') + 1)),
      serviceAccountShared: ownProperty(model, id, 'serviceAccountShared') === true,
      hostNetwork: ownProperty(model, id, 'hostNetwork') === true,
    };
    inside.set(namespace, [...(inside.get(namespace) ?? []), workload]);
  }
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  const files = objectNames([...inside.keys()]);
  return [...inside]
    .map(([id, workloads]): Namespace => {
      const stated = ownProperty(model, id, 'namespaceStated') === false ? '' : displayName(model, id);
      const names = objectNames(
        workloads.map((workload) => workload.id),
        OWN_NAMES,
      );
      const named = ({ object, ...workload }: Unnamed): Workload => {
        const name = names.get(workload.id) ?? workload.id;
        return { ...workload, name, deployedAs: object ?? name };
      };
      return {
        id,
        name: isObjectName(stated) ? stated : undefined,
        file: files.get(id) ?? id,
        workloads: workloads.map(named).sort(byId),
      };
    })
    .sort(byId);
}

/** The flows that start or end at one of these workloads, in the order of their ids. */
export function flowsOf(model: ThreatModel, workloads: readonly Workload[]): readonly PolicyFlow[] {
  const byId = new Map(workloads.map((workload) => [workload.id, workload]));
  return [...model.flows]
    .filter(
      ([, flow]) =>
        (byId.has(flow.from) || byId.has(flow.to)) && flow.from !== flow.to && flow.outOfScope === undefined && flow.vanished !== true,
    )
    .map(([id, flow]): PolicyFlow => ({
      id,
      flow,
      from: byId.get(flow.from),
      to: byId.get(flow.to),
      transports: transportsOf(flow),
      port: portOf(model, id, flow),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** By the protocol's name; most are spoken over TCP. */
function transportsOf({ protocol = '' }: Flow): readonly TransportProtocol[] {
  switch (protocol.toLowerCase()) {
    case 'udp':
    case 'quic':
    case 'dtls':
    case 'ntp':
    case 'statsd':
      return ['UDP'];
    case 'dns':
      return ['UDP', 'TCP'];
    case 'sctp':
      return ['SCTP'];
    default:
      return ['TCP'];
  }
}

function portOf(model: ThreatModel, id: FlowId, flow: Flow): number | string | undefined {
  const target = ownProperty(model, id, 'targetPort');
  if (typeof target === 'number') return target;
  if (typeof target === 'string' && /^\d{1,5}$/.test(target)) return Number(target);
  if (typeof target === 'string' && isPortName(target)) return target;
  return flow.port;
}
