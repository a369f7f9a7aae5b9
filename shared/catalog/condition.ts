import { z } from 'zod';
import { propertyName, typeId } from '../model/ids';
import { confidentiality, level, propertyValue } from '../model/schema';

const idList = z.union([typeId.transform((id) => [id] as const), z.array(typeId).min(1).readonly()]);

/**
 * How a property's value is compared. A plain value means equality. Unknown stays unknown whatever the comparison.
 * `includes` and `empty` speak of sets (lists of text) and of text.
 */
export const matcher = z.union([
  propertyValue.transform((equals) => ({ op: 'equals', equals }) as const),
  z.strictObject({ oneOf: z.array(propertyValue).min(1).readonly() }).transform(({ oneOf }) => ({ op: 'one-of', oneOf }) as const),
  z.strictObject({ not: propertyValue }).transform(({ not }) => ({ op: 'not', not }) as const),
  z.strictObject({ atLeast: z.number() }).transform(({ atLeast }) => ({ op: 'at-least', atLeast }) as const),
  z.strictObject({ atMost: z.number() }).transform(({ atMost }) => ({ op: 'at-most', atMost }) as const),
  z.strictObject({ includes: z.string() }).transform(({ includes }) => ({ op: 'includes', includes }) as const),
  z.strictObject({ empty: z.boolean() }).transform(({ empty }) => ({ op: 'empty', empty }) as const),
]);
export type Matcher = Readonly<z.output<typeof matcher>>;

/** Which things around a subject `has` and `count` look at. */
export const relation = z.enum(['incoming', 'outgoing', 'inside']);
/**
 * `incoming`, `outgoing`: the flows that end or start at an element, or that enter or leave a boundary. `inside`: the
 * elements in a boundary, at any depth.
 */
export type Relation = z.output<typeof relation>;

const assetMatcher = z.strictObject({
  confidentiality: z.array(confidentiality).min(1).readonly().optional(),
  integrity: z.array(level).min(1).readonly().optional(),
  availability: z.array(level).min(1).readonly().optional(),
});

/**
 * A condition as data: atoms joined by `all`, `any` and `not`, judged in Kleene's three-valued logic. What each atom
 * means is in `docs/catalog.md`.
 */
export type Condition =
  | { readonly op: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  /** The subject's type or way of running is one of these, or inherits from one. */
  | { readonly op: 'is'; readonly types: readonly z.output<typeof typeId>[] }
  /** A property compares so. */
  | { readonly op: 'property'; readonly property: z.output<typeof propertyName>; readonly matcher: Matcher }
  /** Some boundary around the subject (for a flow: around both ends) is so. */
  | { readonly op: 'in'; readonly boundary: Condition }
  /** The flow crosses the line of a boundary that is so: one end inside, the other not. */
  | { readonly op: 'crosses' | 'enters' | 'leaves'; readonly boundary: Condition }
  /** The flow's end is so. */
  | { readonly op: 'from' | 'to'; readonly element: Condition }
  /** Some related thing is so; `where` absent means any. */
  | { readonly op: 'has'; readonly relation: Relation; readonly where?: Condition }
  /** So many related things are so. */
  | { readonly op: 'count'; readonly relation: Relation; readonly where?: Condition; readonly atLeast?: number; readonly atMost?: number }
  /** Some asset that the flow carries, or that the element (or something inside the boundary) stores, is so. Nobody having said is unknown; an empty list is false. */
  | { readonly op: 'carries' | 'stores'; readonly asset: Condition }
  /** The asset is rated so; used inside `carries` and `stores`, or with an asset as subject. */
  | { readonly op: 'asset'; readonly rated: z.output<typeof assetMatcher> }
  /** The flow speaks one of these protocols (lower case). */
  | { readonly op: 'protocol'; readonly oneOf: readonly string[] }
  /** The attacker, starting where its entry says, can get to the subject along flows, in at most `hops` steps. */
  | { readonly op: 'reachableFrom'; readonly attacker: string; readonly hops?: number }
  /** The control is in force on the subject or on something around it. */
  | { readonly op: 'adopted'; readonly control: string }
  /** A condition of `catalogs/conditions/`, by id. */
  | { readonly op: 'named'; readonly name: string };

const text = z.string().min(1).max(200);

/** The YAML form of {@link Condition}: an object with one key that names the atom; see `docs/catalog.md`. */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1).readonly() }).transform(({ all }) => ({ op: 'all', of: all }) as const),
    z.strictObject({ any: z.array(condition).min(1).readonly() }).transform(({ any }) => ({ op: 'any', of: any }) as const),
    z.strictObject({ not: condition }).transform(({ not }) => ({ op: 'not', of: not }) as const),
    z.strictObject({ is: idList }).transform(({ is }) => ({ op: 'is', types: is }) as const),
    z
      .strictObject({ property: z.record(propertyName, matcher) })
      .refine(({ property }) => Object.keys(property).length === 1, { error: 'one property an atom; join several with all' })
      .transform(({ property }): Condition => {
        const [entry] = Object.entries(property);
        if (!entry) throw new RangeError('unreachable: refined to one entry');
        return { op: 'property', property: propertyName.parse(entry[0]), matcher: entry[1] };
      }),
    z.strictObject({ in: condition }).transform(({ in: boundary }) => ({ op: 'in', boundary }) as const),
    z.strictObject({ crosses: condition }).transform(({ crosses }) => ({ op: 'crosses', boundary: crosses }) as const),
    z.strictObject({ enters: condition }).transform(({ enters }) => ({ op: 'enters', boundary: enters }) as const),
    z.strictObject({ leaves: condition }).transform(({ leaves }) => ({ op: 'leaves', boundary: leaves }) as const),
    z.strictObject({ from: condition }).transform(({ from }) => ({ op: 'from', element: from }) as const),
    z.strictObject({ to: condition }).transform(({ to }) => ({ op: 'to', element: to }) as const),
    z
      .strictObject({ has: z.strictObject({ relation, where: condition.optional() }) })
      .transform(({ has: { relation: related, where } }): Condition => ({ op: 'has', relation: related, ...(where ? { where } : {}) })),
    z
      .strictObject({
        count: z.strictObject({ relation, where: condition.optional(), atLeast: z.number().int().min(0).optional(), atMost: z.number().int().min(0).optional() }),
      })
      .transform(
        ({ count: { relation: related, where, atLeast, atMost } }): Condition => ({
          op: 'count',
          relation: related,
          ...(where ? { where } : {}),
          ...(atLeast === undefined ? {} : { atLeast }),
          ...(atMost === undefined ? {} : { atMost }),
        }),
      ),
    z.strictObject({ carries: condition }).transform(({ carries }) => ({ op: 'carries', asset: carries }) as const),
    z.strictObject({ stores: condition }).transform(({ stores }) => ({ op: 'stores', asset: stores }) as const),
    z.strictObject({ asset: assetMatcher }).transform(({ asset }) => ({ op: 'asset', rated: asset }) as const),
    z.strictObject({ protocol: z.array(text).min(1).readonly() }).transform(({ protocol }) => ({ op: 'protocol', oneOf: protocol }) as const),
    z
      .strictObject({ reachableFrom: z.strictObject({ attacker: text, hops: z.number().int().min(1).optional() }) })
      .transform(({ reachableFrom: { attacker, hops } }): Condition => ({ op: 'reachableFrom', attacker, ...(hops === undefined ? {} : { hops }) })),
    z.strictObject({ adopted: text }).transform(({ adopted }) => ({ op: 'adopted', control: adopted }) as const),
    z.strictObject({ named: text }).transform(({ named }) => ({ op: 'named', name: named }) as const),
  ]),
);
