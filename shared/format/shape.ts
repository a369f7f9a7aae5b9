import {
  answerSchema,
  assetSchema,
  boundarySchema,
  decisionSchema,
  elementSchema,
  flowSchema,
  importedSchema,
  mitigationSchema,
  modelSchema,
  placementSchema,
  treeSchema,
} from '../model/schema';

/**
 * What a place of the file may hold, as far as reading and writing need to know: which keys, in which order, and what stands
 * beneath them. The types of values are the schema's business.
 * - `record`: keys known beforehand, written in this order. `loose` ones may have more, which belong to the model.
 * - `section`: any key, each with a value of the same shape.
 * - `properties`: any key, each with a plain value.
 * - `anything`: nothing is known about it.
 */
export type Shape =
  | { readonly kind: 'record'; readonly keys: readonly string[]; readonly loose: boolean; readonly members: ReadonlyMap<string, Shape> }
  | { readonly kind: 'section'; readonly entry: Shape }
  | { readonly kind: 'properties' }
  | { readonly kind: 'anything' };

const ANYTHING: Shape = { kind: 'anything' };
const PROPERTIES: Shape = { kind: 'properties' };
const WITH_PROPERTIES: ReadonlyMap<string, Shape> = new Map([['properties', PROPERTIES]]);

const entry = (schema: { readonly shape: object }, loose = false): Shape => ({
  kind: 'record',
  keys: Object.keys(schema.shape),
  loose,
  members: WITH_PROPERTIES,
});
const section = (schema: { readonly shape: object }, loose = false): Shape => ({ kind: 'section', entry: entry(schema, loose) });

/** The whole file. */
export const FILE_SHAPE: Shape = {
  kind: 'record',
  keys: Object.keys(modelSchema.shape),
  loose: false,
  members: new Map<string, Shape>([
    ['imported', section(importedSchema)],
    ['properties', PROPERTIES],
    ['boundaries', section(boundarySchema)],
    ['elements', section(elementSchema)],
    ['assets', section(assetSchema)],
    ['flows', section(flowSchema)],
    ['answers', section(answerSchema)],
    ['decisions', section(decisionSchema)],
    ['mitigations', section(mitigationSchema)],
    ['trees', section(treeSchema, true)],
    ['layout', { kind: 'section', entry: section(placementSchema) }],
  ]),
};

/** What stands beneath a key. */
export function shapeBeneath(shape: Shape, key: string): Shape {
  switch (shape.kind) {
    case 'record':
      return shape.members.get(key) ?? ANYTHING;
    case 'section':
      return shape.entry;
    case 'properties':
    case 'anything':
      return ANYTHING;
  }
}

/** Keys of the whole file that have a meaning only in a later version: the schema has them, the model does not. */
export const RESERVED_KEYS: readonly string[] = ['include', 'review'];

/** True if a key is kept for a later version. */
export function isReserved(shape: Shape, key: string): boolean {
  return shape === FILE_SHAPE && RESERVED_KEYS.includes(key);
}

/** True if the format says what this key means, or leaves keys open here. */
export function knows(shape: Shape, key: string): boolean {
  return shape.kind !== 'record' || shape.loose || shape.keys.includes(key);
}
