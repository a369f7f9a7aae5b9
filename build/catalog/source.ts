import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import type { CatalogFile, FileProblem } from '../../shared/catalog/assemble';
import { message, type Problem } from '../../shared/messages/message';

/** The head of a catalog, `pack.yaml`. */
const packSchema = z.strictObject({ id: z.string(), title: z.string(), version: z.string(), licence: z.string() });

interface Read {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** A catalog's folder, read and parsed, with the way back from a place in an entry to its line. */
export interface CatalogSource {
  readonly pack: z.output<typeof packSchema>;
  readonly files: readonly CatalogFile[];
  readonly problems: readonly FileProblem[];
  /** The problem with file, line and column, the file named from the top of the project. */
  readonly locate: (problem: FileProblem) => Problem;
}

/** The format's own schema lies in the same folder and is no entry. */
const isEntry = (file: string) => /\.(?:ya?ml|json)$/.test(file) && file !== 'pack.yaml' && !file.endsWith('.schema.json');

/** The files below a folder, as paths with `/`, in an order that does not depend on the system. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Where in the text a path leads: to the key where there is one, else to the nearest thing around that exists. */
function positionOf({ document, lines }: Read, way: readonly PropertyKey[]): { readonly line: number; readonly column: number } {
  for (let length = way.length; length > 0; length -= 1) {
    const node = document.getIn(way.slice(0, length), true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

/**
 * Reads a catalog's folder.
 * @param folder the folder on disk
 * @param name how the folder is named in what is said to people, for instance `catalogs`
 */
export function readCatalogFolder(folder: string, name: string): CatalogSource {
  const problems: FileProblem[] = [];
  const read = new Map<string, Read>();
  const files: CatalogFile[] = [];
  for (const file of filesBelow(folder).filter(isEntry)) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    // JSON is read as the YAML that it is, so that what is wrong in it has a line too.
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', uniqueKeys: true, prettyErrors: false });
    read.set(file, { document, lines });
    const [fault] = document.errors;
    if (fault)
      problems.push({
        file,
        path: [],
        problem: { severity: 'error', message: message('catalog.yaml', { what: fault.message }), where: place(lines, fault.pos[0]) },
      });
    else files.push({ path: file, value: document.toJS({ maxAliasCount: 0 }) });
  }
  const pack = packSchema.parse(parseDocument(readFileSync(path.join(folder, 'pack.yaml'), 'utf8')).toJS());
  const locate = ({ file, path: way, problem }: FileProblem): Problem => {
    const known = read.get(file);
    return { ...problem, where: { file: `${name}/${file}`, ...(known ? positionOf(known, way) : {}), ...problem.where } };
  };
  return { pack, files, problems, locate };
}

function place(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
