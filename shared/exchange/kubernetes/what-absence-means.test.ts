import { describe, expect, it } from 'vitest';
import { deployment, flowsOf, importCatalog, notesOf, read, said, service } from '../../../test/fixtures/kubernetes/reading';
import type { ImportScope } from '../../model/schema';
import type { PropertyValue } from '../../model/schema';

type Pod = Parameters<typeof deployment>[1];
const of = (property: string, pod: Pod = {}, scope: ImportScope = 'part', more = ''): PropertyValue | undefined =>
  said(read(deployment('web', pod) + more, scope), 'web', property);
const secured = (text: string): Pod => ({ container: `securityContext: ${text}` });

describe('What the absence of a field means', () => {
  it('KUB-7 allowPrivilegeEscalation: absent means true', () => {
    expect(of('allowsPrivilegeEscalation')).toBe(true);
    expect(of('allowsPrivilegeEscalation', secured('{ allowPrivilegeEscalation: false }'))).toBe(false);
    expect(of('allowsPrivilegeEscalation', secured('{ allowPrivilegeEscalation: true }'))).toBe(true);
  });

  it('KUB-7 allowPrivilegeEscalation: a privileged container and SYS_ADMIN escalate whatever is written', () => {
    expect(of('allowsPrivilegeEscalation', secured('{ allowPrivilegeEscalation: false, privileged: true }'))).toBe(true);
    expect(of('allowsPrivilegeEscalation', secured('{ allowPrivilegeEscalation: false, capabilities: { add: [CAP_SYS_ADMIN] } }'))).toBe(
      true,
    );
  });

  it.each([
    ['privileged', 'privileged: true'],
    ['readOnlyRootFilesystem', 'readOnlyRootFilesystem: true'],
  ])('KUB-7 %s: absent means false', (property, setting) => {
    expect(of(property)).toBe(false);
    expect(of(property, secured(`{ ${setting} }`))).toBe(true);
  });

  it.each([
    ['hostNetwork', 'hostNetwork: true'],
    ['hostPid', 'hostPID: true'],
    ['hostIpc', 'hostIPC: true'],
  ])('KUB-7 %s: absent means false', (property, pod) => {
    expect(of(property)).toBe(false);
    expect(of(property, { pod })).toBe(true);
  });

  it('KUB-7 automountServiceAccountToken: absent means true, and the pod is heard before the account', () => {
    const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web }\nautomountServiceAccountToken: false\n';
    expect(of('serviceAccountTokenMounted')).toBe(true);
    expect(of('serviceAccountTokenMounted', { pod: 'automountServiceAccountToken: false' })).toBe(false);
    expect(of('serviceAccountTokenMounted', { pod: 'serviceAccountName: web' }, 'part', account)).toBe(false);
    expect(of('serviceAccountTokenMounted', { pod: 'serviceAccountName: web\nautomountServiceAccountToken: true' }, 'part', account)).toBe(
      true,
    );
  });

  it('KUB-9 automountServiceAccountToken: a named account that is not in the files is unknown in a part, and says nothing in all', () => {
    const pod = { pod: 'serviceAccountName: elsewhere' };
    expect(of('serviceAccountTokenMounted', pod)).toBeUndefined();
    expect(of('serviceAccountTokenMounted', pod, 'namespace')).toBe(true);
    expect(of('serviceAccountTokenMounted', pod, 'all')).toBe(true);
  });

  it('KUB-7 a token that is projected by hand is mounted whatever else is said', () => {
    const pod = {
      pod: 'automountServiceAccountToken: false\nvolumes: [{ name: t, projected: { sources: [{ serviceAccountToken: { path: token } }] } }]',
      container: 'volumeMounts: [{ name: t, mountPath: /t }]',
    };
    expect(of('serviceAccountTokenMounted', pod)).toBe(true);
  });

  it('KUB-7 serviceAccountName: absent means the account `default`, shared by every pod that names none', () => {
    const two = read(deployment('one') + deployment('two') + deployment('three', { pod: 'serviceAccountName: three' }));
    expect(said(two, 'one', 'serviceAccount')).toBe('?/default');
    expect(['one', 'two', 'three'].map((id) => said(two, id, 'serviceAccountShared'))).toEqual([true, true, false]);
    expect(of('serviceAccount', { pod: 'serviceAccount: old-spelling' })).toBe('?/old-spelling');
  });

  it('KUB-7 replicas: absent means 1, unknown where an autoscaler targets it', () => {
    const scaler =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: s }\nspec: { scaleTargetRef: { kind: Deployment, name: web } }\n';
    expect(of('replicas')).toBe(1);
    expect(of('replicas', { spec: 'replicas: 3' })).toBe(3);
    expect(of('replicas', { spec: 'replicas: 3' }, 'part', scaler)).toBeUndefined();
  });

  it('KUB-7 replicas: a DaemonSet, a Job and a CronJob have none, a Pod is one', () => {
    const pod = 'spec: { containers: [{ name: c, image: "a:1" }] }';
    const all = read(
      ['DaemonSet apps/v1', 'Job batch/v1']
        .map((kind) => kind.split(' '))
        .map(
          ([kind = '', group = '']) =>
            `apiVersion: ${group}\nkind: ${kind}\nmetadata: { name: ${kind.toLowerCase()} }\nspec: { template: { ${pod} } }\n---\n`,
        )
        .join('') +
        `apiVersion: v1\nkind: Pod\nmetadata: { name: pod }\n${pod}\n---\napiVersion: batch/v1\nkind: CronJob\nmetadata: { name: cron }\nspec: { jobTemplate: { spec: { template: { ${pod} } } } }\n`,
    );
    expect(['daemonset', 'job', 'cron', 'pod'].map((id) => said(all, id, 'replicas'))).toEqual([undefined, undefined, undefined, 1]);
    expect([...all.fragment.elements.values()].map(({ type, runsAs }) => `${type} ${runsAs ?? ''}`)).toEqual([
      'process/batch kubernetes/cronjob',
      'process/generic kubernetes/daemonset',
      'process/batch kubernetes/job',
      'process/generic kubernetes/pod',
    ]);
  });

  it('KUB-7 capabilities: absent means the default set; `all` in lower case drops all, and is said once', () => {
    expect(of('dropsAllCapabilities')).toBe(false);
    expect(of('dropsAllCapabilities', secured('{ capabilities: { drop: [ALL] } }'))).toBe(true);
    expect(of('dropsAllCapabilities', secured('{ capabilities: { drop: [NET_RAW] } }'))).toBe(false);
    const lower = read(
      deployment('one', secured('{ capabilities: { drop: [all] } }')) + deployment('two', secured('{ capabilities: { drop: [all] } }')),
    );
    expect([said(lower, 'one', 'dropsAllCapabilities'), said(lower, 'two', 'dropsAllCapabilities')]).toEqual([true, true]);
    expect(notesOf(lower).filter((note) => note.includes('lower case'))).toEqual([
      '2 workloads drop "all" capabilities in lower case. That works at run time, but the level "restricted" accepts only ALL.',
    ]);
  });

  it('KUB-7 capabilities: those that are added are named without CAP_, in capitals', () => {
    expect(of('addedCapabilities')).toEqual([]);
    expect(of('addedCapabilities', secured('{ capabilities: { add: [cap_net_admin, SYS_TIME, NET_ADMIN] } }'))).toEqual([
      'NET_ADMIN',
      'SYS_TIME',
    ]);
  });

  it('KUB-7 seccompProfile: absent is unknown; a privileged container has none', () => {
    expect(of('seccompConfined')).toBeUndefined();
    expect(of('seccompConfined', { pod: 'securityContext: { seccompProfile: { type: RuntimeDefault } }' })).toBe(true);
    expect(of('seccompConfined', secured('{ seccompProfile: { type: Localhost } }'))).toBe(true);
    expect(of('seccompConfined', secured('{ seccompProfile: { type: Unconfined } }'))).toBe(false);
    expect(of('seccompConfined', secured('{ privileged: true, seccompProfile: { type: RuntimeDefault } }'))).toBe(false);
  });

  it('KUB-7 AppArmor: absent is unknown; field and annotation are both heard', () => {
    const annotated = (value: string): string =>
      deployment('web').replace(
        'labels: { app: web } }\n    spec',
        `labels: { app: web }, annotations: { container.apparmor.security.beta.kubernetes.io/main: ${value} } }\n    spec`,
      );
    expect(of('appArmorConfined')).toBeUndefined();
    expect(of('appArmorConfined', secured('{ appArmorProfile: { type: RuntimeDefault } }'))).toBe(true);
    expect(of('appArmorConfined', secured('{ appArmorProfile: { type: Unconfined } }'))).toBe(false);
    expect(said(read(annotated('runtime/default')), 'web', 'appArmorConfined')).toBe(true);
    expect(said(read(annotated('unconfined')), 'web', 'appArmorConfined')).toBe(false);
  });

  it.each<[string, Pod, boolean | undefined]>([
    ['nothing said: the image decides', {}, undefined],
    ['runAsNonRoot', secured('{ runAsNonRoot: true }'), false],
    ['another user', secured('{ runAsUser: 1000 }'), false],
    ['user 0', secured('{ runAsUser: 0 }'), true],
    ['the pod says it', { pod: 'securityContext: { runAsUser: 1000 }' }, false],
    [
      'the container overrides the pod',
      { pod: 'securityContext: { runAsUser: 1000 }', container: 'securityContext: { runAsUser: 0 }' },
      true,
    ],
    ['runAsNonRoot: false alone leaves it to the image', secured('{ runAsNonRoot: false }'), undefined],
  ])('KUB-7 root user: %s', (_, pod, value) => {
    expect(of('runsAsRoot', pod)).toBe(value);
  });

  it('KUB-7 limits: none where the files are complete, unknown in a part, given by a LimitRange', () => {
    const range =
      'apiVersion: v1\nkind: LimitRange\nmetadata: { name: r }\nspec: { limits: [{ type: Container, default: { memory: 1Gi } }] }\n';
    expect([of('memoryLimited'), of('memoryLimited', {}, 'namespace'), of('memoryLimited', {}, 'all')]).toEqual([undefined, false, false]);
    expect(of('memoryLimited', { container: 'resources: { limits: { memory: 1Gi } }' })).toBe(true);
    expect([of('memoryLimited', {}, 'all', range), of('cpuLimited', {}, 'all', range)]).toEqual([true, false]);
    expect(of('cpuLimited', { pod: 'resources: { limits: { cpu: 1 } }' })).toBe(true);
  });

  it.each([
    ['registry.example/app:1.2.3', 'IfNotPresent'],
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['nginx:latest@sha256:00', 'IfNotPresent'],
  ])('KUB-7 imagePullPolicy: of %s it is %s', (image, policy) => {
    expect(of('imagePullPolicy', { image })).toBe(policy);
    expect(of('imagePullPolicy', { image, container: 'imagePullPolicy: Never' })).toBe('Never');
  });

  it.each([
    ['nginx', false, true, 'docker.io'],
    ['nginx:latest', false, true, 'docker.io'],
    ['redis:alpine', false, true, 'docker.io'],
    ['library/redis:7.2', false, false, 'docker.io'],
    ['ghcr.io/shop/web:1f4e9abc', false, false, 'ghcr.io'],
    ['localhost:5000/web:1.0', false, false, 'localhost:5000'],
    ['registry.example:5000/shop/web', false, true, 'registry.example:5000'],
    ['redis:alpine@sha256:abc', true, false, 'docker.io'],
    ['redis@sha256:abc', true, false, 'docker.io'],
  ])('KUB-7 image %s: pinned %s, floating %s, from %s', (image, pinned, floating, registry) => {
    const result = read(deployment('web', { image }));
    expect([
      said(result, 'web', 'imagePinnedByDigest'),
      said(result, 'web', 'imageTagFloating'),
      said(result, 'web', 'imageRegistry'),
    ]).toEqual([pinned, floating, registry]);
  });

  it('KUB-7 hostUsers: absent means true, the users of the node', () => {
    expect(of('userNamespaced')).toBe(false);
    expect(of('userNamespaced', { pod: 'hostUsers: false' })).toBe(true);
  });

  it('KUB-7 Service type: absent means ClusterIP, which opens nothing to the outside', () => {
    expect(flowsOf(read(deployment('web') + service('web', 80)))).toEqual([]);
    expect(of('exposedOnNode', {}, 'part', service('web', 80))).toBe(false);
  });

  it('KUB-7 Service type: NodePort is open on every node; a host port, too', () => {
    const nodePort = service('web', 80).replace('spec:', 'spec:\n  type: NodePort');
    expect(of('exposedOnNode', {}, 'part', nodePort)).toBe(true);
    expect(of('exposedOnNode', { container: 'ports: [{ containerPort: 80, hostPort: 8080 }]' })).toBe(true);
    expect(of('exposedOnNode', {}, 'part', nodePort.replace('NodePort', 'LoadBalancer'))).toBe(false);
  });

  it('KUB-7 Pod Security labels: absent is unknown in every scope', () => {
    const namespace = (labels: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${labels} } }\n`;
    for (const scope of ['part', 'namespace', 'all'] as const)
      expect(said(read(namespace('a: b'), scope), 'shop', 'podSecurityLevel')).toBeUndefined();
    expect(said(read(namespace('pod-security.kubernetes.io/enforce: restricted')), 'shop', 'podSecurityLevel')).toBe('restricted');
    expect(said(read(namespace('pod-security.kubernetes.io/enforce: strict')), 'shop', 'podSecurityLevel')).toBeUndefined();
  });

  it('KUB-7 NetworkPolicy support of the network plugin is never said by manifests', () => {
    expect(said(read(deployment('web'), 'all'), 'cluster', 'networkPolicyEnforced')).toBeUndefined();
  });

  it('KUB-7 no namespace: the boundary says that it is not stated', () => {
    const result = read(deployment('web'));
    expect(said(result, 'namespace', 'namespaceStated')).toBe(false);
    expect([...result.fragment.boundaries.values()].map(({ name, type }) => `${type} ${name ?? ''}`)).toEqual([
      'kubernetes/cluster ',
      'kubernetes/namespace namespace not stated',
    ]);
  });

  it('KUB-7 everything that absence gives a meaning to is written, so that nobody is asked', () => {
    const bare = [...(read(deployment('web'), 'all').fragment.elements.values().next().value?.properties?.keys() ?? [])];
    for (const property of [
      'addedCapabilities',
      'hostPaths',
      'literalSecrets',
      'unresolvedServices',
      'secretsInEnvironment',
      'secretsMounted',
      'serviceAccountShared',
      'exposedOnNode',
      'livenessProbed',
      'readinessProbed',
    ]) {
      expect(bare).toContain(property);
    }
    expect(importCatalog.images.size).toBeGreaterThan(0);
  });
});
