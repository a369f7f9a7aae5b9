import type { Condition, Relation } from '../catalog/condition';
import type { TypeId } from '../model/ids';
import { judge, linesOf, mayLack, relatedTo } from './evaluate';
import type { Outlook, Reason, Truth } from './findings';
import type { Thing } from './things';
import { truthIn } from './truth';
import type { World } from './world';

/** A condition as it turned out at a thing: a tree whose leaves are reasons. A leaf without a reason goes without saying. */
type Clause =
  | { readonly op: 'all' | 'any'; readonly of: readonly Clause[]; readonly truth: Truth }
  | { readonly op: 'not'; readonly of: Clause; readonly truth: Truth }
  /** Leaves that say the same have the same key: who knows one knows the other. */
  | { readonly op: 'leaf'; readonly truth: Truth; readonly reason?: Reason; readonly key?: string };

const flip: Readonly<Record<Truth, Truth>> = { true: 'false', false: 'true', unknown: 'unknown' };

function join(op: 'all' | 'any', of: readonly Clause[]): Clause {
  const [decisive, neutral] = op === 'all' ? (['false', 'true'] as const) : (['true', 'false'] as const);
  const truths = of.map(({ truth }) => truth);
  return { op, of, truth: truths.includes(decisive) ? decisive : truths.includes('unknown') ? 'unknown' : neutral };
}

const leaf = (reason: Reason): Clause => ({ op: 'leaf', truth: reason.truth, reason, key: keyOf(reason) });

/** What a reason says, whoever says it. */
export const keyOf = (reason: Reason): string => JSON.stringify(reason);
const unsaid = (truth: Truth): Clause => ({ op: 'leaf', truth });

/** Builds the clauses of one condition under one outlook. Every leaf's truth comes from `judge`, the one place that judges. */
class ClauseBuilder {
  private readonly world: World;
  private readonly outlook: Outlook;

  constructor(world: World, outlook: Outlook) {
    this.world = world;
    this.outlook = outlook;
  }

  private truth(condition: Condition, thing: Thing): Truth {
    return truthIn(judge(condition, thing, this.world), this.outlook);
  }

  /** @param implied true inside a statement about place or neighbours, where the type of the neighbour goes without saying */
  build(condition: Condition, thing: Thing, implied: boolean): Clause {
    switch (condition.op) {
      case 'all':
      case 'any':
        return join(
          condition.op,
          condition.of.map((part) => this.build(part, thing, implied)),
        );
      case 'not': {
        const inner = this.build(condition.of, thing, implied);
        return { op: 'not', of: inner, truth: flip[inner.truth] };
      }
      case 'is': {
        const truth = this.truth(condition, thing);
        const type = condition.types.find((candidate) => thing.types.has(candidate)) ?? condition.types[0] ?? '';
        return implied ? unsaid(truth) : leaf({ kind: 'type', subject: thing.id, type, truth });
      }
      case 'property': {
        const known = this.world.facet(thing, condition.property)[this.outlook];
        const { property, matcher } = condition;
        return leaf({
          kind: 'property',
          subject: thing.id,
          property,
          matcher,
          ...(known === undefined ? {} : { known }),
          truth: this.truth(condition, thing),
        });
      }
      case 'in':
        return this.places(condition.boundary, thing, 'in', thing.around);
      case 'crosses':
      case 'enters':
      case 'leaves':
        return this.places(condition.boundary, thing, condition.op, linesOf(thing, condition.op));
      case 'from':
      case 'to':
        return thing.kind === 'flow' ? this.build(condition.element, thing[condition.op], implied) : unsaid('false');
      case 'has':
        return this.related(condition.relation, condition.where, thing);
      case 'count': {
        const { relation, where } = condition;
        return leaf({
          kind: 'related',
          subject: thing.id,
          relation,
          ...this.matching(relation, where, thing),
          truth: this.truth(condition, thing),
        });
      }
      case 'carries':
        return this.assets('carries', condition.asset, thing, thing.kind === 'flow' ? thing.entry.carries : []);
      case 'stores':
        if (thing.kind === 'boundary')
          return join(
            'any',
            thing.inside.map((element) => this.assets('stores', condition.asset, element, element.entry.stores)),
          );
        return this.assets('stores', condition.asset, thing, thing.kind === 'element' ? thing.entry.stores : []);
      case 'asset': {
        const truth = this.truth(condition, thing);
        return implied
          ? unsaid(truth)
          : leaf({ kind: 'assets', subject: thing.id, how: 'rated', ...(thing.kind === 'asset' ? { asset: thing.id } : {}), truth });
      }
      case 'protocol': {
        const protocol = thing.kind === 'flow' ? thing.entry.protocol : undefined;
        return leaf({
          kind: 'protocol',
          subject: thing.id,
          ...(protocol === undefined ? {} : { protocol }),
          truth: this.truth(condition, thing),
        });
      }
      case 'reachableFrom': {
        const { attacker } = condition;
        const path =
          this.world
            .reachability(attacker)
            ?.path(thing, this.outlook)
            .map(({ id }) => id) ?? [];
        return leaf({ kind: 'reachable', subject: thing.id, attacker, path, truth: this.truth(condition, thing) });
      }
      case 'adopted':
        return leaf({ kind: 'adopted', subject: thing.id, control: condition.control, truth: this.truth(condition, thing) });
      case 'named': {
        const body = this.world.named(condition.name);
        return body === undefined ? unsaid('unknown') : this.build(body, thing, implied);
      }
    }
  }

  private places(boundary: Condition, thing: Thing, how: 'in' | 'crosses' | 'enters' | 'leaves', places: readonly Thing[]): Clause {
    const clauses = places.map((place) =>
      withInner(this.build(boundary, place, true), (truth) => ({ kind: 'place', subject: thing.id, boundary: place.id, how, truth })),
    );
    if (clauses.some(({ truth, op }) => truth !== 'false' || op !== 'leaf')) return join('any', clauses);
    // That a namespace is no cluster goes without saying; that no boundary is one is said once.
    const wanted = typeNamedIn(boundary);
    return leaf({ kind: 'place', subject: thing.id, ...(wanted === undefined ? {} : { wanted }), how, truth: 'false' });
  }

  /** How many related things fit for sure, and one of them. */
  private matching(
    relation: Relation,
    where: Condition | undefined,
    thing: Thing,
  ): { readonly count: number; readonly example?: Thing['id'] } {
    const fitting = relatedTo(thing, relation).filter((related) => where === undefined || this.truth(where, related) === 'true');
    return { count: fitting.length, ...(fitting[0] === undefined ? {} : { example: fitting[0].id }) };
  }

  private related(relation: Relation, where: Condition | undefined, thing: Thing): Clause {
    const { count } = this.matching(relation, where, thing);
    const lacking = truthIn(mayLack(thing, relation, this.world), this.outlook);
    const rest = leaf({ kind: 'related', subject: thing.id, relation, count, truth: lacking });
    const candidates = relatedTo(thing, relation).map((related) => {
      const inner = where === undefined ? unsaid('true') : this.build(where, related, true);
      return withInner(inner, (truth) => ({ kind: 'related', subject: thing.id, relation, count, example: related.id, truth }));
    });
    return join('any', [...candidates, rest]);
  }

  private assets(how: 'carries' | 'stores', asset: Condition, thing: Thing, ids: readonly string[] | undefined): Clause {
    if (ids === undefined) return leaf({ kind: 'assets', subject: thing.id, how, truth: 'unknown' });
    const assets = ids.flatMap((id) => this.world.asset(id) ?? []);
    const none = leaf({ kind: 'assets', subject: thing.id, how, truth: 'false' });
    const candidates = assets.map((candidate) => {
      const inner = this.build(asset, candidate, true);
      const truth = inner.truth;
      return leaf({ kind: 'assets', subject: thing.id, how, asset: candidate.id, truth });
    });
    return join('any', [...candidates, none]);
  }
}

/**
 * A statement that some place or neighbour is so. If what makes it so goes without saying, one reason; if what makes it
 * not so does, nothing; else a reason that names the place, which is there, and the reasons inside.
 */
function withInner(inner: Clause, reason: (truth: Truth) => Reason): Clause {
  if (leavesOf(pruned(inner)).length > 0) return join('all', [leaf(reason('true')), inner]);
  return inner.truth === 'false' ? unsaid('false') : leaf(reason(inner.truth));
}

/** The type that a condition asks for, if it asks for one outright. */
function typeNamedIn(condition: Condition): TypeId | undefined {
  switch (condition.op) {
    case 'is':
      return condition.types[0];
    case 'all':
      return condition.of.map(typeNamedIn).find((type) => type !== undefined);
    default:
      return undefined;
  }
}

/**
 * A condition as it turned out at a thing, with a reason at every leaf.
 * @throws TooManySteps
 */
export function clauseOf(condition: Condition, thing: Thing, world: World, outlook: Outlook): Clause {
  return new ClauseBuilder(world, outlook).build(condition, thing, false);
}

/** The reasons of all leaves, in the order of the rule. */
export function leavesOf(clause: Clause): readonly Reason[] {
  switch (clause.op) {
    case 'all':
    case 'any':
      return clause.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(clause.of);
    case 'leaf':
      return clause.reason === undefined ? [] : [clause.reason];
  }
}

/** Of clauses that each suffice, the one with the fewest reasons, the first of equals. */
function shortest(clauses: readonly Clause[]): readonly Clause[] {
  let best: { readonly clause: Clause; readonly length: number } | undefined;
  for (const clause of clauses) {
    const length = leavesOf(clause).length;
    if (best === undefined || length < best.length) best = { clause, length };
  }
  return best === undefined ? [] : [best.clause];
}

/**
 * The clause without what its truth does not need: of an `any` that is true one true part, of an `all` that is false one
 * false part. Of what is unknown, what is known already stays as context, and every open part stays.
 */
function pruned(clause: Clause): Clause {
  switch (clause.op) {
    case 'leaf':
      return clause;
    case 'not':
      return { ...clause, of: pruned(clause.of) };
    case 'all':
    case 'any': {
      const decisive: Truth = clause.op === 'all' ? 'false' : 'true';
      if (clause.truth === decisive) return { ...clause, of: shortest(clause.of.filter(({ truth }) => truth === decisive).map(pruned)) };
      const kept = clause.truth === 'unknown' && clause.op === 'any' ? clause.of.filter(({ truth }) => truth === 'unknown') : clause.of;
      return { ...clause, of: kept.map(pruned) };
    }
  }
}

/** The truth of a clause if only some of its reasons are known, given by their keys. */
export function truthKnowing(clause: Clause, known: ReadonlySet<string>): Truth {
  switch (clause.op) {
    case 'leaf':
      return clause.key === undefined || known.has(clause.key) ? clause.truth : 'unknown';
    case 'not':
      return flip[truthKnowing(clause.of, known)];
    case 'all':
    case 'any':
      return join(
        clause.op,
        clause.of.map((part) => unsaid(truthKnowing(part, known))),
      ).truth;
  }
}

/**
 * A smallest set of reasons that suffices for the truth of a clause: what the tree does not need is pruned, then each
 * remaining reason is dropped in turn and stays away if the rest still suffices. Of an unknown clause: what is known, as
 * context, and what is open.
 */
export function sufficientReasons(clause: Clause): readonly Reason[] {
  const needed = new Map(leavesOf(pruned(clause)).map((reason) => [keyOf(reason), reason]));
  if (clause.truth === 'unknown') return [...needed.values()];
  for (const key of [...needed.keys()].reverse()) {
    const without = new Set(needed.keys());
    without.delete(key);
    if (truthKnowing(clause, without) === clause.truth) needed.delete(key);
  }
  return [...needed.values()];
}
