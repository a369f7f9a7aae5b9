import type { TypeId } from '../../../model/ids';
import type { ImportSource } from '../../import-result';
import {
  hasCertificate,
  ingressRanges,
  isInternalRoute,
  isInternalService,
  limitsRate,
  restricts,
  tlsAtBalancer,
} from './cloud-load-balancers';
import { CUSTOMER, type FlowDraft, INTERNAL_CLIENT, namespaceOrigin, originOf, type ThingDraft } from '../drafts';
import { fact } from '../facts';
import { type Inventory, namespaceKey, type NamespaceKey } from '../objects/inventory';
import {
  type Backend,
  type Gateway,
  type HttpRoute,
  type Ingress,
  objectKey,
  type Service,
  type ServicePort,
  type Workload,
} from '../objects/objects';
import { protocolOf, protocolSaid, targetNumber } from '../calls/protocols';
import type { Role, Roles } from '../pods/roles';
import { portReferred, type ServiceDirectory } from '../calls/service-directory';
import { wordsOf } from '../pods/words';

/** The ways in: things that stand at the entrance (Ingresses, Gateways), and the flows through them to the workloads. */
export interface Entries {
  readonly things: readonly ThingDraft[];
  readonly flows: readonly FlowDraft[];
  /** Routes that lead to a Service which nothing defines. */
  readonly broken: readonly { readonly route: string; readonly service: string }[];
  readonly withoutPods: readonly Service[];
  /** Services whose ports are open on every node. */
  readonly onNodes: readonly Service[];
}

type RoleOf = (workload: Workload) => Role;

/** What the ways in need to know of everything else. */
export interface EntrySurroundings {
  readonly inventory: Inventory;
  readonly directory: ServiceDirectory;
  readonly roles: Roles;
  readonly roleOf: RoleOf;
}

/** Ports at which pods usually speak TLS themselves. */
const TLS_PORTS = new Set([443, 8443, 6443, 9443, 10_443]);

/** Ports that speak HTTP where nothing else is said (IANA: http, http-alt). */
const CLEAR_PORTS = new Set([80, 8080]);

/** True if a Service's port declares a protocol that is clear text: by its name or `appProtocol`, or as an unnamed port of HTTP. */
function isClear(port: ServicePort): boolean {
  if (TLS_PORTS.has(port.port)) return false;
  const words = [port.appProtocol ?? '', port.name ?? ''].flatMap(wordsOf);
  return protocolSaid(port) === undefined
    ? words.length === 0 && CLEAR_PORTS.has(port.port)
    : CLEAR_PROTOCOLS.has(protocolSaid(port) ?? '') || words.includes('h2c');
}
const CLEAR_PROTOCOLS = new Set(['http', 'ws', 'ftp']);

/**
 * Whether the way through a load balancer is encrypted as far as the pod. Clear text is certain where the port declares a
 * protocol in clear text and no certificate at the balancer changes that. TLS is certain where the port says so and the pod's
 * port does, too: a balancer that ends TLS sends clear text on.
 */
function encryptedThrough(service: Service, port: ServicePort, workload: Workload): boolean | undefined {
  const said = protocolSaid(port);
  switch (tlsAtBalancer(service, port)) {
    case 'goes-on':
      return true;
    case 'ends-there':
      return undefined;
    case 'none':
      if (isClear(port)) return false;
      if (said !== 'https') return undefined;
      return TLS_PORTS.has(targetNumber(port.target, workload) ?? 0) ||
        /https|tls/.test(port.target) ||
        port.appProtocol?.toLowerCase() === 'https'
        ? true
        : undefined;
  }
}

/** What opens a Service to the outside. */
type Opening = 'loadBalancer' | 'nodePort' | 'externalIPs';

function openingsOf(service: Service): readonly Opening[] {
  const openings: Opening[] =
    service.serviceType === 'LoadBalancer' ? ['loadBalancer'] : service.serviceType === 'NodePort' ? ['nodePort'] : [];
  return service.externalAddresses.length > 0 ? [...openings, 'externalIPs'] : openings;
}

function throughService(service: Service, opening: Opening, surroundings: EntrySurroundings): readonly FlowDraft[] {
  const { inventory, roles, roleOf } = surroundings;
  const internal = opening === 'loadBalancer' ? isInternalService(service) : undefined;
  const restricted =
    opening !== 'loadBalancer'
      ? undefined
      : internal === true
        ? true
        : (restricts(service.sourceRanges.map(({ value }) => value)) ?? (internal === false ? false : undefined));
  const ports = [...service.ports].sort((a, b) => a.port - b.port);
  return inventory.behind(service).flatMap((workload) =>
    ports.map((port, index): FlowDraft => {
      const source: ImportSource = { file: service.file, line: port.line };
      return {
        from: internal === true ? INTERNAL_CLIENT : CUSTOMER,
        to: originOf(objectKey(workload)),
        origin: originOf(objectKey(service), index === 0 ? opening : `${opening}/${String(port.port)}`),
        apart: `${objectKey(service)}/${opening}`,
        protocol: tlsAtBalancer(service, port) === 'none' ? protocolOf(undefined, port, workload, roleOf(workload), roles) : 'https',
        port: port.port,
        source,
        facts: [
          ...fact('encrypted', opening === 'loadBalancer' ? encryptedThrough(service, port, workload) : undefined, source),
          // Whether anybody on the internet reaches the nodes is not in the files: one question.
          ...fact('publicEntry', opening === 'loadBalancer' ? internal !== true : undefined, source),
          ...fact('sourceRestricted', restricted, { file: service.file, line: service.sourceRanges[0]?.line ?? service.line }),
          ...fact('targetPort', port.target, source),
        ],
      };
    }),
  );
}

/** Collects what leads from Ingresses and Gateways to workloads. */
class Routing {
  readonly flows: FlowDraft[] = [];
  readonly broken: { readonly route: string; readonly service: string }[] = [];
  readonly withoutPods: Service[] = [];

  private readonly surroundings: EntrySurroundings;

  constructor(surroundings: EntrySurroundings) {
    this.surroundings = surroundings;
  }

  lead(from: string, backend: Backend, namespace: NamespaceKey, origin: string, file: string, route: string): void {
    const { directory, roles, roleOf } = this.surroundings;
    const service = directory.find(backend.namespace ?? namespace, backend.service);
    if (!service) {
      this.broken.push({ route, service: backend.service });
      return;
    }
    const destination = directory.behind(service);
    if (destination.kind !== 'service') return;
    if (destination.workloads.length === 0) this.withoutPods.push(service);
    const port = portReferred(service, backend.port);
    const source: ImportSource = { file, line: backend.line };
    for (const workload of destination.workloads) {
      this.flows.push({
        from,
        to: originOf(objectKey(workload)),
        origin,
        protocol: port ? (protocolOf(undefined, port, workload, roleOf(workload), roles) ?? 'http') : 'http',
        port: port?.port,
        facts: fact('targetPort', port?.target, source),
        source,
      });
    }
  }
}

const thing = (object: Ingress | Gateway, type: string, suffix: string): ThingDraft => ({
  origin: originOf(objectKey(object)),
  name: object.name,
  suffix,
  qualifier: object.namespace,
  displayName: undefined,
  type: type as TypeId,
  runsAs: undefined,
  inside: namespaceOrigin(namespaceKey(object)),
  facts: [],
  source: { file: object.file, line: object.line },
});

/** True if `tls` covers every host of an Ingress, by name or by a wildcard for its first label. */
function coversAll({ hosts, tls }: Ingress): boolean {
  const covered = new Set(tls?.value);
  return tls !== undefined && (covered.size === 0 || hosts.every((host) => covered.has(host) || covered.has(host.replace(/^[^.]+/, '*'))));
}

/**
 * The way from outside to an Ingress. With `tls` for all its hosts, or a certificate by annotation, it is encrypted; without, it
 * answers in clear text at port 80. (TLS that ends in front of it leaves that part of the way in clear text.)
 */
function toIngress(ingress: Ingress): FlowDraft {
  const { annotations, className, tls, file, line } = ingress;
  const internal = isInternalRoute(className, annotations);
  const encrypted = coversAll(ingress) || hasCertificate(annotations);
  const source: ImportSource = { file, line: tls?.line ?? line };
  const here: ImportSource = { file, line };
  return {
    from: internal === true ? INTERNAL_CLIENT : CUSTOMER,
    to: originOf(objectKey(ingress)),
    origin: originOf(objectKey(ingress), 'entry'),
    protocol: encrypted ? 'https' : 'http',
    port: encrypted ? 443 : 80,
    source,
    facts: [
      ...fact('encrypted', encrypted, source),
      ...fact('publicEntry', internal !== true, here),
      ...fact('sourceRestricted', internal === true ? true : restricts(ingressRanges(annotations)), here),
      ...fact('rateLimited', limitsRate(annotations), here),
    ],
  };
}

const ENCRYPTED_LISTENERS = new Set(['HTTPS', 'TLS']);

/** The ways from outside to a Gateway: one for each listener. Clear text is certain where a listener for HTTP leads on to pods. */
function toGateway(gateway: Gateway, leadsOn: (listener: string) => boolean): readonly FlowDraft[] {
  const internal = isInternalRoute(gateway.className, new Map([...gateway.annotations, ...gateway.infrastructure]));
  return gateway.listeners.map(({ name, port, protocol, line }): FlowDraft => {
    const source: ImportSource = { file: gateway.file, line };
    const encrypted = ENCRYPTED_LISTENERS.has(protocol) ? true : protocol === 'HTTP' && leadsOn(name) ? false : undefined;
    return {
      from: internal === true ? INTERNAL_CLIENT : CUSTOMER,
      to: originOf(objectKey(gateway)),
      origin: originOf(objectKey(gateway), `listener/${name}`),
      protocol: protocol === 'HTTP' || protocol === 'HTTPS' ? protocol.toLowerCase() : undefined,
      port,
      source,
      facts: [
        ...fact('encrypted', encrypted, source),
        ...fact('publicEntry', internal !== true, source),
        ...fact('sourceRestricted', internal === true ? true : undefined, source),
      ],
    };
  });
}

/** A Gateway that a route names and that is not in the files: it is there, but how it listens is not known. */
const absentGateway = (key: string, name: string, namespace: string | undefined, source: ImportSource): ThingDraft => ({
  origin: originOf(key),
  name,
  suffix: 'gateway',
  qualifier: namespace,
  displayName: undefined,
  type: 'kubernetes/gateway' as TypeId,
  runsAs: undefined,
  inside: namespaceOrigin(namespace ?? '?'),
  facts: [],
  source,
});

function throughGateways(
  routes: readonly HttpRoute[],
  gateways: readonly Gateway[],
  routing: Routing,
): { readonly things: readonly ThingDraft[]; readonly entries: readonly FlowDraft[] } {
  const known = new Map(gateways.map((gateway) => [objectKey(gateway), gateway]));
  const things = new Map(gateways.map((gateway) => [objectKey(gateway), thing(gateway, 'kubernetes/gateway', 'gateway')]));
  const open = new Map<string, Set<string | undefined>>();
  for (const route of routes) {
    for (const parent of route.parents) {
      if (parent.kind !== 'Gateway' || parent.name === '') continue; // routes of a mesh hang on Services
      const namespace = parent.namespace ?? route.namespace;
      const key = objectKey({ namespace, kind: 'Gateway', name: parent.name });
      if (!known.has(key) && !things.has(key))
        things.set(key, absentGateway(key, parent.name, namespace, { file: route.file, line: parent.line }));
      if (route.backends.length > 0) open.set(key, (open.get(key) ?? new Set()).add(parent.section));
      route.backends.forEach((backend, index) => {
        const detail = index === 0 ? 'backend' : `backend/${backend.service}`;
        routing.lead(originOf(key), backend, namespaceKey(route), originOf(objectKey(route), detail), route.file, route.name);
      });
    }
  }
  const entries = gateways.flatMap((gateway) => {
    const sections = open.get(objectKey(gateway));
    return toGateway(gateway, (listener) => sections !== undefined && (sections.has(undefined) || sections.has(listener)));
  });
  return { things: [...things.values()], entries };
}

/** Finds every way into the system from outside. */
export function findEntries(surroundings: EntrySurroundings): Entries {
  const { inventory } = surroundings;
  const routing = new Routing(surroundings);
  const services = [...inventory.services.values()].flatMap((byName) => [...byName.values()]);
  const open = services.filter((service) => openingsOf(service).length > 0 && service.selector !== undefined);
  for (const ingress of inventory.ingresses) {
    for (const { host, path, backend } of ingress.rules) {
      const detail = `rule/${host ?? '*'}${path}`;
      routing.lead(
        originOf(objectKey(ingress)),
        backend,
        namespaceKey(ingress),
        originOf(objectKey(ingress), detail),
        ingress.file,
        ingress.name,
      );
    }
  }
  const gateways = throughGateways(inventory.routes, inventory.gateways, routing);
  return {
    things: [...inventory.ingresses.map((ingress) => thing(ingress, 'kubernetes/ingress', 'ingress')), ...gateways.things],
    flows: [
      ...open.flatMap((service) => openingsOf(service).flatMap((opening) => throughService(service, opening, surroundings))),
      ...inventory.ingresses.map(toIngress),
      ...gateways.entries,
      ...routing.flows,
    ],
    broken: routing.broken,
    withoutPods: [...open.filter((service) => inventory.behind(service).length === 0), ...routing.withoutPods],
    onNodes: open.filter((service) => service.serviceType === 'NodePort' || service.externalAddresses.length > 0),
  };
}
