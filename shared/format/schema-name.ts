import { FORMAT_VERSION } from '../model/schema';

/** The name of the file with the JSON Schema of the format. A new model asks for it in its first line; editors look beside the model. */
export const SCHEMA_FILE = `gabion-${String(FORMAT_VERSION)}.schema.json`;
