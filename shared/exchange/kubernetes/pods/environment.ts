import { type Inventory, namespaceKey } from '../objects/inventory';
import type { Container, EnvironmentSource, EnvironmentVariable, Service, Workload } from '../objects/objects';

/** A variable as the container's process sees it. The value of a Secret is never known. */
export interface Variable {
  readonly name: string;
  readonly value: string | undefined;
  readonly from: 'literal' | 'config-map' | 'secret' | 'runtime';
  readonly file: string;
  readonly line: number;
}

/** The longest value that is looked at: far above what a variable holds, and what the kernel allows for a single one. */
const LONGEST_VALUE = 131_072;
/**
 * How much text an import may put into environments and arguments, all containers together. Variables that repeat one another
 * and aliases make much of little; what is beyond is not looked at, and that is said.
 */
const MOST_TEXT = 1 << 24;

/** The longest name of a variable that is looked for between brackets. */
const LONGEST_NAME = 300;

/**
 * Replaces `$(NAME)` by the variable's value, as the kubelet does: what is not known stays as it is, and `$$` is one `$`.
 * A value cannot grow without end by being put into itself: it is cut at a length that no honest value reaches.
 */
export function expand(text: string, valueOf: (name: string) => string | undefined): string {
  let expanded = '';
  let from = 0;
  for (let at = text.indexOf('$'); at !== -1 && at < text.length - 1; at = text.indexOf('$', from)) {
    expanded += text.slice(from, at);
    from = at;
    const length = text[at + 1] === '(' ? text.slice(at + 2, at + 2 + LONGEST_NAME).indexOf(')') : -1;
    const end = at + 2 + length;
    const value = length === -1 ? undefined : valueOf(text.slice(at + 2, end));
    if (text[at + 1] === '$') {
      expanded += '$';
      from = at + 2;
    } else if (value === undefined) {
      expanded += '$';
      from = at + 1;
    } else {
      expanded += value;
      from = end + 1;
    }
    if (expanded.length > LONGEST_VALUE) return expanded.slice(0, LONGEST_VALUE);
  }
  return (expanded + text.slice(from)).slice(0, LONGEST_VALUE);
}

/** `REDIS_CART_SERVICE_HOST`: the variables by which every pod is told the Services of its namespace, after Docker's links. */
function serviceLinks(services: Iterable<Service>): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const { name, ports } of services) {
    const prefix = name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    const [first] = ports;
    links.set(`${prefix}_SERVICE_HOST`, name);
    if (first) links.set(`${prefix}_SERVICE_PORT`, String(first.port));
  }
  return links;
}

function fromSource(source: EnvironmentSource, workload: Workload, inventory: Inventory): readonly Variable[] {
  const namespace = namespaceKey(workload);
  const { file } = workload;
  switch (source.kind) {
    case 'config-map': {
      const map = inventory.configMaps.get(namespace)?.get(source.name);
      return [...(map?.data ?? [])].map(([key, { value }]) => ({
        name: `${source.prefix}${key}`,
        value,
        from: 'config-map',
        file,
        line: source.line,
      }));
    }
    case 'secret': {
      const secret = inventory.secrets.get(namespace)?.get(source.name);
      return (secret?.keys ?? []).map((key) => ({
        name: `${source.prefix}${key}`,
        value: undefined,
        from: 'secret',
        file,
        line: source.line,
      }));
    }
  }
}

function fromVariable(
  { name, line, from }: EnvironmentVariable,
  workload: Workload,
  inventory: Inventory,
): Omit<Variable, 'value'> & { readonly raw: string | undefined } {
  const common = { name, line, file: workload.file };
  switch (from.kind) {
    case 'literal':
      return { ...common, raw: from.value, from: 'literal' };
    case 'config-map':
      return {
        ...common,
        raw: inventory.configMaps.get(namespaceKey(workload))?.get(from.name)?.data.get(from.key)?.value,
        from: 'config-map',
      };
    case 'secret':
      return { ...common, raw: undefined, from: 'secret' };
    case 'runtime':
      return { ...common, raw: undefined, from: 'runtime' };
  }
}

/** The environments of all containers: ConfigMaps resolved, `$(NAME)` replaced. Remembers the links of each namespace. */
export class Environments {
  private readonly links = new Map<string, ReadonlyMap<string, string>>();
  private left = MOST_TEXT;

  private readonly inventory: Inventory;

  constructor(inventory: Inventory) {
    this.inventory = inventory;
  }

  private linksOf(workload: Workload): ReadonlyMap<string, string> {
    if (!workload.pod.enableServiceLinks) return new Map();
    const namespace = namespaceKey(workload);
    const known = this.links.get(namespace) ?? serviceLinks(this.inventory.services.get(namespace)?.values() ?? []);
    this.links.set(namespace, known);
    return known;
  }

  /** True once there was more text than is looked at. */
  get exhausted(): boolean {
    return this.left <= 0;
  }

  private spend(text: string | undefined): string | undefined {
    if (text === undefined || this.left <= 0) return undefined;
    this.left -= text.length;
    return text;
  }

  /** The variables of a container in the order in which they are set; a later one of the same name replaces an earlier. */
  of(container: Container, workload: Workload): ReadonlyMap<string, Variable> {
    const variables = new Map<string, Variable>();
    for (const source of container.envFrom)
      for (const variable of fromSource(source, workload, this.inventory))
        variables.set(variable.name, { ...variable, value: this.spend(variable.value?.slice(0, LONGEST_VALUE)) });
    const links = this.linksOf(workload);
    const valueOf = (name: string) => variables.get(name)?.value ?? (variables.has(name) ? undefined : links.get(name));
    for (const declared of container.env) {
      const { raw, ...variable } = fromVariable(declared, workload, this.inventory);
      // Only what stands in the manifest is expanded; a ConfigMap's value is taken as it is.
      const value = raw === undefined || variable.from !== 'literal' || this.exhausted ? raw : expand(raw, valueOf);
      variables.set(variable.name, { ...variable, value: this.spend(value?.slice(0, LONGEST_VALUE)) });
    }
    return variables;
  }

  /** Command and arguments with `$(NAME)` replaced, with their place in the list of both. */
  argumentsOf(
    container: Container,
    workload: Workload,
    variables: ReadonlyMap<string, Variable>,
  ): readonly { readonly text: string; readonly line: number; readonly index: number }[] {
    const links = this.linksOf(workload);
    const valueOf = (name: string) => variables.get(name)?.value ?? (variables.has(name) ? undefined : links.get(name));
    return [...container.command, ...container.args].map(({ value, line }, index) => ({
      text: this.spend(this.exhausted ? '' : expand(value, valueOf)) ?? '',
      line,
      index,
    }));
  }
}
