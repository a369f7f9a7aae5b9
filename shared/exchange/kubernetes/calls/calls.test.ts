import { describe, expect, it } from 'vitest';
import { deployment, env, flowsOf, notesOf, read, said, service } from '../../../../test/fixtures/kubernetes/reading';
import type { ImportResult } from '../../import-result';

const shop =
  deployment('cart') +
  service('cart', 80, 'name: http, targetPort: 8080') +
  deployment('store', { image: 'redis:7.2' }) +
  service('store', 6379, 'name: tcp-redis');
const withVariables = (variables: Readonly<Record<string, string>>, rest = shop): ImportResult =>
  read(deployment('web', { container: env(variables) }) + rest);
const withArguments = (...args: readonly string[]): ImportResult =>
  read(deployment('web', { container: `args: ${JSON.stringify(args)}` }) + shop);
const inNamespace = (text: string, namespace: string): string =>
  text.replace(/metadata: \{ name: (\S+) \}/g, `metadata: { name: $1, namespace: ${namespace} }`);
const missing = (result: ImportResult): unknown => said(result, 'web', 'unresolvedServices');

describe('Calls that a manifest declares', () => {
  it.each([
    ['host and port', { CART_ADDR: 'cart:80' }],
    ['whatever the variable is called', { anything: 'cart:80' }],
    ['a URL', { CART: 'http://cart/api' }],
    ['a URL among others', { SETTINGS: '{"cart":"http://cart:80"}' }],
    ['a bare host', { CART_HOST: 'cart' }],
    ['a bare host with its port beside', { CART_HOST: 'cart', CART_PORT: '80' }],
    ['a name that only may hold a host', { CART_SERVICE: 'cart' }],
    ['Java options', { JAVA_OPTS: '-Xmx1g -Dcart.url=http://cart:80/x' }],
  ])('KUB-10 in a variable: %s', (_, variables) => {
    expect(flowsOf(withVariables(variables))).toEqual(['web -> cart http:80']);
  });

  it.each([
    ['--cart=cart:80'],
    ['--cart-addr', 'cart:80'],
    ['--cart-host', 'cart'],
    ['--cart-url=http://cart'],
    ['sh', '-c', 'until wget http://cart:80/ready; do sleep 1; done'],
    ['sh', '-c', 'nc -z cart:80 && exec app'],
  ])('KUB-10 in arguments: %s %s', (...args) => {
    expect(flowsOf(withArguments(...args.filter((arg) => typeof arg === 'string')))).toEqual(['web -> cart http:80']);
  });

  it.each([
    ['the port it listens at', { PORT: '80', LISTEN_ADDR: 'cart:80', BIND: '0.0.0.0:80' }],
    ['whom it trusts', { ALLOWED_HOSTS: 'cart', CORS_ORIGIN: 'http://cart', NO_PROXY: 'cart,store' }],
    ['a word that is also a Service', { MODE: 'cart', DATABASE: 'store' }],
    ['itself', { SELF_ADDR: 'localhost:80', OTHER: 'http://127.0.0.1:80' }],
    ['what may be a password', { CART_PASSWORD: 'cart:80' }],
  ])('KUB-11 in a variable: not %s', (_, variables) => {
    const result = withVariables(variables);
    expect([flowsOf(result), missing(result)]).toEqual([[], []]);
  });

  it.each([['chown cart:1000 /data'], ['--user=cart:1000 --verbose x'], ['cart'], ['echo cart store']])(
    'KUB-11 in arguments: not %s',
    (text) => {
      expect(flowsOf(withArguments('sh', '-c', text))).toEqual([]);
    },
  );

  it('KUB-11 the address of its own Service is no flow', () => {
    expect(
      flowsOf(read(deployment('cart', { container: env({ OWN_ADDR: 'cart:80', PEER: 'http://cart.default' }) }) + service('cart', 80))),
    ).toEqual([]);
  });

  it('KUB-11 probes, annotations and a NetworkPolicy make no flow', () => {
    const policy =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: { podSelector: { matchLabels: { app: cart } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }\n';
    const probe = 'livenessProbe: { httpGet: { host: cart, port: 80 } }\n';
    expect(flowsOf(read(deployment('web', { container: probe }) + shop + policy))).toEqual([]);
  });

  it('KUB-10 a variable and an argument that say the same are one flow', () => {
    const result = read(
      deployment('web', { container: `${env({ A: 'cart:80', B_URL: 'http://cart', C_HOST: 'cart' })}\nargs: ["--x=cart:80"]` }) + shop,
    );
    expect([...result.fragment.flows].map(([id, { origin }]) => `${id} ${origin ?? ''}`)).toEqual([
      'web_to_cart k8s:?/Deployment/web#env/A',
    ]);
  });

  it('KUB-10 two ports of one Service are two flows, two hosts of one variable two origins', () => {
    const two = shop.replace('ports: [{ port: 80', 'ports: [{ port: 81, name: grpc }, { port: 80');
    const result = withVariables({ HTTP: 'cart:80', GRPC: 'cart:81', ALL: 'store:6379,cart:80' }, two);
    expect([...result.fragment.flows].map(([id, { origin, port }]) => `${id} ${String(port)} ${origin ?? ''}`)).toEqual([
      'web_to_cart 80 k8s:?/Deployment/web#env/HTTP',
      'web_to_cart_2 81 k8s:?/Deployment/web#env/GRPC',
      'web_to_store 6379 k8s:?/Deployment/web#env/ALL',
    ]);
    const both = withVariables({ ALL: 'cart:80,store:6379' });
    expect([...both.fragment.flows.values()].map(({ origin }) => origin)).toEqual([
      'k8s:?/Deployment/web#env/ALL',
      'k8s:?/Deployment/web#env/ALL/store',
    ]);
  });

  it('KUB-10 flows show the Service’s port and keep the pod’s beside it', () => {
    const result = withVariables({ CART_ADDR: 'cart:80' });
    expect(result.fragment.flows.get('web_to_cart' as never)).toMatchObject({ port: 80, protocol: 'http' });
    expect(said(result, 'web_to_cart', 'targetPort')).toBe('8080');
  });

  it('KUB-10 a named target port leads to the container’s port of that name', () => {
    const named =
      deployment('db', { image: 'shop/db:1', container: 'ports: [{ name: mongo, containerPort: 27017 }]' }) +
      service('db', 4000, 'targetPort: mongo');
    const result = withVariables({ DB: 'db:4000' }, named);
    expect(flowsOf(result)).toEqual(['web -> db mongodb:4000']);
    expect(said(result, 'web_to_db', 'targetPort')).toBe('mongo');
  });

  it('KUB-10 a Service leads to every workload that its selector picks', () => {
    const canary = deployment('cart-canary').replace('labels: { app: cart-canary }', 'labels: { app: cart, track: canary }');
    expect(flowsOf(withVariables({ CART_ADDR: 'cart:80' }, shop + canary))).toEqual(['web -> cart http:80', 'web -> cart-canary http:80']);
  });

  it('KUB-10 through ConfigMaps: one key, all keys, and the files that are mounted', () => {
    const map =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata:\n  CART_ADDR: cart:80\n  nginx.conf: |\n    # proxy_pass http://commented:1;\n    proxy_pass http://store:6379;\n    user cart:1000;\n---\n';
    const key = deployment('web', { container: 'env: [{ name: X, valueFrom: { configMapKeyRef: { name: settings, key: CART_ADDR } } }]' });
    const all = deployment('web', { container: 'envFrom: [{ configMapRef: { name: settings } }]' });
    const files = deployment('web', {
      pod: 'volumes: [{ name: v, configMap: { name: settings } }]',
      container: 'volumeMounts: [{ name: v, mountPath: /etc/nginx }]',
    });
    expect(flowsOf(read(key + map + shop))).toEqual(['web -> cart http:80']);
    expect(flowsOf(read(all + map + shop))).toEqual(['web -> cart http:80', 'web -> store redis:6379']);
    const mounted = read(files + map + shop);
    expect(flowsOf(mounted)).toEqual(['web -> cart http:80', 'web -> store redis:6379']);
    expect(missing(mounted)).toEqual([]);
    expect([...mounted.fragment.flows.values()].map(({ origin }) => origin)).toContain('k8s:?/Deployment/web#file/settings/nginx.conf');
  });

  it('KUB-10 through $(VAR), in the order in which variables are set, with $$ as a dollar', () => {
    expect(flowsOf(withVariables({ H: 'cart', URL: 'http://$(H):80' }))).toEqual(['web -> cart http:80']);
    expect(flowsOf(withVariables({ URL: 'http://$(H):80', H: 'cart' }))).toEqual([]);
    expect(flowsOf(withVariables({ H: 'cart', URL: 'http://$$(H):80' }))).toEqual([]);
    expect(flowsOf(read(deployment('web', { container: `${env({ H: 'cart' })}\nargs: ["--url=http://$(H)"]` }) + shop))).toEqual([
      'web -> cart http:80',
    ]);
  });

  it('KUB-10 through the variables that Kubernetes sets for the Services of a namespace', () => {
    expect(flowsOf(withVariables({ URL: 'http://$(CART_SERVICE_HOST):$(CART_SERVICE_PORT)' }))).toEqual(['web -> cart http:80']);
  });

  it.each(['cart.shop', 'cart.shop.svc', 'cart.shop.svc.cluster.local'])('KUB-10 across namespaces: %s', (host) => {
    const result = read(
      inNamespace(deployment('web', { container: env({ CART_ADDR: `${host}:80` }) }), 'front') + inNamespace(shop, 'shop'),
    );
    expect(flowsOf(result)).toEqual(['web -> cart http:80']);
    expect(
      flowsOf(read(inNamespace(deployment('web', { container: env({ CART_ADDR: 'cart:80' }) }), 'front') + inNamespace(shop, 'shop'))),
    ).toEqual([]);
  });

  it('KUB-10 a namespace that is not stated may be the one that others name', () => {
    expect(flowsOf(withVariables({ CART_ADDR: 'cart.shop:80' }))).toEqual(['web -> cart http:80']);
    expect(flowsOf(read(deployment('web', { container: env({ CART_ADDR: 'cart:80' }) }) + inNamespace(shop, 'shop')))).toEqual([
      'web -> cart http:80',
    ]);
  });

  it('KUB-10 a pod of a StatefulSet by its own name', () => {
    const set = shop.replace('name: cart }', 'name: cart }').replace('kind: Deployment', 'kind: StatefulSet');
    expect(flowsOf(withVariables({ PRIMARY: 'cart-0.cart:80' }, set))).toEqual(['web -> cart http:80']);
    expect(flowsOf(withVariables({ PRIMARY: 'http://cart-0.cart.shop.svc.cluster.local' }, set))).toEqual(['web -> cart http:80']);
  });

  it('KUB-13 an ExternalName leads where it says, also back into the cluster, and in no circle', () => {
    const external = (name: string, host: string): string =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { type: ExternalName, externalName: ${host} }\n---\n`;
    expect(flowsOf(withVariables({ PAY: 'pay:443' }, external('pay', 'api.pay.example.com')))).toEqual(['web -> api.pay.example.com :443']);
    expect(flowsOf(withVariables({ PAY: 'pay:80' }, external('pay', 'cart.shop.svc.cluster.local') + shop))).toEqual([
      'web -> cart http:80',
    ]);
    expect(flowsOf(withVariables({ PAY: 'a:80' }, external('a', 'b.x.svc') + external('b', 'a.x.svc')))).toEqual([]);
  });

  it('KUB-13 a Service without a selector leads to something that others decide', () => {
    const result = withVariables(
      { OLD: 'legacy:1521' },
      'apiVersion: v1\nkind: Service\nmetadata: { name: legacy }\nspec: { ports: [{ port: 1521 }] }\n',
    );
    expect(flowsOf(result)).toEqual(['web -> legacy :1521']);
    expect(result.fragment.elements.get('legacy' as never)).toMatchObject({ type: 'external/service', origin: 'k8s:?/Service/legacy' });
  });

  it('KUB-12 a Service whose pods are not in the files is a note, no flow, and not missing', () => {
    const result = withVariables({ CART_ADDR: 'cart:80' }, service('cart', 80));
    expect([flowsOf(result), missing(result)]).toEqual([[], []]);
    expect(notesOf(result)).toContain('The Service cart is used, but no workload in these files has the labels that it selects.');
  });
});

describe('Calls to what nothing defines', () => {
  it.each([
    [{ GHOST_SERVICE_ADDR: 'ghost:80' }, ['ghost:80']],
    [{ GHOST: 'http://ghost/x' }, ['ghost']],
    [{ GHOST_HOST: 'ghost' }, ['ghost']],
    [{ X: 'ghost.haunted.svc.cluster.local' }, ['ghost.haunted.svc.cluster.local']],
    [{ X_URL: 'http://ghost.haunted:80' }, ['ghost.haunted:80']],
    [{ DB: 'ghost:5432' }, ['ghost:5432']],
  ])('KUB-12 %j: an address that looks like a Service, and no element', (variables, addresses) => {
    const result = withVariables(variables);
    expect(missing(result)).toEqual(addresses);
    expect(result.fragment.elements.size).toBe(3);
    expect(notesOf(result)).toContain(
      `web calls ${addresses[0] ?? ''}, which nothing here defines. No flow is drawn; it becomes a finding.`,
    );
  });

  it.each([
    { USE_SERVICE: 'true' },
    { APP_SERVICE: 'ghost' },
    { HOST: 'ghost' },
    { HOSTNAME: 'ghost' },
    { RUN_AS: 'app:1000' },
    { RUN_AS_USER: 'app:10001' },
    { SIDECAR_IMAGE: 'redis:6379' },
    { PUBLIC_HOST: 'ghost:80' },
    { CLASS: 'com.example.Main' },
    { LOG_FILE: 'app.log' },
    { SCHEDULE: 'mon:0900' },
    { API_TOKEN: 'abc:12345' },
    { API: 'https://kubernetes.default.svc' },
    { DNS: 'kube-dns.kube-system.svc.cluster.local:53' },
  ])('KUB-12 %j: nothing is missing', (variables) => {
    expect(missing(withVariables(variables))).toEqual([]);
  });

  it('KUB-12 what another file defines is not missing', () => {
    expect(missing(withVariables({ CART_ADDR: 'cart:80' }, ''))).toEqual(['cart:80']);
    expect(missing(withVariables({ CART_ADDR: 'cart:80' }))).toEqual([]);
  });

  it('KUB-19 a call that another setting seems to switch off is kept, and asked about', () => {
    const result = withVariables({ ZIPKIN: 'zipkin.tracing.svc.cluster.local', JAVA_OPTS: '-Xmx1g -Dspring.zipkin.enabled=false' });
    expect(missing(result)).toEqual(['zipkin.tracing.svc.cluster.local']);
    expect(notesOf(result)).toContain(
      'web is told to call zipkin.tracing.svc.cluster.local, and spring.zipkin.enabled seems to switch that off. The call is kept; ask whether it is made.',
    );
    expect(notesOf(withVariables({ CART_ADDR: 'cart:80', DISABLE_PROFILER: '1' })).filter((note) => note.includes('switch'))).toEqual([]);
    expect(
      notesOf(withVariables({ CART_ADDR: 'cart:80', CART_ENABLED: 'no' })).filter((note) => note.includes('CART_ENABLED')),
    ).toHaveLength(1);
  });
});

describe('Calls to the outside', () => {
  const place = (result: ImportResult, id: string): string => result.fragment.elements.get(id as never)?.in ?? 'nowhere';

  it.each([
    ['https://api.stripe.com/v1', 'api.stripe.com', 'https:443', 'internet', true],
    ['http://api.example.com', 'api.example.com', 'http:', 'internet', false],
    ['redis://cache.example.com:6380', 'cache.example.com', 'redis:6380', 'internet', undefined],
    ['rediss://cache.example.com:6380', 'cache.example.com', 'redis:6380', 'internet', true],
    ['postgres://u:p@db.corp.internal:5432/x', 'db.corp.internal', 'postgresql:5432', 'nowhere', undefined],
    ['10.0.0.7:5432', '10.0.0.7', ':5432', 'nowhere', undefined],
  ])('KUB-13 %s', (value, id, wire, where, encrypted) => {
    const result = withVariables({ OTHER_URL: value });
    expect(flowsOf(result)).toEqual([`web -> ${id} ${wire}`.replace('https:443', 'https:')]);
    expect(result.fragment.elements.get(id as never)).toMatchObject({ type: 'external/service', origin: `k8s:#host/${id}` });
    expect(place(result, id)).toBe(where);
    expect(said(result, `web_to_${id}`, 'encrypted')).toBe(encrypted);
  });

  it('KUB-13 one host is one element, whoever calls it', () => {
    const result = read(
      deployment('a', { container: env({ U: 'https://api.example.com/1' }) }) +
        deployment('b', { container: env({ V_URL: 'https://api.example.com/2' }) }),
    );
    expect([...result.fragment.elements.keys()]).toEqual(['a', 'api.example.com', 'b']);
  });

  it('KUB-13 the API server is a part of the cluster', () => {
    const result = withVariables({ API: 'https://kubernetes.default.svc' });
    expect(result.fragment.elements.get('kubernetes-api' as never)).toMatchObject({ type: 'kubernetes/api-server', in: 'cluster' });
  });

  it.each([
    { PUBLIC_URL: 'https://shop.example.com' },
    { CORS_ORIGINS: 'https://shop.example.com' },
    { COOKIE_DOMAIN: 'example.com' },
    { SCHEMA: 'com.example' },
  ])('KUB-13 %j: the system’s own address is no call', (variables) => {
    expect(flowsOf(withVariables(variables))).toEqual([]);
  });

  it('KUB-13 a host that an Ingress of the files serves is the system itself', () => {
    const ingress =
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i }\nspec: { rules: [{ host: shop.example.com }] }\n';
    expect(flowsOf(withVariables({ SHOP_URL: 'https://shop.example.com' }, ingress))).toEqual(['customer -> i http:80']);
  });

  it('KUB-14 inside a cluster clear text is never claimed, since a mesh may encrypt it; TLS is where a URL says so', () => {
    const flow = (value: string): unknown => said(withVariables({ CART_URL: value }), 'web_to_cart', 'encrypted');
    expect([flow('http://cart:80'), flow('https://cart:80'), flow('cart:80')]).toEqual([undefined, true, undefined]);
  });
});
