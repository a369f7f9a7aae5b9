import type { ThreatModel } from '../model/threat-model';
import { SCHEMA_FILE } from './schema-name';
import { fileFields, printableOf, type PrintableMap } from './printable';
import { Printer } from './printer';
import { FILE_SHAPE } from './shape';
import { OUR_STYLE } from './style';

/** The first line of our files tells editors which schema to check and complete with: one that lies beside the model. */
export const SCHEMA_LINE = `# yaml-language-server: $schema=${SCHEMA_FILE}`;

/** A model as the tree that is printed. */
export function fileTree(model: ThreatModel): PrintableMap {
  const tree = printableOf(fileFields(model), FILE_SHAPE);
  return tree.kind === 'map' ? tree : { kind: 'map', members: [], block: true, head: [], tail: [] };
}

/**
 * A model as a whole new file: sections in the order of the format, entries by the alphabet, `layout` last. The same model
 * always gives the same text.
 */
export function printModel(model: ThreatModel): string {
  return `${[SCHEMA_LINE, ...new Printer(OUR_STYLE).members(fileTree(model), 0)].join('\n')}\n`;
}
