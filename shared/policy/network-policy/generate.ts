import { message } from '../../messages/message';
import { print } from '../../messages/print';
import { displayName, type ThreatModel } from '../../model/threat-model';
import type { CommentedObject } from '../policy-file';
import type { Namespace, PolicyFlow, Workload } from '../workload';
import type { LabelSelector, NetworkPolicy, PolicyPeer, PolicyPort } from './network-policy';

/** Names and namespace of a policy; a namespace that nobody stated is left to whoever applies the file. */
const metadata = (namespace: Namespace, name: string) => ({ name, ...(namespace.name === undefined ? {} : { namespace: namespace.name }) });

const selectorOf = (workload: Workload): LabelSelector => ({ matchLabels: Object.fromEntries(workload.selector ?? []) });

const EVERYWHERE: readonly PolicyPeer[] = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];

/** The other end of a flow as a policy of `namespace` names it: by labels, with its namespace where that is another. */
function peers(
  namespace: Namespace,
  other: Workload | undefined,
  namespaceNames: ReadonlyMap<string, string | undefined>,
): readonly PolicyPeer[] {
  if (other === undefined) return EVERYWHERE;
  if (other.namespace === namespace.id) return [{ podSelector: selectorOf(other) }];
  const name = namespaceNames.get(other.namespace);
  const namespaceSelector: LabelSelector = name === undefined ? {} : { matchLabels: { 'kubernetes.io/metadata.name': name } };
  return [{ namespaceSelector, podSelector: selectorOf(other) }];
}

/** A flow without a port may go to any, since nobody has said which one it is. */
const ports = ({ port, transports }: PolicyFlow): { readonly ports?: readonly PolicyPort[] } =>
  port === undefined ? {} : { ports: transports.map((protocol) => ({ protocol, port })) };

/** A policy and the flows its rules come from, in the order of the rules. */
export interface ExplainedPolicy {
  readonly policy: NetworkPolicy;
  readonly comment: string;
  readonly ingressFlows: readonly PolicyFlow[];
  readonly egressFlows: readonly PolicyFlow[];
}

const base = (namespace: Namespace, name: string, spec: NetworkPolicy['spec']): NetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: metadata(namespace, name),
  spec,
});

/** Nothing in, nothing out; and what every workload needs nevertheless: names. */
function foundations(namespace: Namespace): readonly ExplainedPolicy[] {
  const dns: readonly PolicyPeer[] = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }];
  const dnsPorts: readonly PolicyPort[] = [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ];
  const none = { ingressFlows: [], egressFlows: [] };
  return [
    {
      ...none,
      comment: print(message('policy.network.default-deny')),
      policy: base(namespace, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    },
    {
      ...none,
      comment: print(message('policy.network.dns')),
      policy: base(namespace, 'allow-dns', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: dns, ports: dnsPorts }] }),
    },
  ];
}

/**
 * Policies for one namespace that let through exactly the flows of the model: a default deny, DNS, and one policy for
 * each workload that has flows. Workloads whose labels nobody has said cannot be selected and are left out; so are flows
 * to or from them (`unselectable`).
 */
export function networkPolicies(
  model: ThreatModel,
  namespace: Namespace,
  flows: readonly PolicyFlow[],
  namespaceNames: ReadonlyMap<string, string | undefined>,
): readonly ExplainedPolicy[] {
  const selectable = (workload: Workload | undefined) => workload === undefined || workload.selector !== undefined;
  const usable = flows.filter(({ from, to }) => selectable(from) && selectable(to));
  const perWorkload = namespace.workloads
    .filter((workload) => workload.selector !== undefined && !workload.hostNetwork)
    .flatMap((workload): ExplainedPolicy[] => {
      const ingressFlows = usable.filter(({ to }) => to?.id === workload.id);
      const egressFlows = usable.filter(({ from }) => from?.id === workload.id);
      if (ingressFlows.length + egressFlows.length === 0) return [];
      const ingress = ingressFlows.map((flow) => ({ from: peers(namespace, flow.from, namespaceNames), ...ports(flow) }));
      const egress = egressFlows.map((flow) => ({ to: peers(namespace, flow.to, namespaceNames), ...ports(flow) }));
      const policyTypes = [...(ingress.length > 0 ? (['Ingress'] as const) : []), ...(egress.length > 0 ? (['Egress'] as const) : [])];
      return [
        {
          ingressFlows,
          egressFlows,
          comment: print(message('policy.network.workload', { name: displayName(model, workload.id) })),
          policy: base(namespace, workload.name, {
            podSelector: selectorOf(workload),
            policyTypes,
            ...(ingress.length > 0 ? { ingress } : {}),
            ...(egress.length > 0 ? { egress } : {}),
          }),
        },
      ];
    });
  return [...foundations(namespace), ...perWorkload];
}

/** The policies as they are written, each rule with the flow that it comes from above it. */
export function explained(model: ThreatModel, policies: readonly ExplainedPolicy[]): readonly CommentedObject[] {
  const remark = (path: readonly (string | number)[], flow: PolicyFlow) => ({
    path,
    lines: [print(message('policy.network.flow', { flow: displayName(model, flow.id) }))],
  });
  return policies.map(({ policy, comment, ingressFlows, egressFlows }) => ({
    object: policy,
    comment,
    remarks: [
      ...ingressFlows.map((flow, index) => remark(['spec', 'ingress', index], flow)),
      ...egressFlows.map((flow, index) => remark(['spec', 'egress', index], flow)),
    ],
  }));
}
