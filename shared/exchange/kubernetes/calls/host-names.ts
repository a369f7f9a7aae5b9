import { IP_V4 } from './addresses';
import { wordsOf } from '../pods/words';

/**
 * What a host is by its spelling. `self`: the pod or its node's loopback. `platform`: a part of every cluster, such as its DNS.
 * `api-server`: the Kubernetes API. `service`: the name of a Service (`name`, `name.namespace` with or without a pod before it
 * and `.svc` behind it). `maybe-service`: two words, of which the second may be a namespace. `outside`: an address that anybody
 * may reach; `private`: one inside somebody's network.
 */
export type HostKind = 'self' | 'platform' | 'api-server' | 'service' | 'maybe-service' | 'outside' | 'private';

const CLUSTER_SUFFIX = /\.svc(?:\.[a-z0-9-]+(?:\.[a-z0-9-]+)*)?$/;

/** The labels of a cluster-internal name without `.svc` and what follows; undefined if it has no `.svc`. */
export function serviceLabels(host: string): readonly string[] | undefined {
  const match = CLUSTER_SUFFIX.exec(host);
  return match ? host.slice(0, match.index).split('.') : undefined;
}

/** Endings that no public name has: RFC 6762, RFC 8375, ICANN's `internal`, and those in wide private use. */
const PRIVATE_ENDINGS = new Set([
  'local',
  'internal',
  'intranet',
  'lan',
  'corp',
  'home',
  'private',
  'localdomain',
  'arpa',
  'test',
  'invalid',
  'consul',
]);
/** Endings that two words with a dot between usually have on the internet; two letters are a country's. */
const PUBLIC_ENDINGS = new Set([
  'com',
  'org',
  'net',
  'dev',
  'app',
  'cloud',
  'info',
  'biz',
  'edu',
  'gov',
  'mil',
  'int',
  'xyz',
  'online',
  'tech',
  'systems',
  'services',
  'software',
  'site',
]);

/** Parts of Kubernetes itself that answer in every cluster, whatever the files hold. */
const PLATFORM_SERVICES = new Set(['kube-dns']);

function addressKind(host: string): HostKind {
  if (host.includes(':')) {
    if (/^(?:::1?|0{0,4}(?::0{0,4}){6,7}:0{0,3}1?)$/.test(host)) return 'self';
    return /^(?:f[cd]|fe[89ab])/.test(host) ? 'private' : 'outside';
  }
  const [a = 0, b = 0, c = 0, d = 0] = host.split('.').map(Number);
  if ([a, b, c, d].some((part) => part > 255)) return 'private';
  if (a === 127 || a === 0 || a >= 224) return 'self';
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127);
  return isPrivate ? 'private' : 'outside';
}

/** Sorts a host by its spelling alone; whether a Service of that name exists is another question. */
export function hostKind(host: string): HostKind {
  if (host.includes(':') || IP_V4.test(host)) return addressKind(host);
  if (host === 'localhost' || host.endsWith('.localhost')) return 'self';
  const inCluster = serviceLabels(host);
  const labels = inCluster ?? host.split('.');
  const [name, namespace] = labels;
  if (name === 'kubernetes' && namespace === 'default' && labels.length === 2) return 'api-server';
  if (namespace === 'kube-system' && PLATFORM_SERVICES.has(name ?? '')) return 'platform';
  if (inCluster !== undefined || labels.length === 1) return 'service';
  const ending = labels.at(-1) ?? '';
  if (PRIVATE_ENDINGS.has(ending) || !/^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(ending))
    return labels.length === 2 && !PRIVATE_ENDINGS.has(ending) ? 'maybe-service' : 'private';
  return labels.length === 2 && ending.length > 2 && !PUBLIC_ENDINGS.has(ending) ? 'maybe-service' : 'outside';
}

/** The last words of names that hold a host. The second set says less: `SERVICE=cart` may be the name of what runs here. */
const HOST_WORDS = new Set([
  'host',
  'hosts',
  'hostname',
  'hostnames',
  'addr',
  'addrs',
  'address',
  'addresses',
  'url',
  'urls',
  'uri',
  'uris',
  'endpoint',
  'endpoints',
  'dsn',
  'brokers',
  'broker',
]);
const WEAK_HOST_WORDS = new Set([
  'server',
  'servers',
  'service',
  'svc',
  'upstream',
  'upstreams',
  'backend',
  'backends',
  'bootstrap',
  'peer',
  'peers',
  'seeds',
  'target',
  'nodes',
  'contactpoints',
  'points',
]);
/** Names with these words hold what a workload listens at, or whom it trusts, never whom it calls. */
const NEVER_WORDS = new Set([
  'listen',
  'listener',
  'listeners',
  'bind',
  'advertise',
  'advertised',
  'allowed',
  'allow',
  'allowlist',
  'cors',
  'origin',
  'origins',
  'redirect',
  'redirects',
  'callback',
  'cookie',
  'trusted',
  'referer',
  'xmlns',
]);
/** Names with these words hold an address for people or other systems; it may be the system's own. */
const OWN_WORDS = new Set(['public', 'self', 'own', 'canonical', 'docs', 'documentation', 'website', 'homepage']);
/** Names that end in these hold something else with a colon or a dot in it. */
const OTHER_LAST_WORDS = new Set([
  'image',
  'images',
  'tag',
  'version',
  'repository',
  'repo',
  'user',
  'uid',
  'gid',
  'group',
  'owner',
  'title',
  'schema',
  'namespace',
  'class',
  'package',
  'file',
  'path',
  'time',
]);

/**
 * What the name of a variable or argument says about hosts in its value: `host` that it holds one, `perhaps-host` that it may,
 * `own` that it may be the system's own address, `never` that it holds none that is called.
 */
export type NameSays = 'host' | 'perhaps-host' | 'nothing' | 'own' | 'never';

/** `CART_SERVICE_ADDR` holds a host; `ALLOWED_HOSTS` and `NO_PROXY` hold none that is called. */
export function whatNameSays(name: string): NameSays {
  const words = wordsOf(name);
  const last = /^\d+$/.test(words.at(-1) ?? '') ? words.at(-2) : words.at(-1);
  if (last === undefined) return 'nothing';
  if (words.some((word) => NEVER_WORDS.has(word)) || (words.includes('no') && words.includes('proxy')) || OTHER_LAST_WORDS.has(last))
    return 'never';
  if (words.some((word) => OWN_WORDS.has(word))) return 'own';
  if (HOST_WORDS.has(last)) return 'host';
  return WEAK_HOST_WORDS.has(last) ? 'perhaps-host' : 'nothing';
}
