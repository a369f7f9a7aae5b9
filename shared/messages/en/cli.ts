import { plural } from './plural';

/** What the command line says. Every key starts with `cli.`. */
export const cli = {
  'cli.usage': `Gabion: threat models of cloud-native systems, in a file beside the code.

gabion import FILES… -o MODEL    read Kubernetes manifests into a model, or merge them into one
gabion check MODEL               list threats, questions and what is doubtful
gabion report MODEL -o FILE      write a report
gabion policies MODEL -o DIR     write the policies that the model yields
gabion tree MODEL                show attack trees
gabion fmt MODEL                 put a model file into its canonical form

Every command takes --help. --version prints the version.
Exit: 0 fine; 1 open threats at or above --fail-on, or an expired acceptance; 2 bad input.`,
  'cli.import.usage': `gabion import FILES… -o MODEL [--scope all|namespace|part]

Reads files and folders of Kubernetes manifests (YAML or JSON; what helm template, kustomize build or
kubectl get -o yaml print). Where MODEL exists it is merged into: answers, decisions and positions stay,
what vanished is marked.

  -o, --output MODEL   the model file to write
  --scope SCOPE        what the files are: all objects of the cluster, of these namespaces, or a part (default)`,
  'cli.check.usage': `gabion check MODEL [--format text|json] [--fail-on critical|high|medium|low|none]

Lists the threats of a model with their reasons, open questions, and what is doubtful about the model.
Ends with 1 if a threat at or above --fail-on (default: high) is open, or an acceptance has expired.`,
  'cli.report.usage': `gabion report MODEL [--format md|html] -o FILE

Writes the report of a model. Without --format the ending of FILE decides.`,
  'cli.policies.usage': `gabion policies MODEL -o DIR [--drafts]

Writes the policies that the model yields: NetworkPolicy, Istio, Gatekeeper. Policies that would cut what
nobody has ruled out are drafts, and are left out unless --drafts is given. Nothing is applied.`,
  'cli.tree.usage': `gabion tree MODEL [--goal read:ID] [--attacker ID] [--format text|json]

Lists goals with the cost of the cheapest attack and the number of minimal attacks; with --goal, draws the
tree. A goal is read:, write:, deny: or exec: and the id of an element or asset.`,
  'cli.fmt.usage': `gabion fmt MODEL [--check]

Puts a model file into its canonical form, comments included. With --check nothing is written; ends with 1
if the file is not in that form.`,
  'cli.unknown-command': (p: { command: string }) => `"${p.command}" is no command of gabion.`,
  'cli.mend-help': 'See --help.',
  'cli.bad-arguments': (p: { detail: string }) => `${p.detail}.`,
  'cli.bad-choice': (p: { option: string; given: string; values: string }) =>
    `--${p.option} cannot be "${p.given}"; it is one of ${p.values}.`,
  'cli.one-file': (p: { count: number }) =>
    p.count === 0 ? 'A model file is missing.' : `One model file is expected, not ${String(p.count)}.`,
  'cli.no-files': 'Files to import are missing.',
  'cli.missing-option': (p: { option: string }) => `--${p.option} is missing.`,
  'cli.changed-meanwhile': (p: { file: string }) => `${p.file} was changed by somebody else meanwhile; nothing was written.`,
  'cli.mend-again': 'Run the command again.',
  'cli.failed': (p: { detail: string }) => `Gabion failed: ${p.detail}. This is a fault of Gabion; nothing was written.`,
  'cli.check.questions': (p: { count: number }) => `${plural(p.count, 'question')} that nobody has answered:`,
  'cli.check.hygiene': (p: { count: number }) => `${plural(p.count, 'remark')} on the model:`,
  'cli.check.sum': (p: { critical: number; high: number; medium: number; low: number; questions: number }) =>
    `${String(p.critical)} critical, ${String(p.high)} high, ${String(p.medium)} medium, ${String(p.low)} low; ${plural(p.questions, 'question')}`,
  'cli.check.expired': (p: { count: number }) => `${plural(p.count, 'decision has', 'decisions have')} expired.`,
  'cli.fmt.same': (p: { file: string }) => `${p.file} is in canonical form.`,
  'cli.fmt.written': (p: { file: string }) => `${p.file} was put into canonical form.`,
  'cli.fmt.differs': (p: { file: string }) => `${p.file} is not in canonical form; gabion fmt mends it.`,
  'cli.tree.above': '(as above)',
  'cli.tree.no-goals': 'The model has no assets and no data stores; name a goal with --goal.',
  'cli.tree.goal-exact': (p: { cost: number; count: string }) => `cheapest attack ${String(p.cost)}, ${p.count} minimal attacks`,
  'cli.tree.goal-bound': (p: { cost: number }) => `cheapest attack at most ${String(p.cost)}; too large to be exact`,
  'cli.tree.goal-impossible': 'no attack follows from the model',
  'cli.policies.written': (p: { path: string; documents: number; closes: number }) =>
    `${p.path}: ${plural(p.documents, 'document')}, closes ${plural(p.closes, 'threat')}`,
  'cli.policies.proof': (p: { flowsPassing: number; flows: number; pairsRefused: number; pairs: number }) =>
    `(${String(p.flowsPassing)} of ${String(p.flows)} flows pass, ${String(p.pairsRefused)} of ${String(p.pairs)} other pairs refused)`,
  'cli.policies.draft': (p: { path: string; reason: string }) => `${p.path}: left out, a draft: ${p.reason}`,
  'cli.policies.none': 'No workloads in namespaces; no policies follow from this model.',
  'cli.report.written': (p: { file: string }) => `${p.file} was written.`,
  'cli.report.format': (p: { file: string }) => `Neither --format nor the ending of ${p.file} says which format.`,
  'cli.import.no-manifests': (p: { named: string }) => `There is no YAML or JSON file in ${p.named}.`,
  'cli.import.nothing': 'None of these files holds a Kubernetes object that Gabion reads; nothing was written.',
  'cli.import.mend-manifests': 'Name files as `helm template`, `kustomize build` or `kubectl get -o yaml` print them, or a folder of them.',
  'cli.import.written': (p: { file: string; added: number; changed: number; vanished: number }) =>
    `${p.file}: ${String(p.added)} added, ${String(p.changed)} changed, ${String(p.vanished)} vanished`,
  'cli.import.unchanged': (p: { file: string }) => `${p.file} says all of this already; nothing was written.`,
} as const;
