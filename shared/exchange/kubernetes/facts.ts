import type { PropertyName } from '../../model/ids';
import type { PropertyValue } from '../../model/schema';
import type { ImportSource } from '../import-result';

/** Every property that this importer can write by itself, as the catalog names them. The settings of images add to these. */
export const KUBERNETES_PROPERTIES = [
  'runsAsRoot',
  'privileged',
  'allowsPrivilegeEscalation',
  'readOnlyRootFilesystem',
  'dropsAllCapabilities',
  'addedCapabilities',
  'hostNetwork',
  'hostPid',
  'hostIpc',
  'hostPaths',
  'seccompConfined',
  'appArmorConfined',
  'userNamespaced',
  'serviceAccount',
  'serviceAccountShared',
  'serviceAccountTokenMounted',
  'podSelector',
  'image',
  'imagePinnedByDigest',
  'imageTagFloating',
  'imageRegistry',
  'imagePullPolicy',
  'images',
  'replicas',
  'cpuLimited',
  'memoryLimited',
  'livenessProbed',
  'readinessProbed',
  'exposedOnNode',
  'persistent',
  'secretsInEnvironment',
  'literalSecrets',
  'secretsMounted',
  'unresolvedServices',
  'networkPolicyIngress',
  'networkPolicyEgress',
  'podSecurityLevel',
  'namespaceStated',
  'resourceQuota',
  'tokensMountedWithoutUse',
  'encrypted',
  'publicEntry',
  'sourceRestricted',
  'rateLimited',
  'targetPort',
] as const;
export type KubernetesProperty = (typeof KUBERNETES_PROPERTIES)[number];

/** A property's value and where it was read. */
export interface Fact {
  readonly property: PropertyName;
  readonly value: PropertyValue;
  readonly source: ImportSource;
}

/** The longest list and the longest texts that a model's property may hold (`model/schema.ts`). */
const MAX_ITEMS = 1_000;
const MAX_ITEM_LENGTH = 2_000;

/** A set as a property holds it: sorted, without repeats. */
export function setOf(items: Iterable<string>): readonly string[] {
  return [...new Set([...items].map((item) => item.slice(0, MAX_ITEM_LENGTH)))].sort().slice(0, MAX_ITEMS);
}

/** A fact about a property, or none where the files do not tell its value. */
export function fact(property: KubernetesProperty, value: PropertyValue | undefined, source: ImportSource): readonly Fact[] {
  return value === undefined ? [] : [{ property: property as string as PropertyName, value, source }];
}

/** `true` if any is true, else undefined (nobody knows) if any is unknown, else false: how the worst of several decides. */
export function anyTrue<T>(
  things: readonly T[],
  judge: (thing: T) => boolean | undefined,
): { readonly value: boolean | undefined; readonly by: T | undefined } {
  const judged = things.map((thing) => ({ thing, value: judge(thing) }));
  const worst = judged.find(({ value }) => value === true) ?? judged.find(({ value }) => value === undefined) ?? judged[0];
  return { value: worst === undefined ? false : worst.value, by: worst?.thing };
}
