import type { z } from 'zod';
import { message, type Problem } from '../messages/message';
import { CATALOG_KINDS, type CatalogKind, type CatalogPlace } from './kinds';
import { attackSchema, type CatalogJson } from './schema';

/** A file of a catalog: its path below the catalog's folder, with `/`, and what it holds. */
export interface CatalogFile {
  readonly path: string;
  readonly value: unknown;
}

/** What is wrong, and where: the file, and the way into what it holds. */
export interface FileProblem {
  readonly file: string;
  readonly path: readonly PropertyKey[];
  readonly problem: Problem;
}

/** A catalog put together from its files, as far as that was possible. */
export interface Assembly {
  /** Everything but `hash`, which whoever stores the catalog computes. Holds only the entries without a problem. */
  readonly json: Omit<CatalogJson, 'hash'>;
  readonly problems: readonly FileProblem[];
  /** The file of an entry, by kind and id. */
  readonly fileOf: (kind: CatalogKind, id: string) => string | undefined;
}

const error = (given: ReturnType<typeof message>): Problem => ({ severity: 'error', message: given });
const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The id that a file's name promises: for stencils the whole path below the folder, for the rest the last part. */
function promisedId(kind: CatalogKind, path: string): string {
  const inside = path.slice(kind.length + 1).replace(/\.ya?ml$/, '');
  return kind === 'stencils' ? inside : inside.slice(inside.lastIndexOf('/') + 1);
}

/** The problems that a schema found, said of the file; an unknown key is pointed at itself. */
function schemaProblems(file: string, issues: readonly z.core.$ZodIssue[]): readonly FileProblem[] {
  return issues.map((issue) => ({
    file,
    path: issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path,
    problem: error(message('catalog.entry-invalid', { expected: issue.message })),
  }));
}

/**
 * Puts a catalog together from its files: checks each against the schema of its kind, that its name is its id, and that
 * no id is used twice. Entries come out ordered by id, whatever the order of the files.
 * @param files all files below the catalog's folder that hold entries, `attack/techniques.json` among them
 */
export function assembleCatalog(pack: { readonly id: string; readonly version: string }, files: readonly CatalogFile[]): Assembly {
  const problems: FileProblem[] = [];
  const places = new Map<string, string>();
  const kept = new Map<CatalogKind, { readonly id: string; readonly value: unknown }[]>(CATALOG_KINDS.map(({ folder }) => [folder, []]));
  let attack: unknown;
  for (const { path, value } of files) {
    const kind = CATALOG_KINDS.find(({ folder }) => path.startsWith(`${folder}/`));
    if (path === 'attack/techniques.json') {
      const parsed = attackSchema.safeParse(value);
      if (parsed.success) attack = value;
      else problems.push(...schemaProblems(path, parsed.error.issues));
      continue;
    }
    if (kind === undefined) {
      problems.push({
        file: path,
        path: [],
        problem: error(message('catalog.unknown-folder', { folder: path.slice(0, path.indexOf('/')) })),
      });
      continue;
    }
    const parsed = kind.schema.safeParse(value);
    if (!parsed.success) {
      problems.push(...schemaProblems(path, parsed.error.issues));
      continue;
    }
    const { id } = parsed.data;
    const key = `${kind.folder}/${id}`;
    const other = places.get(key);
    const promised = promisedId(kind.folder, path);
    if (other !== undefined) problems.push({ file: path, path: ['id'], problem: error(message('catalog.duplicate-id', { id, other })) });
    else if (promised !== id) problems.push({ file: path, path: ['id'], problem: error(message('catalog.id-not-file', { id, promised })) });
    if (other !== undefined) continue;
    places.set(key, path);
    kept.get(kind.folder)?.push({ id, value });
  }
  if (attack === undefined) problems.push({ file: 'attack/techniques.json', path: [], problem: error(message('catalog.no-attack')) });
  const sections = CATALOG_KINDS.map(({ folder, field }) => [
    field,
    (kept.get(folder) ?? []).toSorted((a, b) => byCode(a.id, b.id)).map(({ value }) => value),
  ]);
  return {
    // Every value has passed the schema of its field just above; the type cannot follow that through the table of kinds.
    json: { ...pack, ...Object.fromEntries(sections), attack } as Omit<CatalogJson, 'hash'>,
    problems,
    fileOf: (kind, id) => places.get(`${kind}/${id}`),
  };
}

/** A problem of an entry as a problem of its file. */
export function inFile(assembly: Assembly, place: CatalogPlace, problem: Problem): FileProblem {
  return { file: assembly.fileOf(place.kind, place.id) ?? `${place.kind}/${place.id}`, path: place.path, problem };
}
