import { describe, expect, it } from 'vitest';
import { allows, inBlock, selects } from './evaluate';
import type { LabelSelector, NetworkPolicy, Peer, Pod, TransportProtocol } from './network-policy';

const labels = (record: Record<string, string>) => new Map(Object.entries(record));
const pod = (id: string, namespace = 'default', more: Partial<Pod> = {}): Pod => ({
  kind: 'pod',
  id,
  namespace,
  labels: labels({ role: id }),
  ...more,
});
const outside = (ip: string): Peer => ({ kind: 'outside', ip });
const policy = (spec: NetworkPolicy['spec'], namespace = 'default'): NetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace },
  spec,
});
const role = (name: string): LabelSelector => ({ matchLabels: { role: name } });
const namespaceLabels = new Map([
  ['default', labels({ 'kubernetes.io/metadata.name': 'default' })],
  ['other', labels({ 'kubernetes.io/metadata.name': 'other', project: 'myproject' })],
]);

const [db, frontend, stranger] = [pod('db', 'default', { ports: new Map([['redis', 6379]]) }), pod('frontend'), pod('stranger')];
const foreign = pod('frontend', 'other');

interface Case {
  readonly says: string;
  readonly policies: readonly NetworkPolicy[];
  readonly from: Peer;
  readonly to: Peer;
  readonly port?: number;
  readonly protocol?: TransportProtocol;
  readonly passes: boolean;
}

/** The example of the documentation's page "Network Policies": role=db, three kinds of sources, TCP 6379; egress to a block at TCP 5978. */
const example = policy({
  podSelector: role('db'),
  policyTypes: ['Ingress', 'Egress'],
  ingress: [
    {
      from: [
        { ipBlock: { cidr: '172.17.0.0/16', except: ['172.17.1.0/24'] } },
        { namespaceSelector: { matchLabels: { project: 'myproject' } } },
        { podSelector: role('frontend') },
      ],
      ports: [{ protocol: 'TCP', port: 6379 }],
    },
  ],
  egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ protocol: 'TCP', port: 5978 }] }],
});
const denyIngress = policy({ podSelector: {}, policyTypes: ['Ingress'] });
const denyEgress = policy({ podSelector: {}, policyTypes: ['Egress'] });
const allowAllIngress = policy({ podSelector: {}, ingress: [{}], policyTypes: ['Ingress'] });
const allowAllEgress = policy({ podSelector: {}, egress: [{}], policyTypes: ['Egress'] });
const both = policy({
  podSelector: role('db'),
  ingress: [{ from: [{ namespaceSelector: { matchLabels: { project: 'myproject' } }, podSelector: role('frontend') }] }],
});
const either = policy({
  podSelector: role('db'),
  ingress: [{ from: [{ namespaceSelector: { matchLabels: { project: 'myproject' } } }, { podSelector: role('frontend') }] }],
});

const table: readonly Case[] = [
  { says: 'without policies everything passes', policies: [], from: stranger, to: db, passes: true },
  { says: 'a pod that no policy selects is free', policies: [example], from: stranger, to: frontend, passes: true },
  { says: 'the example: a pod with the right label', policies: [example], from: frontend, to: db, passes: true },
  { says: 'the example: another pod', policies: [example], from: stranger, to: db, passes: false },
  { says: 'the example: any pod of a labelled namespace', policies: [example], from: pod('whoever', 'other'), to: db, passes: true },
  { says: 'the example: an address in the block', policies: [example], from: outside('172.17.0.9'), to: db, passes: true },
  { says: 'the example: an address in the exception', policies: [example], from: outside('172.17.1.9'), to: db, passes: false },
  { says: 'the example: another port', policies: [example], from: frontend, to: db, port: 80, passes: false },
  { says: 'the example: another protocol', policies: [example], from: frontend, to: db, protocol: 'UDP', passes: false },
  { says: 'the example: egress to the block', policies: [example], from: db, to: outside('10.0.0.7'), port: 5978, passes: true },
  { says: 'the example: egress elsewhere', policies: [example], from: db, to: outside('10.0.1.7'), port: 5978, passes: false },
  { says: 'default deny of ingress', policies: [denyIngress], from: frontend, to: db, passes: false },
  { says: 'default deny of ingress leaves egress alone', policies: [denyIngress], from: db, to: outside('1.1.1.1'), passes: true },
  { says: 'default deny of egress', policies: [denyEgress], from: frontend, to: outside('1.1.1.1'), passes: false },
  { says: 'an empty rule allows all, and policies add up', policies: [denyIngress, allowAllIngress], from: stranger, to: db, passes: true },
  { says: 'the same for egress', policies: [denyEgress, allowAllEgress], from: frontend, to: outside('1.1.1.1'), passes: true },
  { says: 'both ends must allow', policies: [allowAllIngress, denyEgress], from: frontend, to: db, passes: false },
  { says: 'keys in one item must all hold: right label, wrong namespace', policies: [both], from: frontend, to: db, passes: false },
  { says: 'keys in one item must all hold: both', policies: [both], from: foreign, to: db, passes: true },
  {
    says: 'keys in one item must all hold: right namespace, wrong label',
    policies: [both],
    from: pod('whoever', 'other'),
    to: db,
    passes: false,
  },
  { says: 'items are alternatives: the label here', policies: [either], from: frontend, to: db, passes: true },
  { says: 'items are alternatives: anyone of the namespace', policies: [either], from: pod('whoever', 'other'), to: db, passes: true },
  {
    says: "a pod selector alone means the policy's own namespace",
    policies: [policy({ podSelector: {}, ingress: [{ from: [{ podSelector: role('frontend') }] }] })],
    from: foreign,
    to: db,
    passes: false,
  },
  {
    says: 'an empty namespace selector means every namespace',
    policies: [policy({ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] })],
    from: foreign,
    to: db,
    passes: true,
  },
  {
    says: 'an empty pod selector means every pod here',
    policies: [policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })],
    from: stranger,
    to: db,
    passes: true,
  },
  {
    says: 'an empty pod selector does not mean addresses outside',
    policies: [policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })],
    from: outside('9.9.9.9'),
    to: db,
    passes: false,
  },
  { says: 'policyTypes absent means ingress', policies: [policy({ podSelector: {} })], from: frontend, to: db, passes: false },
  {
    says: 'policyTypes absent does not mean egress',
    policies: [policy({ podSelector: role('frontend') })],
    from: frontend,
    to: db,
    passes: true,
  },
  {
    says: 'policyTypes absent means egress where an egress key is',
    policies: [policy({ podSelector: role('frontend'), egress: [] })],
    from: frontend,
    to: db,
    passes: false,
  },
  {
    says: 'policyTypes of egress alone does not close ingress',
    policies: [policy({ podSelector: role('db'), policyTypes: ['Egress'] })],
    from: frontend,
    to: db,
    passes: true,
  },
  {
    says: 'a named port is looked up at the receiver',
    policies: [policy({ podSelector: {}, ingress: [{ ports: [{ port: 'redis' }] }] })],
    from: frontend,
    to: db,
    passes: true,
  },
  {
    says: 'a named port the receiver does not have',
    policies: [policy({ podSelector: {}, ingress: [{ ports: [{ port: 'http' }] }] })],
    from: frontend,
    to: db,
    passes: false,
  },
  {
    says: 'a range of ports, inside',
    policies: [policy({ podSelector: {}, ingress: [{ ports: [{ port: 6000, endPort: 6500 }] }] })],
    from: frontend,
    to: db,
    passes: true,
  },
  {
    says: 'a range of ports, outside',
    policies: [policy({ podSelector: {}, ingress: [{ ports: [{ port: 7000, endPort: 7500 }] }] })],
    from: frontend,
    to: db,
    passes: false,
  },
  {
    says: 'a port without a number means all ports of the protocol',
    policies: [policy({ podSelector: {}, ingress: [{ ports: [{ protocol: 'UDP' }] }] })],
    from: frontend,
    to: db,
    protocol: 'UDP',
    port: 53,
    passes: true,
  },
  {
    says: 'a pod on the host network escapes its own policies',
    policies: [denyIngress],
    from: frontend,
    to: pod('db', 'default', { hostNetwork: true, ip: '10.0.0.1' }),
    passes: true,
  },
  {
    says: 'a pod on the host network is no labelled source',
    policies: [example],
    from: pod('frontend', 'default', { hostNetwork: true, ip: '10.9.9.9' }),
    to: db,
    passes: false,
  },
  {
    says: 'policies of another namespace do not count',
    policies: [policy({ podSelector: {} }, 'other')],
    from: frontend,
    to: db,
    passes: true,
  },
  {
    says: 'an IPv6 block',
    policies: [policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '2001:db8::/32' } }] }] })],
    from: outside('2001:db8:1::7'),
    to: db,
    passes: true,
  },
  {
    says: 'an IPv6 block of another network',
    policies: [policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '2001:db8::/32' } }] }] })],
    from: outside('2001:db9::7'),
    to: db,
    passes: false,
  },
  { says: 'a pod always reaches itself', policies: [denyIngress, denyEgress], from: db, to: db, passes: true },
];

describe('evaluating network policies, by the Kubernetes documentation', () => {
  it.each(table.map((row) => [row.says, row] as const))(
    'POL-1 %s',
    (_says, { policies, from, to, port = 6379, protocol = 'TCP', passes }) => {
      expect(allows({ policies, namespaceLabels }, { from, to, port, protocol })).toBe(passes);
    },
  );
  it('POL-1 label selectors know all four operators', () => {
    const has = labels({ tier: 'web' });
    const one = (operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', key: string, ...values: string[]): LabelSelector => ({
      matchExpressions: [{ key, operator, values }],
    });
    expect(selects({}, has)).toBe(true);
    expect([selects(one('In', 'tier', 'web', 'api'), has), selects(one('In', 'tier', 'db'), has)]).toEqual([true, false]);
    expect([
      selects(one('NotIn', 'tier', 'db'), has),
      selects(one('NotIn', 'tier', 'web'), has),
      selects(one('NotIn', 'other', 'x'), has),
    ]).toEqual([true, false, true]);
    expect([selects(one('Exists', 'tier'), has), selects(one('DoesNotExist', 'tier'), has)]).toEqual([true, false]);
  });
  it('POL-1 a block that cannot be read holds nothing', () => {
    for (const cidr of ['', '10.0.0.0', '10.0.0.0/33', '10.0.0/8', '::/129', 'x/8', '10.0.0.0/-1'])
      expect(inBlock('10.0.0.1', cidr)).toBe(false);
    expect(inBlock('not an address', '0.0.0.0/0')).toBe(false);
  });
});
