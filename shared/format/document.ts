import { MAX_PROBLEMS, MODEL_LIMITS } from '../limits';
import { message, type Problem, type Where } from '../messages/message';
import { checkReferences } from '../model/references';
import { FORMAT_VERSION, modelSchema } from '../model/schema';
import { modelFromPlain, SECTIONS, type ThreatModel } from '../model/threat-model';
import { migrate, OLDEST_VERSION } from './migrations';
import { nearestWord } from './nearest-word';
import { parse } from './parse';
import { type Plain, plainOf, type UnknownKey } from './plain';
import type { Fault } from './scan';
import { schemaProblems } from './schema-problems';
import { RESERVED_KEYS } from './shape';
import { memberOf, placeOf, type Source, stepsOf } from './source';

/** A text read as a model: where everything stands, what it says, and what is doubtful about it. */
export interface Document {
  readonly source: Source;
  readonly model: ThreatModel;
  readonly problems: readonly Problem[];
  /** The version the text is of. */
  readonly version: number;
}
export type ReadDocument =
  { readonly ok: true; readonly document: Document } | { readonly ok: false; readonly problems: readonly Problem[] };

/** What is checked: whether references lead somewhere is of no interest to one who only compares. */
export interface ReadingOptions {
  readonly references: boolean;
}

function whereOf(source: Pick<Source, 'lines'>, offset: number, path?: readonly (string | number)[]): Where {
  const line = source.lines.lineOf(offset);
  return {
    line: line + 1,
    column: offset - source.lines.start(line) + 1,
    ...(path === undefined || path.length === 0 ? {} : { path: path.map(String).join('.') }),
  };
}

/** A fault of the text as a problem; the line is counted in the text before the offset. */
export function faultProblem(text: string, { message: what, mend, offset }: Fault): Problem {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { severity: 'error', message: what, mend, where: { line: before.split('\n').length, column: offset - lineStart + 1 } };
}

function unknownKeyProblem(source: Source, { key, path, offset, known }: UnknownKey): Problem {
  const near = nearestWord(key, known);
  return {
    severity: 'warning',
    message: message('format.unknown-key', { key }),
    mend: near === undefined ? message('format.mend-unknown-key') : message('format.did-you-mean', { word: near }),
    where: whereOf(source, offset, path),
  };
}

function reservedKeyProblems(source: Source): readonly Problem[] {
  return RESERVED_KEYS.flatMap((key): Problem[] => {
    const member = memberOf(source.root, key);
    return member
      ? [{ severity: 'warning', message: message('format.reserved-key', { key }), where: whereOf(source, member.start, [key]) }]
      : [];
  });
}

/** Broken references, each at its place in the text. */
function referenceProblems(source: Source, model: ThreatModel): readonly Problem[] {
  return checkReferences(model).map((problem) => {
    const steps = stepsOf(source.root, problem.where?.path ?? '') ?? [];
    return { ...problem, where: whereOf(source, placeOf(source.root, steps), steps) };
  });
}

/**
 * Ids may look like numbers, and JavaScript lists such keys of an object first. The model keeps the file's order.
 */
function inFileOrder(model: ThreatModel, source: Source): ThreatModel {
  const ordered = <K extends string, V>(entries: ReadonlyMap<K, V>, keys: readonly string[]): ReadonlyMap<K, V> => {
    if (![...entries.keys()].some((key) => /^\d+$/.test(key))) return entries;
    const rank = new Map(keys.map((key, index) => [key, index]));
    return new Map([...entries].sort(([a], [b]) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)));
  };
  const keysAt = (...path: readonly string[]) => {
    let node: Source['root'] | undefined = source.root;
    for (const key of path) {
      const value: unknown = node && memberOf(node, key)?.value;
      node = isMapNode(value) ? value : undefined;
    }
    return node?.members.map(({ key }) => key) ?? [];
  };
  const sections = Object.fromEntries(SECTIONS.map((section) => [section, ordered<string, unknown>(model[section], keysAt(section))]));
  const layout = new Map(
    [...ordered(model.layout, keysAt('layout'))].map(([diagram, placements]) => [diagram, ordered(placements, keysAt('layout', diagram))]),
  );
  return { ...model, ...sections, layout };
}

const isMapNode = (value: unknown): value is Source['root'] =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'map';

/** The version a document says it is of, or what is wrong with how it says so. */
function versionOf(source: Source): { readonly version: number } | { readonly problem: Problem } {
  const member = memberOf(source.root, 'gabion');
  if (member === undefined) {
    return {
      problem: {
        severity: 'error',
        message: message('format.no-version'),
        mend: message('format.mend-version'),
        where: whereOf(source, source.root.start),
      },
    };
  }
  const { value } = member;
  if (value.kind === 'scalar' && typeof value.value === 'number' && Number.isInteger(value.value) && value.value >= OLDEST_VERSION)
    return { version: value.value };
  const found = source.text.slice(value.start, Math.min(value.end, value.start + 40));
  return {
    problem: {
      severity: 'error',
      message: message('format.bad-version', { found }),
      mend: message('format.mend-bad-version'),
      where: whereOf(source, value.start, ['gabion']),
    },
  };
}

const newer = (id: 'format.newer-version' | 'format.newer-read-only', version: number) => message(id, { version, known: FORMAT_VERSION });

/** A newer file, read as if it were ours: whole, or not at all. */
function readNewer(source: Source, plain: Plain, version: number): ReadDocument {
  const where = whereOf(source, memberOf(source.root, 'gabion')?.value.start ?? 0, ['gabion']);
  const mend = message('format.mend-update');
  const read = modelFromPlain({ ...plain.data, gabion: FORMAT_VERSION });
  if (!read.ok || checkReferences(read.value).some(({ severity }) => severity === 'error')) {
    return { ok: false, problems: [{ severity: 'error', message: newer('format.newer-version', version), mend, where }] };
  }
  const problem: Problem = { severity: 'warning', message: newer('format.newer-read-only', version), mend, where };
  return { ok: true, document: { source, model: inFileOrder(read.value, source), problems: [problem], version } };
}

function readOurs(source: Source, plain: Plain, version: number, checked: ReadingOptions): ReadDocument {
  const data = migrate(plain.data, version);
  const read = modelFromPlain(data);
  if (!read.ok) {
    const issues = modelSchema.safeParse(data).error?.issues ?? [];
    const problems = schemaProblems(issues, data).map((problem): Problem => ({
      severity: 'error',
      message: problem.message,
      mend: problem.mend,
      where: whereOf(source, placeOf(source.root, problem.path, problem.meansKey), problem.path),
    }));
    return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
  }
  const references = checked.references ? referenceProblems(source, read.value) : [];
  const errors = references.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { ok: false, problems: errors.slice(0, MAX_PROBLEMS) };
  const unknown = plain.unknownKeys.map((key) => unknownKeyProblem(source, key));
  const problems = [...unknown, ...reservedKeyProblems(source), ...references].slice(0, MAX_PROBLEMS);
  return { ok: true, document: { source, model: inFileOrder(read.value, source), problems, version } };
}

/**
 * Reads a text (without byte order mark) as a model. Refused is what a model cannot hold: broken YAML, a key twice, a value
 * of the wrong kind, a flow's end or a boundary that does not exist, boundaries in a circle. What can be held though it
 * is doubtful comes with warnings: unknown keys, assets that do not exist. Stale keys of decisions, answers, mitigations
 * and placements are no fault at all.
 */
export function readDocument(text: string, options: ReadingOptions = { references: true }): ReadDocument {
  const parsed = parse(text, MODEL_LIMITS);
  if (!parsed.ok) return { ok: false, problems: [faultProblem(text, parsed.fault)] };
  const { source } = parsed;
  const plain = plainOf(source);
  if (plain.faults.length > 0)
    return { ok: false, problems: plain.faults.slice(0, MAX_PROBLEMS).map((fault) => faultProblem(text, fault)) };
  const stated = versionOf(source);
  if ('problem' in stated) return { ok: false, problems: [stated.problem] };
  return stated.version > FORMAT_VERSION ? readNewer(source, plain, stated.version) : readOurs(source, plain, stated.version, options);
}
