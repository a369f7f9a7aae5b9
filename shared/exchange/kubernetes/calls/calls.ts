import type { Address } from './addresses';
import { hostKind } from './host-names';
import { namespaceKey } from '../objects/inventory';
import type { Mention, Via } from './mentions';
import type { Service, ServicePort, Workload } from '../objects/objects';
import { type Destination, portOfService, type ServiceDirectory } from './service-directory';

/** Where a call of a workload goes. */
export type CallTarget =
  | { readonly kind: 'workload'; readonly workload: Workload; readonly service: Service }
  | { readonly kind: 'host'; readonly host: string; readonly inside: 'internet' | 'private' }
  | { readonly kind: 'hand-made'; readonly service: Service }
  | { readonly kind: 'api-server' };

/** A call that a workload's manifest declares. */
export interface Call {
  readonly from: Workload;
  readonly to: CallTarget;
  readonly scheme: string | undefined;
  /** The port as the caller names it, or the only one that the Service has. */
  readonly port: number | undefined;
  readonly servicePort: ServicePort | undefined;
  readonly via: Via;
  readonly host: string;
  readonly file: string;
  readonly line: number;
  readonly container: string | undefined;
}

/** An address that looks like a Service which nothing defines. */
export interface Unresolved {
  readonly address: string;
  readonly host: string;
  readonly via: Via;
  readonly file: string;
  readonly line: number;
  readonly container: string | undefined;
}

export interface DeclaredCalls {
  readonly calls: readonly Call[];
  readonly unresolved: readonly Unresolved[];
  /** Services that are called, and whose pods are not in the files. */
  readonly withoutPods: readonly Service[];
}

/** Ports below are the system's and look like the numbers of users and groups (`user:1000`). */
const LEAST_SERVICE_PORT = 1_024;

/** Values of switches that a variable with a host's name may hold. */
const NO_HOSTS = new Set([
  'true',
  'false',
  'yes',
  'no',
  'on',
  'off',
  'none',
  'null',
  'any',
  'all',
  'auto',
  'default',
  'enabled',
  'disabled',
]);

/**
 * True if a mention names the Service it leads to beyond doubt. In a script or a file a `host:port` counts only with a port
 * that the Service has: `chown redis:1000` is no call.
 */
function meansService({ address, says, whole, via }: Mention, service: Service): boolean {
  if (says === 'never') return false;
  const servesPort = address.port !== undefined && service.ports.some(({ port }) => port === address.port);
  switch (address.form) {
    case 'url':
      return true;
    case 'pair':
      return servesPort || (whole && via.kind !== 'file');
    case 'name':
      return says !== 'nothing' || address.host.includes('.');
  }
}

/** True if a mention of a host that is no Service is surely meant as a host. */
function meansHost({ address, says, whole, via }: Mention): boolean {
  if (says === 'never' || says === 'own' || via.kind === 'file') return false;
  const isFullName = /\.svc(?:\.|$)/.test(address.host);
  switch (address.form) {
    case 'url':
      return true;
    case 'pair':
      return isFullName || (whole && (says === 'host' || says === 'perhaps-host' || (address.port ?? 0) >= LEAST_SERVICE_PORT));
    case 'name':
      return isFullName || (says === 'host' && !NO_HOSTS.has(address.host));
  }
}

/** A bare word is taken for a missing Service only where the name says more than that it is a host (`DB_HOST`, not `HOST`). */
function meansMissing(mention: Mention): boolean {
  if (!meansHost(mention)) return false;
  const { address, via } = mention;
  if (address.form !== 'name' || address.host.includes('.')) return true;
  return via.kind === 'env'
    ? /[_a-z0-9][_-]?(?:host|addr|address|endpoint|url|uri|broker|brokers)s?\d*$/i.test(via.name) && !/^(?:host|hostname)$/i.test(via.name)
    : false;
}

const written = ({ host, port }: Address): string => (port === undefined ? host : `${host}:${String(port)}`);

/** One workload's calls, and what it calls in vain. `ownHosts` are the names under which the system itself is reached from outside. */
export function declaredCalls(
  from: Workload,
  mentions: readonly Mention[],
  directory: ServiceDirectory,
  ownHosts: ReadonlySet<string>,
): DeclaredCalls {
  const calls: Call[] = [];
  const unresolved = new Map<string, Unresolved>();
  const withoutPods = new Map<string, Service>();
  const lookedUp = new Map<string, Destination>();
  const seen = new Set<string>();

  const take = (mention: Mention): void => {
    const { address, via, file, line, container } = mention;
    const known = lookedUp.get(address.host);
    const destination = known ?? directory.lookUp(address.host, namespaceKey(from));
    lookedUp.set(address.host, destination);
    const place = { host: address.host, via, file, line, container };
    const call = (to: CallTarget, servicePort?: ServicePort): void => {
      calls.push({ from, to, scheme: address.scheme, port: address.port ?? servicePort?.port, servicePort, ...place });
    };
    switch (destination.kind) {
      case 'service': {
        const { service, workloads } = destination;
        if (!meansService(mention, service) || directory.isOwn(service, from)) return;
        if (workloads.length === 0) withoutPods.set(`${service.namespace ?? ''}/${service.name}`, service);
        for (const workload of workloads)
          call({ kind: 'workload', workload, service }, portOfService(service, address.port, address.scheme));
        return;
      }
      case 'hand-made': {
        const { service } = destination;
        if (meansService(mention, service)) call({ kind: 'hand-made', service }, portOfService(service, address.port, address.scheme));
        return;
      }
      case 'host': {
        const { host, inside, through } = destination;
        const meant =
          through === undefined
            ? meansHost(mention) && !ownHosts.has(host) && (address.form !== 'name' || mention.whole)
            : meansService(mention, through);
        if (meant && hostKind(host) !== 'self') call({ kind: 'host', host, inside });
        return;
      }
      case 'api-server':
        if (mention.says !== 'never') call({ kind: 'api-server' });
        return;
      case 'missing':
      case 'unclear':
        if (meansMissing(mention) && !unresolved.has(written(address)))
          unresolved.set(written(address), { address: written(address), ...place });
        return;
      case 'nobody':
        return;
    }
  };

  for (const mention of mentions) {
    const { address, via } = mention;
    const key = JSON.stringify([address, mention.says, mention.whole, via.kind]);
    if (!seen.has(key)) take(mention);
    seen.add(key);
  }
  return { calls, unresolved: [...unresolved.values()], withoutPods: [...withoutPods.values()] };
}
