import { list, plural } from './plural';

const numbers = new Intl.NumberFormat('en');
const megabytes = (bytes: number) => `${numbers.format(Math.ceil(bytes / (1 << 20)))} MB`;

/** What `exchange` says to people. Every key starts with `exchange.`. */
export const exchange = {
  // A file as a whole
  'exchange.too-large': (p: { size: number; limit: number }) =>
    `The file has ${megabytes(p.size)}; at most ${megabytes(p.limit)} are read.`,
  'exchange.too-large-together': (p: { limit: number }) =>
    `Together the files have more than ${megabytes(p.limit)}; this one and what follows is left out.`,
  'exchange.not-utf8': 'The file is not written in UTF-8.',
  'exchange.mend-utf8': 'Save it as UTF-8.',
  'exchange.binary': 'This is not a text file, whatever its name says.',
  'exchange.mend-binary': 'Choose the manifest itself, as YAML or JSON.',
  'exchange.empty': 'The file is empty.',
  'exchange.nothing-to-read': 'There is nothing to read in a file of this kind.',
  'exchange.other-format': 'This is a file of another tool, which this Gabion does not read yet.',
  'exchange.gabion-model': 'This is a Gabion model: open it instead of importing it.',
  'exchange.kustomization': 'This is a recipe, not objects: run `kustomize build` first and import what it prints.',
  'exchange.helm': 'This is part of a Helm chart, not objects: run `helm template` first and import what it prints.',
  'exchange.no-objects': 'The file holds no Kubernetes objects.',
  'exchange.no-manifests': (p: { count: number }) =>
    `${p.count === 1 ? 'The file holds no' : `None of these ${numbers.format(p.count)} files holds`} Kubernetes objects that could be read.`,
  'exchange.mend-no-manifests': 'Choose manifests as `kubectl get -o yaml`, `helm template` or `kustomize build` print them.',

  // Inside a file
  'exchange.too-deep': (p: { limit: number }) => `Things are nested deeper here than ${p.limit} levels.`,
  'exchange.too-many': (p: { limit: number }) => `The file holds more than ${numbers.format(p.limit)} values.`,
  'exchange.long-text': (p: { limit: number }) => `A text here has more than ${numbers.format(p.limit)} characters.`,
  'exchange.documents': (p: { limit: number }) => `The file holds more than ${numbers.format(p.limit)} documents.`,
  'exchange.mend-too-big': 'Import a smaller part, for instance one namespace.',
  'exchange.aliases': (p: { limit: number }) => `The file uses more than ${numbers.format(p.limit)} YAML aliases.`,
  'exchange.alias-unknown': (p: { name: string }) => `The alias *${p.name} stands for nothing that comes before it.`,
  'exchange.mend-aliases': 'Write the values out.',
  'exchange.tag': (p: { tag: string }) => `The tag ${p.tag} is none that Kubernetes knows.`,
  'exchange.json': 'This is not JSON: something else is expected here.',
  'exchange.mend-json': 'Check brackets, quotes and commas before this place.',
  'exchange.repeated-key': (p: { key: string }) => `The key "${p.key}" stands twice; kubectl takes the last one, and so does Gabion.`,
  'exchange.mend-repeated-key': 'Keep one of them.',
  'exchange.wrong-type': (p: { expected: string }) => `Kubernetes wants ${p.expected} here; what stands there is left out.`,
  'exchange.mend-wrong-type': 'The API server would refuse the object.',
  'exchange.expected-text': 'a text',
  'exchange.expected-boolean': 'true or false without quotes',
  'exchange.expected-number': 'a number without quotes',
  'exchange.expected-list': 'a list',
  'exchange.expected-mapping': 'a mapping',
  'exchange.nameless': (p: { kind: string }) => `An object of kind ${p.kind} has no name; it is left out.`,
  'exchange.mend-nameless': 'Give it `metadata.name`.',
  'exchange.odd-name': (p: { kind: string }) =>
    `The name of this ${p.kind} is none that Kubernetes accepts; perhaps a placeholder was not filled in.`,
  'exchange.defined-twice': (p: { kind: string; name: string; file: string; line: number }) =>
    `${p.kind} ${p.name} is defined here again (first in ${p.file}, line ${p.line}); this one counts.`,
  'exchange.mend-defined-twice': 'Leave one of the files out, or import what is applied in the end.',
  'exchange.more-problems': (p: { count: number }) => `${numbers.format(p.count)} more remarks about this file are left out.`,

  // An import as a whole
  'exchange.too-many-workloads': (p: { count: number; limit: number }) =>
    `The files hold ${numbers.format(p.count)} workloads; the first ${numbers.format(p.limit)} are taken.`,
  'exchange.too-many-flows': (p: { count: number; limit: number }) =>
    `The files declare ${numbers.format(p.count)} flows; the first ${numbers.format(p.limit)} are taken.`,
  'exchange.mend-too-many-things': 'Import a part of them, for instance one namespace.',
  'exchange.too-much-text': 'The environments together hold more text than is searched for calls; some calls may be missing.',

  // Notes
  'exchange.few-calls': (p: { calls: number; workloads: number }) =>
    `These files declare ${p.calls === 0 ? 'no calls' : p.calls === 1 ? 'one call' : plural(p.calls, 'call')} between ${plural(p.workloads, 'workload')}. The other addresses are built into the images: say who calls whom.`,
  'exchange.service-missing': (p: { caller: string; address: string }) =>
    `${p.caller} calls ${p.address}, which nothing here defines. No flow is drawn; it becomes a finding.`,
  'exchange.services-missing-more': (p: { count: number }) => `${plural(p.count, 'more address', 'more addresses')} of this kind.`,
  'exchange.call-perhaps-off': (p: { caller: string; host: string; setting: string }) =>
    `${p.caller} is told to call ${p.host}, and ${p.setting} seems to switch that off. The call is kept; ask whether it is made.`,
  'exchange.namespace-not-stated': (p: { count: number }) =>
    `${plural(p.count, 'workload')} ${p.count === 1 ? 'names' : 'name'} no namespace: whoever applies the files chooses it.`,
  'exchange.service-without-pods': (p: { name: string }) =>
    `The Service ${p.name} is used, but no workload in these files has the labels that it selects.`,
  'exchange.route-broken': (p: { route: string; service: string }) =>
    `The route ${p.route} leads to the Service ${p.service}, which nothing here defines.`,
  'exchange.node-ports': (p: { names: readonly string[] }) =>
    `${list(p.names)}: open on every node. Whether the nodes can be reached from the internet is asked.`,
  'exchange.external-ips': (p: { names: readonly string[] }) =>
    `${list(p.names)}: uses externalIPs, which are deprecated and let whoever may create Services take over addresses.`,
  'exchange.by-image': (p: { name: string; role: string }) => `${p.name} is taken as ${p.role} by its image.`,
  'exchange.by-port': (p: { name: string; role: string }) => `${p.name} is taken as ${p.role} by the name and number of its port.`,
  'exchange.secrets-not-read': (p: { count: number }) => `The values of ${plural(p.count, 'Secret')} were not read.`,
  'exchange.literal-secrets': (p: { count: number }) =>
    `${plural(p.count, 'workload')} ${p.count === 1 ? 'has' : 'have'} passwords written in the manifest; only the names of the variables are kept.`,
  'exchange.drop-all-lower-case': (p: { count: number }) =>
    `${plural(p.count, 'workload')} ${p.count === 1 ? 'drops' : 'drop'} "all" capabilities in lower case. That works at run time, but the level "restricted" accepts only ALL.`,
  'exchange.scraped': (p: { count: number }) =>
    `Annotations ask Prometheus to scrape ${plural(p.count, 'thing')}; who scrapes is not in these files.`,
  'exchange.mesh-hinted': 'Annotations or labels speak of a service mesh. Whether one is installed, and encrypts, is asked.',
  'exchange.kinds-not-read': (p: { count: number; kinds: readonly { readonly kind: string; readonly count: number }[] }) =>
    `${plural(p.count, 'object')} of kinds that Gabion does not read yet: ${list(p.kinds.map(({ kind, count }) => `${numbers.format(count)} ${kind}`))}.`,
} as const;
