import { z } from 'zod';
import { answerKey, assetId, boundaryId, diagramId, elementId, flowId, mitigationKey, propertyName, threatKey } from '../model/ids';
import {
  answerSchema,
  assetSchema,
  boundarySchema,
  decisionSchema,
  elementSchema,
  flowSchema,
  importedSchema,
  mitigationSchema,
  placementSchema,
  propertyValue,
  treeSchema,
} from '../model/schema';
import type { Edit } from '../model/edit';
import type { Problem } from '../messages/message';
import type { AnalysisDelta } from './delta';
import type { Explanation, Reason, Truth } from './findings';
import type { PropertyView } from './session';

z.config({ jitless: true });

// Entries inside an edit are the model's own: their properties are a Map already, where a file has an object.
const properties = { properties: z.map(propertyName, propertyValue).optional() };

const entry = <S extends string, K extends z.ZodType, V extends z.ZodType>(section: S, id: K, to: V) =>
  z.object({ section: z.literal(section), id, to: to.optional(), before: id.optional() });

const header = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  owner: z.string().optional(),
  packs: z.array(z.string()).readonly().optional(),
  ...properties,
});

const change = z.discriminatedUnion('section', [
  entry('imported', z.string(), importedSchema),
  entry('boundaries', boundaryId, boundarySchema.extend(properties)),
  entry('elements', elementId, elementSchema.extend(properties)),
  entry('assets', assetId, assetSchema),
  entry('flows', flowId, flowSchema.extend(properties)),
  entry('answers', answerKey, answerSchema),
  entry('decisions', threatKey, decisionSchema),
  entry('mitigations', mitigationKey, mitigationSchema),
  entry('trees', z.string(), treeSchema),
  z.object({
    section: z.literal('layout'),
    diagram: diagramId,
    id: z.string(),
    to: placementSchema.optional(),
    before: z.string().optional(),
  }),
  z.object({ section: z.literal('header'), to: header }),
]);

/** An edit as it comes through a message: shapes checked, values as the model holds them. Its label is passed through. */
const edit = z
  .object({ label: z.object({ id: z.string() }).loose(), changes: z.array(change).readonly() })
  // exactOptionalPropertyTypes: zod's optional keys admit undefined, which the structured clone never sends.
  .transform((value) => value as unknown as Edit);

const outlook = z.enum(['as-is', 'as-planned', 'undone']);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const revision = z.number().int().min(0);
const request = z.number().int();
const id = z.string().max(1_300);

/** What the interface asks of the analysis worker. `request` numbers come back with the answer. */
export const analysisRequest = z.discriminatedUnion('kind', [
  /** Begins anew with a model in plain form (`modelToPlain`). */
  z.object({ kind: z.literal('open'), model: z.unknown(), revision, outlook, today: day }),
  z.object({ kind: z.literal('edit'), edit, revision }),
  z.object({ kind: z.literal('look'), outlook }),
  z.object({ kind: z.literal('today'), today: day }),
  z.object({ kind: z.literal('explain'), request, key: threatKey }),
  z.object({ kind: z.literal('why'), request, rule: id, subject: id }),
  z.object({ kind: z.literal('properties'), request, subject: id }),
]);
/** The same as it is sent: the model still plain, the edit not yet checked. */
export type AnalysisRequestMessage = z.input<typeof analysisRequest>;

/** What the analysis worker says. An explanation of a threat that is gone has none. */
export type AnalysisReply =
  | { readonly kind: 'delta'; readonly delta: AnalysisDelta }
  | { readonly kind: 'explanation'; readonly request: number; readonly revision: number; readonly explanation?: Explanation }
  | {
      readonly kind: 'reasons';
      readonly request: number;
      readonly revision: number;
      readonly truth?: Truth;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: 'properties'; readonly request: number; readonly revision: number; readonly properties: readonly PropertyView[] }
  /** The request was not what the protocol allows, or came out of turn; nothing was done. Open again. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };
