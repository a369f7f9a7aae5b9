import type { Labels, Service } from '../objects/objects';

/** An annotation that makes a load balancer internal. `yes` tells which values do. */
interface InternalSign {
  readonly annotation: string;
  readonly yes: (value: string) => boolean;
}

const isTrue = (value: string): boolean => /^(?:true|yes|1)$/i.test(value);
const is =
  (...expected: readonly string[]) =>
  (value: string): boolean =>
    expected.includes(value.toLowerCase());

/** How the clouds are told that a Service's load balancer is for their own network only, from their documentation. */
const INTERNAL: readonly InternalSign[] = [
  { annotation: 'networking.gke.io/load-balancer-type', yes: is('internal') },
  { annotation: 'cloud.google.com/load-balancer-type', yes: is('internal') },
  { annotation: 'service.beta.kubernetes.io/aws-load-balancer-scheme', yes: is('internal') },
  { annotation: 'service.beta.kubernetes.io/aws-load-balancer-internal', yes: (value) => value !== '' && !/^(?:false|no)$/i.test(value) },
  { annotation: 'service.beta.kubernetes.io/azure-load-balancer-internal', yes: isTrue },
  { annotation: 'service.beta.kubernetes.io/openstack-internal-load-balancer', yes: isTrue },
  { annotation: 'service.beta.kubernetes.io/oci-load-balancer-internal', yes: isTrue },
  { annotation: 'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', yes: is('private') },
  { annotation: 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', yes: is('intranet') },
  { annotation: 'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid', yes: (value) => value !== '' },
  { annotation: 'service.beta.kubernetes.io/do-loadbalancer-network', yes: is('internal') },
  { annotation: 'yandex.cloud/load-balancer-type', yes: is('internal') },
];
const AWS_SCHEME = 'service.beta.kubernetes.io/aws-load-balancer-scheme';

/** The AWS Load Balancer Controller makes internal ones unless it is told otherwise. */
function isAwsController({ annotations, loadBalancerClass }: Service): boolean {
  const type = annotations.get('service.beta.kubernetes.io/aws-load-balancer-type');
  return loadBalancerClass === 'service.k8s.aws/nlb' || type === 'external' || type === 'nlb-ip';
}

/** True if an annotation says that the load balancer answers only inside the cloud's network, false if one says it answers to the internet. */
export function isInternal(annotations: Labels): boolean | undefined {
  if (INTERNAL.some(({ annotation, yes }) => yes(annotations.get(annotation) ?? ''))) return true;
  return annotations.get(AWS_SCHEME) === 'internet-facing' ? false : undefined;
}

/** The same for a Service, with what its load balancer's class does by itself. */
export function isInternalService(service: Service): boolean | undefined {
  return isInternal(service.annotations) ?? (isAwsController(service) ? true : undefined);
}

const SSL_CERTIFICATE = 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert';
const SSL_PORTS = 'service.beta.kubernetes.io/aws-load-balancer-ssl-ports';
const BACKEND_PROTOCOL = 'service.beta.kubernetes.io/aws-load-balancer-backend-protocol';

/** Whether the load balancer itself speaks TLS at a port, and whether it goes on speaking TLS to the pods. */
export function tlsAtBalancer(
  { annotations }: Service,
  port: { readonly port: number; readonly name: string | undefined },
): 'none' | 'ends-there' | 'goes-on' {
  if (!annotations.has(SSL_CERTIFICATE)) return 'none';
  const ports = (annotations.get(SSL_PORTS) ?? '*').split(',').map((part) => part.trim());
  if (!ports.includes('*') && !ports.includes(String(port.port)) && !ports.includes(port.name ?? '')) return 'none';
  return /^(?:ssl|https)$/i.test(annotations.get(BACKEND_PROTOCOL) ?? '') ? 'goes-on' : 'ends-there';
}

const EVERYBODY = new Set(['0.0.0.0/0', '::/0']);

/** Whether a list of address ranges keeps anybody out; undefined without a list. */
export function restricts(ranges: readonly string[]): boolean | undefined {
  const listed = ranges.map((range) => range.trim()).filter((range) => range !== '');
  return listed.length === 0 ? undefined : !listed.some((range) => EVERYBODY.has(range));
}

const splitList = (value: string | undefined): readonly string[] => value?.split(',') ?? [];

/** The address ranges that an Ingress' annotations let in. */
export function ingressRanges(annotations: Labels): readonly string[] {
  return [
    'nginx.ingress.kubernetes.io/whitelist-source-range',
    'nginx.ingress.kubernetes.io/allowlist-source-range',
    'alb.ingress.kubernetes.io/inbound-cidrs',
  ].flatMap((name) => splitList(annotations.get(name)));
}

/** True if an Ingress' annotations limit how often one client may call. */
export function limitsRate(annotations: Labels): true | undefined {
  const limits = ['limit-rps', 'limit-rpm', 'limit-connections'].map((name) => annotations.get(`nginx.ingress.kubernetes.io/${name}`));
  return limits.some((limit) => limit !== undefined && Number(limit) > 0) ? true : undefined;
}

/** True if an annotation gives an Ingress its certificate, so that `tls` need not name one. */
export function hasCertificate(annotations: Labels): boolean {
  return [
    'alb.ingress.kubernetes.io/certificate-arn',
    'networking.gke.io/managed-certificates',
    'ingress.gcp.kubernetes.io/pre-shared-cert',
    'networking.gke.io/certmap',
  ].some((name) => annotations.has(name));
}

/** Whether an Ingress or Gateway of this class, with these annotations, answers only inside. */
export function isInternalRoute(className: string | undefined, annotations: Labels): boolean | undefined {
  const scheme = annotations.get('alb.ingress.kubernetes.io/scheme');
  if (scheme === 'internal' || isTrue(annotations.get('appgw.ingress.kubernetes.io/use-private-ip') ?? '')) return true;
  if (scheme === 'internet-facing') return false;
  // GKE: gce-internal, gke-l7-rilb. AWS' `alb` is internal unless it is told otherwise. Others are named by who runs the cluster.
  if (className === 'alb' || /(?:^|[-_.])(?:internal|private|rilb)(?:$|[-_.])/i.test(className ?? '')) return true;
  return isInternal(annotations);
}
