import type { z } from 'zod';
import type { PropertyName, TypeId } from '../model/ids';
import type { confidentiality, level, PropertyValue } from '../model/schema';

/**
 * How a property's value is compared. Unknown stays unknown whatever the comparison. `includes` and `empty` speak of sets
 * (lists of text) and of text.
 */
export type Matcher =
  | { readonly op: 'equals'; readonly equals: PropertyValue }
  | { readonly op: 'one-of'; readonly oneOf: readonly PropertyValue[] }
  | { readonly op: 'not'; readonly not: PropertyValue }
  | { readonly op: 'at-least'; readonly atLeast: number }
  | { readonly op: 'at-most'; readonly atMost: number }
  | { readonly op: 'includes'; readonly includes: string }
  | { readonly op: 'empty'; readonly empty: boolean };

/**
 * Which things around a subject `has` and `count` look at. `incoming`, `outgoing`: the flows that end or start at an
 * element, or that enter or leave a boundary. `inside`: the elements in a boundary, at any depth.
 */
export type Relation = 'incoming' | 'outgoing' | 'inside';

/** Ratings of an asset: each that is given must be among these. */
export interface AssetMatcher {
  readonly confidentiality?: readonly z.output<typeof confidentiality>[] | undefined;
  readonly integrity?: readonly z.output<typeof level>[] | undefined;
  readonly availability?: readonly z.output<typeof level>[] | undefined;
}

/**
 * A condition as data: atoms joined by `all`, `any` and `not`, judged in Kleene's three-valued logic. What each atom
 * means is in `docs/catalog.md`.
 */
export type Condition =
  | { readonly op: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  /** The subject's type or way of running is one of these, or inherits from one. */
  | { readonly op: 'is'; readonly types: readonly TypeId[] }
  /** A property compares so. */
  | { readonly op: 'property'; readonly property: PropertyName; readonly matcher: Matcher }
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
  | { readonly op: 'asset'; readonly rated: AssetMatcher }
  /** The flow speaks one of these protocols (lower case). */
  | { readonly op: 'protocol'; readonly oneOf: readonly string[] }
  /** The attacker, starting where its entry says, can get to the subject along flows, in at most `hops` steps. */
  | { readonly op: 'reachableFrom'; readonly attacker: string; readonly hops?: number }
  /** The control is in force on the subject or on something around it. */
  | { readonly op: 'adopted'; readonly control: string }
  /** A condition of `catalogs/conditions/`, by id. */
  | { readonly op: 'named'; readonly name: string };
