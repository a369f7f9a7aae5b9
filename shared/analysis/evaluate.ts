import type { Condition, Matcher, Relation } from '../catalog/condition';
import type { Facet, Facts } from './facts';
import type { Known, Outlook, Truth } from './findings';
import { matches } from './matching';
import type { AssetThing, BoundaryThing, Thing } from './things';
import { always, both, certain, either, FALSE, negate, TRUE, truthIn, UNKNOWN, type Verdict, verdictOf } from './truth';

/**
 * Judges a condition at a thing, under all outlooks at once, in Kleene's logic. What each atom means is in
 * `docs/analysis.md`. Total: an atom that does not fit the kind of thing is false.
 * @throws TooManySteps see {@link Facts.step}
 */
export function judge(condition: Condition, thing: Thing, facts: Facts): Verdict {
  facts.step();
  switch (condition.op) {
    case 'all': {
      let verdict = TRUE;
      for (const part of condition.of) {
        verdict = both(verdict, judge(part, thing, facts));
        if (verdict === FALSE) break;
      }
      return verdict;
    }
    case 'any': {
      let verdict = FALSE;
      for (const part of condition.of) {
        verdict = either(verdict, judge(part, thing, facts));
        if (verdict === TRUE) break;
      }
      return verdict;
    }
    case 'not':
      return negate(judge(condition.of, thing, facts));
    case 'is':
      return certain(condition.types.some((type) => thing.types.has(type)));
    case 'property': {
      const plain = facts.plainValue(thing, condition.property);
      if (plain !== undefined) return certain(matches(condition.matcher, plain));
      return judgeFacet(facts.facet(thing, condition.property), condition.matcher);
    }
    case 'in':
      return anyOf(thing.around, condition.boundary, facts);
    case 'crosses':
    case 'enters':
    case 'leaves':
      return anyOf(linesOf(thing, condition.op), condition.boundary, facts);
    case 'from':
    case 'to':
      return thing.kind === 'flow' ? anyOf([thing[condition.op]], condition.element, facts) : FALSE;
    case 'has':
      return judgeHas(thing, condition.relation, condition.where, facts);
    case 'count':
      return judgeCount(thing, condition, facts);
    case 'carries':
      return judgeCarries(thing, condition.asset, facts);
    case 'stores':
      return judgeStores(thing, condition.asset, facts);
    case 'asset':
      return thing.kind === 'asset' ? judgeRating(thing, condition.rated) : FALSE;
    case 'protocol': {
      if (thing.kind !== 'flow') return FALSE;
      const { protocol } = thing.entry;
      return protocol === undefined ? UNKNOWN : certain(condition.oneOf.includes(protocol.toLowerCase()));
    }
    case 'reachableFrom':
      if (thing.kind === 'boundary') facts.noteRelated(thing);
      return facts.reach(condition.attacker)?.verdict(thing, condition.hops ?? Infinity) ?? FALSE;
    case 'adopted':
      return facts.adopted(condition.control, thing);
    case 'named': {
      const named = facts.named(condition.name);
      return named === undefined ? UNKNOWN : judge(named, thing, facts);
    }
  }
}

/** How a known value, or nothing said, compares. */
function matchTruth(matcher: Matcher, known: Known | undefined): Truth {
  if (known === undefined) return 'unknown';
  return matches(matcher, known.value) ? 'true' : 'false';
}

function judgeFacet(facet: Facet, matcher: Matcher): Verdict {
  if (facet.uniform) return always(matchTruth(matcher, facet.undone));
  return verdictOf({
    'as-is': matchTruth(matcher, facet['as-is']),
    'as-planned': matchTruth(matcher, facet['as-planned']),
    undone: matchTruth(matcher, facet.undone),
  });
}

/** True if the condition holds of one of the things, unknown if it may. */
function anyOf(things: readonly Thing[], condition: Condition, facts: Facts): Verdict {
  let verdict = FALSE;
  for (const thing of things) {
    facts.note(thing);
    verdict = either(verdict, judge(condition, thing, facts));
    if (verdict === TRUE) break;
  }
  return verdict;
}

/** The same of things that may be thousands, in few situations: the condition is fitted to those first. */
function anyOfMany(things: readonly Thing[], condition: Condition, facts: Facts): Verdict {
  const fitted = facts.fitted(condition);
  let verdict = FALSE;
  for (const thing of things) {
    facts.note(thing);
    verdict = either(verdict, judge(fitted.at(thing.situation), thing, facts));
    if (verdict === TRUE) break;
  }
  return verdict;
}

/** The boundaries whose lines a flow crosses: inward, outward, or both. Nothing else crosses a line. */
export function linesOf(thing: Thing, how: 'crosses' | 'enters' | 'leaves'): readonly BoundaryThing[] {
  if (thing.kind !== 'flow') return [];
  switch (how) {
    case 'enters':
      return thing.entered;
    case 'leaves':
      return thing.left;
    case 'crosses':
      return [...thing.left, ...thing.entered];
  }
}

const NOTHING: readonly Thing[] = [];

/** The things around a subject that `has` and `count` look at. */
export function relatedTo(thing: Thing, relation: Relation): readonly Thing[] {
  if (thing.kind !== 'element' && thing.kind !== 'boundary') return NOTHING;
  if (relation !== 'inside') return thing[relation];
  return thing.kind === 'boundary' ? thing.inside : NOTHING;
}

/**
 * Whether there may be more related things than the model shows. What is inside is what is drawn; calls are known to be
 * all there only where that is said, or where a person drew the thing.
 */
export function mayLack(thing: Thing, relation: Relation, facts: Facts): Verdict {
  if (relation === 'inside' || (thing.kind !== 'element' && thing.kind !== 'boundary')) return FALSE;
  return both(negate(facts.callsComplete(thing)), UNKNOWN);
}

function judgeHas(thing: Thing, relation: Relation, where: Condition | undefined, facts: Facts): Verdict {
  facts.noteRelated(thing);
  const related = relatedTo(thing, relation);
  const drawn = where === undefined ? certain(related.length > 0) : anyOfMany(related, where, facts);
  return drawn === TRUE ? TRUE : either(drawn, mayLack(thing, relation, facts));
}

function judgeCount(thing: Thing, condition: Condition & { readonly op: 'count' }, facts: Facts): Verdict {
  facts.noteRelated(thing);
  const { relation, where } = condition;
  const fitted = where && facts.fitted(where);
  const verdicts = relatedTo(thing, relation).map((related) => {
    facts.note(related);
    return fitted === undefined ? TRUE : judge(fitted.at(related.situation), related, facts);
  });
  const lack = mayLack(thing, relation, facts);
  const truthUnder = (outlook: Outlook): Truth => {
    const truths = verdicts.map((verdict) => truthIn(verdict, outlook));
    const sure = truths.filter((truth) => truth === 'true').length;
    const most = truthIn(lack, outlook) === 'unknown' ? Infinity : sure + truths.filter((truth) => truth === 'unknown').length;
    return countTruth(sure, most, condition.atLeast ?? 0, condition.atMost ?? Infinity);
  };
  return verdictOf({ 'as-is': truthUnder('as-is'), 'as-planned': truthUnder('as-planned'), undone: truthUnder('undone') });
}

/** Whether a number that lies between `sure` and `most` lies between `atLeast` and `atMost`. */
function countTruth(sure: number, most: number, atLeast: number, atMost: number): Truth {
  if (sure >= atLeast && most <= atMost) return 'true';
  return most < atLeast || sure > atMost ? 'false' : 'unknown';
}

/** Any of the named assets, unknown where nobody has said which. */
function judgeAssets(ids: readonly string[] | undefined, asset: Condition, facts: Facts): Verdict {
  if (ids === undefined) return UNKNOWN;
  return anyOf(
    ids.flatMap((id) => facts.asset(id) ?? []),
    asset,
    facts,
  );
}

function judgeCarries(thing: Thing, asset: Condition, facts: Facts): Verdict {
  return thing.kind === 'flow' ? judgeAssets(thing.entry.carries, asset, facts) : FALSE;
}

function judgeStores(thing: Thing, asset: Condition, facts: Facts): Verdict {
  if (thing.kind === 'element') return judgeAssets(thing.entry.stores, asset, facts);
  if (thing.kind !== 'boundary') return FALSE;
  facts.noteRelated(thing);
  let verdict = FALSE;
  for (const element of thing.inside) {
    facts.note(element);
    facts.step();
    verdict = either(verdict, judgeAssets(element.entry.stores, asset, facts));
    if (verdict === TRUE) break;
  }
  return verdict;
}

/** An asset whose rating nobody gave is unknown in that respect. */
function judgeRating(thing: AssetThing, rated: (Condition & { readonly op: 'asset' })['rated']): Verdict {
  const one = <T>(wanted: readonly T[] | undefined, is: T | undefined): Verdict => {
    if (wanted === undefined) return TRUE;
    return is === undefined ? UNKNOWN : certain(wanted.includes(is));
  };
  const { confidentiality, integrity, availability } = thing.entry;
  return both(both(one(rated.confidentiality, confidentiality), one(rated.integrity, integrity)), one(rated.availability, availability));
}
