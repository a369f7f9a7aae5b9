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

Every command takes --help and --version.
Exit: 0 fine; 1 open threats at or above --fail-on, an expired acceptance, or a file that fmt --check
would change; 2 bad input.`,
  'cli.import.usage': `gabion import FILES… -o MODEL [--scope all|namespace|part]

Reads files and folders of Kubernetes manifests (YAML or JSON; what helm template, kustomize build or
kubectl get -o yaml print). Where MODEL exists it is merged into: answers, decisions and positions stay,
what vanished is marked. A file that cannot be read whole stops the import: what it holds would be taken
for gone.

  -o, --output MODEL   the model file to write
  --scope SCOPE        what the files are: all objects of the cluster, of these namespaces, or a part (default)`,
  'cli.check.usage': `gabion check MODEL [--format text|json] [--fail-on critical|high|medium|low|none]

Lists the open threats of a model with their reasons, open questions, and what is doubtful about the model.
Ends with 1 if a threat at or above --fail-on is open, or an acceptance has expired. Planned is open.

  --format FORMAT      text (default), or json for programs: all threats, with their state
  --fail-on SEVERITY   the lowest severity that fails (default: high); with none nothing does`,
  'cli.report.usage': `gabion report MODEL [--format md|html] -o FILE

Writes the report of a model: HTML in one file, or Markdown with its diagram beside it (FILE with .svg).
The same model gives the same bytes.

  -o, --output FILE   the file to write; one that is there is replaced
  --format FORMAT     md or html; without it the ending of FILE decides`,
  'cli.policies.usage': `gabion policies MODEL -o DIR [--drafts]

Writes the policies that the model yields: NetworkPolicy, Istio, Gatekeeper. Nothing is applied, and
nothing is deleted. Policies that would cut what nobody has ruled out are drafts.

  -o, --output DIR   the folder to write into; made if it is not there
  --drafts           write drafts too; each says in its first lines that it is one, and what it would cut`,
  'cli.tree.usage': `gabion tree MODEL [--goal read:ID] [--attacker ID] [--format text|json]

Lists goals with the cost of the cheapest attack and the number of minimal attacks; with --goal, draws the
tree of one. A cost is the effort of all steps together; it compares attacks, and is no amount of money or time.

  --goal GOAL       read:, write:, deny: or exec: and the id of an element or asset, for instance read:redis-cart
  --attacker ID     who begins (default: anonymous-internet)
  --format FORMAT   text (default), or json for programs`,
  'cli.fmt.usage': `gabion fmt MODEL [--check]

Puts a model file into its canonical form, comments included.

  --check   write nothing; end with 1 if the file is not in that form`,
  'cli.unknown-command': (p: { command: string }) => `"${p.command}" is no command of gabion.`,
  'cli.mend-help': 'See --help.',
  'cli.did-you-mean': (p: { word: string }) => `Did you mean ${p.word}?`,
  'cli.no-such-file': (p: { file: string }) => `There is no file ${p.file}.`,
  'cli.mend-path': 'Check how it is written, and from which folder.',
  'cli.mend-space': 'Free some space and run the command again.',
  'cli.mend-make-folder': 'Make the folder first, or name another place.',
  'cli.mend-close-other': 'Close it there and run the command again.',
  'cli.mend-elsewhere': 'Mend that and run the command again, or name another place.',
  'cli.output-lost': (p: { detail: string }) => `The output could not be written: ${p.detail}.`,
  'cli.bad-arguments': (p: { detail: string }) => `${p.detail}.`,
  'cli.bad-choice': (p: { option: string; given: string; values: string }) =>
    `--${p.option} cannot be "${p.given}"; it is one of ${p.values}.`,
  'cli.one-file': (p: { count: number }) =>
    p.count === 0 ? 'A model file is missing.' : `One model file is expected, not ${String(p.count)}.`,
  'cli.no-files': 'Files to import are missing.',
  'cli.missing-option': (p: { option: string }) => `--${p.option} is missing, or empty.`,
  'cli.changed-meanwhile': (p: { file: string }) => `${p.file} was changed by somebody else meanwhile; nothing was written.`,
  'cli.gone-meanwhile': (p: { file: string }) => `${p.file} was deleted by somebody else meanwhile; nothing was written.`,
  'cli.mend-again': 'Run the command again.',
  'cli.failed': (p: { detail: string }) => `Gabion failed: ${p.detail}. This is a fault of Gabion; nothing was written.`,
  'cli.check.questions': (p: { count: number }) => `${plural(p.count, 'question')} that nobody has answered:`,
  'cli.check.hygiene': (p: { count: number }) => `${plural(p.count, 'remark')} on the model:`,
  'cli.check.sum': (p: { critical: number; high: number; medium: number; low: number; questions: number }) =>
    `Open threats: ${String(p.critical)} critical, ${String(p.high)} high, ${String(p.medium)} medium, ${String(p.low)} low. ${plural(p.questions, 'open question')}.`,
  'cli.check.because': 'because',
  'cli.check.first': (p: { name: string }) => `for instance ${p.name}, because`,
  'cli.check.expired': (p: { count: number }) => `${plural(p.count, 'decision has', 'decisions have')} expired:`,
  'cli.check.fails': (p: { open: number; expired: number; limit: string }) =>
    `Fails: ${[
      ...(p.open > 0 ? [`${plural(p.open, 'open threat')} ${p.limit === 'critical' ? 'that is critical' : `at or above ${p.limit}`}`] : []),
      ...(p.expired > 0 ? [plural(p.expired, 'expired decision')] : []),
    ].join(', ')}.`,
  'cli.fmt.same': (p: { file: string }) => `${p.file} is in canonical form.`,
  'cli.fmt.written': (p: { file: string }) => `${p.file} was put into canonical form.`,
  'cli.fmt.differs': (p: { file: string }) => `${p.file} is not in canonical form; gabion fmt mends it.`,
  'cli.tree.above': '(as above)',
  'cli.tree.legend': 'Numbered steps, in their order, are the cheapest attack; (≤ n) is the most that getting there costs.',
  'cli.tree.no-goals': 'The model has no assets and no data stores; name a goal with --goal.',
  'cli.tree.goal-exact': (p: { cost: number; count: string }) =>
    `cheapest attack ${String(p.cost)}, ${p.count} minimal ${p.count === '1' ? 'attack' : 'attacks'}`,
  'cli.tree.goal-bound': (p: { cost: number }) => `cheapest attack at most ${String(p.cost)}; too large to be exact`,
  'cli.tree.goal-impossible': 'no attack follows from the model',
  'cli.policies.new': 'new',
  'cli.policies.changed': 'changed',
  'cli.policies.same': 'the same as before',
  'cli.policies.documents': (p: { count: number }) => plural(p.count, 'object'),
  'cli.policies.closes': (p: { count: number }) => `closes ${plural(p.count, 'threat')}`,
  'cli.policies.closes-nothing': 'closes nothing that is open now',
  'cli.policies.proof': (p: { flowsPassing: number; flows: number; pairsRefused: number; pairs: number }) =>
    `${String(p.flowsPassing)} of ${String(p.flows)} flows pass, ${String(p.pairsRefused)} of ${String(p.pairs)} other pairs are refused`,
  'cli.policies.is-draft': (p: { reason: string }) => `a DRAFT: ${p.reason}`,
  'cli.policies.left-out': (p: { reason: string }) => `left out, a draft: ${p.reason}`,
  'cli.policies.drafts-hint': 'With --drafts they are written too, each with what it would cut.',
  'cli.policies.no-folder': (p: { folder: string }) => `${p.folder} is a file, and policies are written into a folder.`,
  'cli.policies.mend-folder': 'Name a folder with -o.',
  'cli.policies.none': 'No workloads in namespaces; no policies follow from this model.',
  'cli.report.written': (p: { file: string }) => `${p.file} was written.`,
  'cli.report.written-both': (p: { file: string; picture: string }) => `${p.file} and ${p.picture} were written.`,
  'cli.report.format': (p: { file: string }) => `Neither --format nor the ending of ${p.file} says which format.`,
  'cli.import.no-manifests': (p: { named: string }) => `There is no YAML or JSON file in ${p.named}.`,
  'cli.import.mend-manifests': 'Name files as `helm template`, `kustomize build` or `kubectl get -o yaml` print them, or a folder of them.',
  'cli.import.written': (p: { file: string; added: number; changed: number; vanished: number }) =>
    `${p.file}: ${String(p.added)} added, ${String(p.changed)} changed, ${String(p.vanished)} vanished.`,
  'cli.import.kept': (p: { count: number }) =>
    p.count === 1
      ? 'One answer in the model says otherwise than the files; the answer stays.'
      : `${String(p.count)} answers in the model say otherwise than the files; the answers stay.`,
  'cli.import.unchanged': (p: { file: string }) => `${p.file} says all of this already; nothing was written.`,
} as const;
