import type { Catalog } from '../catalog/catalog';
import { type Message, message } from '../messages/message';
import { list } from '../messages/en/plural';
import type { MitigationKey, SubjectId, ThreatKey } from '../model/ids';
import { mitigationKeyOf } from '../model/ids';
import { displayName, type ThreatModel } from '../model/threat-model';
import { imageDigestConstraint } from './image-digests';
import { authorizationPolicies, peerAuthentication, serviceAccounts, withoutIdentity } from './istio';
import { explained, networkPolicies } from './network-policy/generate';
import { prove } from './network-policy/prove';
import { type CommentedObject, objectName, type PolicyFile, yamlFile } from './policy-file';
import { flowsOf, type Namespace, namespacesOf, type PolicyFlow, statedOn, type Workload } from './workload';

/** The threats that a control would close, or closes, on a subject; the plan knows. */
export type Closes = (control: string, on: SubjectId) => readonly ThreatKey[];

interface Draft {
  readonly path: string;
  readonly control: string;
  readonly objects: readonly CommentedObject[];
  readonly draft?: PolicyFile['draft'];
  readonly notes: readonly Message[];
  readonly proof?: PolicyFile['proof'];
}

const API_VERSIONS: Readonly<Record<string, { readonly apiVersion: string; readonly kind: string }>> = {
  'kubernetes/deployment': { apiVersion: 'apps/v1', kind: 'Deployment' },
  'kubernetes/statefulset': { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  'kubernetes/daemonset': { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  'kubernetes/cronjob': { apiVersion: 'batch/v1', kind: 'CronJob' },
};

/** Jobs, bare Pods and ReplicaSets cannot be patched in place; they get the account alone. */
function kindOf(model: ThreatModel, workload: Workload): { readonly apiVersion: string; readonly kind: string } | undefined {
  const element = model.elements.get(workload.id);
  const type = element?.runsAs ?? element?.type ?? '';
  return Object.hasOwn(API_VERSIONS, type) ? API_VERSIONS[type] : undefined;
}

const kindsIn = (objects: readonly CommentedObject[]): readonly string[] => [
  ...new Set(objects.flatMap(({ object }) => ('kind' in object && typeof object.kind === 'string' ? [object.kind] : []))),
];

function networkDraft(
  model: ThreatModel,
  namespace: Namespace,
  all: readonly Namespace[],
  flows: readonly PolicyFlow[],
  names: ReadonlyMap<string, string | undefined>,
): Draft {
  const policies = networkPolicies(model, namespace, flows, names);
  const { proof, cuts } = prove(
    policies.map(({ policy }) => policy),
    namespace,
    all,
    flows,
  );
  const unselectable = namespace.workloads.filter(({ selector }) => selector === undefined);
  const onHost = namespace.workloads.filter(({ hostNetwork }) => hostNetwork);
  const namesOf = (workloads: readonly Workload[]) => list(workloads.map(({ id }) => displayName(model, id)));
  const reason =
    unselectable.length > 0
      ? message('policy.network.unselectable', { names: namesOf(unselectable) })
      : statedOn(model, namespace.id, 'callsComplete') === true
        ? undefined
        : message('policy.calls-incomplete', { name: displayName(model, namespace.id) });
  return {
    path: `network/${objectName(namespace.id)}.yaml`,
    control: 'default-deny-network-policy',
    objects: explained(model, policies),
    ...(reason === undefined ? {} : { draft: { reason, cuts } }),
    notes: [
      message('policy.network.plugin'),
      message('policy.network.ask'),
      ...(flows.some(({ from, to }) => from === undefined && to !== undefined) ? [message('policy.network.outside')] : []),
      ...(onHost.length > 0 ? [message('policy.network.host-network', { names: namesOf(onHost) })] : []),
    ],
    proof,
  };
}

function meshDrafts(
  model: ThreatModel,
  namespace: Namespace,
  flows: readonly PolicyFlow[],
  names: ReadonlyMap<string, string | undefined>,
): readonly Draft[] {
  const sharing = withoutIdentity(namespace);
  const unknownLabels = namespace.workloads.filter(({ selector }) => selector === undefined);
  const complete = statedOn(model, namespace.id, 'callsComplete') === true;
  const reason =
    unknownLabels.length > 0
      ? message('policy.network.unselectable', { names: list(unknownLabels.map(({ id }) => displayName(model, id))) })
      : sharing.length > 0
        ? message('policy.authorization.accounts', { count: sharing.length })
        : complete
          ? undefined
          : message('policy.calls-incomplete', { name: displayName(model, namespace.id) });
  const file = objectName(namespace.id);
  const accounts: Draft[] =
    sharing.length === 0
      ? []
      : [
          {
            path: `identity/${file}-service-accounts.yaml`,
            control: 'dedicated-service-accounts',
            objects: serviceAccounts(model, namespace, (workload) => kindOf(model, workload)),
            notes: [],
          },
        ];
  return [
    ...accounts,
    {
      path: `mesh/${file}-peer-authentication.yaml`,
      control: 'mutual-tls',
      objects: peerAuthentication(model, namespace, flows),
      notes: [message('policy.mesh.injected')],
    },
    {
      path: `mesh/${file}-authorization.yaml`,
      control: 'service-authorization',
      objects: authorizationPolicies(model, namespace, flows, names),
      ...(reason === undefined ? {} : { draft: { reason, cuts: [] } }),
      notes: [
        message('policy.authorization.mutual-tls'),
        ...(namespace.name === undefined ? [message('policy.authorization.any-namespace')] : []),
      ],
    },
  ];
}

function finish(model: ThreatModel, catalog: Catalog, namespace: Namespace, draft: Draft, closes: Closes): PolicyFile {
  const key: MitigationKey = mitigationKeyOf(draft.control, namespace.id);
  const threats = closes(draft.control, namespace.id);
  const notes = [...draft.notes, ...(namespace.name === undefined ? [message('policy.namespace-not-stated')] : [])];
  const head: Message[] = [
    message('policy.head', { title: model.header.title ?? displayName(model, namespace.id) }),
    message('policy.control', {
      control: catalog.controls.get(draft.control)?.name ?? draft.control,
      on: displayName(model, namespace.id),
    }),
    threats.length === 0 ? message('policy.closes-nothing') : message('policy.closes', { threats: threats.join(', ') }),
    ...(draft.draft ? [message('policy.draft', { reason: draft.draft.reason })] : []),
    ...notes.map((note) => message('policy.note', { text: note })),
  ];
  return {
    path: draft.path,
    content: yamlFile(head, draft.objects),
    kinds: kindsIn(draft.objects),
    documents: draft.objects.length,
    control: draft.control,
    on: namespace.id,
    status: model.mitigations.get(key)?.status,
    closes: threats,
    draft: draft.draft,
    notes,
    proof: draft.proof,
  };
}

/**
 * Every policy that the model yields, namespace by namespace: NetworkPolicy, Istio PeerAuthentication and
 * AuthorizationPolicy (with the service accounts that must come first), and a Gatekeeper constraint on image digests.
 * A namespace without workloads yields none. Same model, same bytes.
 */
export function generatePolicies(model: ThreatModel, catalog: Catalog, closes: Closes): readonly PolicyFile[] {
  const all = namespacesOf(model, catalog);
  const names = new Map<string, string | undefined>(all.map(({ id, name }) => [id, name]));
  const everyFlow = flowsOf(
    model,
    all.flatMap(({ workloads }) => workloads),
  );
  return all.flatMap((namespace) => {
    const flows = everyFlow.filter(({ from, to }) => from?.namespace === namespace.id || to?.namespace === namespace.id);
    const drafts: readonly Draft[] = [
      networkDraft(model, namespace, all, flows, names),
      ...meshDrafts(model, namespace, flows, names),
      {
        path: `admission/${objectName(namespace.id)}-image-digests.yaml`,
        control: 'pin-images-by-digest',
        objects: imageDigestConstraint(namespace),
        notes: [message('policy.images.order')],
      },
    ];
    return drafts.map((draft) => finish(model, catalog, namespace, draft, closes));
  });
}
