import { nameOf } from './decode-pod';
import type { Field } from '../documents/fields';
import type {
  Backend,
  Gateway,
  HttpRoute,
  Ingress,
  IngressRule,
  Labels,
  LabelSelector,
  Listener,
  NetworkPolicy,
  ObjectHead,
  PortReference,
  RouteParent,
  Service,
  ServicePort,
} from './objects';

/** Labels, annotations or a selector's labels as plain texts. */
export function labelsOf(field: Field): Labels {
  return new Map([...field.textMap()].map(([key, { value }]) => [key, value]));
}

const isPort = (port: number | undefined): port is number => port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65_535;
const textOrNothing = (field: Field): string | undefined => field.text()?.value;
const nameOrNothing = (field: Field): string | undefined => (field.exists ? nameOf(field) : undefined);

function servicePort(field: Field): readonly ServicePort[] {
  const port = field.at('port').number()?.value;
  if (!isPort(port)) return [];
  const name = nameOf(field.at('name'));
  const nodePort = field.at('nodePort').number()?.value;
  const target = nameOf(field.at('targetPort'));
  return [
    {
      name: name === '' ? undefined : name,
      port,
      target: target === '' || target === '0' ? String(port) : target,
      appProtocol: textOrNothing(field.at('appProtocol')),
      nodePort: isPort(nodePort) ? nodePort : undefined,
      line: field.line,
    },
  ];
}

const SERVICE_TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

export function decodeService(head: ObjectHead, root: Field): Service {
  const spec = root.at('spec');
  const type = textOrNothing(spec.at('type'));
  const selector = spec.at('selector');
  const labels = labelsOf(selector);
  return {
    ...head,
    type: 'service',
    serviceType: SERVICE_TYPES.find((known) => known === type) ?? 'ClusterIP',
    selector: labels.size > 0 ? labels : undefined,
    ports: spec.at('ports').items().flatMap(servicePort),
    externalName: spec.at('externalName').text(),
    externalAddresses: spec
      .at('externalIPs')
      .texts()
      .map(({ value }) => value),
    sourceRanges: spec.at('loadBalancerSourceRanges').texts(),
    allocatesNodePorts: spec.at('allocateLoadBalancerNodePorts').flag()?.value ?? true,
    loadBalancerClass: textOrNothing(spec.at('loadBalancerClass')),
  };
}

function numberOrName(field: Field): PortReference {
  const written = field.written?.value;
  if (written === undefined) return undefined;
  return /^\d{1,5}$/.test(written) ? { number: Number(written) } : { name: written };
}

/** The backend of an Ingress; before networking.k8s.io/v1 it was spelled `serviceName` and `servicePort`. */
function ingressBackend(field: Field): Backend | undefined {
  const service = field.at('service');
  const name = nameOf(service.exists ? service.at('name') : field.at('serviceName'));
  if (name === '') return undefined;
  const number = service.at('port').at('number').number()?.value;
  const portName = nameOf(service.at('port').at('name'));
  const port = number !== undefined ? { number } : portName !== '' ? { name: portName } : numberOrName(field.at('servicePort'));
  return { service: name, namespace: undefined, port, line: field.line };
}

function ingressRules(spec: Field): readonly IngressRule[] {
  const fallback = ingressBackend(spec.at('defaultBackend').exists ? spec.at('defaultBackend') : spec.at('backend'));
  const rules = spec
    .at('rules')
    .items()
    .flatMap((rule) => {
      const host = nameOrNothing(rule.at('host'));
      return rule
        .at('http')
        .at('paths')
        .items()
        .flatMap((path): readonly IngressRule[] => {
          const backend = ingressBackend(path.at('backend'));
          return backend ? [{ host, path: textOrNothing(path.at('path')) ?? '/', backend }] : [];
        });
    });
  return [...rules, ...(fallback ? [{ host: undefined, path: '', backend: fallback }] : [])];
}

export function decodeIngress(head: ObjectHead, root: Field): Ingress {
  const spec = root.at('spec');
  const tls = spec.at('tls');
  return {
    ...head,
    type: 'ingress',
    className: textOrNothing(spec.at('ingressClassName')) ?? head.annotations.get('kubernetes.io/ingress.class'),
    rules: ingressRules(spec),
    hosts: spec
      .at('rules')
      .items()
      .flatMap((rule) => nameOrNothing(rule.at('host')) ?? []),
    tls:
      tls.items().length > 0
        ? {
            value: tls.items().flatMap((entry) =>
              entry
                .at('hosts')
                .texts()
                .map(({ value }) => value),
            ),
            line: tls.line,
          }
        : undefined,
  };
}

function listener(field: Field): readonly Listener[] {
  const port = field.at('port').number()?.value;
  return isPort(port)
    ? [{ name: nameOf(field.at('name')), port, protocol: textOrNothing(field.at('protocol')) ?? '', line: field.line }]
    : [];
}

export function decodeGateway(head: ObjectHead, root: Field): Gateway {
  const spec = root.at('spec');
  return {
    ...head,
    type: 'gateway',
    className: textOrNothing(spec.at('gatewayClassName')),
    listeners: spec.at('listeners').items().flatMap(listener),
    infrastructure: labelsOf(spec.at('infrastructure').at('annotations')),
  };
}

function routeParent(field: Field): RouteParent {
  return {
    kind: nameOrNothing(field.at('kind')) ?? 'Gateway',
    name: nameOf(field.at('name')),
    namespace: nameOrNothing(field.at('namespace')),
    section: nameOrNothing(field.at('sectionName')),
    line: field.line,
  };
}

function routeBackend(field: Field): readonly Backend[] {
  const name = nameOf(field.at('name'));
  if (name === '' || (nameOrNothing(field.at('kind')) ?? 'Service') !== 'Service') return [];
  return [{ service: name, namespace: nameOrNothing(field.at('namespace')), port: numberOrName(field.at('port')), line: field.line }];
}

export function decodeRoute(head: ObjectHead, root: Field): HttpRoute {
  const spec = root.at('spec');
  return {
    ...head,
    type: 'route',
    parents: spec.at('parentRefs').items().map(routeParent),
    hosts: spec
      .at('hostnames')
      .texts()
      .map(({ value }) => value),
    backends: spec
      .at('rules')
      .items()
      .flatMap((rule) => rule.at('backendRefs').items().flatMap(routeBackend)),
  };
}

/** Reads a LabelSelector (`matchLabels`, `matchExpressions`). */
export function decodeSelector(field: Field): LabelSelector {
  return {
    labels: labelsOf(field.at('matchLabels')),
    expressions: field
      .at('matchExpressions')
      .items()
      .map((expression) => ({
        key: textOrNothing(expression.at('key')) ?? '',
        operator: textOrNothing(expression.at('operator')) ?? '',
        values: expression
          .at('values')
          .texts()
          .map(({ value }) => value),
      })),
  };
}

/** A rule that names neither peers nor ports allows everything. */
const allowsAll = (rules: Field, peers: 'from' | 'to'): boolean =>
  rules.items().some((rule) => rule.at(peers).items().length === 0 && rule.at('ports').items().length === 0);

/** `policyTypes` is by default Ingress, and Egress too if there is a key `egress`. */
export function decodeNetworkPolicy(head: ObjectHead, root: Field): NetworkPolicy {
  const spec = root.at('spec');
  const stated = spec
    .at('policyTypes')
    .texts()
    .map(({ value }) => value);
  const types = stated.length > 0 ? stated : ['Ingress', ...(spec.at('egress').exists ? ['Egress'] : [])];
  return {
    ...head,
    type: 'network-policy',
    pods: decodeSelector(spec.at('podSelector')),
    ingress: types.includes('Ingress'),
    egress: types.includes('Egress'),
    allowsAllIngress: allowsAll(spec.at('ingress'), 'from'),
    allowsAllEgress: allowsAll(spec.at('egress'), 'to'),
  };
}
