import type { ImportScope } from '../../model/schema';
import type { ImportSource } from '../import-result';
import { type Fact, fact } from './facts';
import { type Inventory, namespaceKey, type NamespaceKey, UNSTATED } from './objects/inventory';
import { selects, selectsAll } from './objects/label-selector';
import type { NetworkPolicy, Workload } from './objects/objects';
import { hasBinding } from './pods/identity';

type Direction = 'ingress' | 'egress';

const allowsAll = (policy: NetworkPolicy, direction: Direction): boolean =>
  direction === 'ingress' ? policy.allowsAllIngress : policy.allowsAllEgress;

/**
 * Whether every pod of a namespace is closed in one direction but for what policies list: some policy of that direction selects
 * it, and none that does allows everything. Policies that were seen prove it; that none was seen proves the opposite only where
 * the files are complete. Of a part of the files only a policy for all pods is proof, since other pods may exist.
 */
function deniesByDefault(
  policies: readonly NetworkPolicy[],
  workloads: readonly Workload[],
  direction: Direction,
  scope: ImportScope,
): boolean | undefined {
  const ofDirection = policies.filter((policy) => policy[direction]);
  const isClosed = ({ podLabels }: Workload): boolean => {
    const selecting = ofDirection.filter(({ pods }) => selects(pods, podLabels));
    return selecting.length > 0 && !selecting.some((policy) => allowsAll(policy, direction));
  };
  const forAll = ofDirection.some(({ pods }) => selectsAll(pods));
  const complete = scope !== 'part';
  if (workloads.every(isClosed) && (forAll || (complete && workloads.length > 0))) return true;
  // A pod that a policy opens again stays open whatever else there is: policies only add to one another.
  const opened = workloads.some(({ podLabels }) =>
    ofDirection.some((policy) => allowsAll(policy, direction) && selects(policy.pods, podLabels)),
  );
  return complete || opened ? false : undefined;
}

const LEVEL_LABEL = 'pod-security.kubernetes.io/enforce';
const LEVELS = new Set(['privileged', 'baseline', 'restricted']);

/** Whether pods have a token that nobody has given a right to: known only of all objects, since a ClusterRoleBinding may be anywhere. */
function tokensWithoutUse(
  inventory: Inventory,
  workloads: readonly Workload[],
  mountsToken: (workload: Workload) => boolean,
): boolean | undefined {
  if (inventory.scope !== 'all') return undefined;
  return workloads.some((workload) => mountsToken(workload) && !hasBinding(inventory, workload));
}

/** What the manifests say about a namespace as a whole. */
export function namespaceFacts(
  key: NamespaceKey,
  inventory: Inventory,
  workloads: readonly Workload[],
  mountsToken: (workload: Workload) => boolean,
  source: ImportSource,
): readonly Fact[] {
  const { scope } = inventory;
  const policies = inventory.policies.filter((policy) => namespaceKey(policy) === key);
  const namespace = inventory.namespaces.get(key);
  const level = namespace?.labels.get(LEVEL_LABEL);
  const quota = inventory.quotas.find((candidate) => namespaceKey(candidate) === key);
  const policySource = (direction: Direction): ImportSource => {
    const policy = policies.find((candidate) => candidate[direction]);
    return policy ? { file: policy.file, line: policy.line } : source;
  };
  return [
    ...fact('namespaceStated', key !== UNSTATED, source),
    ...fact('networkPolicyIngress', deniesByDefault(policies, workloads, 'ingress', scope), policySource('ingress')),
    ...fact('networkPolicyEgress', deniesByDefault(policies, workloads, 'egress', scope), policySource('egress')),
    ...fact('podSecurityLevel', level !== undefined && LEVELS.has(level) ? level : undefined, source),
    ...fact('resourceQuota', quota ? true : scope === 'part' ? undefined : false, quota ? { file: quota.file, line: quota.line } : source),
    ...fact('tokensMountedWithoutUse', tokensWithoutUse(inventory, workloads, mountsToken), source),
  ];
}
