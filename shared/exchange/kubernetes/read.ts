import type { Catalog } from '../../catalog/catalog';
import { message, type Problem } from '../../messages/message';
import type { ElementId, PropertyName } from '../../model/ids';
import type { ImportScope } from '../../model/schema';
import type { ForeignFile, ImportResult } from '../import-result';
import { boundaryDrafts } from './boundaries';
import { PREFIX } from './drafts';
import { findEntries } from './entries/entries';
import { Environments } from './pods/environment';
import { KUBERNETES_PROPERTIES } from './facts';
import { assemble } from './fragment';
import { takeInventory } from './objects/inventory';
import { readManifests } from './objects/manifests';
import { Mentions } from './calls/mentions';
import { notesOf } from './notes';
import { objectKey, type Workload } from './objects/objects';
import { othersCalled } from './calls/others-called';
import { accountUse } from './pods/identity';
import { Roles } from './pods/roles';
import { ServiceDirectory } from './calls/service-directory';
import { roleFinder, workloadDraft, type WorkloadReading, readWorkload } from './workloads';

export interface KubernetesImportOptions {
  /** What the files are: all objects of the cluster, of the namespaces they name, or a part. Decides what absence means. */
  readonly scope: ImportScope;
  readonly catalog: Catalog;
}

/** How many workloads and flows an import may bring; a model of that size is beyond what anybody can look at. */
const MAX_WORKLOADS = 5_000;
const MAX_FLOWS = 20_000;

function bounded<T>(things: readonly T[], most: number, problems: Problem[], what: 'workloads' | 'flows'): readonly T[] {
  if (things.length <= most) return things;
  const id = what === 'workloads' ? ('exchange.too-many-workloads' as const) : ('exchange.too-many-flows' as const);
  problems.push({
    severity: 'error',
    message: message(id, { count: things.length, limit: most }),
    mend: message('exchange.mend-too-many-things'),
  });
  return things.slice(0, most);
}

function writableProperties(catalog: Catalog): ReadonlySet<PropertyName> {
  const ofImages = catalog.entries.images.flatMap(({ settings }) => Object.values(settings).flatMap((sets) => Object.keys(sets)));
  return new Set([...KUBERNETES_PROPERTIES, ...ofImages].map((name) => name as PropertyName));
}

/**
 * Reads Kubernetes manifests as a fragment of a model: boundaries for cluster, namespaces and the internet, elements for
 * workloads and for what they call outside, flows for the calls that the manifests declare. Pure: the same files in any order
 * give the same result. Never throws; a file that cannot be read is a problem and stops nothing but itself. What absence means
 * follows the API's defaults and `scope`; `docs/import-kubernetes.md` lists it.
 */
export function readKubernetes(files: readonly ForeignFile[], { scope, catalog }: KubernetesImportOptions): ImportResult {
  const manifests = readManifests(files);
  const problems: Problem[] = [...manifests.problems];
  const all = takeInventory(manifests.objects, scope, problems);
  const inventory = { ...all, workloads: bounded(all.workloads, MAX_WORKLOADS, problems, 'workloads') };
  const roles = new Roles(catalog);
  const directory = new ServiceDirectory(inventory);
  const environments = new Environments(inventory);
  const mentions = new Mentions(inventory, environments);
  const roleOf = roleFinder(inventory, directory, roles);
  const entries = findEntries({ inventory, directory, roles, roleOf });
  const accounts = accountUse(inventory.workloads);
  const exposed = new Set(entries.onNodes.flatMap((service) => inventory.behind(service)).map(objectKey));
  const ownHosts = new Set([...inventory.ingresses, ...inventory.routes].flatMap(({ hosts }) => hosts));
  const readings = new Map<Workload, WorkloadReading>(
    inventory.workloads.map((workload) => [
      workload,
      readWorkload(workload, { inventory, directory, mentions, roleOf, roles, accounts, exposed, ownHosts }),
    ]),
  );
  if (environments.exhausted) problems.push({ severity: 'warning', message: message('exchange.too-much-text') });
  const calls = [...readings.values()].flatMap(({ declared }) => declared.calls);
  const others = othersCalled(calls, { roles, roleOf });
  const flowDrafts = bounded([...entries.flows, ...others.flows], MAX_FLOWS, problems, 'flows');
  const boundaries = boundaryDrafts(inventory, readings, [...entries.things, ...others.things], flowDrafts);
  const things = [
    ...inventory.workloads.flatMap((workload) => readings.get(workload) ?? []).map(workloadDraft),
    ...entries.things,
    ...others.things,
    ...boundaries.actors,
  ];
  const { fragment, sources } = assemble(boundaries.boundaries, things, flowDrafts);
  if (manifests.objects.length === 0 && manifests.unread.size === 0) {
    problems.push({
      severity: 'error',
      message: message('exchange.no-manifests', { count: files.length }),
      mend: message('exchange.mend-no-manifests'),
    });
  }
  const isWorkload = (id: ElementId): boolean => fragment.elements.get(id)?.runsAs !== undefined;
  const counts = {
    files: files.length,
    objects: manifests.objects.length,
    workloads: inventory.workloads.length,
    boundaries: fragment.boundaries.size,
    elements: fragment.elements.size,
    flows: fragment.flows.size,
    calls: [...fragment.flows.values()].filter(({ from, to }) => isWorkload(from) && isWorkload(to)).length,
  };
  return {
    prefix: PREFIX,
    scope,
    properties: writableProperties(catalog),
    fragment,
    sources,
    problems,
    notes: notesOf({ inventory, manifests, readings, entries, fragment, catalog, counts }),
    files: manifests.files,
    counts,
  };
}
