import { type DecisionDiagram, DiagramTooLarge, FALSE, type BooleanFunction, TRUE } from './decision-diagram';

/** A family of sets of variables, as a number that only its own {@link SetFamilies} understands. */
type Family = number;
const NONE: Family = 0;
const EMPTY_SET: Family = 1;

/** Zero-suppressed decision diagrams (Minato 1993): families of sets, each node "with the variable" and "without". */
class SetFamilies {
  readonly variables: number[] = [-1, -1];
  readonly without: Family[] = [NONE, NONE];
  readonly withIt: Family[] = [NONE, NONE];
  private readonly unique = new Map<string, Family>();
  private readonly differences = new Map<string, Family>();
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  node(variable: number, without: Family, withIt: Family): Family {
    if (withIt === NONE) return without;
    const key = `${String(variable)},${String(without)},${String(withIt)}`;
    const there = this.unique.get(key);
    if (there !== undefined) return there;
    if (this.variables.length >= this.limit) throw new DiagramTooLarge();
    const made = this.variables.length;
    this.variables.push(variable);
    this.without.push(without);
    this.withIt.push(withIt);
    this.unique.set(key, made);
    return made;
  }

  /** The sets of `a` that contain no set of `b` (Rauzy 1993, "without"). */
  notCovered(a: Family, b: Family): Family {
    if (a === NONE || b === NONE) return a;
    if (b === EMPTY_SET || a === b) return NONE;
    if (a === EMPTY_SET) return this.containsEmpty(b) ? NONE : a;
    const key = `${String(a)},${String(b)}`;
    const known = this.differences.get(key);
    if (known !== undefined) return known;
    const [va, vb] = [this.variables[a] ?? 0, this.variables[b] ?? 0];
    const [a0, a1] = [this.without[a] ?? NONE, this.withIt[a] ?? NONE];
    const [b0, b1] = [this.without[b] ?? NONE, this.withIt[b] ?? NONE];
    let result: Family;
    if (va < vb) result = this.node(va, this.notCovered(a0, b), this.notCovered(a1, b));
    else if (va > vb) result = this.notCovered(a, b0);
    else result = this.node(va, this.notCovered(a0, b0), this.notCovered(this.notCovered(a1, b1), b0));
    this.differences.set(key, result);
    return result;
  }

  private containsEmpty(family: Family): boolean {
    let at = family;
    while (at > EMPTY_SET) at = this.without[at] ?? NONE;
    return at === EMPTY_SET;
  }
}

/** A minimal attack: the actions that suffice, none of which may be left out, and what they cost together. */
export interface MinimalAttack {
  readonly variables: readonly number[];
  readonly cost: number;
}

/** How many minimal attacks there are, and the cheapest of them, cheapest first. */
export interface MinimalAttacks {
  readonly count: bigint;
  readonly cheapest: readonly MinimalAttack[];
}

/** The minimal solutions of a monotone function, as a family of sets (Rauzy 1993). */
function minimalSolutions(
  diagram: DecisionDiagram,
  families: SetFamilies,
  f: BooleanFunction,
  known: Map<BooleanFunction, Family>,
): Family {
  if (f === FALSE) return NONE;
  if (f === TRUE) return EMPTY_SET;
  const there = known.get(f);
  if (there !== undefined) return there;
  const without = minimalSolutions(diagram, families, diagram.lowOf(f), known);
  const withIt = families.notCovered(minimalSolutions(diagram, families, diagram.highOf(f), known), without);
  const result = families.node(diagram.variableOf(f), without, withIt);
  known.set(f, result);
  return result;
}

interface Chain {
  readonly cost: number;
  readonly variable: number;
  readonly rest: Chain | undefined;
}

/** Merges two lists, each cheapest first, and keeps the first `keep`. */
function merge(a: readonly (Chain | undefined)[], b: readonly (Chain | undefined)[], keep: number): readonly (Chain | undefined)[] {
  return [...a, ...b].sort((x, y) => (x?.cost ?? 0) - (y?.cost ?? 0)).slice(0, keep);
}

/**
 * Counts the minimal attacks of a monotone function without listing them, and lists the cheapest `keep`.
 * @param costs what each variable costs, not negative
 * @throws DiagramTooLarge beyond `limit` nodes
 */
export function minimalAttacks(
  diagram: DecisionDiagram,
  f: BooleanFunction,
  costs: readonly number[],
  keep: number,
  limit: number,
): MinimalAttacks {
  const families = new SetFamilies(limit);
  const root = minimalSolutions(diagram, families, f, new Map());
  // Nodes are numbered after what they are made of, so one pass in that order sees every part before the whole.
  const counts: bigint[] = [0n, 1n];
  const best: (readonly (Chain | undefined)[])[] = [[], [undefined]];
  for (let family = 2; family <= root; family += 1) {
    const [without, withIt] = [families.without[family] ?? NONE, families.withIt[family] ?? NONE];
    const variable = families.variables[family] ?? 0;
    counts[family] = (counts[without] ?? 0n) + (counts[withIt] ?? 0n);
    const extended = (best[withIt] ?? []).map((rest): Chain => ({ variable, rest, cost: (rest?.cost ?? 0) + (costs[variable] ?? 0) }));
    best[family] = merge(best[without] ?? [], extended, keep);
  }
  const cheapest = (best[root] ?? []).map((chain): MinimalAttack => {
    const variables: number[] = [];
    for (let at = chain; at !== undefined; at = at.rest) variables.push(at.variable);
    return { variables, cost: chain?.cost ?? 0 };
  });
  return { count: counts[root] ?? 0n, cheapest };
}
