import type { TypeId } from '../../model/ids';
import type { ImportSource } from '../import-result';
import { declaredCalls, type DeclaredCalls } from './calls/calls';
import { namespaceOrigin, originOf, type ThingDraft } from './drafts';
import { type Fact, fact, setOf } from './facts';
import { type Inventory, namespaceKey } from './objects/inventory';
import type { Mentions } from './calls/mentions';
import { objectKey, type Service, type Workload } from './objects/objects';
import { hardening } from './pods/hardening';
import { identity } from './pods/identity';
import { images } from './pods/images';
import { hostPort, operations } from './pods/operations';
import { type ContainerInput, secrets } from './pods/secrets';
import { protocolSaid } from './calls/protocols';
import type { Role, Roles } from './pods/roles';
import { portReferred, type ServiceDirectory } from './calls/service-directory';
import { callsSwitchedOff, type SwitchedOff } from './calls/switched-off';

/** Everything that was read of one workload. */
export interface WorkloadReading {
  readonly workload: Workload;
  readonly role: Role;
  readonly facts: readonly Fact[];
  readonly declared: DeclaredCalls;
  readonly switchedOff: readonly SwitchedOff[];
}

const WEB_PORTS = new Set([80, 443, 8080, 8443]);

/** Services, by the workloads behind them. */
function servicesOf(inventory: Inventory): ReadonlyMap<Workload, readonly Service[]> {
  const found = new Map<Workload, Service[]>();
  for (const byName of inventory.services.values()) {
    for (const service of byName.values())
      for (const workload of inventory.behind(service)) found.set(workload, [...(found.get(workload) ?? []), service]);
  }
  return found;
}

/** The Services that answer to HTTP from outside: by themselves, or behind an Ingress or route. */
function enteredServices({ ingresses, routes, services }: Inventory, directory: ServiceDirectory): ReadonlySet<Service> {
  const entered = new Set<Service>();
  const isWeb = ({ serviceType, ports }: Service): boolean =>
    (serviceType === 'LoadBalancer' || serviceType === 'NodePort') &&
    ports.some(
      (port) =>
        ['http', 'https', 'http2'].includes(protocolSaid(port) ?? '') || (protocolSaid(port) === undefined && WEB_PORTS.has(port.port)),
    );
  for (const byName of services.values()) for (const service of byName.values()) if (isWeb(service)) entered.add(service);
  const backends = [
    ...ingresses.flatMap((ingress) => ingress.rules.map(({ backend }) => ({ backend, from: namespaceKey(ingress) }))),
    ...routes.flatMap((route) => route.backends.map((backend) => ({ backend, from: namespaceKey(route) }))),
  ];
  for (const { backend, from } of backends) {
    const service = directory.find(backend.namespace ?? from, backend.service);
    if (service && portReferred(service, backend.port)) entered.add(service);
  }
  return entered;
}

/** Finds the role of each workload, once. */
export function roleFinder(inventory: Inventory, directory: ServiceDirectory, roles: Roles): (workload: Workload) => Role {
  const known = new Map<Workload, Role>();
  const behind = servicesOf(inventory);
  const entered = enteredServices(inventory, directory);
  return (workload) => {
    const before = known.get(workload);
    if (before) return before;
    const services = behind.get(workload) ?? [];
    const targets = new Set(services.flatMap(({ ports }) => ports.map(({ target }) => target)));
    const role = roles.of(
      workload,
      services.some((service) => entered.has(service)),
      targets,
    );
    known.set(workload, role);
    return role;
  };
}

/** What a setting of the image's own makes of its defaults: `--requirepass` asks for a password. */
function settings(workload: Workload, role: Role, inputs: readonly ContainerInput[]): readonly Fact[] {
  const input = inputs.find(({ container }) => container === role.container);
  if (!role.image || !input) return [];
  const isSet = (name: string): number | undefined => {
    if (name.startsWith('--')) {
      const at = input.texts.findIndex((text) => text === name || text.startsWith(`${name}=`) || text.split(/\s+/).includes(name));
      const [, value] = input.texts[at]?.split('=') ?? [];
      return at === -1 || isSwitchedOff(value)
        ? undefined
        : ([...input.container.command, ...input.container.args][at]?.line ?? input.container.line);
    }
    const variable = input.variables.get(name);
    const empty = variable?.value !== undefined && (variable.value === '' || isSwitchedOff(variable.value));
    return variable === undefined || empty ? undefined : variable.line;
  };
  return Object.entries(role.image.settings).flatMap(([name, sets]) => {
    const line = isSet(name);
    if (line === undefined) return [];
    const source: ImportSource = { file: workload.file, line, container: input.container.name };
    return Object.entries(sets).map(([property, value]): Fact => ({ property: property as Fact['property'], value, source }));
  });
}

const isSwitchedOff = (value: string | undefined): boolean => value !== undefined && /^(?:false|no|0)$/i.test(value.trim());

interface Surroundings {
  readonly inventory: Inventory;
  readonly directory: ServiceDirectory;
  readonly mentions: Mentions;
  readonly roleOf: (workload: Workload) => Role;
  readonly roles: Roles;
  readonly accounts: ReadonlyMap<string, number>;
  /** The keys of the workloads that a Service opens on every node. */
  readonly exposed: ReadonlySet<string>;
  readonly ownHosts: ReadonlySet<string>;
}

/** Reads everything that the manifests say about one workload. */
export function readWorkload(workload: Workload, surroundings: Surroundings): WorkloadReading {
  const { inventory, directory, mentions, roles, accounts, exposed, ownHosts } = surroundings;
  const role = surroundings.roleOf(workload);
  const inputs = mentions.inputs(workload);
  const declared = declaredCalls(workload, mentions.of(workload, inputs), directory, ownHosts);
  const { file, pod } = workload;
  const onHost = hostPort(pod);
  const [missing] = declared.unresolved;
  const said = [
    ...hardening(workload),
    ...identity(workload, inventory, accounts),
    ...images(workload, role),
    ...operations(workload, inventory, roles.isDataStore(role.type)),
    ...fact(
      'exposedOnNode',
      onHost !== undefined || exposed.has(objectKey(workload)),
      onHost ? { file, ...onHost } : { file, line: workload.line },
    ),
    ...secrets(workload, inputs),
    ...fact(
      'unresolvedServices',
      setOf(declared.unresolved.map(({ address }) => address)),
      missing
        ? { file: missing.file, line: missing.line, ...(missing.container === undefined ? {} : { container: missing.container }) }
        : { file, line: pod.line },
    ),
  ];
  return {
    workload,
    role,
    facts: [...said, ...settings(workload, role, inputs)],
    declared,
    switchedOff: callsSwitchedOff(inputs, declared),
  };
}

/** A workload as a thing of the model. */
export function workloadDraft({ workload, role, facts }: WorkloadReading): ThingDraft {
  const kind = workload.kind.toLowerCase();
  return {
    origin: originOf(objectKey(workload)),
    name: workload.name,
    suffix: kind,
    qualifier: workload.namespace,
    displayName: undefined,
    type: role.type,
    runsAs: `kubernetes/${kind}` as TypeId,
    inside: namespaceOrigin(namespaceKey(workload)),
    facts,
    source: { file: workload.file, line: workload.line },
  };
}
