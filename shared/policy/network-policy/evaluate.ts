import type { Connection, LabelSelector, NetworkPolicy, Peer, Pod, PolicyPeer, PolicyPort } from './network-policy';

/** What the policies act on: all of them, and the labels of each namespace. */
export interface Network {
  readonly policies: readonly NetworkPolicy[];
  readonly namespaceLabels: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** True if the labels satisfy the selector; an empty selector is satisfied by all. */
export function selects(selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  const byLabel = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels.get(key) === value);
  const byExpression = (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
    const value = labels.get(key);
    switch (operator) {
      case 'In':
        return value !== undefined && (values ?? []).includes(value);
      case 'NotIn':
        return value === undefined || !(values ?? []).includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
    }
  });
  return byLabel && byExpression;
}

/** An IPv4 or IPv6 address as a number and its width in bits; undefined if it is none. */
function parseAddress(text: string): { readonly value: bigint; readonly width: number } | undefined {
  const quad = text.split('.').map(Number);
  if (quad.length === 4 && quad.every((part) => Number.isInteger(part) && part >= 0 && part <= 255)) {
    return { width: 32, value: quad.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) };
  }
  if (!text.includes(':')) return undefined;
  const [head = '', tail] = text.split('::');
  const groups = (part: string | undefined) => (part === undefined || part === '' ? [] : part.split(':'));
  const [left, right] = [groups(head), groups(tail)];
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  const all = [...left, ...Array<string>(Math.max(0, missing)).fill('0'), ...right];
  if (all.length !== 8 || !all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { width: 128, value: all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) };
}

/** True if the address lies in the block `10.0.0.0/8`; a block that cannot be read holds nothing. */
export function inBlock(ip: string, cidr: string): boolean {
  const [base = '', length = ''] = cidr.split('/');
  const [address, network] = [parseAddress(ip), parseAddress(base)];
  const bits = Number(length);
  if (!address || !network || address.width !== network.width || !/^\d+$/.test(length) || bits > address.width) return false;
  const shift = BigInt(address.width - bits);
  return address.value >> shift === network.value >> shift;
}

/** How a peer appears to a policy: a pod on the host's network is its node's address, with no labels of its own. */
const asOutside = (peer: Peer): string | undefined => (peer.kind === 'outside' || peer.hostNetwork ? peer.ip : undefined);

/** One item of `from` or `to`: all keys of the item must hold. */
function matchesPeer(item: PolicyPeer, peer: Peer, policyNamespace: string, network: Network): boolean {
  if (item.ipBlock) {
    // Pods are matched by block only where their address is known; whether a plugin does so at all is its own affair.
    const ip = asOutside(peer) ?? peer.ip;
    const { cidr, except = [] } = item.ipBlock;
    return ip !== undefined && inBlock(ip, cidr) && !except.some((block) => inBlock(ip, block));
  }
  if (peer.kind === 'outside' || peer.hostNetwork) return false;
  const namespaceHolds = item.namespaceSelector
    ? selects(item.namespaceSelector, network.namespaceLabels.get(peer.namespace) ?? new Map())
    : peer.namespace === policyNamespace;
  const podHolds = item.podSelector ? selects(item.podSelector, peer.labels) : item.namespaceSelector !== undefined;
  return namespaceHolds && podHolds;
}

/** One item of `ports`; a named port is looked up at the pod that receives. */
function matchesPort(item: PolicyPort, connection: Connection): boolean {
  if ((item.protocol ?? 'TCP') !== connection.protocol) return false;
  if (item.port === undefined) return true;
  if (typeof item.port === 'string') return connection.to.kind === 'pod' && connection.to.ports?.get(item.port) === connection.port;
  return item.endPort === undefined ? connection.port === item.port : connection.port >= item.port && connection.port <= item.endPort;
}

/** `policyTypes`, or what its absence means: Ingress always, Egress where an `egress` key is there. */
function speaksOf(policy: NetworkPolicy, direction: 'Ingress' | 'Egress'): boolean {
  return policy.spec.policyTypes?.includes(direction) ?? (direction === 'Ingress' || policy.spec.egress !== undefined);
}

function passes(connection: Connection, direction: 'Ingress' | 'Egress', network: Network): boolean {
  const [subject, other] = direction === 'Ingress' ? [connection.to, connection.from] : [connection.from, connection.to];
  if (subject.kind === 'outside' || subject.hostNetwork) return true;
  const pod: Pod = subject;
  const selecting = network.policies.filter(
    (policy) =>
      (policy.metadata.namespace ?? pod.namespace) === pod.namespace &&
      speaksOf(policy, direction) &&
      selects(policy.spec.podSelector, pod.labels),
  );
  if (selecting.length === 0) return true;
  return selecting.some(({ spec }) => {
    const rules =
      direction === 'Ingress'
        ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
        : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
    return rules.some(
      ({ peers, ports }) =>
        (peers === undefined || peers.length === 0 || peers.some((item) => matchesPeer(item, other, pod.namespace, network))) &&
        (ports === undefined || ports.length === 0 || ports.some((item) => matchesPort(item, connection))),
    );
  });
}

/**
 * Whether the policies let a connection be opened: the sender's egress and the receiver's ingress must both allow it; a
 * pod that no policy selects for a direction is free in it; policies add up; replies pass by themselves. A policy
 * without a namespace is taken to stand in the pod's.
 */
export function allows(network: Network, connection: Connection): boolean {
  const { from, to } = connection;
  if (from.kind === 'pod' && to.kind === 'pod' && from.id === to.id) return true; // a pod cannot block access to itself
  return passes(connection, 'Egress', network) && passes(connection, 'Ingress', network);
}
