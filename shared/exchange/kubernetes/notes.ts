import type { Catalog } from '../../catalog/catalog';
import { message, type Message } from '../../messages/message';
import type { Fragment, ImportCounts } from '../import-result';
import type { Entries } from './entries/entries';
import { namespaceKey, UNSTATED, type Inventory } from './objects/inventory';
import type { Manifests } from './objects/manifests';
import type { Service, Workload } from './objects/objects';
import { dropsAll } from './pods/hardening';
import type { WorkloadReading } from './workloads';

interface Read {
  readonly inventory: Inventory;
  readonly manifests: Manifests;
  readonly readings: ReadonlyMap<Workload, WorkloadReading>;
  readonly entries: Entries;
  readonly fragment: Fragment;
  readonly catalog: Catalog;
  readonly counts: ImportCounts;
}

/** How many single things a kind of note names before it only counts. */
const MOST_NAMED = 20;

/** Unconnected workloads beyond this many are one remark, not one each (CATALOG, "Quiet by construction"). */
const FEW_UNCONNECTED = 3;

const servicesOf = ({ services }: Inventory): readonly Service[] => [...services.values()].flatMap((byName) => [...byName.values()]);

/** How many workloads no flow of the import touches. */
function unconnected({ fragment }: Read): number {
  const touched = new Set([...fragment.flows.values()].flatMap(({ from, to }) => [from, to]));
  return [...fragment.elements].filter(([id, { runsAs }]) => runsAs !== undefined && !touched.has(id)).length;
}

function missingServices({ readings }: Read): readonly Message[] {
  const missing = [...readings].flatMap(([{ name }, { declared }]) =>
    declared.unresolved.map(({ address }) => ({ caller: name, address })),
  );
  const named = missing
    .slice(0, MOST_NAMED)
    .map(({ caller, address }) => message('exchange.service-missing', { caller, address: address.slice(0, 300) }));
  return missing.length > MOST_NAMED
    ? [...named, message('exchange.services-missing-more', { count: missing.length - MOST_NAMED })]
    : named;
}

function recognised({ readings, catalog }: Read): readonly Message[] {
  const nameOf = (type: WorkloadReading['role']['type']): string => catalog.stencils.get(type)?.name ?? type;
  return [...readings]
    .flatMap(([{ name }, { role }]) => {
      switch (role.by) {
        case 'image':
        case 'name':
          return [message('exchange.by-image', { name, role: nameOf(role.type) })];
        case 'port':
          return [message('exchange.by-port', { name, role: nameOf(role.type) })];
        case 'kind':
        case 'entry':
        case 'nothing':
          return [];
      }
    })
    .slice(0, MOST_NAMED);
}

/** Things that the API server reads as asking for a scraper or a mesh: each is a question, and evidence of nothing else. */
function hints({ inventory }: Read): readonly Message[] {
  const scraped = [
    ...servicesOf(inventory).map(({ annotations }) => annotations),
    ...inventory.workloads.map(({ podAnnotations }) => podAnnotations),
  ].filter((annotations) => annotations.get('prometheus.io/scrape') === 'true').length;
  const meshed =
    [...inventory.namespaces.values()].some(
      ({ labels, annotations }) =>
        labels.get('istio-injection') === 'enabled' || labels.has('istio.io/rev') || annotations.get('linkerd.io/inject') === 'enabled',
    ) ||
    inventory.workloads.some(({ podAnnotations, podLabels }) =>
      [...podAnnotations.keys(), ...podLabels.keys()].some((key) => /^(?:sidecar\.istio\.io|linkerd\.io)\//.test(key)),
    );
  return [...(scraped > 0 ? [message('exchange.scraped', { count: scraped })] : []), ...(meshed ? [message('exchange.mesh-hinted')] : [])];
}

function aboutServices({ inventory, readings, entries }: Read): readonly Message[] {
  const services = servicesOf(inventory);
  const called = [...readings.values()].flatMap(({ declared }) => declared.withoutPods);
  const withoutPods = new Set([...called, ...entries.withoutPods]);
  const external = services.filter(({ externalAddresses }) => externalAddresses.length > 0);
  const nodePorts = services.filter(({ serviceType, selector }) => serviceType === 'NodePort' && selector !== undefined);
  const broken = new Map(entries.broken.map((entry) => [JSON.stringify(entry), entry]));
  return [
    ...[...withoutPods].slice(0, MOST_NAMED).map(({ name }) => message('exchange.service-without-pods', { name })),
    ...[...broken.values()].slice(0, MOST_NAMED).map(({ route, service }) => message('exchange.route-broken', { route, service })),
    ...(nodePorts.length > 0 ? [message('exchange.node-ports', { names: nodePorts.slice(0, MOST_NAMED).map(({ name }) => name) })] : []),
    ...(external.length > 0 ? [message('exchange.external-ips', { names: external.slice(0, MOST_NAMED).map(({ name }) => name) })] : []),
  ];
}

/** `all` in lower case: it works at run time, and the *restricted* level refuses it. Said once, for all. */
function lowerCaseAll({ inventory }: Read): readonly Message[] {
  const lower = inventory.workloads.filter(({ pod }) =>
    pod.containers.some((container) => dropsAll(container) && !container.security.droppedCapabilities.some(({ value }) => value === 'ALL')),
  );
  return lower.length > 0 ? [message('exchange.drop-all-lower-case', { count: lower.length })] : [];
}

function aboutSecrets({ inventory, readings }: Read): readonly Message[] {
  const secrets = [...inventory.secrets.values()].reduce((sum, byName) => sum + byName.size, 0);
  const literal = [...readings.values()].filter(({ facts }) =>
    facts.some(({ property, value }) => property === 'literalSecrets' && Array.isArray(value) && value.length > 0),
  ).length;
  return [
    ...(secrets > 0 ? [message('exchange.secrets-not-read', { count: secrets })] : []),
    ...(literal > 0 ? [message('exchange.literal-secrets', { count: literal })] : []),
  ];
}

/** What is worth knowing about an import, most important first; each kind of remark stands once. */
export function notesOf(read: Read): readonly Message[] {
  const { inventory, manifests, readings, counts } = read;
  const alone = unconnected(read);
  const unstated = inventory.workloads.filter((workload) => namespaceKey(workload) === UNSTATED).length;
  const unread = [...manifests.unread].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const off = [...readings].flatMap(([{ name }, { switchedOff }]) =>
    switchedOff.map(({ host, setting }) => message('exchange.call-perhaps-off', { caller: name, host, setting })),
  );
  return [
    ...(alone > FEW_UNCONNECTED ? [message('exchange.few-calls', { calls: counts.calls, workloads: counts.workloads })] : []),
    ...missingServices(read),
    ...off.slice(0, MOST_NAMED),
    ...(unstated > 0 ? [message('exchange.namespace-not-stated', { count: unstated })] : []),
    ...aboutServices(read),
    ...recognised(read),
    ...aboutSecrets(read),
    ...lowerCaseAll(read),
    ...hints(read),
    ...(unread.length > 0
      ? [
          message('exchange.kinds-not-read', {
            count: unread.reduce((sum, [, count]) => sum + count, 0),
            kinds: unread.slice(0, MOST_NAMED).map(([kind, count]) => ({ kind, count })),
          }),
        ]
      : []),
  ];
}
