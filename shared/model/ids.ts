import { z } from 'zod';

/** A string that names one kind of thing; the brand keeps a flow's id from being passed for an element's. */
type Id<Kind extends string> = string & { readonly __id: Kind };

export type ElementId = Id<'element'>;
export type FlowId = Id<'flow'>;
export type BoundaryId = Id<'boundary'>;
export type AssetId = Id<'asset'>;
export type DiagramId = Id<'diagram'>;
/** A stencil's id: the type of an element or boundary, for instance `kubernetes/deployment`. */
export type TypeId = Id<'type'>;
/** A property's name, in camel case: `readOnlyRootFilesystem`. */
export type PropertyName = Id<'property'>;

/** The id by which questions and controls address the model as a whole. No entry may take it. */
export const MODEL_SUBJECT = 'model';

/** Anything a threat, a question or a control can be about. */
export type SubjectId = ElementId | FlowId | BoundaryId | AssetId | typeof MODEL_SUBJECT;

/** `rule@subject`, or `rule@in:boundary` for that threat on everything inside the boundary. */
export type ThreatKey = Id<'threat-key'>;
/** `control@subject`. */
export type MitigationKey = Id<'mitigation-key'>;
/** `property@subject`. */
export type AnswerKey = Id<'answer-key'>;

/** The grammar of ids: DESIGN, "The model file". `@` and `:` join ids into keys and never stand inside one. */
export const ID_PATTERN = /^[a-z0-9][a-z0-9._-]*$/;
/** Long enough for a Kubernetes name with its namespace on both ends of a flow. */
export const MAX_ID_LENGTH = 600;
/** YAML gives a key on its own line 1,024 characters, quotes included. */
const MAX_KEY_LENGTH = 1_000;

const KEY_PATTERN = /^(?<what>[A-Za-z0-9][A-Za-z0-9._/-]*)@(?<inside>in:)?(?<subject>[a-z0-9][a-z0-9._-]*)$/;

const idSchema = <T extends string>() =>
  z
    .string()
    .max(MAX_ID_LENGTH)
    .regex(ID_PATTERN)
    .refine((id) => id !== MODEL_SUBJECT, { error: 'the id "model" is reserved' })
    .transform((id) => id as T);
const keySchema = <T extends string>() =>
  z
    .string()
    .max(MAX_KEY_LENGTH)
    .regex(KEY_PATTERN)
    .transform((key) => key as T);

export const elementId = idSchema<ElementId>();
export const flowId = idSchema<FlowId>();
export const boundaryId = idSchema<BoundaryId>();
export const assetId = idSchema<AssetId>();
export const diagramId = idSchema<DiagramId>();
export const typeId = z
  .string()
  .max(200)
  .regex(/^[a-z0-9][a-z0-9-]*(?:\/[a-z0-9][a-z0-9-]*)*$/)
  .transform((id) => id as TypeId);
export const propertyName = z
  .string()
  .max(100)
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .transform((name) => name as PropertyName);
export const threatKey = keySchema<ThreatKey>();
export const mitigationKey = keySchema<MitigationKey>();
export const answerKey = keySchema<AnswerKey>();

/** The parts of `what@subject`; `inside` tells that the key speaks of everything inside a boundary. */
export interface KeyParts {
  readonly what: string;
  readonly subject: string;
  readonly inside: boolean;
}

/** Takes a threat's, mitigation's or answer's key apart; undefined if it is not one. */
export function splitKey(key: string): KeyParts | undefined {
  const groups = KEY_PATTERN.exec(key)?.groups;
  const { what, subject, inside } = groups ?? {};
  return what === undefined || subject === undefined ? undefined : { what, subject, inside: inside !== undefined };
}

const join = (what: string, subject: string) => `${what}@${subject}`;
/** The key of the threat that `rule` finds on `subject`. */
export const threatKeyOf = (rule: string, subject: string): ThreatKey => join(rule, subject) as ThreatKey;
/** The key of a decision about `rule` on everything inside `boundary`. */
export const threatKeyInside = (rule: string, boundary: string): ThreatKey => join(rule, `in:${boundary}`) as ThreatKey;
/** The key of `control` adopted on `subject`. */
export const mitigationKeyOf = (control: string, subject: string): MitigationKey => join(control, subject) as MitigationKey;
/** The key of the answer to "what is `property` of `subject`?". */
export const answerKeyOf = (property: string, subject: string): AnswerKey => join(property, subject) as AnswerKey;

/**
 * A readable id from what a person calls a thing: lower case, accents dropped, everything else a hyphen.
 * `idFromName('Café Orders (EU)')` is `cafe-orders-eu`; a name without a single Latin letter or digit gives `fallback`.
 */
export function idFromName(name: string, fallback: string): string {
  const id = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 100);
  return id === '' || id === MODEL_SUBJECT ? fallback : id;
}

/** The first of `wanted`, `wanted_2`, `wanted_3` … that is not taken. */
export function freeId(wanted: string, taken: { has(id: string): boolean }): string {
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${wanted}_${String(n)}`)) n += 1;
  return `${wanted}_${String(n)}`;
}
