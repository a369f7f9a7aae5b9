import type { ForeignFile, ImportedFile, ImportResult } from '../../../../shared/exchange/import-result';
import { IMPORT_LIMITS } from '../../../../shared/limits';
import { message, type Problem } from '../../../../shared/messages/message';
import type { IncomingFile } from '../../app/shell-store';

/** Files as they were read from the disk, and why some were not. */
export interface ReadFiles {
  readonly files: readonly ForeignFile[];
  readonly problems: readonly Problem[];
}

/** Reads the bytes of what was chosen. A file above the limit is not even read; one that cannot be read stops nothing but itself. */
export async function readIncoming(incoming: readonly IncomingFile[]): Promise<ReadFiles> {
  const files: ForeignFile[] = [];
  const problems: Problem[] = [];
  for (const { path, size, bytes } of incoming) {
    const where = { file: path };
    if (size > IMPORT_LIMITS.bytes) {
      problems.push({
        severity: 'error',
        message: message('exchange.too-large', { size, limit: IMPORT_LIMITS.bytes }),
        where,
        mend: message('exchange.mend-too-big'),
      });
      continue;
    }
    try {
      files.push({ name: path, bytes: await bytes() });
    } catch {
      problems.push({ severity: 'error', message: message('views.file-unreadable'), where, mend: message('views.mend-file-unreadable') });
    }
  }
  return { files, problems };
}

/** A file in the list: what it holds, or why it could not be read. */
export interface FileLine {
  readonly name: string;
  readonly outcome: ImportedFile['outcome'];
  readonly documents: number;
  readonly kinds: ImportedFile['kinds'];
  /** The first thing that is wrong with it, or worth knowing. */
  readonly problem: Problem | undefined;
  /** How many more there are. */
  readonly more: number;
}

const RANK = { read: 0, failed: 1, recipe: 2, nothing: 3 } as const;
const WEIGHT = { error: 0, warning: 1, note: 2 } as const;

/** The files of an import, those that hold something first, each with the worst that is to be said of it. */
export function fileLines(result: Pick<ImportResult, 'files' | 'problems'>, unread: readonly Problem[]): readonly FileLine[] {
  const all = [...result.problems, ...unread];
  const about = (name: string): readonly Problem[] =>
    all.filter(({ where }) => where?.file === name).sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
  const lines = result.files.map(({ name, outcome, documents, kinds }): FileLine => {
    const [problem, ...more] = about(name);
    return { name, outcome, documents, kinds, problem, more: more.length };
  });
  const known = new Set(result.files.map(({ name }) => name));
  const missing = unread.flatMap((problem): FileLine[] =>
    problem.where?.file === undefined || known.has(problem.where.file)
      ? []
      : [{ name: problem.where.file, outcome: 'failed', documents: 0, kinds: [], problem, more: 0 }],
  );
  return [...lines, ...missing].sort((a, b) => RANK[a.outcome] - RANK[b.outcome]);
}

/** What is wrong with the import as a whole. */
export const wholeProblems = ({ problems }: Pick<ImportResult, 'problems'>): readonly Problem[] =>
  problems.filter(({ where }) => where?.file === undefined);

/** A line of a file with its number. */
export interface ShownLine {
  readonly number: number;
  readonly text: string;
  readonly wrong: boolean;
}

const CONTEXT = 2;
const LONGEST = 400;

/** The lines around a place in a file, for looking at what is wrong there. */
export function linesAround(bytes: Uint8Array, line: number): readonly ShownLine[] {
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
  const first = Math.max(1, line - CONTEXT);
  return lines
    .slice(first - 1, line + CONTEXT)
    .map((text, index) => ({ number: first + index, text: text.slice(0, LONGEST), wrong: first + index === line }));
}
