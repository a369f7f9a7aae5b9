import { z } from 'zod';
import { propertyName, typeId } from '../model/ids';
import { propertyValue } from '../model/schema';
import { condition } from './condition-form';

z.config({ jitless: true });

/** Ids of rules, controls, tools…: lower case words joined by hyphens; a pack prefixes its own with `pack/`. */
const entryId = z
  .string()
  .max(120)
  .regex(/^(?:[a-z0-9][a-z0-9-]*\/)?[a-z0-9][a-z0-9-]*$/);
const sentence = z.string().min(1).max(400);
const prose = z.string().min(1).max(1_200);
const references = z.array(z.string().min(1).max(500)).readonly();
const formerly = z.array(entryId).readonly();

/** A value with the reason why a reader may believe it without anybody having said so. */
const defaultValue = z.strictObject({ value: propertyValue, because: sentence });
const defaults = z.record(propertyName, defaultValue);
export type DefaultValue = Readonly<z.output<typeof defaultValue>>;

export const subjectKind = z.enum(['element', 'flow', 'boundary', 'asset', 'model']);

/** `properties/`: what can be known about a thing, how it is asked, what an answer means. */
export const propertySchema = z.strictObject({
  id: propertyName,
  name: sentence.describe('What the inspector calls it'),
  type: z.enum(['boolean', 'enum', 'number', 'text', 'set']),
  values: z.record(z.string(), sentence).optional().describe('For enums: each value and what it means'),
  unit: z.string().optional(),
  appliesTo: z.array(subjectKind).min(1).readonly(),
  types: z.array(typeId).readonly().optional().describe('Only for these stencils and what inherits from them'),
  group: z.enum(['identity', 'exposure', 'hardening', 'data', 'supply-chain', 'operations']),
  question: sentence.describe('In plain words; {{subject}} stands for its name'),
  questionInside: sentence.optional().describe('The same, asked of a boundary for everything inside'),
  answers: z.record(z.string(), sentence).optional().describe('What each answer means, by "true", "false" or the enum value'),
  says: z
    .record(z.string(), sentence)
    .optional()
    .describe(
      'What a value says of a thing, as a sentence with {{subject}}, or {{from}} and {{to}}: by "true", "false" or the enum value; else "value", with {{value}}, "empty" for an empty list or text, or a value that reads otherwise',
    ),
  howToFind: prose.optional().describe('How to find out, a command if there is one'),
  inherits: z.boolean().default(false).describe('A value on a boundary holds for what is inside; for flows, with both ends inside'),
  askOn: z
    .array(typeId)
    .readonly()
    .optional()
    .describe(
      'The question is asked once, of the nearest boundary of one of these types; needs inherits where the subject is not the boundary',
    ),
  askPer: z
    .enum(['image'])
    .optional()
    .describe('image: where nobody has said, the image decides, so all workloads of one image are asked about at once'),
  askAfter: z
    .strictObject({
      property: propertyName,
      unless: z.array(propertyValue).readonly().default([]).describe('Answers after which nobody needs to ask any more'),
    })
    .optional()
    .describe('Asked only once another property of the thing, or of the nearest boundary that has it, is known, or nobody knows it'),
  priority: z.number().int().min(0).max(9).default(0).describe('Breaks ties between questions; higher first'),
  references: references.optional(),
});
export type PropertyEntry = Readonly<z.output<typeof propertySchema>>;

/** `stencils/`: what things exist. The id is the type that a model names. */
export const stencilSchema = z.strictObject({
  id: typeId,
  name: sentence,
  kind: z.enum(['process', 'store', 'actor', 'boundary']).describe('How it is drawn and what it can be'),
  use: z.enum(['role', 'deployment', 'boundary', 'abstract']).describe('`type`, `runsAs`, a boundary, or only a common ancestor'),
  extends: z.array(typeId).readonly().default([]),
  group: z.string().describe('The palette group; not shown if it is "hidden"'),
  icon: z.string().max(50),
  key: z.string().length(1).optional(),
  keywords: z.array(z.string()).readonly().default([]),
  description: prose,
  line: z.enum(['network', 'cluster', 'namespace', 'host']).optional().describe('For boundaries: which line is drawn'),
  defaults: defaults.optional(),
  references: references.optional(),
});
export type StencilEntry = Readonly<z.output<typeof stencilSchema>>;

/** `images/`: what an image's repository tells about what runs. It never makes a flow, a version claim or an asset. */
export const imageSchema = z.strictObject({
  id: entryId,
  repositories: z.array(z.string()).min(1).readonly().describe('Repository paths without a registry and tag: `redis`, `bitnami/redis`'),
  type: typeId,
  ports: z.record(z.string().regex(/^\d+$/), z.string()).default({}).describe('The protocol that usually listens at a port'),
  defaults: defaults.optional(),
  settings: z
    .record(z.string().regex(/^(?:[A-Z][A-Z0-9_]*|--[a-z][a-z0-9-]*)$/), z.record(propertyName, propertyValue))
    .default({})
    .describe(
      'An environment variable (or `--argument`) that a manifest sets, to anything but an empty value, `false`, `no` or `0`, and what is then so instead of the default',
    ),
  references: references.optional(),
});
export type ImageEntry = Readonly<z.output<typeof imageSchema>>;

/** `conditions/`: a condition with a name, shared by rules. */
export const namedConditionSchema = z.strictObject({ id: entryId, description: sentence, when: condition });
export type NamedCondition = Readonly<z.output<typeof namedConditionSchema>>;

export const stride = z.enum([
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
]);
export type Stride = z.output<typeof stride>;

const rating = z.number().int().min(1).max(5);

/** Where an attack fact holds: the rule's subject, an end of the flow, or the nearest boundary of a type around the subject. */
export const factPlace = z.union([
  z.enum(['subject', 'from', 'to']).transform((at) => ({ at }) as const),
  z.strictObject({ around: typeId }).transform(({ around }) => ({ at: 'around', type: around }) as const),
]);
export type FactPlace = Readonly<z.output<typeof factPlace>>;
/**
 * What an attacker can have (ATTACK-TREES, "Growing trees from the architecture"). `reach`: send it packets. `exec`: run
 * code in it; of a boundary: in some workload inside. `root`: the host under it; of a cluster: a node. `identity`: act as
 * its account. `has`: hold its credential. `read`, `write`, `deny`: its data or service. `intercept`: see or change
 * what flows. `controls`: decide what runs there or is delivered to it.
 */
export const factKind = z.enum(['reach', 'exec', 'root', 'identity', 'has', 'read', 'write', 'deny', 'intercept', 'controls']);
export type FactKind = z.output<typeof factKind>;
const fact = z
  .partialRecord(factKind, factPlace)
  .refine((entries) => Object.keys(entries).length === 1, { error: 'one fact an item' })
  .transform((entries) => {
    const [entry] = Object.entries(entries);
    if (!entry) throw new RangeError('unreachable: refined to one entry');
    return { kind: factKind.parse(entry[0]), place: entry[1] };
  });
export type FactPattern = Readonly<z.output<typeof fact>>;

/** What the attacker does and what it takes; costs are in thousands of euros of effort, rough on purpose. */
const attackStep = z.strictObject({
  action: sentence.describe('What the attacker does, in the infinitive: "read the packets on the node"'),
  cost: z.number().min(0),
  time: z.number().min(0).describe('Hours'),
  skill: rating,
  detectability: rating.describe('1 nobody would notice, 5 everybody would'),
  probability: z.number().min(0).max(1).describe('That it works when tried'),
});
export type AttackStep = Readonly<z.output<typeof attackStep>>;

const expectation = z.union([z.enum(['fires', 'refuted']), z.strictObject({ asks: propertyName })]);
const example = z.strictObject({
  name: sentence.optional(),
  model: z.record(z.string(), z.unknown()).describe('Sections of a model file, without `gabion:`'),
  subject: z.string(),
  expect: expectation,
});
export type RuleExample = Readonly<z.output<typeof example>>;

const attackId = z.string().regex(/^T\d{4}(?:\.\d{3})?$/);

/** `threats/`: when something is wrong, and what it lets an attacker do. */
export const ruleSchema = z.strictObject({
  id: entryId,
  name: sentence.describe('What is wrong, without names: the row that gathers many subjects'),
  title: sentence.describe('What is wrong, with names: {{subject}}, {{from}}, {{to}}, {{boundary}}, {{property.image}}'),
  threat: z.boolean().default(true).describe('false: only a step of attack trees'),
  subject: subjectKind,
  when: condition,
  description: prose.describe('What an attacker does with it, in this system; the same names as in the title'),
  stride: z.array(stride).readonly().default([]),
  attack: z.array(attackId).readonly().default([]),
  capec: z
    .array(z.string().regex(/^CAPEC-\d+$/))
    .readonly()
    .default([]),
  cwe: z
    .array(z.string().regex(/^CWE-\d+$/))
    .readonly()
    .default([]),
  likelihood: z.strictObject({
    base: rating,
    because: sentence,
    raise: z
      .array(z.strictObject({ when: condition, by: z.number().int().min(-3).max(3), because: sentence }))
      .readonly()
      .default([]),
  }),
  impact: z.strictObject({
    base: rating.describe('Where no asset says otherwise'),
    because: sentence,
    assets: z
      .enum(['touched', 'none'])
      .default('touched')
      .describe('touched: the assets that the subject carries or stores, or that things inside store, raise it'),
  }),
  needs: z.array(fact).readonly().default([]),
  gains: z.array(fact).readonly().default([]),
  step: attackStep.optional(),
  counteredBy: z.array(entryId).readonly().default([]),
  detectedBy: z.array(entryId).readonly().default([]),
  supersedes: z.array(entryId).readonly().default([]).describe('Rules whose finding about the same subject this one replaces'),
  verify: prose.describe('How a person checks that it is so'),
  notWhen: prose.describe('When it is no threat although it looks like one'),
  references: references.default([]),
  examples: z.array(example).readonly().default([]),
  formerly: formerly.optional(),
});
export type RuleEntry = Readonly<z.output<typeof ruleSchema>>;

/** `hygiene/`: what is doubtful about the model itself, not about the system. */
export const hygieneSchema = z.strictObject({
  id: entryId,
  name: sentence,
  title: sentence,
  subject: subjectKind,
  when: condition,
  description: prose,
  mend: sentence.describe('What to do, as an imperative'),
  examples: z.array(example).readonly().default([]),
  formerly: formerly.optional(),
});
export type HygieneEntry = Readonly<z.output<typeof hygieneSchema>>;

export const phase = z.enum(['develop', 'distribute', 'deploy', 'runtime']);
export type Phase = z.output<typeof phase>;

const effect = z.strictObject({
  on: subjectKind,
  where: condition.optional(),
  flows: z.enum(['inside', 'entering', 'leaving', 'touching']).default('inside').describe('Which flows, when adopted on a boundary'),
  sets: z.record(propertyName, propertyValue),
});
export type ControlEffect = Readonly<z.output<typeof effect>>;

const implementation = z.union([
  entryId.transform((tool) => ({ tool })),
  z.strictObject({ tool: entryId, with: sentence.optional(), maturity: z.enum(['stable', 'beta', 'alpha']).optional() }),
]);

/** `controls/`: what closes a threat, and what that changes in the model. */
export const controlSchema = z.strictObject({
  id: entryId,
  name: sentence,
  description: prose.describe('What to do, as an imperative'),
  phase,
  layer: z.enum([
    'code',
    'build',
    'registry',
    'admission',
    'workload',
    'network',
    'identity',
    'data',
    'host',
    'cloud',
    'detection',
    'people',
  ]),
  principles: z.array(z.string()).readonly().default([]),
  adoptOn: z.array(subjectKind).min(1).readonly().describe('What a person adopts it on'),
  adoptTypes: z.array(typeId).readonly().optional().describe('… of these types; a boundary of one of them is offered first'),
  effects: z.array(effect).readonly().default([]),
  doesNot: sentence.describe('What people wrongly expect of it'),
  implementedBy: z.array(implementation).readonly().default([]),
  cost: z.enum(['low', 'medium', 'high']),
  attackMitigations: z
    .array(z.string().regex(/^M\d{4}$/))
    .readonly()
    .default([]),
  d3fend: z
    .array(z.string().regex(/^D3-[A-Z0-9]+$/))
    .readonly()
    .default([]),
  satisfies: z.record(z.string(), z.array(z.string()).readonly()).default({}).describe('Framework id to clauses'),
  references: references.default([]),
  formerly: formerly.optional(),
});
export type ControlEntry = Readonly<z.output<typeof controlSchema>>;

/** `tools/`: what implements a control, and how. */
export const toolSchema = z.strictObject({
  id: entryId,
  name: z.string(),
  home: z.string().describe("The project's own address, or whose project it is part of"),
  cncf: z.enum(['graduated', 'incubating', 'sandbox', 'archived']).optional(),
  licence: z.string(),
  phases: z.array(phase).min(1).readonly(),
  description: prose,
  doesNot: sentence,
  references: references.default([]),
});
export type ToolEntry = Readonly<z.output<typeof toolSchema>>;

/** `detections/`: what would notice a technique, and from which telemetry. */
export const detectionSchema = z.strictObject({
  id: entryId,
  name: sentence,
  attack: z.array(attackId).min(1).readonly(),
  telemetry: z.array(z.string()).min(1).readonly(),
  tools: z.array(entryId).readonly().default([]),
  description: prose,
  misses: sentence,
});
export type DetectionEntry = Readonly<z.output<typeof detectionSchema>>;

/** `attackers/`: who attacks, from where, with what. */
export const attackerSchema = z.strictObject({
  id: entryId,
  name: sentence,
  description: prose,
  startsAt: condition.describe('The elements that the attacker has from the start'),
  skill: rating,
  budget: z.number().min(0),
});
export type AttackerEntry = Readonly<z.output<typeof attackerSchema>>;

/** `frameworks/`: clauses of standards, by id; titles only where the licence lets us (else our own words, or none). */
export const frameworkSchema = z.strictObject({
  id: entryId,
  name: sentence,
  version: z.string(),
  licence: sentence,
  clauses: z.record(z.string(), z.string()),
});
export type FrameworkEntry = Readonly<z.output<typeof frameworkSchema>>;

/** `asset-suggestions/`: what may be worth protecting, offered when names of things suggest it; never assumed. */
export const assetSuggestionSchema = z.strictObject({
  id: entryId,
  words: z
    .array(z.string().regex(/^[a-z]+$/))
    .min(1)
    .readonly()
    .describe("Parts of an element's name"),
  asset: z.strictObject({
    name: sentence,
    confidentiality: z.enum(['public', 'internal', 'confidential', 'restricted']),
    integrity: z.enum(['low', 'medium', 'high']),
    availability: z.enum(['low', 'medium', 'high']),
  }),
});

/** `attack/`: ATT&CK as generated from the facts, with MITRE's notice. */
export const attackSchema = z.strictObject({
  version: z.string(),
  notice: z.string(),
  tactics: z.array(z.strictObject({ id: z.string(), name: z.string(), shortName: z.string() })).readonly(),
  techniques: z.array(z.strictObject({ id: attackId, name: z.string(), tactics: z.array(z.string()).readonly() })).readonly(),
  mitigations: z.array(z.strictObject({ id: z.string(), name: z.string() })).readonly(),
  renumbered: z.record(attackId, attackId).default({}).describe('Ids that no longer exist, and the technique that each became'),
});

/** The compiled catalog: what `build/` writes from `catalogs/` and every part of Gabion reads. */
export const catalogSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  hash: z.string().describe('SHA-256 of everything but this field, in hexadecimal'),
  properties: z.array(propertySchema).readonly(),
  stencils: z.array(stencilSchema).readonly(),
  images: z.array(imageSchema).readonly(),
  conditions: z.array(namedConditionSchema).readonly(),
  threats: z.array(ruleSchema).readonly(),
  hygiene: z.array(hygieneSchema).readonly(),
  controls: z.array(controlSchema).readonly(),
  tools: z.array(toolSchema).readonly(),
  detections: z.array(detectionSchema).readonly(),
  attackers: z.array(attackerSchema).readonly(),
  frameworks: z.array(frameworkSchema).readonly(),
  assetSuggestions: z.array(assetSuggestionSchema).readonly(),
  attack: attackSchema,
});
/** The compiled catalog as JSON (conditions in their YAML form), before parsing. */
export type CatalogJson = z.input<typeof catalogSchema>;
export type CatalogEntries = Readonly<z.output<typeof catalogSchema>>;
