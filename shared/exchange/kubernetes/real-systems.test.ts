import { beforeAll, describe, expect, it } from 'vitest';
import { flowsOf, importCatalog, notesOf, said } from '../../../test/fixtures/kubernetes/reading';
import { sharedFixtureBytes, withSharedFixtures } from '../../../test/fixtures/shared-fixtures';
import { readKubernetes } from './read';
import type { ImportResult } from '../import-result';
import type { ImportScope } from '../../model/schema';

const importOf = (name: string, scope: ImportScope = 'part'): ImportResult =>
  readKubernetes([{ name: `${name}.yaml`, bytes: sharedFixtureBytes(`kubernetes/${name}.yaml`) }], { scope, catalog: importCatalog });

withSharedFixtures(describe, 'Online Boutique', () => {
  let result: ImportResult;
  beforeAll(() => {
    result = importOf('online-boutique');
  });

  it('KUB-20 has 12 workloads and a customer in three boundaries, and nothing that cannot be read', () => {
    expect(result.counts).toEqual({ files: 1, objects: 35, workloads: 12, boundaries: 3, elements: 13, flows: 17, calls: 16 });
    expect([...result.fragment.boundaries].map(([id, { type, in: inside }]) => `${id}: ${type} in ${inside ?? 'nothing'}`)).toEqual([
      'cluster: kubernetes/cluster in nothing',
      'internet: network/internet in nothing',
      'namespace: kubernetes/namespace in cluster',
    ]);
    expect(result.problems).toEqual([]);
    expect(result.files).toEqual([
      {
        name: 'online-boutique.yaml',
        outcome: 'read',
        documents: 35,
        kinds: [
          ['Deployment', 12],
          ['Service', 12],
          ['ServiceAccount', 11],
        ],
      },
    ]);
  });

  it('KUB-20 has exactly the calls that its environment declares', () => {
    expect(flowsOf(result)).toEqual([
      'cartservice -> redis-cart redis:6379',
      'checkoutservice -> cartservice grpc:7070',
      'checkoutservice -> currencyservice grpc:7000',
      'checkoutservice -> emailservice grpc:5000',
      'checkoutservice -> paymentservice grpc:50051',
      'checkoutservice -> productcatalogservice grpc:3550',
      'checkoutservice -> shippingservice grpc:50051',
      'customer -> frontend http:80',
      'frontend -> adservice grpc:9555',
      'frontend -> cartservice grpc:7070',
      'frontend -> checkoutservice grpc:5050',
      'frontend -> currencyservice grpc:7000',
      'frontend -> productcatalogservice grpc:3550',
      'frontend -> recommendationservice grpc:8080',
      'frontend -> shippingservice grpc:50051',
      'loadgenerator -> frontend http:80',
      'recommendationservice -> productcatalogservice grpc:3550',
    ]);
    expect(said(result, 'checkoutservice_to_emailservice', 'targetPort')).toBe('8080');
  });

  it('KUB-20 is open to the internet in clear text, by its load balancer', () => {
    expect(said(result, 'customer_to_frontend', 'encrypted')).toBe(false);
    expect(said(result, 'customer_to_frontend', 'publicEntry')).toBe(true);
    expect(result.sources.get('customer_to_frontend')).toEqual({ file: 'online-boutique.yaml', line: 140 });
  });

  it('KUB-20 calls a Service that is not defined', () => {
    const missing = [...result.fragment.elements.keys()].filter(
      (id) => said(result, id, 'unresolvedServices') !== undefined && JSON.stringify(said(result, id, 'unresolvedServices')) !== '[]',
    );
    expect(missing).toEqual(['frontend']);
    expect(said(result, 'frontend', 'unresolvedServices')).toEqual(['shoppingassistantservice:80']);
  });

  it('KUB-20 recognises the store by its image, and what makes load and meets people', () => {
    const special = [...result.fragment.elements]
      .filter(([, { type }]) => type !== 'process/generic')
      .map(([id, { type }]) => `${id} ${type}`);
    expect(special).toEqual([
      'customer actor/person',
      'frontend process/web-application',
      'loadgenerator process/load-generator',
      'redis-cart data/redis',
    ]);
    expect(said(result, 'redis-cart', 'image')).toBe('redis:alpine');
    expect(said(result, 'redis-cart', 'persistent')).toBe(false);
    expect(said(result, 'redis-cart', 'requiresAuthentication')).toBeUndefined();
  });

  it('KUB-20 is hardened as its manifest says, in each of its pods', () => {
    const workloads = [...result.fragment.elements].filter(([, { runsAs }]) => runsAs).map(([id]) => id);
    const each = (property: string): unknown[] => [...new Set(workloads.map((id) => said(result, id, property)))];
    for (const property of [
      'runsAsRoot',
      'privileged',
      'allowsPrivilegeEscalation',
      'hostNetwork',
      'hostPid',
      'hostIpc',
      'imagePinnedByDigest',
      'serviceAccountShared',
    ])
      expect([property, each(property)]).toEqual([property, [false]]);
    for (const property of ['readOnlyRootFilesystem', 'dropsAllCapabilities', 'serviceAccountTokenMounted'])
      expect([property, each(property)]).toEqual([property, [true]]);
    expect(workloads.filter((id) => said(result, id, 'imageTagFloating') === true)).toEqual(['redis-cart']);
    expect(workloads.filter((id) => said(result, id, 'memoryLimited') !== true)).toEqual([]);
    expect(workloads.filter((id) => said(result, id, 'livenessProbed') !== true)).toEqual(['loadgenerator']);
    expect(said(result, 'redis-cart', 'serviceAccount')).toBe('?/default');
  });

  it('KUB-20 leaves to be asked what the files cannot tell', () => {
    for (const property of ['networkPolicyIngress', 'podSecurityLevel', 'resourceQuota', 'tokensMountedWithoutUse'])
      expect(said(result, 'namespace', property)).toBeUndefined();
    expect(said(importOf('online-boutique', 'all'), 'namespace', 'networkPolicyIngress')).toBe(false);
    const inside = [...result.fragment.flows.keys()].filter((id) => !id.startsWith('customer'));
    expect(inside.filter((id) => said(result, id, 'encrypted') !== undefined)).toEqual([]);
  });

  it('KUB-19 says what is worth knowing', () => {
    expect(notesOf(result)).toEqual([
      'frontend calls shoppingassistantservice:80, which nothing here defines. No flow is drawn; it becomes a finding.',
      '12 workloads name no namespace: whoever applies the files chooses it.',
      'loadgenerator is taken as Load generator by its image.',
      'redis-cart is taken as Redis by its image.',
      'Annotations or labels speak of a service mesh. Whether one is installed, and encrypts, is asked.',
    ]);
  });
});

withSharedFixtures(describe, 'Sock Shop', () => {
  let result: ImportResult;
  beforeAll(() => {
    result = importOf('sock-shop');
  });

  it('KUB-20 has 14 workloads and one declared call', () => {
    expect(result.counts).toEqual({ files: 1, objects: 29, workloads: 14, boundaries: 3, elements: 15, flows: 2, calls: 1 });
    expect(flowsOf(result)).toEqual(['customer -> front-end :80', 'user -> user-db mongodb:27017']);
    expect(notesOf(result)[0]).toBe(
      'These files declare one call between 14 workloads. The other addresses are built into the images: say who calls whom.',
    );
    expect(result.problems).toEqual([]);
  });

  it('KUB-20 keeps the call that is switched off elsewhere, and asks', () => {
    expect(said(result, 'shipping', 'unresolvedServices')).toEqual(['zipkin.jaeger.svc.cluster.local']);
    expect(notesOf(result).filter((note) => note.includes('spring.zipkin.enabled'))).toHaveLength(1);
  });

  it('KUB-20 names the variable with the password, never the password', () => {
    expect(said(result, 'catalogue-db', 'literalSecrets')).toEqual(['MYSQL_ROOT_PASSWORD']);
    expect(JSON.stringify([...result.fragment.elements].map(([id, { properties }]) => [id, [...(properties ?? [])]]))).not.toContain(
      'fake_password',
    );
  });

  it('KUB-20 recognises stores by image, or by the name and number of a port', () => {
    const stores = [...result.fragment.elements]
      .filter(([, { type }]) => type.startsWith('data/'))
      .map(([id, { type }]) => `${id} ${type}`);
    expect(stores).toEqual([
      'carts-db data/mongodb',
      'catalogue-db data/mysql',
      'orders-db data/mongodb',
      'rabbitmq data/rabbitmq',
      'session-db data/redis',
      'user-db data/mongodb',
    ]);
  });

  it('KUB-20 counts `all` in lower case as dropped, except where a second container drops nothing', () => {
    const keeps = [...result.fragment.elements.keys()].filter((id) => said(result, id, 'dropsAllCapabilities') === false);
    expect(keeps).toEqual(['catalogue-db', 'queue-master', 'rabbitmq']);
    expect(notesOf(result).filter((note) => note.includes('lower case'))).toHaveLength(1);
  });

  it('KUB-20 all share the account `default`', () => {
    expect([...result.fragment.elements.keys()].filter((id) => said(result, id, 'serviceAccountShared') === true)).toHaveLength(14);
  });
});
