import { describe, expect, it } from 'vitest';
import { deployment, notesOf, read, said } from '../../../test/fixtures/kubernetes/reading';
import type { ImportScope } from '../../model/schema';

const policy = (spec: string, name = 'p'): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name} }\nspec: { ${spec} }\n---\n`;
const two = deployment('a') + deployment('b');
const of = (property: string, text: string, scope: ImportScope): unknown => said(read(text, scope), 'namespace', property);
const scopes = ['part', 'namespace', 'all'] as const;
const inEach = (property: string, text: string): unknown[] => scopes.map((scope) => of(property, text, scope));

describe('Default deny in a namespace, by scope (part, namespace, all)', () => {
  it.each<[string, string, unknown[]]>([
    ['no policy seen', '', [undefined, false, false]],
    ['one for all pods', policy('podSelector: {}'), [true, true, true]],
    [
      'one for all pods that lists whom it lets in',
      policy('podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }]'),
      [true, true, true],
    ],
    [
      'one for each known pod',
      policy('podSelector: { matchLabels: { app: a } }') + policy('podSelector: { matchLabels: { app: b } }', 'q'),
      [undefined, true, true],
    ],
    ['one for some pods', policy('podSelector: { matchLabels: { app: a } }'), [undefined, false, false]],
    ['one for all pods that allows everything', policy('podSelector: {}, ingress: [{}]'), [false, false, false]],
    [
      'deny for all, and one that opens a pod again',
      policy('podSelector: {}') + policy('podSelector: { matchLabels: { app: a } }, ingress: [{}]', 'q'),
      [false, false, false],
    ],
    ['only one for the other direction', policy('podSelector: {}, policyTypes: [Egress]'), [undefined, false, false]],
  ])('KUB-9 ingress: %s', (_, text, values) => {
    expect(inEach('networkPolicyIngress', two + text)).toEqual(values);
  });

  it.each<[string, string, unknown[]]>([
    ['policyTypes defaults to Ingress', policy('podSelector: {}'), [undefined, false, false]],
    ['… and to Egress if there is a key egress', policy('podSelector: {}, egress: []'), [true, true, true]],
    ['… and not if the types are stated', policy('podSelector: {}, policyTypes: [Ingress], egress: []'), [undefined, false, false]],
    ['stated', policy('podSelector: {}, policyTypes: [Egress]'), [true, true, true]],
    ['everything allowed', policy('podSelector: {}, egress: [{}]'), [false, false, false]],
  ])('KUB-9 egress: %s', (_, text, values) => {
    expect(inEach('networkPolicyEgress', two + text)).toEqual(values);
  });

  it.each([
    ['{ key: app, operator: In, values: [a, b] }', true],
    ['{ key: app, operator: In, values: [a] }', false],
    ['{ key: app, operator: NotIn, values: [c] }', true],
    ['{ key: tier, operator: NotIn, values: [x] }', true],
    ['{ key: app, operator: Exists }', true],
    ['{ key: tier, operator: Exists }', false],
    ['{ key: tier, operator: DoesNotExist }', true],
    ['{ key: app, operator: Like, values: [a] }', false],
  ])('KUB-9 a selector by expression %s selects both pods: %s', (expression, selected) => {
    expect(of('networkPolicyIngress', two + policy(`podSelector: { matchExpressions: [${expression}] }`), 'all')).toBe(selected);
  });

  it('KUB-9 policies of another namespace say nothing', () => {
    expect(of('networkPolicyIngress', two + policy('podSelector: {}').replace('name: p', 'name: p, namespace: other'), 'all')).toBe(false);
  });
});

describe('Other facts of a namespace, by scope (part, namespace, all)', () => {
  const quota = 'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: q }\n---\n';
  const binding = (kind: string, subject: string, more = ''): string =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: r${more} }\nsubjects: [{ ${subject} }]\n---\n`;

  it('KUB-9 a quota: seen, or absent where the files are complete', () => {
    expect(inEach('resourceQuota', two)).toEqual([undefined, false, false]);
    expect(inEach('resourceQuota', two + quota)).toEqual([true, true, true]);
  });

  it('KUB-9 tokens that nobody gave a right to: known only of all objects, since a ClusterRoleBinding may be anywhere', () => {
    expect(inEach('tokensMountedWithoutUse', two)).toEqual([undefined, undefined, true]);
    expect(of('tokensMountedWithoutUse', deployment('a', { pod: 'automountServiceAccountToken: false' }), 'all')).toBe(false);
  });

  it.each([
    ['the account', binding('RoleBinding', 'kind: ServiceAccount, name: default'), false],
    ['the account, by its namespace', binding('ClusterRoleBinding', 'kind: ServiceAccount, name: default, namespace: other'), true],
    ['all accounts', binding('ClusterRoleBinding', 'kind: Group, name: "system:serviceaccounts"'), false],
    [
      'all accounts, as every cluster does',
      binding(
        'ClusterRoleBinding',
        'kind: Group, name: "system:serviceaccounts"',
        ', labels: { kubernetes.io/bootstrapping: rbac-defaults }',
      ),
      true,
    ],
    ['another account', binding('RoleBinding', 'kind: ServiceAccount, name: other'), true],
  ])('KUB-9 a binding of %s', (_, text, without) => {
    expect(of('tokensMountedWithoutUse', two + text, 'all')).toBe(without);
  });

  it('KUB-9 calls are never said to be complete', () => {
    for (const scope of scopes) expect(of('callsComplete', two, scope)).toBeUndefined();
  });
});

describe('Remarks about an import', () => {
  it('KUB-19 few declared calls are one remark, not one for each workload', () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => deployment(name)).join('');
    expect(notesOf(read(many)).filter((note) => note.startsWith('These files declare'))).toEqual([
      'These files declare no calls between 4 workloads. The other addresses are built into the images: say who calls whom.',
    ]);
    expect(notesOf(read(two)).filter((note) => note.startsWith('These files declare'))).toEqual([]);
  });

  it('KUB-19 scrapers and meshes are questions, never flows or encryption', () => {
    const text = deployment('a').replace(
      'labels: { app: a } }\n    spec',
      'labels: { app: a }, annotations: { prometheus.io/scrape: "true", sidecar.istio.io/inject: "true" } }\n    spec',
    );
    const result = read(text);
    expect(notesOf(result)).toEqual([
      '1 workload names no namespace: whoever applies the files chooses it.',
      'Annotations ask Prometheus to scrape 1 thing; who scrapes is not in these files.',
      'Annotations or labels speak of a service mesh. Whether one is installed, and encrypts, is asked.',
    ]);
    expect(result.fragment.flows.size).toBe(0);
  });
});
