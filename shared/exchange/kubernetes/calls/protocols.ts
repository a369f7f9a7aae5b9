import type { ServicePort, Workload } from '../objects/objects';
import type { Role, Roles } from '../pods/roles';
import { wordsOf } from '../pods/words';

/** Names for protocols as they stand in schemes and in the names of ports, where the usual id is another. */
const OTHER_NAMES = new Map([
  ['h2c', 'http2'],
  ['web', 'http'],
  ['mongo', 'mongodb'],
  ['postgres', 'postgresql'],
  ['pg', 'postgresql'],
  ['psql', 'postgresql'],
  ['mariadb', 'mysql'],
  ['rabbitmq', 'amqp'],
  ['memcache', 'memcached'],
  ['rediss', 'redis'],
  ['grpcs', 'grpc'],
  ['cassandra', 'cql'],
]);
/** Protocols that the names of ports are known to announce, by the custom that Istio and Kubernetes' `appProtocol` follow. */
const PORT_WORDS = new Set([
  'http',
  'https',
  'http2',
  'grpc',
  'ws',
  'wss',
  'redis',
  'mongodb',
  'mysql',
  'postgresql',
  'amqp',
  'amqps',
  'kafka',
  'nats',
  'mqtt',
  'memcached',
  'cql',
  'zookeeper',
  'smtp',
  'ldap',
  'ldaps',
  'dns',
  'ssh',
  'ftp',
]);
/** Schemes that say how bytes travel, or whether they are encrypted, and not what is spoken. */
const TRANSPORTS = new Set(['tcp', 'udp', 'ssl', 'tls', 'plaintext', 'dns', 'unix', 'file', 'jdbc']);
const ENCRYPTED_SCHEMES = new Set([
  'https',
  'wss',
  'rediss',
  'amqps',
  'grpcs',
  'ldaps',
  'smtps',
  'mqtts',
  'ftps',
  'ssl',
  'tls',
  'mongodb+srv',
]);
const CLEAR_SCHEMES = new Set(['http', 'ws', 'ftp']);

const known = (word: string): string => OTHER_NAMES.get(word) ?? word;

function ofScheme(scheme: string | undefined): string | undefined {
  const name = scheme?.split('+', 1)[0] ?? '';
  return name === '' || name.length > 20 || TRANSPORTS.has(name) ? undefined : known(name);
}

function ofPortName(name: string | undefined): string | undefined {
  return name === undefined
    ? undefined
    : wordsOf(name)
        .map(known)
        .find((word) => PORT_WORDS.has(word));
}

/** `appProtocol` is an IANA name, or one of Kubernetes' own with a prefix. */
function ofAppProtocol(appProtocol: string | undefined): string | undefined {
  const word = appProtocol?.toLowerCase().replace(/^kubernetes\.io\//, '');
  if (word === undefined) return undefined;
  return PORT_WORDS.has(known(word)) ? known(word) : undefined;
}

/** The number behind a target port, which may be the name of a container's port. */
export function targetNumber(target: string, workload: Workload): number | undefined {
  if (/^\d{1,5}$/.test(target)) return Number(target);
  return workload.pod.containers.flatMap(({ ports }) => ports).find(({ name }) => name === target)?.number;
}

/** The name of the container's port that a target port leads to. */
function targetName(target: string, workload: Workload): string | undefined {
  const number = targetNumber(target, workload);
  return workload.pod.containers
    .flatMap(({ ports }) => ports)
    .find((port) => port.name === target || (number !== undefined && port.number === number))?.name;
}

/**
 * What is spoken on a call: what the Service's port says of itself or by its name (or the pod's port by its name), else the
 * URL's scheme, else what the catalog expects at that port of the image.
 */
export function protocolOf(
  scheme: string | undefined,
  port: ServicePort | undefined,
  workload: Workload,
  role: Role,
  roles: Roles,
): string | undefined {
  const said = port && (ofAppProtocol(port.appProtocol) ?? ofPortName(port.name) ?? ofPortName(targetName(port.target, workload)));
  const byScheme = ofScheme(scheme);
  if (said === 'http' && byScheme === 'https') return byScheme;
  const number = port && (targetNumber(port.target, workload) ?? port.port);
  const expected = number === undefined ? undefined : (roles.protocolAt(role.image, number) ?? roles.protocolOfType(role.type, number));
  return said ?? byScheme ?? expected;
}

/** What is spoken with a host outside, as far as the URL's scheme tells. */
export const protocolOutside = ofScheme;

/** What a Service's port says of itself, without looking behind it. */
export function protocolSaid(port: ServicePort): string | undefined {
  return ofAppProtocol(port.appProtocol) ?? ofPortName(port.name);
}

/** True where the scheme or the port's `appProtocol` says that TLS is spoken; nothing else in a cluster tells. */
export function isEncrypted(scheme: string | undefined, port: ServicePort | undefined): true | undefined {
  const protocol = port?.appProtocol?.toLowerCase();
  const encrypted = ENCRYPTED_SCHEMES.has(scheme ?? '') || protocol === 'https' || protocol === 'tls' || protocol === 'kubernetes.io/wss';
  return encrypted ? true : undefined;
}

/** True if the scheme is clear text by definition. Says nothing inside a cluster, where a mesh may encrypt it underway. */
export function isClearScheme(scheme: string | undefined): boolean {
  return CLEAR_SCHEMES.has(scheme ?? '');
}
