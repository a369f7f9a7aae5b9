import type { ImportSource } from '../../import-result';
import { type Fact, fact, setOf } from '../facts';
import { type Inventory, namespaceKey, type NamespaceKey } from '../objects/inventory';
import type { Labels, Workload } from '../objects/objects';

/** The account that every pod has that names none. */
const DEFAULT_ACCOUNT = 'default';

/** The account a workload runs as, `namespace/name`. */
export function accountOf(workload: Workload): string {
  return `${namespaceKey(workload)}/${accountName(workload)}`;
}

function accountName({ pod }: Workload): string {
  const name = pod.serviceAccountName?.value;
  return name === undefined || name === '' ? DEFAULT_ACCOUNT : name.slice(0, 253);
}

/**
 * Whether the account's token is in the pod. The pod's own word counts before the account's, and neither saying anything means
 * yes. Unknown where the account is named and not in the files, unless they are complete. A token that is projected by hand
 * is there whatever else is said.
 */
function tokenMounted(workload: Workload, inventory: Inventory): readonly Fact[] {
  const { pod, file } = workload;
  const mounted = new Set(pod.containers.flatMap(({ mounts }) => mounts));
  const projected = pod.volumes.find(({ name, content }) => content.has('token') && mounted.has(name));
  const account = inventory.accounts.get(namespaceKey(workload))?.get(accountName(workload));
  const own = pod.automountServiceAccountToken;
  const ofAccount = account?.automountServiceAccountToken;
  const property = 'serviceAccountTokenMounted';
  if (projected) return fact(property, true, { file, line: projected.line });
  if (own) return fact(property, own.value, { file, line: own.line });
  if (account && ofAccount) return fact(property, ofAccount.value, { file: account.file, line: ofAccount.line });
  const mayBeElsewhere = account === undefined && accountName(workload) !== DEFAULT_ACCOUNT && inventory.scope === 'part';
  return fact(property, mayBeElsewhere ? undefined : true, { file, line: pod.serviceAccountName?.line ?? pod.line });
}

/** Labels that are put on by controllers and change with every version. */
const PASSING_LABELS = new Set(['pod-template-hash', 'controller-revision-hash', 'pod-template-generation']);

/** The labels that pick a workload's pods: its selector's, or those that its pods carry where it has none. */
function selectorLabels({ selector, podLabels, kind, name }: Workload): Labels {
  if (selector.size > 0) return selector;
  const lasting = new Map([...podLabels].filter(([label]) => !PASSING_LABELS.has(label)));
  // A Job's pods are labelled by its controller.
  return kind === 'Job' && lasting.size === 0 ? new Map([['batch.kubernetes.io/job-name', name]]) : lasting;
}

/** Who a workload is: its account, whether others share it, its token, and the labels by which policies select it. */
export function identity(workload: Workload, inventory: Inventory, accounts: ReadonlyMap<string, number>): readonly Fact[] {
  const source: ImportSource = { file: workload.file, line: workload.pod.serviceAccountName?.line ?? workload.pod.line };
  const labels = selectorLabels(workload);
  return [
    ...fact('serviceAccount', accountOf(workload), source),
    ...fact('serviceAccountShared', (accounts.get(accountOf(workload)) ?? 0) > 1, source),
    ...tokenMounted(workload, inventory),
    ...fact('podSelector', labels.size === 0 ? undefined : setOf([...labels].map(([key, value]) => `${key}=${value}`)), {
      file: workload.file,
      line: workload.line,
    }),
  ];
}

/** How many workloads run as each account. */
export function accountUse(workloads: readonly Workload[]): ReadonlyMap<string, number> {
  const use = new Map<string, number>();
  for (const workload of workloads) use.set(accountOf(workload), (use.get(accountOf(workload)) ?? 0) + 1);
  return use;
}

/** True if some role is bound to the account, by its name or by a group that it belongs to. */
function isBound({ bindings }: Inventory, namespace: NamespaceKey, account: string): boolean {
  const groups = new Set(['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated']);
  // Every cluster lets all accounts ask what the API server can do; such bindings carry this label and give nothing away.
  const given = bindings.filter(({ labels }) => labels.get('kubernetes.io/bootstrapping') !== 'rbac-defaults');
  return given.some((binding) =>
    binding.subjects.some((subject) => {
      if (subject.kind === 'Group')
        return groups.has(subject.name) && (binding.kind === 'ClusterRoleBinding' || namespaceKey(binding) === namespace);
      return subject.kind === 'ServiceAccount' && subject.name === account && (subject.namespace ?? namespaceKey(binding)) === namespace;
    }),
  );
}

/** Whether a workload's account has been given anything. */
export const hasBinding = (inventory: Inventory, workload: Workload): boolean =>
  isBound(inventory, namespaceKey(workload), accountName(workload));
