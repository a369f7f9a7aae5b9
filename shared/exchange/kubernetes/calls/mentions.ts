import { type Address, addressesIn } from './addresses';
import type { Environments } from '../pods/environment';
import { type NameSays, whatNameSays } from './host-names';
import { type Inventory, namespaceKey } from '../objects/inventory';
import type { ConfigMap, Container, Workload } from '../objects/objects';
import { type ContainerInput, looksSecret } from '../pods/secrets';

/** Where a manifest names an address. */
export type Via =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'arg'; readonly index: number }
  | { readonly kind: 'file'; readonly configMap: string; readonly key: string };

/** An address that a workload is given, and how far to believe that it calls it. */
export interface Mention {
  readonly address: Address;
  readonly via: Via;
  readonly says: NameSays;
  /** The value is nothing but addresses; false where they stand in a script or a longer text. */
  readonly whole: boolean;
  readonly file: string;
  readonly line: number;
  readonly container: string | undefined;
}

/** `REDIS_PORT` beside `REDIS_HOST`. */
function portBeside(name: string, variables: ContainerInput['variables']): number | undefined {
  const sibling = name.replace(/(?:host|hostname|addr|address|server|service|endpoint)$/i, (word) =>
    word === word.toUpperCase() ? 'PORT' : 'Port',
  );
  const value = sibling === name ? undefined : variables.get(sibling)?.value;
  const port = value !== undefined && /^\d{1,5}$/.test(value) ? Number(value) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function inVariables({ container, variables }: ContainerInput): readonly Mention[] {
  return [...variables.values()].flatMap(({ name, value, file, line }): readonly Mention[] => {
    if (value === undefined || value === '') return [];
    const says = whatNameSays(name);
    const whole = !/\s/.test(value.trim());
    // What may be a password is searched for URLs only: `user:1234` must not be taken for a host and a port.
    const addresses = looksSecret(name) ? addressesIn(value).filter(({ form }) => form === 'url') : addressesIn(value);
    return addresses.map((address) => ({
      address: address.port === undefined && address.form === 'name' ? { ...address, port: portBeside(name, variables) } : address,
      via: { kind: 'env', name },
      says,
      whole,
      file,
      line,
      container: container.name,
    }));
  });
}

/** The name of the flag that a text sets, or that the text before it announces. */
function flagOf(text: string, before: string | undefined): string {
  const own = /^(--?[A-Za-z][\w.-]*)=/.exec(text)?.[1];
  return own ?? (before !== undefined && /^--?[A-Za-z][\w.-]*$/.test(before) ? before : '');
}

function inArguments({ container, texts }: ContainerInput, lines: readonly number[], file: string): readonly Mention[] {
  return texts.flatMap((text, index): readonly Mention[] => {
    const flag = flagOf(text, texts[index - 1]);
    const addresses = looksSecret(flag) ? addressesIn(text).filter(({ form }) => form === 'url') : addressesIn(text);
    const whole = !/\s/.test(text.trim());
    // A word that is no flag's value (`server`, `postgres`) is a command, not a host.
    const usable = addresses.filter(({ form }) => form !== 'name' || flag !== '');
    return usable.map((address) => ({
      address,
      via: { kind: 'arg', index },
      says: whatNameSays(flag),
      whole,
      file,
      line: lines[index] ?? container.line,
      container: container.name,
    }));
  });
}

/** Lines that a configuration file does not mean: comments of the usual kinds. */
const COMMENT = /^[ \t]*(?:#|\/\/|;|--|<!--).*$/gm;

/** Collects what workloads are told of other hosts. Remembers the ConfigMaps that many mount. */
export class Mentions {
  private readonly files = new Map<
    ConfigMap,
    readonly { readonly key: string; readonly line: number; readonly addresses: readonly Address[] }[]
  >();

  private readonly inventory: Inventory;
  private readonly environments: Environments;

  constructor(inventory: Inventory, environments: Environments) {
    this.inventory = inventory;
    this.environments = environments;
  }

  /** What each container of a workload is given. */
  inputs(workload: Workload): readonly ContainerInput[] {
    return workload.pod.containers.map((container) => this.input(container, workload));
  }

  private input(container: Container, workload: Workload): ContainerInput {
    const variables = this.environments.of(container, workload);
    return { container, variables, texts: this.environments.argumentsOf(container, workload, variables).map(({ text }) => text) };
  }

  of(workload: Workload, inputs: readonly ContainerInput[]): readonly Mention[] {
    const { file } = workload;
    return [
      ...inputs.flatMap((input) => [
        ...inVariables(input),
        ...inArguments(
          input,
          [...input.container.command, ...input.container.args].map(({ line }) => line),
          file,
        ),
      ]),
      ...this.inMountedFiles(workload),
    ];
  }

  private inMountedFiles(workload: Workload): readonly Mention[] {
    const mounted = new Set(workload.pod.containers.flatMap(({ mounts }) => mounts));
    const names = new Set(workload.pod.volumes.filter(({ name }) => mounted.has(name)).flatMap(({ configMaps }) => configMaps));
    return [...names].flatMap((name): readonly Mention[] => {
      const configMap = this.inventory.configMaps.get(namespaceKey(workload))?.get(name);
      if (!configMap) return [];
      return this.addressesOf(configMap).flatMap(({ key, line, addresses }) =>
        addresses.map((address): Mention => ({
          address,
          via: { kind: 'file', configMap: name, key },
          says: 'nothing',
          whole: false,
          file: configMap.file,
          line,
          container: undefined,
        })),
      );
    });
  }

  private addressesOf(configMap: ConfigMap) {
    const known = this.files.get(configMap);
    if (known) return known;
    const found = [...configMap.data].map(([key, { value, line }]) => {
      const addresses = addressesIn(value.replace(COMMENT, '')).filter(({ form }) => form !== 'name');
      return { key, line, addresses };
    });
    this.files.set(configMap, found);
    return found;
  }
}
