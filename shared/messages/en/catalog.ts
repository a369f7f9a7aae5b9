/** What reading and checking catalogs says to people. Every key starts with `catalog.`. */
export const catalog = {
  'catalog.entry-invalid': (p: { expected: string }) => `This catalog entry is not as it must be: ${p.expected}.`,
  'catalog.yaml': (p: { what: string }) => `This is no YAML that Gabion reads: ${p.what}`,
  'catalog.unknown-folder': (p: { folder: string }) => `No kind of entry has the folder "${p.folder}".`,
  'catalog.duplicate-id': (p: { id: string; other: string }) => `"${p.id}" is taken by ${p.other}.`,
  'catalog.id-not-file': (p: { id: string; promised: string }) => `The id is "${p.id}", but the file is named "${p.promised}".`,
  'catalog.no-attack': 'The techniques of ATT&CK are missing; build/catalog/attack-facts.mjs writes them.',

  'catalog.no-such': (p: { what: string; id: string }) => `There is no ${p.what} "${p.id}".`,
  'catalog.no-technique': (p: { id: string; version: string }) => `ATT&CK ${p.version} has no technique ${p.id}.`,
  'catalog.renumbered-technique': (p: { id: string; now: string; name: string }) =>
    `${p.id} no longer exists; it became ${p.now}, ${p.name}.`,

  'catalog.value-misfit': (p: { property: string; wanted: string; value: string }) =>
    `${p.property} cannot be "${p.value}"; it is ${p.wanted}.`,
  'catalog.matcher-misfit': (p: { property: string; type: string; matcher: string }) =>
    `${p.property} is a ${p.type}, which cannot be compared by ${p.matcher}.`,
  'catalog.property-misfit': (p: { property: string; kind: string }) => `No ${p.kind} has the property ${p.property}.`,
  'catalog.type-misfit': (p: { type: string; kind: string }) => `No ${p.kind} is a ${p.type}.`,
  'catalog.atom-misfit': (p: { atom: string; kind: string }) =>
    `"${p.atom}" says nothing about a thing of the kind ${p.kind}; it would always be false.`,
  'catalog.named-misfit': (p: { name: string; kind: string; atom: string }) =>
    `The condition "${p.name}" holds "${p.atom}", which says nothing about a thing of the kind ${p.kind}.`,
  'catalog.condition-cycle': (p: { id: string }) => `The condition "${p.id}" leads back to itself.`,

  'catalog.enum-values': 'A property of the type enum lists its values with their meaning, and no other does.',
  'catalog.answer-missing': (p: { answer: string }) => `What the answer "${p.answer}" means is not said.`,
  'catalog.question-inside-missing': 'A property that a boundary passes down needs `questionInside`, the question asked of that boundary.',
  'catalog.ask-after-cycle': (p: { id: string }) => `The question about ${p.id} waits for itself.`,
  'catalog.ask-on-needs-inherits': 'The answer is given on a boundary, but is not passed down from it; add `inherits: true`.',
  'catalog.default-misfit': (p: { property: string; type: string }) => `Nothing of the type ${p.type} has the property ${p.property}.`,
  'catalog.stencil-cycle': (p: { id: string }) => `"${p.id}" inherits from itself.`,
  'catalog.use-misfit': (p: { use: string; kind: string }) => `A stencil drawn as ${p.kind} cannot be used as ${p.use}.`,
  'catalog.line-misfit': 'Boundaries say which line is drawn, and nothing else does.',

  'catalog.unknown-placeholder': (p: { name: string; known: string }) =>
    `"{{${p.name}}}" is filled by nothing; there are ${p.known} and property.<name>.`,
  'catalog.placeholder-misfit': (p: { name: string; kind: string }) =>
    `"{{${p.name}}}" is filled for flows alone; this is about ${p.kind}.`,
  'catalog.empty-phrase': (p: { phrase: string }) => `"${p.phrase}" says nothing; say what is so, or what to do.`,
  'catalog.title-full-stop': 'A title has no full stop.',
  'catalog.title-names-nothing': 'The title names nothing: use {{subject}}, or {{from}} and {{to}}.',
  'catalog.name-with-placeholder': 'The name gathers many subjects and names none.',
  'catalog.too-many-words': (p: { words: number; most: number }) =>
    `${String(p.words)} words; a description has at most ${String(p.most)}.`,

  'catalog.fact-end': '`from` and `to` are the ends of a flow; this rule is not about flows.',
  'catalog.step-incomplete': 'A rule that attack trees use has both `gains` and `step`.',
  'catalog.neither-threat-nor-step': 'The rule is no threat and no attack step: nothing would use it.',
  'catalog.stride-missing': 'A threat says which letters of STRIDE it is.',
  'catalog.supersedes-misfit': (p: { id: string }) =>
    `"${p.id}" cannot be superseded by this rule: it is about another kind of thing, or supersedes this one.`,
  'catalog.twin-rules': (p: { id: string }) => `This rule and "${p.id}" differ in wording or type alone; make them one.`,
  'catalog.control-without-effect': 'The control sets nothing that a rule reads: it would close nothing.',
  'catalog.named-by-nothing': (p: { what: string }) => `This stands in ${p.what}.`,

  'catalog.example-missing': (p: { kind: string }) =>
    `No example shows that it ${p.kind === 'fires' ? 'fires' : p.kind === 'asks' ? 'asks' : 'is refuted'}.`,
  'catalog.example-invalid': (p: { what: string }) => `The example is no model: ${p.what}`,
  'catalog.example-subject': (p: { subject: string }) => `The example has no "${p.subject}".`,
  'catalog.example-fails': (p: { expected: string; outcome: string }) => `The example should ${p.expected}, but ${p.outcome}.`,
  'catalog.mutant-survives': (p: { change: string; clause: string }) => `No example notices when this clause is ${p.change}: ${p.clause}`,
  'catalog.counter-without-place': (p: { control: string; places: string }) =>
    `No example that fires has a place for "${p.control}" (${p.places}).`,
  'catalog.counter-closes-nothing': (p: { control: string }) =>
    `"${p.control}" does not close this in any example, wherever it is adopted.`,
} as const;
