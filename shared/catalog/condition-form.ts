import { z } from 'zod';
import { propertyName, typeId } from '../model/ids';
import { confidentiality, level, propertyValue } from '../model/schema';
import type { Condition, Matcher } from './condition';

// Conditions are most of a catalog. So the key of an atom picks its reader, where a union would try each of the twenty forms
// in turn; only what stands at the leaves goes through schemas. That is many times faster, above all on the first run, and
// what is wrong is said about the atom that was meant.

/** Something wrong inside a condition, with the way to it. */
interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Reads what stands under a key. Gives nothing where it noted a fault. */
type Read<T> = (payload: unknown, path: readonly PropertyKey[], faults: Fault[]) => T | undefined;

/** What a schema reads, made into something. */
function leaf<P extends z.ZodType, T>(schema: P, make: (given: z.output<P>) => T): Read<T> {
  return (payload, path, faults) => {
    const parsed = schema.safeParse(payload);
    if (parsed.success) return make(parsed.data);
    for (const { message, path: inside } of parsed.error.issues) faults.push({ path: [...path, ...inside], message });
    return undefined;
  };
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** An object with one key, which picks what reads the rest; `otherwise` is said of anything else. */
function oneKey<T>(readers: ReadonlyMap<string, Read<T>>, otherwise: string): Read<T> {
  return (payload, path, faults) => {
    const entries = entriesOf(payload);
    const [entry] = entries;
    const read = entry === undefined ? undefined : readers.get(entry[0]);
    if (entry !== undefined && read !== undefined && entries.length === 1) return read(entry[1], [...path, entry[0]], faults);
    faults.push({ path, message: otherwise });
    return undefined;
  };
}

const comparisons = new Map<string, Read<Matcher>>([
  ['oneOf', leaf(z.array(propertyValue).min(1).readonly(), (oneOf) => ({ op: 'one-of', oneOf }))],
  ['not', leaf(propertyValue, (not) => ({ op: 'not', not }))],
  ['atLeast', leaf(z.number(), (atLeast) => ({ op: 'at-least', atLeast }))],
  ['atMost', leaf(z.number(), (atMost) => ({ op: 'at-most', atMost }))],
  ['includes', leaf(z.string(), (includes) => ({ op: 'includes', includes }))],
  ['empty', leaf(z.boolean(), (empty) => ({ op: 'empty', empty }))],
]);
const comparison = oneKey(comparisons, `a value, or an object with one key, which is one of ${[...comparisons.keys()].join(', ')}`);
const equality = leaf(propertyValue, (equals): Matcher => ({ op: 'equals', equals }));

/** A plain value means equality. */
const readMatcher: Read<Matcher> = (payload, path, faults) =>
  typeof payload === 'object' && !Array.isArray(payload) ? comparison(payload, path, faults) : equality(payload, path, faults);

const readProperty: Read<Condition> = (payload, path, faults) => {
  const entries = entriesOf(payload);
  const [entry] = entries;
  const name = entry && propertyName.safeParse(entry[0]);
  if (entry === undefined || name?.success !== true || entries.length > 1) {
    faults.push({ path, message: 'one property an atom, with what it is compared to; join several with `all`' });
    return undefined;
  }
  const matcher = readMatcher(entry[1], [...path, entry[0]], faults);
  return matcher && { op: 'property', property: name.data, matcher };
};

/** The condition inside an atom, made into something. */
const inner =
  (make: (inside: Condition) => Condition): Read<Condition> =>
  (payload, path, faults) => {
    const inside = readCondition(payload, path, faults);
    return inside && make(inside);
  };

const several =
  (make: (parts: readonly Condition[]) => Condition): Read<Condition> =>
  (payload, path, faults) => {
    if (!Array.isArray(payload) || payload.length === 0) {
      faults.push({ path, message: 'a list of conditions, at least one' });
      return undefined;
    }
    const parts = payload.map((part, index) => readCondition(part, [...path, index], faults));
    const read = parts.filter((part) => part !== undefined);
    return read.length === parts.length ? make(read) : undefined;
  };

/** An atom about related things: its own keys by a schema, the condition under `where` apart. */
function related<P extends z.ZodType<{ readonly where?: unknown }>>(
  schema: P,
  make: (given: z.output<P>, where: { readonly where?: Condition }) => Condition,
): Read<Condition> {
  const own = leaf(schema, (given) => given);
  return (payload, path, faults) => {
    const given = own(payload, path, faults);
    if (given?.where === undefined) return given && make(given, {});
    const where = readCondition(given.where, [...path, 'where'], faults);
    return where && make(given, { where });
  };
}

const relation = z.enum(['incoming', 'outgoing', 'inside']);
const number = z.number().int().min(0);
const text = z.string().min(1).max(200);
const where = z.unknown();
const types = z.array(typeId).min(1).readonly();

/** The atoms by the key that names them, in the order in which `docs/catalog.md` explains them. */
const atoms = new Map<string, Read<Condition>>([
  ['all', several((of) => ({ op: 'all', of }))],
  ['any', several((of) => ({ op: 'any', of }))],
  ['not', inner((of) => ({ op: 'not', of }))],
  ['is', (payload, path, faults) => readTypes(typeof payload === 'string' ? [payload] : payload, path, faults)],
  ['property', readProperty],
  ['in', inner((boundary) => ({ op: 'in', boundary }))],
  ['crosses', inner((boundary) => ({ op: 'crosses', boundary }))],
  ['enters', inner((boundary) => ({ op: 'enters', boundary }))],
  ['leaves', inner((boundary) => ({ op: 'leaves', boundary }))],
  ['from', inner((element) => ({ op: 'from', element }))],
  ['to', inner((element) => ({ op: 'to', element }))],
  [
    'has',
    related(z.strictObject({ relation, where }).partial({ where: true }), (given, inside) => ({
      op: 'has',
      relation: given.relation,
      ...inside,
    })),
  ],
  [
    'count',
    related(
      z
        .strictObject({ relation, where, atLeast: number, atMost: number })
        .partial({ where: true, atLeast: true, atMost: true })
        .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, { error: 'atLeast or atMost' }),
      ({ relation: relatedBy, atLeast, atMost }, inside) => ({
        op: 'count',
        relation: relatedBy,
        ...inside,
        ...(atLeast === undefined ? {} : { atLeast }),
        ...(atMost === undefined ? {} : { atMost }),
      }),
    ),
  ],
  ['carries', inner((asset) => ({ op: 'carries', asset }))],
  ['stores', inner((asset) => ({ op: 'stores', asset }))],
  [
    'asset',
    leaf(
      z
        .strictObject({
          confidentiality: z.array(confidentiality).min(1).readonly(),
          integrity: z.array(level).min(1).readonly(),
          availability: z.array(level).min(1).readonly(),
        })
        .partial(),
      (rated) => ({ op: 'asset', rated }),
    ),
  ],
  ['protocol', leaf(z.array(text).min(1).readonly(), (oneOf) => ({ op: 'protocol', oneOf }))],
  [
    'reachableFrom',
    leaf(z.strictObject({ attacker: text, hops: z.number().int().min(1).optional() }), ({ attacker, hops }) => ({
      op: 'reachableFrom',
      attacker,
      ...(hops === undefined ? {} : { hops }),
    })),
  ],
  ['adopted', leaf(text, (control) => ({ op: 'adopted', control }))],
  ['named', leaf(text, (name) => ({ op: 'named', name }))],
]);
const readTypes = leaf(types, (of): Condition => ({ op: 'is', types: of }));
const readAtom = oneKey(atoms, `a condition: an object with one key, which is one of ${[...atoms.keys()].join(', ')}`);

/** Deeper than any rule, and shallow enough for everything that walks a condition. A level adds at most three to the way. */
const LONGEST_WAY = 100;

function readCondition(payload: unknown, path: readonly PropertyKey[], faults: Fault[]): Condition | undefined {
  if (path.length <= LONGEST_WAY) return readAtom(payload, path, faults);
  faults.push({ path, message: 'a condition that is nested less deep' });
  return undefined;
}

/** The YAML form of {@link Condition}: an object with one key that names the atom; see `docs/catalog.md`. */
export const condition: z.ZodType<Condition> = z.unknown().transform((given, context): Condition => {
  const faults: Fault[] = [];
  const read = readCondition(given, [], faults);
  if (read !== undefined) return read;
  for (const { path, message } of faults) context.issues.push({ code: 'custom', input: given, message, path: [...path] });
  return z.NEVER;
});
