import { hostKind, serviceLabels } from './host-names';
import { type Inventory, type NamespaceKey, UNSTATED } from '../objects/inventory';
import { objectKey, type PortReference, type Service, type ServicePort, type Workload } from '../objects/objects';

/** Where an address leads. */
export type Destination =
  /** A Service, and what its selector picks; none where its pods are not in the files. */
  | { readonly kind: 'service'; readonly service: Service; readonly workloads: readonly Workload[] }
  /** A Service for which somebody else says where it leads. */
  | { readonly kind: 'hand-made'; readonly service: Service }
  | { readonly kind: 'host'; readonly host: string; readonly inside: 'internet' | 'private'; readonly through: Service | undefined }
  | { readonly kind: 'api-server' }
  /** It looks like a Service, and nothing defines it. */
  | { readonly kind: 'missing' }
  /** It could be a Service or any other word, and no Service has the name. */
  | { readonly kind: 'unclear' }
  /** The pod itself, or a part of every cluster. */
  | { readonly kind: 'nobody' };

/** How many ExternalName Services may lead to one another. */
const MAX_HOPS = 5;

/** Finds where host names lead, as the cluster's DNS would. */
export class ServiceDirectory {
  private readonly inventory: Inventory;

  constructor(inventory: Inventory) {
    this.inventory = inventory;
  }

  /**
   * The Service of that name. Where objects leave their namespace to whoever applies them, they are taken to come into the
   * namespace that others name: a gap is not made up from what is merely not said.
   */
  find(namespace: NamespaceKey, name: string): Service | undefined {
    const { services, stated } = this.inventory;
    const own = services.get(namespace)?.get(name);
    if (own) return own;
    if (namespace !== UNSTATED) return services.get(UNSTATED)?.get(name);
    const [only] = stated;
    return stated.size === 1 && only !== undefined ? services.get(only)?.get(name) : undefined;
  }

  /** `name`, `name.namespace`, and both with the name of a pod before (as a StatefulSet's pods have). */
  private serviceNamed(labels: readonly string[], namespace: NamespaceKey): Service | undefined {
    const [first = '', second = '', third = ''] = labels;
    switch (labels.length) {
      case 1:
        return this.find(namespace, first);
      case 2:
        return this.find(second, first) ?? this.inventory.services.get(namespace)?.get(second);
      case 3:
        return this.find(third, second);
      default:
        return undefined;
    }
  }

  /** Where a host leads that something in `namespace` calls. */
  lookUp(host: string, namespace: NamespaceKey, hops = 0): Destination {
    const kind = hostKind(host);
    if (kind === 'self' || kind === 'platform') return { kind: 'nobody' };
    const inCluster = serviceLabels(host);
    const labels = inCluster ?? host.split('.');
    const service = this.serviceNamed(labels, namespace);
    if (service) return this.behind(service, hops);
    if (kind === 'api-server' || (host === 'kubernetes' && namespace === 'default')) return { kind: 'api-server' };
    // The second word is a namespace of these files, whatever else it could be.
    if (labels.length === 2 && this.inventory.stated.has(labels[1] ?? '')) return { kind: 'missing' };
    switch (kind) {
      case 'service':
        return { kind: inCluster === undefined ? 'unclear' : 'missing' };
      case 'maybe-service':
        return { kind: 'unclear' };
      case 'outside':
        return { kind: 'host', host, inside: 'internet', through: undefined };
      case 'private':
        return { kind: 'host', host, inside: 'private', through: undefined };
    }
  }

  /** What a Service leads to. */
  behind(service: Service, hops = 0): Destination {
    if (service.serviceType === 'ExternalName') {
      const host = service.externalName?.value.toLowerCase().replace(/\.$/, '') ?? '';
      if (host === '' || hops >= MAX_HOPS) return { kind: 'nobody' };
      const destination = this.lookUp(host, service.namespace ?? UNSTATED, hops + 1);
      if (destination.kind === 'host') return { ...destination, through: service };
      return destination.kind === 'unclear' ? { kind: 'missing' } : destination;
    }
    if (service.selector === undefined) return { kind: 'hand-made', service };
    return { kind: 'service', service, workloads: this.inventory.behind(service) };
  }

  /** True if the workload stands behind the Service: calling it is calling oneself. */
  isOwn(service: Service, workload: Workload): boolean {
    return this.inventory.behind(service).some((other) => objectKey(other) === objectKey(workload));
  }
}

/** The ports that URLs leave out. */
const DEFAULT_PORTS = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
]);

/** The Service's port that is called: the one named, the scheme's own, or its only one. */
export function portOfService({ ports }: Service, port: number | undefined, scheme: string | undefined): ServicePort | undefined {
  const asked = port ?? DEFAULT_PORTS.get(scheme ?? '');
  const found = ports.find((candidate) => candidate.port === asked);
  return found ?? (port === undefined && ports.length === 1 ? ports[0] : undefined);
}

/** The Service's port that a route names by number or name; its only one where nothing is named. */
export function portReferred({ ports }: Service, reference: PortReference): ServicePort | undefined {
  if (reference === undefined) return ports.length === 1 ? ports[0] : undefined;
  return ports.find((port) => ('number' in reference ? port.port === reference.number : port.name === reference.name));
}
