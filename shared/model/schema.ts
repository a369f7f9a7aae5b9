import { z } from 'zod';
import {
  answerKey,
  assetId,
  boundaryId,
  diagramId,
  elementId,
  flowId,
  ID_PATTERN,
  MAX_ID_LENGTH,
  mitigationKey,
  propertyName,
  threatKey,
  typeId,
} from './ids';

// Code generation is forbidden by the page's Content-Security-Policy; without this, zod probes for it and is reported.
z.config({ jitless: true });

/** The format's version that this code reads and writes. */
export const FORMAT_VERSION = 1;

const name = z.string().max(500);
const text = z.string().max(20_000);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a day such as "2026-11-20"' });
const origin = z.string().max(1_000);
const tags = z.array(z.string().max(100)).max(100).readonly();

/** A section of the file: keys are open, so they live in a Map, which no name such as `constructor` can reach into. */
const section = <K extends z.ZodType<string, string>, V extends z.ZodType>(key: K, value: V) =>
  z
    .record(key, value)
    .transform((entries): ReadonlyMap<z.output<K>, z.output<V>> => new Map(Object.entries(entries) as [z.output<K>, z.output<V>][]));

/** A property's value. Absent means that nobody has said. */
export const propertyValue = z.union([
  z.boolean(),
  z.number(),
  z.string().max(20_000),
  z.array(z.string().max(2_000)).max(1_000).readonly(),
]);
export type PropertyValue = z.output<typeof propertyValue>;

const properties = section(propertyName, propertyValue);
export type Properties = z.output<typeof properties>;

/** What elements, boundaries and flows have in common. The order of keys here is the order in which files are written. */
const described = {
  name: name.optional(),
  origin: origin.optional().describe('What an importer made this from, for instance k8s:shop/Deployment/frontend'),
  vanished: z.boolean().optional().describe('The last import no longer contained it'),
  description: text.optional(),
  owner: name.optional(),
  tags: tags.optional(),
  outOfScope: text.optional().describe('Why this is not analysed; its presence takes it out of scope'),
  properties: properties.optional(),
};

export const boundarySchema = z.object({
  type: typeId,
  in: boundaryId.optional(),
  ...described,
});
/** A trust boundary: a line around things that trust each other more than what is outside. */
export type Boundary = Readonly<z.output<typeof boundarySchema>>;

export const elementSchema = z.object({
  type: typeId.describe('The role in the architecture, for instance data/redis'),
  runsAs: typeId.optional().describe('How it is deployed, for instance kubernetes/deployment'),
  in: boundaryId.optional(),
  stores: z
    .array(assetId)
    .max(1_000)
    .readonly()
    .optional()
    .describe('Assets kept here; absent means that nobody has said, [] that there are none'),
  doesNotCall: z
    .array(elementId)
    .max(5_000)
    .readonly()
    .optional()
    .describe('Elements of which somebody has said that this one does not call them; a flow that is drawn all the same wins'),
  ...described,
});
/** A process, a data store or an external actor. */
export type Element = Readonly<z.output<typeof elementSchema>>;

export const flowSchema = z.object({
  from: elementId,
  to: elementId,
  protocol: z.string().max(50).optional(),
  port: z.number().int().min(1).max(65_535).optional(),
  carries: z
    .array(assetId)
    .max(1_000)
    .readonly()
    .optional()
    .describe('Assets carried; absent means that nobody has said, [] that there are none'),
  ...described,
});
/** A call from one element to another; data goes both ways, `from` is who starts it. */
export type Flow = Readonly<z.output<typeof flowSchema>>;

export const confidentiality = z.enum(['public', 'internal', 'confidential', 'restricted']);
export const level = z.enum(['low', 'medium', 'high']);
export const assetSchema = z.object({
  name: name.optional(),
  description: text.optional(),
  owner: name.optional(),
  tags: tags.optional(),
  confidentiality: confidentiality.optional(),
  integrity: level.optional(),
  availability: level.optional(),
});
/** Something worth protecting: data, or a service that must not stop. */
export type Asset = Readonly<z.output<typeof assetSchema>>;

export const answerSchema = z.object({
  by: name.optional(),
  date: day.optional(),
  note: text.optional(),
  unsure: z.boolean().optional().describe('Somebody was asked and did not know'),
  imported: propertyValue.optional().describe('What the last import says, where that is not what a person said'),
});
/** Who said what a property is, kept where a person said it of something that was imported, or where the name is worth keeping. */
export type Answer = Readonly<z.output<typeof answerSchema>>;

export const decisionStatus = z.enum(['accepted', 'transferred', 'avoided', 'false-positive', 'covered']);
export type DecisionStatus = z.output<typeof decisionStatus>;
const rating = z.number().int().min(1).max(5);
export const decisionSchema = z.object({
  status: decisionStatus.optional(),
  reason: text.optional(),
  owner: name.optional(),
  until: day.optional(),
  by: name.optional(),
  date: day.optional(),
  coveredBy: threatKey.optional(),
  likelihood: rating.optional().describe('A person rates the likelihood otherwise than the catalog, 1 to 5; needs a reason'),
  impact: rating.optional().describe('A person rates the impact otherwise than the catalog, 1 to 5; needs a reason'),
});
/** What a person decided about a threat. Without a status it only overrides the risk. */
export type Decision = Readonly<z.output<typeof decisionSchema>>;

export const mitigationStatus = z.enum(['proposed', 'planned', 'in-place', 'verified', 'rejected']);
export type MitigationStatus = z.output<typeof mitigationStatus>;
export const mitigationSchema = z.object({
  status: mitigationStatus,
  tool: z.string().max(200).optional(),
  owner: name.optional(),
  link: z.string().max(2_000).optional(),
  reason: text.optional(),
  due: day.optional(),
  evidence: text.optional(),
});
/** A control adopted on a subject. Only `in-place` and `verified` change what is; the rest change what will be. */
export type Mitigation = Readonly<z.output<typeof mitigationSchema>>;

export const treeSchema = z.looseObject({
  goal: z.string().max(500).describe('read:redis-cart, write:…, deny:…, exec:…'),
  name: name.optional(),
  description: text.optional(),
});
/** A goal whose attack tree is kept; what people edit in the tree will be stored here, everything else is derived. */
export type Tree = Readonly<z.output<typeof treeSchema>>;

export const importScope = z.enum(['all', 'namespace', 'part']);
/** What the files of an import were: all objects of the cluster, of these namespaces, or a part. */
export type ImportScope = z.output<typeof importScope>;
export const importedSchema = z.object({
  scope: importScope,
  files: z.array(z.string().max(1_000)).max(10_000).readonly().optional(),
});
/** What an import covered, by the prefix of the origins it makes (`k8s`). */
export type Imported = Readonly<z.output<typeof importedSchema>>;

const coordinate = z.number().int().min(-1_000_000).max(1_000_000);
const point = z.tuple([coordinate, coordinate]).readonly();
export const placementSchema = z.object({
  at: point.optional().describe('Top left corner, relative to the nearest enclosing boundary that the diagram shows'),
  size: point.optional().describe('Width and height'),
  via: z.array(point).max(100).readonly().optional().describe('Bend points of a flow'),
});
/** Where a diagram shows an element or boundary, or by which points it leads a flow. Integers, world units. */
export type Placement = Readonly<z.output<typeof placementSchema>>;
export type Point = readonly [x: number, y: number];

const subjectPlacementKey = z.string().max(MAX_ID_LENGTH).regex(ID_PATTERN);
/** Keys that people name: one line, without control characters. */
const treeKey = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u);
const originPrefix = z.string().max(50).regex(ID_PATTERN);

/** A diagram on which nothing stands is none: what the last placement's removal leaves, and what undo comes back to, are the same. */
const layout = section(diagramId, section(subjectPlacementKey, placementSchema)).transform(
  (diagrams): typeof diagrams => new Map([...diagrams].filter(([, placements]) => placements.size > 0)),
);

export const modelSchema = z.object({
  gabion: z.literal(FORMAT_VERSION),
  title: name.optional(),
  description: text.optional(),
  owner: name.optional(),
  packs: z.array(z.string().max(500)).max(50).readonly().optional(),
  include: z.array(z.string().max(500)).max(50).readonly().optional().describe('Reserved: shared parts in other files'),
  review: z.looseObject({}).optional().describe('Reserved: cadence and date of the last review'),
  imported: section(originPrefix, importedSchema).optional(),
  properties: properties.optional(),
  boundaries: section(boundaryId, boundarySchema).optional(),
  elements: section(elementId, elementSchema).optional(),
  assets: section(assetId, assetSchema).optional(),
  flows: section(flowId, flowSchema).optional(),
  answers: section(answerKey, answerSchema).optional(),
  decisions: section(threatKey, decisionSchema).optional(),
  mitigations: section(mitigationKey, mitigationSchema).optional(),
  trees: section(treeKey, treeSchema).optional(),
  layout: layout.optional(),
});

/** The file's content as YAML or JSON gives it. */
export type PlainModel = z.input<typeof modelSchema>;
