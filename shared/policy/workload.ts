import { type Catalog, isA } from '../catalog/catalog';
import type { BoundaryId, ElementId, FlowId, PropertyName, TypeId } from '../model/ids';
import type { Flow, PropertyValue } from '../model/schema';
import { displayName, enclosing, ownProperty, type ThreatModel } from '../model/threat-model';

/** A workload as a policy sees it. */
export interface Workload {
  readonly id: ElementId;
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
  /** The port at the pod: a number or the name of a container's port; undefined where nobody has said. */
  readonly port: number | string | undefined;
}

/** A namespace with its workloads. */
export interface Namespace {
  readonly id: BoundaryId;
  /** Its name; undefined where the manifests leave it to whoever applies them. */
  readonly name: string | undefined;
  readonly workloads: readonly Workload[];
}

const WORKLOAD = 'workload' as TypeId;
const NAMESPACE = 'kubernetes/namespace' as TypeId;

const textOf = (value: PropertyValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function selectorOf(value: PropertyValue | undefined): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return new Map(
    value.map((label: string): [string, string] => {
      const at = label.indexOf('=');
      return at < 0 ? [label, ''] : [label.slice(0, at), label.slice(at + 1)];
    }),
  );
}

/** A property as the subject itself or the nearest boundary around it states it. */
export function statedOn(model: ThreatModel, boundary: BoundaryId, property: string): PropertyValue | undefined {
  for (const at of enclosing(model, boundary)) {
    const value = model.boundaries.get(at)?.properties?.get(property as PropertyName);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The namespaces of the model that hold workloads, each with them, in the order of their ids. */
export function namespacesOf(model: ThreatModel, catalog: Catalog): readonly Namespace[] {
  const inside = new Map<BoundaryId, Workload[]>();
  for (const [id, element] of model.elements) {
    if (!isA(catalog, element.type, WORKLOAD) && !isA(catalog, element.runsAs, WORKLOAD)) continue;
    const namespace = enclosing(model, element.in).find((boundary) => isA(catalog, model.boundaries.get(boundary)?.type, NAMESPACE));
    if (namespace === undefined || element.outOfScope !== undefined || element.vanished === true) continue;
    const account = textOf(ownProperty(model, id, 'serviceAccount'));
    const workload: Workload = {
      id,
      namespace,
      selector: selectorOf(ownProperty(model, id, 'podSelector')),
      serviceAccount: account?.slice(account.lastIndexOf('/') + 1),
      serviceAccountShared: ownProperty(model, id, 'serviceAccountShared') === true,
      hostNetwork: ownProperty(model, id, 'hostNetwork') === true,
    };
    inside.set(namespace, [...(inside.get(namespace) ?? []), workload]);
  }
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  return [...inside]
    .map(([id, workloads]): Namespace => ({
      id,
      name: ownProperty(model, id, 'namespaceStated') === false ? undefined : displayName(model, id),
      workloads: [...workloads].sort(byId),
    }))
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
    .map(([id, flow]): PolicyFlow => ({ id, flow, from: byId.get(flow.from), to: byId.get(flow.to), port: portOf(model, id, flow) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function portOf(model: ThreatModel, id: FlowId, flow: Flow): number | string | undefined {
  const target = ownProperty(model, id, 'targetPort');
  if (typeof target === 'number') return target;
  if (typeof target === 'string') return /^\d+$/.test(target) ? Number(target) : target;
  return flow.port;
}
