import type { z } from 'zod';
import {
  assetSuggestionSchema,
  attackerSchema,
  type CatalogEntries,
  controlSchema,
  detectionSchema,
  frameworkSchema,
  hygieneSchema,
  imageSchema,
  namedConditionSchema,
  propertySchema,
  ruleSchema,
  stencilSchema,
  toolSchema,
} from './schema';

/** One kind of entry: its folder in a catalog, its field in the compiled catalog, and the schema of one file. */
interface Kind {
  readonly folder: string;
  readonly field: Exclude<keyof CatalogEntries, 'id' | 'version' | 'hash' | 'attack'>;
  readonly schema: z.ZodType<{ readonly id: string }>;
}

/**
 * The kinds of entry that people write, one concept a file. ATT&CK is not among them: it is generated, and stands in one
 * file of its own (`attack/techniques.json`).
 */
export const CATALOG_KINDS = [
  { folder: 'properties', field: 'properties', schema: propertySchema },
  { folder: 'stencils', field: 'stencils', schema: stencilSchema },
  { folder: 'images', field: 'images', schema: imageSchema },
  { folder: 'conditions', field: 'conditions', schema: namedConditionSchema },
  { folder: 'threats', field: 'threats', schema: ruleSchema },
  { folder: 'hygiene', field: 'hygiene', schema: hygieneSchema },
  { folder: 'controls', field: 'controls', schema: controlSchema },
  { folder: 'tools', field: 'tools', schema: toolSchema },
  { folder: 'detections', field: 'detections', schema: detectionSchema },
  { folder: 'attackers', field: 'attackers', schema: attackerSchema },
  { folder: 'frameworks', field: 'frameworks', schema: frameworkSchema },
  { folder: 'asset-suggestions', field: 'assetSuggestions', schema: assetSuggestionSchema },
] as const satisfies readonly Kind[];

/** The name of a kind, which is the name of its folder. */
export type CatalogKind = (typeof CATALOG_KINDS)[number]['folder'];

/** Where something stands in a catalog: the kind and id of the entry, and the way into it, in terms of its YAML. */
export interface CatalogPlace {
  readonly kind: CatalogKind;
  readonly id: string;
  readonly path: readonly PropertyKey[];
}
