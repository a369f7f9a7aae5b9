import type { Catalog } from '../catalog/catalog';
import { type Message, message } from '../messages/message';
import { list } from '../messages/en/plural';
import { isDenied } from '../model/edits/calls';
import type { ElementId, MitigationKey, SubjectId, ThreatKey } from '../model/ids';
import { mitigationKeyOf } from '../model/ids';
import { displayName, ownProperty, type ThreatModel } from '../model/threat-model';
import { imageDigestConstraint } from './image-digests';
import { authorizationPolicies, peerAuthentication, serviceAccounts, withoutIdentity } from './istio';
import { explained, networkPolicies } from './network-policy/generate';
import { prove } from './network-policy/prove';
import { type CommentedObject, type CutPairs, type PolicyFile, yamlFile } from './policy-file';
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

const CALLS_COMPLETE = 'callsComplete';

const kindsIn = (objects: readonly CommentedObject[]): readonly string[] => [
  ...new Set(objects.flatMap(({ object }) => ('kind' in object && typeof object.kind === 'string' ? [object.kind] : []))),
];

/**
 * Why not all calls of a namespace are known; undefined if they are: somebody has said so of the namespace or of what is
 * around it, and of none of its workloads the contrary.
 */
function openCalls(model: ThreatModel, namespace: Namespace): Message | undefined {
  if (statedOn(model, namespace.id, CALLS_COMPLETE) !== true)
    return message('policy.calls-incomplete', { name: displayName(model, namespace.id) });
  const open = namespace.workloads.filter(({ id }) => ownProperty(model, id, CALLS_COMPLETE) === false);
  return open.length === 0 ? undefined : message('policy.calls-open', { names: list(open.map(({ id }) => displayName(model, id))) });
}

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
    (from, to) => isDenied(model, from as ElementId, to as ElementId), // ids of workloads of this model
  );
  const unselectable = namespace.workloads.filter(({ selector }) => selector === undefined);
  const onHost = namespace.workloads.filter(({ hostNetwork }) => hostNetwork);
  const namesOf = (workloads: readonly Workload[]) => list(workloads.map(({ id }) => displayName(model, id)));
  const reason =
    unselectable.length > 0 ? message('policy.network.unselectable', { names: namesOf(unselectable) }) : openCalls(model, namespace);
  return {
    path: `network/${namespace.file}.yaml`,
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
  cuts: readonly CutPairs[],
): readonly Draft[] {
  const sharing = withoutIdentity(namespace);
  const unknownLabels = namespace.workloads.filter(({ selector }) => selector === undefined);
  const { file } = namespace;
  const reason =
    unknownLabels.length > 0
      ? message('policy.network.unselectable', { names: list(unknownLabels.map(({ id }) => displayName(model, id))) })
      : sharing.length > 0
        ? message('policy.authorization.accounts', { count: sharing.length, file: `identity/${file}-service-accounts.yaml` })
        : openCalls(model, namespace);
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
      ...(reason === undefined ? {} : { draft: { reason, cuts } }),
      notes: [
        message('policy.authorization.mutual-tls'),
        ...(namespace.name === undefined ? [message('policy.authorization.any-namespace')] : []),
      ],
    },
  ];
}

/** That a file is a draft, why, and every pair that it would cut though nobody has ruled it out. */
function draftLines(model: ThreatModel, { reason, cuts }: NonNullable<Draft['draft']>): readonly Message[] {
  const count = cuts.reduce((sum, { from }) => sum + from.length, 0);
  return [
    message('policy.draft', { reason }),
    ...(count === 0 ? [] : [message('policy.would-cut', { count })]),
    ...cuts.map(({ to, from }) =>
      message('policy.cut', { to: displayName(model, to), from: list(from.map((id) => displayName(model, id))) }),
    ),
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
    ...(draft.draft ? draftLines(model, draft.draft) : []),
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
    const network = networkDraft(model, namespace, all, flows, names);
    // A mesh decides at the receiver: what leaves the namespace is not its affair.
    const incoming = (network.draft?.cuts ?? []).filter(({ to }) => namespace.workloads.some(({ id }) => id === to));
    const drafts: readonly Draft[] = [
      network,
      ...meshDrafts(model, namespace, flows, names, incoming),
      {
        path: `admission/${namespace.file}-image-digests.yaml`,
        control: 'pin-images-by-digest',
        objects: imageDigestConstraint(namespace),
        notes: [message('policy.images.order')],
      },
    ];
    return drafts.map((draft) => finish(model, catalog, namespace, draft, closes));
  });
}
