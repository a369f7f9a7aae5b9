import { describe, expect, it } from 'vitest';
import { deployment, flowsOf, notesOf, read, said, service } from '../../../../test/fixtures/kubernetes/reading';
import type { ImportResult } from '../../import-result';

const web = deployment('web', { container: 'ports: [{ name: web, containerPort: 8080 }]' });
const opened = (type: string, port = 'port: 80, name: http', more = '', annotations = ''): ImportResult =>
  read(
    `${web}apiVersion: v1\nkind: Service\nmetadata: { name: out${annotations === '' ? '' : `, annotations: { ${annotations} }`} }\nspec:\n  type: ${type}\n${more}  selector: { app: web }\n  ports: [{ ${port} }]\n`,
  );
const facts = (result: ImportResult, flow: string): unknown => ({
  encrypted: said(result, flow, 'encrypted'),
  publicEntry: said(result, flow, 'publicEntry'),
  sourceRestricted: said(result, flow, 'sourceRestricted'),
});

describe('Ways in through a Service', () => {
  it('KUB-14 a load balancer: the customer on the internet, in clear text at a port that says http', () => {
    const result = opened('LoadBalancer');
    expect(flowsOf(result)).toEqual(['customer -> web http:80']);
    expect(facts(result, 'customer_to_web')).toEqual({ encrypted: false, publicEntry: true, sourceRestricted: undefined });
    expect(result.fragment.flows.get('customer_to_web' as never)?.origin).toBe('k8s:?/Service/out#loadBalancer');
    expect(result.fragment.elements.get('customer' as never)).toEqual({
      type: 'actor/person',
      name: 'Customer',
      origin: 'k8s:#customer',
      in: 'internet',
    });
  });

  it.each([
    ['port: 80, name: http', false],
    ['port: 80, appProtocol: http', false],
    ['port: 8000, name: http-web', false],
    ['port: 80', false],
    ['port: 8080', false],
    ['port: 9000', undefined],
    ['port: 80, name: grpc', undefined],
    ['port: 80, name: tcp', undefined],
    ['port: 443, name: http', undefined],
    ['port: 443, name: https', true],
    ['port: 443, name: https, targetPort: 8443', true],
    ['port: 443, name: https, targetPort: web', undefined],
    ['port: 443, name: https, targetPort: 8080', undefined],
    ['port: 9000, appProtocol: https', true],
    ['port: 81, appProtocol: kubernetes.io/h2c', false],
  ])('KUB-14 { %s } of a load balancer: encrypted %s', (port, encrypted) => {
    expect(said(opened('LoadBalancer', port), 'customer_to_web', 'encrypted')).toBe(encrypted);
  });

  it('KUB-14 TLS that ends at the load balancer is not clear text at its port, and not encryption as far as the pod', () => {
    const certificate = 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn';
    expect(said(opened('LoadBalancer', 'port: 80, name: http', '', certificate), 'customer_to_web', 'encrypted')).toBeUndefined();
    expect(
      said(
        opened('LoadBalancer', 'port: 80, name: http', '', `${certificate}, service.beta.kubernetes.io/aws-load-balancer-ssl-ports: "443"`),
        'customer_to_web',
        'encrypted',
      ),
    ).toBe(false);
    expect(
      said(
        opened(
          'LoadBalancer',
          'port: 443, name: http',
          '',
          `${certificate}, service.beta.kubernetes.io/aws-load-balancer-backend-protocol: ssl`,
        ),
        'customer_to_web',
        'encrypted',
      ),
    ).toBe(true);
  });

  it.each([
    ['10.0.0.0/8', true],
    ['0.0.0.0/0', false],
    ['203.0.113.0/24, 0.0.0.0/0', false],
  ])('KUB-14 loadBalancerSourceRanges [%s]: restricted %s', (ranges, restricted) => {
    expect(facts(opened('LoadBalancer', undefined, `  loadBalancerSourceRanges: [${ranges}]\n`), 'customer_to_web')).toEqual({
      encrypted: false,
      publicEntry: true,
      sourceRestricted: restricted,
    });
  });

  it.each([
    'networking.gke.io/load-balancer-type: Internal',
    'cloud.google.com/load-balancer-type: Internal',
    'service.beta.kubernetes.io/aws-load-balancer-internal: "true"',
    'service.beta.kubernetes.io/aws-load-balancer-internal: 0.0.0.0/0',
    'service.beta.kubernetes.io/aws-load-balancer-scheme: internal',
    'service.beta.kubernetes.io/aws-load-balancer-type: external',
    'service.beta.kubernetes.io/azure-load-balancer-internal: "true"',
    'service.beta.kubernetes.io/openstack-internal-load-balancer: "true"',
    'service.beta.kubernetes.io/oci-load-balancer-internal: "true"',
    'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type: private',
  ])('KUB-14 %s: a client of the internal network, not the internet', (annotation) => {
    const result = opened('LoadBalancer', undefined, '', annotation);
    expect(flowsOf(result)).toEqual(['internal-client -> web http:80']);
    expect(facts(result, 'internal-client_to_web')).toEqual({ encrypted: false, publicEntry: false, sourceRestricted: true });
    expect([...result.fragment.boundaries.keys()]).toEqual(['cluster', 'namespace']);
    expect(result.fragment.elements.get('internal-client' as never)?.in).toBeUndefined();
  });

  it('KUB-14 an annotation that says internet-facing answers the question, too', () => {
    const facing =
      'service.beta.kubernetes.io/aws-load-balancer-type: external, service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing';
    expect(facts(opened('LoadBalancer', undefined, '', facing), 'customer_to_web')).toEqual({
      encrypted: false,
      publicEntry: true,
      sourceRestricted: false,
    });
  });

  it('KUB-14 a node port: open on every node; whether the internet reaches the nodes is left to be asked', () => {
    const result = opened('NodePort', 'port: 80, nodePort: 30001');
    expect(flowsOf(result)).toEqual(['customer -> web :80']);
    expect(facts(result, 'customer_to_web')).toEqual({ encrypted: undefined, publicEntry: undefined, sourceRestricted: undefined });
    expect(said(result, 'web', 'exposedOnNode')).toBe(true);
    expect(result.fragment.flows.get('customer_to_web' as never)?.origin).toBe('k8s:?/Service/out#nodePort');
    expect(notesOf(result)).toContain('out: open on every node. Whether the nodes can be reached from the internet is asked.');
  });

  it('KUB-14 a ClusterIP opens nothing, externalIPs do, and are said to be a danger', () => {
    expect(flowsOf(opened('ClusterIP'))).toEqual([]);
    const result = opened('ClusterIP', undefined, '  externalIPs: [203.0.113.7]\n');
    expect(flowsOf(result)).toEqual(['customer -> web http:80']);
    expect(said(result, 'web', 'exposedOnNode')).toBe(true);
    expect(notesOf(result).join()).toContain('externalIPs, which are deprecated');
  });

  it('KUB-14 several ports are several flows, two load balancers two ways in', () => {
    const two = service('web', 80, 'name: http')
      .replace('name: web', 'name: other')
      .replace('spec:', 'spec:\n  type: LoadBalancer\n  loadBalancerSourceRanges: [10.0.0.0/8]');
    const result = read(
      `${web}${two}apiVersion: v1\nkind: Service\nmetadata: { name: out }\nspec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 443, name: https }, { port: 80, name: http }] }\n`,
    );
    expect(
      [...result.fragment.flows].map(
        ([id, { origin, port }]) => `${id} ${String(port)} ${origin ?? ''} ${String(said(result, id, 'sourceRestricted'))}`,
      ),
    ).toEqual([
      'customer_to_web 80 k8s:?/Service/other#loadBalancer true',
      'customer_to_web_2 80 k8s:?/Service/out#loadBalancer undefined',
      'customer_to_web_3 443 k8s:?/Service/out#loadBalancer/443 undefined',
    ]);
  });
});

const ingress = (spec: string, annotations = '', className = 'nginx'): ImportResult =>
  read(
    `${web}${service('web', 80, 'name: http, targetPort: web')}apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: edge${annotations === '' ? '' : `, annotations: { ${annotations} }`} }\nspec:\n  ingressClassName: ${className}\n${spec}`,
  );
const toWeb =
  '  rules: [{ host: shop.example.com, http: { paths: [{ path: /, backend: { service: { name: web, port: { number: 80 } } } }] } }]\n';

describe('Ways in through an Ingress', () => {
  it('KUB-14 it stands at the entrance: the customer calls it, and it calls the workloads', () => {
    const result = ingress(`${toWeb}  tls: [{ hosts: [shop.example.com], secretName: t }]\n`);
    expect(flowsOf(result)).toEqual(['customer -> edge https:443', 'edge -> web http:80']);
    expect(result.fragment.elements.get('edge' as never)).toEqual({
      type: 'kubernetes/ingress',
      origin: 'k8s:?/Ingress/edge',
      in: 'namespace',
    });
    expect(facts(result, 'customer_to_edge')).toEqual({ encrypted: true, publicEntry: true, sourceRestricted: undefined });
    expect(said(result, 'edge_to_web', 'encrypted')).toBeUndefined();
    expect(result.fragment.flows.get('edge_to_web' as never)?.origin).toBe('k8s:?/Ingress/edge#rule/shop.example.com/');
    expect(result.fragment.elements.get('web' as never)?.type).toBe('process/web-application');
  });

  it.each([
    ['no tls', '', '', false],
    ['tls for all hosts', '  tls: [{ secretName: t }]\n', '', true],
    ['tls by a wildcard', '  tls: [{ hosts: ["*.example.com"] }]\n', '', true],
    ['tls for another host', '  tls: [{ hosts: [other.example.com] }]\n', '', false],
    ['a certificate by annotation', '', 'networking.gke.io/managed-certificates: c', true],
  ])('KUB-14 %s', (_, tls, annotations, encrypted) => {
    expect(said(ingress(toWeb + tls, annotations), 'customer_to_edge', 'encrypted')).toBe(encrypted);
  });

  it.each([
    ['nginx-internal', ''],
    ['gce-internal', ''],
    ['alb', ''],
    ['nginx', 'alb.ingress.kubernetes.io/scheme: internal'],
  ])('KUB-14 of the class %s {%s} it is for clients inside', (className, annotations) => {
    expect(flowsOf(ingress(toWeb, annotations, className))[1]).toBe('internal-client -> edge http:80');
  });

  it('KUB-14 limits by annotation are heard', () => {
    const result = ingress(
      toWeb,
      'nginx.ingress.kubernetes.io/limit-rps: "5", nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8',
    );
    expect([said(result, 'customer_to_edge', 'rateLimited'), said(result, 'customer_to_edge', 'sourceRestricted')]).toEqual([true, true]);
    expect(said(ingress(toWeb), 'customer_to_edge', 'rateLimited')).toBeUndefined();
  });

  it('KUB-14 paths to one workload are one flow; the old spelling and the default backend are read', () => {
    expect(
      flowsOf(
        ingress(
          '  rules: [{ http: { paths: [{ path: /a, backend: { serviceName: web, servicePort: 80 } }, { path: /b, backend: { service: { name: web, port: { name: http } } } }] } }]\n',
        ),
      ),
    ).toEqual(['customer -> edge http:80', 'edge -> web http:80']);
    expect(flowsOf(ingress('  defaultBackend: { service: { name: web, port: { number: 80 } } }\n'))).toContain('edge -> web http:80');
  });

  it('KUB-12 a route to a Service that nothing defines is said', () => {
    expect(notesOf(ingress(toWeb.replace('name: web', 'name: ghost')))).toContain(
      'The route edge leads to the Service ghost, which nothing here defines.',
    );
  });
});

const gateway = (listeners: string, more = '', className = 'istio'): string =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: edge${more} }\nspec: { gatewayClassName: ${className}, listeners: [${listeners}] }\n---\n`;
const route = (parent = 'name: edge', backends = '[{ name: web, port: 80 }]'): string =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: shop }\nspec: { parentRefs: [{ ${parent} }], rules: [{ backendRefs: ${backends} }] }\n---\n`;
const http = '{ name: http, port: 80, protocol: HTTP }';
const https = '{ name: https, port: 443, protocol: HTTPS }';

describe('Ways in through a Gateway', () => {
  const all = (...parts: readonly string[]): ImportResult => read(web + service('web', 80, 'name: http') + parts.join(''));

  it('KUB-14 one way in for each listener, and routes lead on to workloads', () => {
    const result = all(gateway(`${http}, ${https}`), route('name: edge, sectionName: https'));
    expect(flowsOf(result)).toEqual(['customer -> edge http:80', 'customer -> edge https:443', 'edge -> web http:80']);
    expect(said(result, 'customer_to_edge', 'encrypted')).toBeUndefined();
    expect(said(result, 'customer_to_edge_2', 'encrypted')).toBe(true);
  });

  it('KUB-14 a listener for HTTP that leads on is clear text; one that only redirects is asked', () => {
    expect(said(all(gateway(http), route()), 'customer_to_edge', 'encrypted')).toBe(false);
    expect(said(all(gateway(http), route('name: edge', '[]')), 'customer_to_edge', 'encrypted')).toBeUndefined();
  });

  it('KUB-14 a Gateway that is not in the files is there all the same, and how it listens is not known', () => {
    const result = all(route('name: shared, namespace: infra'));
    expect(flowsOf(result)).toEqual(['shared -> web http:80']);
    expect(result.fragment.elements.get('shared' as never)).toMatchObject({ type: 'kubernetes/gateway', in: 'infra' });
  });

  it('KUB-14 an internal class is for clients inside; a route of a mesh hangs on a Service and is none', () => {
    expect(flowsOf(all(gateway(http, '', 'gke-l7-rilb'), route()))[1]).toBe('internal-client -> edge http:80');
    expect(flowsOf(all(route('kind: Service, name: web')))).toEqual([]);
  });
});
