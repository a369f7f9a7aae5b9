import { describe, expect, it } from 'vitest';
import {
  deployment,
  env,
  fileOf,
  fixture,
  fixtureNames,
  flowsOf,
  notesOf,
  problemsOf,
  read,
  readFixture,
  said,
  service,
} from '../../../test/fixtures/kubernetes/reading';
import { modelFromPlain, modelToPlain, EMPTY_MODEL } from '../../model/threat-model';
import { checkReferences } from '../../model/references';
import { IMPORT_LIMITS } from '../../limits';
import type { ImportResult } from '../import-result';
import { readManifests } from './objects/manifests';

const outcomes = (result: ImportResult): readonly string[] => result.files.map(({ name, outcome }) => `${name} ${outcome}`);
const ids = (result: ImportResult): readonly string[] => [...result.fragment.elements.keys()];

describe('Files that cannot be read', () => {
  it.each([
    ['tab-instead-of-spaces.yaml', 'failed', 'line is indented with a tab', 4],
    ['quote-not-closed.yaml', 'failed', 'opened with " is not closed', 4],
    ['brace-not-closed.yaml', 'failed', 'What was opened with { here is not closed', 3],
    ['template-of-helm.yaml', 'recipe', 'run `helm template` first', undefined],
    ['kustomization.yaml', 'recipe', 'run `kustomize build` first', undefined],
    ['values-without-objects.yaml', 'nothing', 'holds no Kubernetes objects', undefined],
    ['empty.yaml', 'nothing', 'The file is empty', undefined],
    ['picture-by-another-name.yaml', 'failed', 'not a text file', undefined],
    ['latin-1.yaml', 'failed', 'not written in UTF-8', 3],
    ['unknown-tag.yaml', 'failed', 'The tag !ruby/object:Object', 4],
    ['alias-of-nothing.yaml', 'failed', 'alias', 3],
    ['alias-bomb.yaml', 'failed', 'more than', undefined],
    ['cut-off.json', 'failed', 'not JSON', 2],
  ] as const)('KUB-2 %s: %s, with one sentence that names the file and the place', (name, outcome, words, line) => {
    const result = readFixture(`broken/${name}`);
    const [problem] = result.problems;
    expect(outcomes(result)).toEqual([`broken/${name} ${outcome}`]);
    expect(problem?.where?.file).toBe(`broken/${name}`);
    expect(problemsOf(result)[0]).toContain(words);
    if (line !== undefined) expect(problem?.where?.line).toBe(line);
    if (outcome === 'failed') expect(problem).toMatchObject({ severity: 'error', mend: expect.anything() as unknown });
  });

  it('KUB-2 stop nothing but themselves', () => {
    const alone = read(deployment('web'));
    const among = read([
      ...fixtureNames('broken')
        .filter((name) => !/wrong-types|key|no-name/.test(name))
        .map(fixture),
      fileOf(deployment('web')),
    ]);
    expect(among.fragment).toEqual(alone.fragment);
    expect(among.problems.length).toBeGreaterThan(10);
  });

  it('KUB-2 a set of files without any object says so, with what to choose instead', () => {
    const result = read([fileOf('hello', 'README.md'), fileOf('a: 1', 'values.yaml')]);
    expect(problemsOf(result).at(-1)).toBe(
      'None of these 2 files holds Kubernetes objects that could be read. Choose manifests as `kubectl get -o yaml`, `helm template` or `kustomize build` print them.',
    );
    expect(result.fragment.boundaries.size).toBe(0);
  });

  it('KUB-3 a file beyond the size is refused before it is looked at', () => {
    const result = read({ name: 'huge.yaml', bytes: new Uint8Array(65 * (1 << 20)) });
    expect(problemsOf(result)[0]).toBe(
      'huge.yaml: The file has 65 MB; at most 64 MB are read. Import a smaller part, for instance one namespace.',
    );
  });

  it('KUB-3 files that are too much together are left out from there on', () => {
    const file = fileOf(deployment('web'), 'a.yaml');
    const { files, problems } = readManifests([file, { ...file, name: 'b.yaml' }, fileOf('', 'c.yaml')], {
      ...IMPORT_LIMITS,
      bytes: Math.floor(file.bytes.length * 1.5),
    });
    expect(files.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(['a.yaml read', 'b.yaml failed', 'c.yaml nothing']);
    expect(problems[0]?.where?.file).toBe('b.yaml');
  });
});

describe('Objects with something wrong in them', () => {
  it('KUB-2 fields of a wrong type are named with line and path, without their value, and count as absent', () => {
    const result = readFixture('broken/wrong-types.yaml');
    const sentence = (line: number, expected: string, path: string): string =>
      `broken/wrong-types.yaml:${String(line)}: Kubernetes wants ${expected} here; what stands there is left out. (${path}) The API server would refuse the object.`;
    const container = 'spec.template.spec.containers[0]';
    expect(problemsOf(result)).toEqual([
      sentence(5, 'a number without quotes', 'spec.replicas'),
      sentence(11, 'a text', `${container}.image`),
      sentence(13, 'a list', `${container}.env`),
      sentence(12, 'a mapping', `${container}.securityContext`),
      sentence(8, 'true or false without quotes', 'spec.template.spec.hostNetwork'),
    ]);
    expect([said(result, 'web', 'replicas'), said(result, 'web', 'hostNetwork'), said(result, 'web', 'image')]).toEqual([
      1,
      false,
      undefined,
    ]);
  });

  it('KUB-2 an object without a name is left out, the others stay', () => {
    const result = readFixture('broken/no-name.yaml');
    expect(problemsOf(result)[0]).toBe(
      'broken/no-name.yaml:1: An object of kind Service has no name; it is left out. Give it `metadata.name`.',
    );
    expect(result.counts.objects).toBe(1);
  });

  it('KUB-4 of a key that stands twice the last counts', () => {
    const result = readFixture('broken/key-twice.yaml');
    expect(said(result, 'web', 'replicas')).toBe(3);
    expect(problemsOf(result)[0]).toContain('broken/key-twice.yaml:6: The key "replicas" stands twice');
  });

  it('KUB-21 names of prototypes are names like any other', () => {
    const result = readFixture('broken/keys-of-prototypes.yaml');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(ids(result)).toEqual(['constructor']);
    expect(said(result, 'constructor', 'image')).toBe('__proto__');
  });

  it('KUB-2 of an object that is defined twice the later counts, in the order of the files’ names', () => {
    const result = read([fileOf(deployment('web', { spec: 'replicas: 2' }), 'b.yaml'), fileOf(deployment('web'), 'a.yaml')]);
    expect(said(result, 'web', 'replicas')).toBe(2);
    expect(problemsOf(result)).toEqual([
      'b.yaml:1: Deployment web is defined here again (first in a.yaml, line 1); this one counts. Leave one of the files out, or import what is applied in the end.',
    ]);
  });

  it('KUB-17 a placeholder in a name is kept as a name, and said', () => {
    const result = read(deployment('"${NAME}-web"'));
    expect(ids(result)).toEqual(['name--web']);
    expect([...result.fragment.elements.values()][0]?.name).toBe('${NAME}-web');
    expect(problemsOf(result)[0]).toContain('perhaps a placeholder was not filled in');
  });
});

describe('What kubectl prints', () => {
  it('KUB-5 lists are read with status and managed fields; KUB-15 pods and ReplicaSets of a Deployment are not things of their own', () => {
    const result = readFixture('kubectl/pods-with-status.yaml');
    expect(ids(result)).toEqual(['debug', 'web']);
    expect(said(result, 'web', 'replicas')).toBe(2);
    expect(said(result, 'web', 'unresolvedServices')).toEqual([]);
    expect(problemsOf(result)).toEqual([]);
  });

  it('KUB-15 pods whose owner is not in the files stand for it, once', () => {
    const result = read([
      fixture('kubectl/only-pods.json'),
      fileOf(
        'apiVersion: v1\nkind: Service\nmetadata: { name: store, namespace: shop }\nspec: { clusterIP: None, selector: { app: store }, ports: [{ port: 6379 }] }',
      ),
    ]);
    expect([...result.fragment.elements].map(([id, { origin, runsAs }]) => `${id} ${origin ?? ''} ${runsAs ?? ''}`)).toEqual([
      'canary k8s:shop/Pod/canary kubernetes/pod',
      'cart k8s:shop/Deployment/cart kubernetes/deployment',
      'store k8s:shop/StatefulSet/store kubernetes/statefulset',
    ]);
    expect(['cart', 'store', 'canary'].map((id) => said(result, id, 'replicas'))).toEqual([undefined, undefined, undefined]);
    expect(said(result, 'cart', 'podSelector')).toEqual(['app=cart']);
    expect(flowsOf(result)).toEqual(['cart -> store redis:6379']);
  });

  it('KUB-6 values of Secrets and literal passwords are nowhere in the result', () => {
    const result = readFixture('kubectl/secrets.yaml');
    const everything = JSON.stringify(
      [result, [...result.sources], [...result.fragment.elements], [...result.fragment.flows]].map((part) => part),
      (_, value: unknown) => (value instanceof Map ? [...value] : value instanceof Set ? [...value] : value),
    );
    expect(everything).not.toContain('canary-of-a-secret');
    expect(everything).not.toContain('Y2FuYXJ5');
    expect(said(result, 'db', 'literalSecrets')).toEqual(['--api-token', '--keyFile-password', 'DB_PASSWORD', 'DSN', 'URL']);
    expect(said(result, 'db', 'secretsInEnvironment')).toBe(true);
    expect(flowsOf(result)).toEqual(['db -> other-db postgresql:5432']);
    expect(notesOf(result)).toContain('The values of one Secret were not read.'.replace('one', '1'));
  });

  it('KUB-16 a Secret’s key that the image knows as a setting counts as set', () => {
    expect(said(readFixture('kubectl/secrets.yaml'), 'db', 'requiresAuthentication')).toBe(true);
  });

  it('KUB-19 kinds that are not read are one note with counts, a Service of another group among them', () => {
    const result = readFixture('kubectl/kinds-not-read.yaml');
    expect(notesOf(result)).toEqual(['3 objects of kinds that Gabion does not read yet: 2 ServiceMonitor and 1 Service.']);
    expect(result.problems).toEqual([]);
    expect(result.files[0]?.kinds).toEqual([
      ['ServiceMonitor', 2],
      ['Service', 1],
    ]);
  });

  it('KUB-4 aliases, merge keys and `yes` mean what they mean to kubectl', () => {
    const result = readFixture('kubectl/aliases-and-merge-keys.yaml');
    expect(said(result, 'web', 'allowsPrivilegeEscalation')).toBe(false);
    expect(said(result, 'web', 'runsAsRoot')).toBe(false);
    expect(said(result, 'web', 'readOnlyRootFilesystem')).toBe(false);
    expect(result.sources.get('web.readOnlyRootFilesystem')).toMatchObject({ container: 'two' });
  });

  it('KUB-5 CRLF, a byte order mark and JSON give the same as YAML', () => {
    const text = deployment('web', { container: env({ CART_ADDR: 'cart:80' }) }) + deployment('cart') + service('cart', 80);
    const plain = read(text);
    expect(read(`\ufeff${text.replaceAll('\n', '\r\n')}`).fragment).toEqual(plain.fragment);
  });
});

describe('The worst of several containers', () => {
  const pod = (containers: string): ImportResult => read(`apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n${containers}`);
  const init = '  initContainers:\n    - { name: prepare, image: "busybox:1.36", securityContext: { runAsUser: 0, privileged: true } }\n';
  const main = '  containers:\n    - { name: main, image: "shop/web:1.0", securityContext: { runAsUser: 1000 } }\n';

  it('KUB-8 an init container speaks for the pod, and is named with its line', () => {
    const result = pod(init + main);
    for (const property of ['runsAsRoot', 'privileged', 'allowsPrivilegeEscalation'])
      expect([property, said(result, 'web', property)]).toEqual([property, true]);
    expect(result.sources.get('web.privileged')).toEqual({ file: 'manifest.yaml', line: 6, container: 'prepare' });
  });

  it('KUB-8 one that is not known makes the whole unknown, unless another is known to be bad', () => {
    const silent = '    - { name: other, image: "shop/other:1.0" }\n';
    expect(said(pod(main + silent), 'web', 'runsAsRoot')).toBeUndefined();
    expect(said(pod(init + main + silent), 'web', 'runsAsRoot')).toBe(true);
  });

  it('KUB-8 an ephemeral container and a sidecar count, too', () => {
    expect(
      said(
        pod(`${main}  ephemeralContainers:\n    - { name: debug, image: busybox, securityContext: { privileged: true } }\n`),
        'web',
        'privileged',
      ),
    ).toBe(true);
    const sidecar = '  initContainers:\n    - { name: agent, image: "agent:1.0", restartPolicy: Always }\n';
    expect(said(pod(sidecar + main.replace('securityContext', 'livenessProbe: {}, securityContext')), 'web', 'livenessProbed')).toBe(false);
  });

  it('KUB-8 containers that end need no probes and no limits', () => {
    const limited = main.replace(
      'securityContext',
      'livenessProbe: { exec: {} }, readinessProbe: { exec: {} }, resources: { limits: { cpu: 1, memory: 1Gi } }, securityContext',
    );
    const result = pod(init + limited);
    expect(['livenessProbed', 'readinessProbed', 'cpuLimited', 'memoryLimited'].map((property) => said(result, 'web', property))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('KUB-8 the image that can be changed most easily speaks for all; of equals, the one of the role', () => {
    const result = pod('  containers:\n    - { name: redis, image: "redis:7.2.1" }\n    - { name: exporter, image: "metrics/exporter" }\n');
    expect(said(result, 'web', 'image')).toBe('metrics/exporter');
    expect(said(result, 'web', 'images')).toEqual(['metrics/exporter', 'redis:7.2.1']);
    expect(said(result, 'web', 'imageTagFloating')).toBe(true);
    expect(result.sources.get('web.imageTagFloating')).toMatchObject({ container: 'exporter' });
    expect([...result.fragment.elements.values()][0]?.type).toBe('data/redis');
    expect(
      said(
        pod(
          '  containers:\n    - { name: side, image: "a/side:1.0" }\n    - { name: redis, image: "redis:7.2.1", ports: [{ containerPort: 6379 }] }\n',
        ),
        'web',
        'image',
      ),
    ).toBe('a/side:1.0');
  });
});

describe('What runs in a workload', () => {
  const typeOf = (image: string, more: Parameters<typeof deployment>[1] = {}, rest = ''): string | undefined =>
    [...read(deployment('thing', { image, ...more }) + rest).fragment.elements.values()].find(({ runsAs }) => runsAs)?.type;

  it.each([
    ['redis:alpine', 'data/redis'],
    ['docker.io/library/redis:7', 'data/redis'],
    ['bitnami/redis:7.2', 'data/redis'],
    ['mirror.example/hub/library/mongo:7', 'data/mongodb'],
    ['nginx:1.27', 'process/proxy'],
    ['shop/nginx:1.27', 'process/generic'],
    ['registry.example/shop/loadgenerator:v1', 'process/load-generator'],
    ['registry.example/shop/worker:v1', 'process/worker'],
    ['registry.example/shop/store:v1', 'process/generic'],
  ])('KUB-16 the image %s makes it %s', (image, type) => {
    expect(typeOf(image)).toBe(type);
  });

  it('KUB-16 a port with both the name and the number of a known one makes it a data store; one alone does not', () => {
    const ports = (port: string): Parameters<typeof deployment>[1] => ({ container: `ports: [${port}]` });
    expect(typeOf('shop/user-db:1', ports('{ name: mongo, containerPort: 27017 }'))).toBe('data/mongodb');
    expect(typeOf('shop/user-db:1', ports('{ containerPort: 27017 }'))).toBe('process/generic');
    expect(typeOf('shop/user-db:1', ports('{ name: mongo, containerPort: 80 }'))).toBe('process/generic');
  });

  it('KUB-16 a way in by HTTP makes it a web application', () => {
    const balancer = service('thing', 80).replace('spec:', 'spec:\n  type: LoadBalancer');
    expect(typeOf('shop/front:1', {}, balancer)).toBe('process/web-application');
    expect(typeOf('shop/front:1', {}, balancer.replace('port: 80', 'port: 80, name: grpc'))).toBe('process/generic');
  });

  it('KUB-16 vendor defaults are never written, settings that the manifest makes are', () => {
    expect(said(read(deployment('r', { image: 'redis:7.2' })), 'r', 'requiresAuthentication')).toBeUndefined();
    expect(
      said(
        read(deployment('r', { image: 'redis:7.2', container: 'args: ["--requirepass", "$(PASSWORD)"]' })),
        'r',
        'requiresAuthentication',
      ),
    ).toBe(true);
    expect(
      said(
        read(deployment('r', { image: 'redis:7.2', container: 'args: ["redis-server --requirepass $(PASSWORD)"]' })),
        'r',
        'requiresAuthentication',
      ),
    ).toBe(true);
    expect(
      said(
        read(deployment('r', { image: 'bitnami/redis:7.2', container: env({ ALLOW_EMPTY_PASSWORD: 'yes' }) })),
        'r',
        'requiresAuthentication',
      ),
    ).toBe(false);
    expect(
      said(
        read(deployment('r', { image: 'bitnami/redis:7.2', container: env({ ALLOW_EMPTY_PASSWORD: 'no' }) })),
        'r',
        'requiresAuthentication',
      ),
    ).toBeUndefined();
  });

  it.each([
    ['no volume', '', '', false],
    ['emptyDir', 'volumes: [{ name: d, emptyDir: {} }]', 'd', false],
    ['a claim', 'volumes: [{ name: d, persistentVolumeClaim: { claimName: c } }]', 'd', true],
    ['a claim that nothing mounts', 'volumes: [{ name: d, persistentVolumeClaim: { claimName: c } }]', '', false],
    ['a share of the network', 'volumes: [{ name: d, nfs: { server: s, path: / } }]', 'd', true],
    ['a driver that does not tell', 'volumes: [{ name: d, csi: { driver: x } }]', 'd', undefined],
  ])('KUB-7 data stores: %s', (_, pod, mount, persistent) => {
    const container = mount === '' ? '' : `volumeMounts: [{ name: ${mount}, mountPath: /data }]`;
    expect(said(read(deployment('r', { image: 'redis:7.2', pod, container })), 'r', 'persistent')).toBe(persistent);
    expect(said(read(deployment('w', { pod, container })), 'w', 'persistent')).toBeUndefined();
  });

  it('KUB-7 directories of the node that are mounted are named', () => {
    const pod = 'volumes: [{ name: a, hostPath: { path: /var/run/docker.sock } }, { name: b, hostPath: { path: /etc } }]';
    expect(said(read(deployment('w', { pod, container: 'volumeMounts: [{ name: a, mountPath: /x }]' })), 'w', 'hostPaths')).toEqual([
      '/var/run/docker.sock',
    ]);
  });
});

describe('Ids and origins', () => {
  it('KUB-17 the name is the id; on a collision the kind is added, then the namespace', () => {
    const named = (kind: string, group: string, namespace: string): string =>
      `apiVersion: ${group}\nkind: ${kind}\nmetadata: { name: redis, namespace: ${namespace} }\nspec: { template: { spec: { containers: [{ name: c, image: "redis:7.2" }] } } }\n---\n`;
    const result = read(
      `apiVersion: v1\nkind: Namespace\nmetadata: { name: redis }\n---\n${named('Deployment', 'apps/v1', 'redis')}${named('StatefulSet', 'apps/v1', 'redis')}${named('Deployment', 'apps/v1', 'staging')}`,
    );
    expect(
      Object.fromEntries([...result.fragment.elements, ...result.fragment.boundaries].map(([id, { origin }]) => [origin, id])),
    ).toEqual({
      'k8s:': 'cluster',
      'k8s:redis': 'redis-ns',
      'k8s:staging': 'staging',
      'k8s:redis/Deployment/redis': 'redis',
      'k8s:redis/StatefulSet/redis': 'redis-statefulset',
      'k8s:staging/Deployment/redis': 'redis-deployment',
    });
  });

  it('KUB-17 ids do not depend on what else is imported', () => {
    const one = read(deployment('web', { container: env({ CART_ADDR: 'cart:80' }) }) + deployment('cart') + service('cart', 80));
    const more = read(
      deployment('web', { container: env({ CART_ADDR: 'cart:80' }) }) +
        deployment('cart') +
        service('cart', 80) +
        deployment('a') +
        deployment('z'),
    );
    for (const id of ids(one)) expect(ids(more)).toContain(id);
    expect([...more.fragment.flows.keys()]).toEqual([...one.fragment.flows.keys()]);
  });

  it('KUB-18 every thing, flow and property knows its file and line', () => {
    const result = read([
      fileOf(deployment('web', { container: env({ CART_ADDR: 'cart:80' }) }), 'web.yaml'),
      fileOf(deployment('cart') + service('cart', 80), 'cart.yaml'),
    ]);
    expect(result.sources.get('web')).toEqual({ file: 'web.yaml', line: 1 });
    expect(result.sources.get('web_to_cart')).toEqual({ file: 'web.yaml', line: 13, container: 'main' });
    expect(result.fragment.flows.get('web_to_cart' as never)?.origin).toBe('k8s:?/Deployment/web#env/CART_ADDR');
    const { elements, flows, boundaries } = result.fragment;
    for (const [id, { properties }] of [...elements, ...flows, ...boundaries]) {
      expect(result.sources.get(id)?.file).toMatch(/^(?:web|cart)\.yaml$/);
      for (const property of properties?.keys() ?? []) expect(result.sources.get(`${id}.${property}`)?.line).toBeGreaterThan(0);
    }
  });

  it('KUB-1 what comes out is a sound model', () => {
    const result = read(fixtureNames('kubectl').map(fixture));
    const model = { ...EMPTY_MODEL, ...result.fragment };
    expect(checkReferences(model)).toEqual([]);
    expect(modelFromPlain(JSON.parse(JSON.stringify(modelToPlain(model)))).ok).toBe(true);
  });
});
