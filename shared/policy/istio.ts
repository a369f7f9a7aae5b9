import { message } from '../messages/message';
import { print } from '../messages/print';
import { displayName, type ThreatModel } from '../model/threat-model';
import type { CommentedObject } from './policy-file';
import type { Namespace, PolicyFlow, Workload } from './workload';

const metadata = (namespace: Namespace, name: string) => ({ name, ...(namespace.name === undefined ? {} : { namespace: namespace.name }) });
const selector = (workload: Workload) => ({ matchLabels: Object.fromEntries(workload.selector ?? []) });

/** The flows into a workload that come from outside every workload of the model: no sidecar stands at their far end. */
const entries = (workload: Workload, flows: readonly PolicyFlow[]) =>
  flows.filter(({ from, to }) => to?.id === workload.id && from === undefined);

/**
 * Istio's PeerAuthentication for a namespace: mutual TLS only, save at the ports where callers from outside the mesh
 * come in, which strict mode would cut off.
 */
export function peerAuthentication(model: ThreatModel, namespace: Namespace, flows: readonly PolicyFlow[]): readonly CommentedObject[] {
  const strict: CommentedObject = {
    comment: print(message('policy.mesh.strict')),
    object: {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: metadata(namespace, 'default'),
      spec: { mtls: { mode: 'STRICT' } },
    },
  };
  const exceptions = namespace.workloads.flatMap((workload): CommentedObject[] => {
    const ports = [...new Set(entries(workload, flows).flatMap(({ port }) => (typeof port === 'number' ? [port] : [])))].sort(
      (a, b) => a - b,
    );
    if (ports.length === 0 || workload.selector === undefined) return [];
    return [
      {
        comment: print(message('policy.mesh.entry', { name: displayName(model, workload.id) })),
        object: {
          apiVersion: 'security.istio.io/v1',
          kind: 'PeerAuthentication',
          metadata: metadata(namespace, `${workload.name.slice(0, 57)}-entry`),
          spec: {
            selector: selector(workload),
            mtls: { mode: 'STRICT' },
            portLevelMtls: Object.fromEntries(ports.map((port) => [String(port), { mode: 'PERMISSIVE' }])),
          },
        },
      },
    ];
  });
  return [strict, ...exceptions];
}

/** The account that a workload gets if it shares the one it has. */
const accountOf = (workload: Workload): string =>
  workload.serviceAccountShared || workload.serviceAccount === undefined ? workload.name : workload.serviceAccount;

/** SPIFFE identity of a workload as Istio writes principals; a namespace that nobody stated is a star. */
const principal = (workload: Workload, names: ReadonlyMap<string, string | undefined>): string => {
  const namespace = names.get(workload.namespace);
  return namespace === undefined ? `*/sa/${accountOf(workload)}` : `cluster.local/ns/${namespace}/sa/${accountOf(workload)}`;
};

const operation = (ports: readonly (number | string | undefined)[]) => {
  const numbers = [...new Set(ports.flatMap((port) => (typeof port === 'number' ? [String(port)] : [])))].sort();
  return numbers.length === ports.length && numbers.length > 0 ? { to: [{ operation: { ports: numbers } }] } : {};
};

/** Istio's AuthorizationPolicy for a namespace: nothing but the flows of the model, by the identity of the caller. */
export function authorizationPolicies(
  model: ThreatModel,
  namespace: Namespace,
  flows: readonly PolicyFlow[],
  names: ReadonlyMap<string, string | undefined>,
): readonly CommentedObject[] {
  const deny: CommentedObject = {
    comment: print(message('policy.authorization.deny')),
    object: { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: metadata(namespace, 'allow-nothing'), spec: {} },
  };
  const allow = namespace.workloads.flatMap((workload): CommentedObject[] => {
    const incoming = flows.filter(({ to }) => to?.id === workload.id);
    if (incoming.length === 0 || workload.selector === undefined) return [];
    const callers = [...new Map(incoming.flatMap(({ from }) => (from ? [[from.id, from] as const] : []))).values()];
    const open = entries(workload, flows);
    const rules = [
      ...callers.map((caller) => ({
        from: [{ source: { principals: [principal(caller, names)] } }],
        ...operation(incoming.filter(({ from }) => from?.id === caller.id).map(({ port }) => port)),
      })),
      ...(open.length > 0 ? [operation(open.map(({ port }) => port))] : []),
    ];
    return [
      {
        comment: print(message('policy.authorization.workload', { name: displayName(model, workload.id) })),
        object: {
          apiVersion: 'security.istio.io/v1',
          kind: 'AuthorizationPolicy',
          metadata: metadata(namespace, workload.name),
          spec: { selector: selector(workload), action: 'ALLOW', rules },
        },
        remarks: rules.map((_rule, index) => ({
          path: ['spec', 'rules', index],
          lines: incoming
            .filter(({ from }) => (index < callers.length ? from?.id === callers[index]?.id : from === undefined))
            .map(({ id }) => print(message('policy.network.flow', { flow: displayName(model, id) }))),
        })),
      },
    ];
  });
  return [deny, ...allow];
}

/** The workloads of a namespace that share an account with another, and so have no identity of their own. */
export const withoutIdentity = (namespace: Namespace): readonly Workload[] =>
  namespace.workloads.filter(({ serviceAccount, serviceAccountShared }) => serviceAccountShared || serviceAccount === undefined);

/** An account for each workload that has none of its own, and the patch that makes the workload use it. */
export function serviceAccounts(
  model: ThreatModel,
  namespace: Namespace,
  kindOf: (workload: Workload) => { readonly apiVersion: string; readonly kind: string } | undefined,
): readonly CommentedObject[] {
  return withoutIdentity(namespace).flatMap((workload): CommentedObject[] => {
    const { name } = workload;
    const account: CommentedObject = {
      comment: print(message('policy.accounts.workload', { name: displayName(model, workload.id) })),
      object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(namespace, name), automountServiceAccountToken: false },
    };
    const kind = kindOf(workload);
    if (kind === undefined) return [account];
    const template = { spec: { serviceAccountName: name } };
    const spec = kind.kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template };
    return [
      account,
      {
        comment: print(message('policy.accounts.patch')),
        object: { ...kind, metadata: metadata(namespace, workload.deployedAs), spec: kind.kind === 'Pod' ? template.spec : spec },
      },
    ];
  });
}
