import type { Matcher } from '../catalog/condition';
import type { PropertyEntry } from '../catalog/schema';
import type { PropertyName, SubjectId } from '../model/ids';
import type { PropertyValue } from '../model/schema';
import type { Supposition } from './effective-model';
import type { Outlook, Reason, Remedy } from './findings';
import { matches, sameValue } from './matching';
import { clauseOf, leavesOf } from './reasons';
import { rate } from './risk';
import type { ThreatRule } from './rulebook';
import type { BoundaryThing, Thing } from './things';
import type { World } from './world';

type Change = Remedy['changes'][number];

/** A change to try: what a person would read, and the value that stands for it while trying. */
interface Attempt {
  readonly thing: Thing;
  readonly property: PropertyName;
  readonly to: Change['to'];
  readonly value: PropertyValue;
}

/** More properties than this are not tried in pairs: nobody reads a thousand remedies, and pairs grow with the square. */
const MAX_CANDIDATES = 40;

/** Values that no model has, to stand for "anything but". */
const OTHER_TEXT = '\u0000';

const isText = (value: PropertyValue): value is string => typeof value === 'string';
const isList = (value: PropertyValue): value is readonly string[] => typeof value === 'object';

/** "Anything but this value", with a value to try it by. */
function anythingBut(value: PropertyValue): readonly (readonly [Change['to'], PropertyValue])[] {
  if (typeof value === 'boolean') return [[!value, !value]];
  if (typeof value === 'number') return [[{ not: value }, value + 1]];
  return [[{ not: value }, isText(value) ? OTHER_TEXT : [OTHER_TEXT]]];
}

/** The values that turn the answer of a comparison over, nearest first. */
function turningOver(
  matcher: Matcher,
  value: PropertyValue,
  property: PropertyEntry | undefined,
): readonly (readonly [Change['to'], PropertyValue])[] {
  const holds = matches(matcher, value);
  const exactly = (wanted: PropertyValue) => [[wanted, wanted]] as const;
  if (property?.type === 'enum') {
    return Object.keys(property.values ?? {})
      .filter((other) => matches(matcher, other) !== holds)
      .map((other) => [other, other] as const);
  }
  switch (matcher.op) {
    case 'equals':
      return holds ? anythingBut(value) : exactly(matcher.equals);
    case 'not':
      return holds ? exactly(matcher.not) : anythingBut(value);
    case 'one-of':
      return holds ? anythingBut(value) : matcher.oneOf.slice(0, 1).flatMap(exactly);
    case 'at-least':
      return exactly(holds ? matcher.atLeast - 1 : matcher.atLeast);
    case 'at-most':
      return exactly(holds ? matcher.atMost + 1 : matcher.atMost);
    case 'includes':
      if (isList(value)) return exactly(holds ? value.filter((item) => item !== matcher.includes) : [...value, matcher.includes]);
      return isText(value) ? (holds ? anythingBut(value) : exactly(matcher.includes)) : [];
    case 'empty':
      if (!isText(value) && !isList(value)) return [];
      return value.length === 0 ? anythingBut(value) : exactly(isList(value) ? [] : '');
  }
}

/** The values that the rule's countering controls give a property: the catalog's word on which way is better. */
function setByControls(rule: ThreatRule, property: PropertyName, world: World): readonly PropertyValue[] {
  const effects = rule.entry.counteredBy.flatMap((id) => world.book.controlOf(id)?.effects ?? []);
  const set = effects.map(({ sets }) => sets[property]).filter((value) => value !== undefined);
  return set.filter((value, index) => set.findIndex((other) => sameValue(other, value)) === index);
}

type PropertyReason = Reason & { readonly kind: 'property' };

/**
 * The changes of one property that turn its reason over. Where controls say which way is better, only that way: whoever is told to
 * drop a fact that merely let the rule apply ("name the image by a moving tag", "keep no data") is told to evade it.
 * @param better what countering controls set; undefined where none of them sets any property that the rule reads
 */
function attemptsAt(reason: PropertyReason, better: readonly PropertyValue[] | undefined, world: World): readonly Attempt[] {
  const thing = world.structure.thing(reason.subject);
  if (thing === undefined || reason.known === undefined) return [];
  const { property, matcher } = reason;
  const { value: now } = reason.known;
  const attempt = ([to, value]: readonly [Change['to'], PropertyValue]): Attempt => ({ thing, property, to, value });
  const turned = turningOver(matcher, now, world.book.catalog.properties.get(property)).map(attempt);
  if (better === undefined) return turned;
  const good = better.filter((value) => matches(matcher, value) !== matches(matcher, now));
  if (good.length === 0) return [];
  // Instead of "anything but", what a control would set; of several values that might do, that one first; all of it last.
  const named = turned.filter(({ to }) => typeof to !== 'object' || !('not' in to));
  const isGood = (candidate: Attempt): boolean => good.some((value) => sameValue(value, candidate.value));
  return [
    ...named.filter(isGood),
    ...named.filter((candidate) => !isGood(candidate)),
    ...good.filter((value) => !named.some((candidate) => sameValue(candidate.value, value))).map((value) => attempt([value, value])),
  ];
}

/** True if the rule would no longer hold if the attempts were so. */
function closes(attempts: readonly Attempt[], rule: ThreatRule, thing: Thing, world: World, outlook: Outlook): boolean {
  return world.vary({ suppositions: attempts satisfies readonly Supposition[] }).truth(rule.when, thing, outlook) !== 'true';
}

/**
 * True if the attempts only move the threat: they make another rule hold on one of the things that says something stronger about it,
 * is as bad, or with others adds up to as much as goes away.
 */
function makesWorse(attempts: readonly Attempt[], rule: ThreatRule, thing: Thing, world: World, outlook: Outlook): boolean {
  const { score } = rate(rule, thing, world)[outlook];
  const after = world.vary({ suppositions: attempts });
  let [gone, come] = [0, 0];
  for (const changed of new Set([thing, ...attempts.map((attempt) => attempt.thing)])) {
    for (const other of world.book.rulesFor(changed)) {
      if (other.kind !== 'threat') continue;
      const [held, holds] = [world, after].map((at) => at.truth(other.when, changed, outlook) === 'true');
      if (held === holds) continue;
      const weighs = rate(other, changed, holds === true ? after : world)[outlook].score;
      if (holds === true && (weighs >= score || (changed === thing && rule.supersededBy.has(other.id)))) return true;
      if (holds === true) come += weighs;
      else gone += weighs;
    }
  }
  return come > 0 && come >= gone;
}

const changeOf = ({ thing, property, to }: Attempt): Change => ({ subject: thing.id, property, to });

/**
 * The single changes of a property after which the rule no longer holds on the thing, each tried by judging; or, if there
 * is none, the pairs. Of one property only the first value that does is named. What a rule is countered by says which way is
 * better, so that no change against it is named, and none that only moves the threat.
 * @param others the other subjects on which the same rule holds, to find a boundary on which the same change closes more
 */
export function remediesOf(rule: ThreatRule, thing: Thing, world: World, outlook: Outlook, others: readonly Thing[]): readonly Remedy[] {
  // A rule may compare one property several times: all of that is one candidate.
  const properties = new Map<string, PropertyReason[]>();
  for (const reason of leavesOf(clauseOf(rule.entry.when, thing, world, outlook))) {
    if (reason.kind !== 'property' || reason.known === undefined) continue;
    const key = `${reason.property}@${reason.subject}`;
    properties.set(key, [...(properties.get(key) ?? []), reason]);
  }
  const read = [...properties.values()].slice(0, MAX_CANDIDATES);
  const better = new Map(read.flat().map(({ property }) => [property, setByControls(rule, property, world)]));
  const directed = [...better.values()].some((values) => values.length > 0);
  const candidates = read.map((reasons) =>
    reasons.flatMap((reason) => attemptsAt(reason, directed ? (better.get(reason.property) ?? []) : undefined, world)),
  );
  const mends = (attempts: readonly Attempt[]) =>
    closes(attempts, rule, thing, world, outlook) && !makesWorse(attempts, rule, thing, world, outlook);
  const singles = candidates.flatMap((attempts) => attempts.filter((attempt) => mends([attempt])).slice(0, 1));
  if (singles.length > 0) {
    return singles.map((attempt) => {
      const wider = widerPlace(attempt, rule, thing, world, outlook, others);
      return { changes: [changeOf(attempt)], ...(wider === undefined ? {} : { wider }) };
    });
  }
  const pairs: Remedy[] = [];
  for (const [index, first] of candidates.entries()) {
    for (const second of candidates.slice(index + 1)) {
      const pair = first.flatMap((a) => second.map((b): readonly Attempt[] => [a, b])).find(mends);
      if (pair !== undefined) pairs.push({ changes: pair.map(changeOf) });
    }
  }
  return pairs;
}

/**
 * The boundary on whose insides the same change closes the same threat most often: of the boundaries around, the nearest
 * of those that close most; none if only this threat is closed.
 */
function widerPlace(
  attempt: Attempt,
  rule: ThreatRule,
  thing: Thing,
  world: World,
  outlook: Outlook,
  others: readonly Thing[],
): { readonly boundary: SubjectId; readonly closes: number } | undefined {
  if (attempt.thing !== thing) return undefined;
  const closing = others.filter((other) => other !== thing && closes([{ ...attempt, thing: other }], rule, other, world, outlook));
  const within = (boundary: BoundaryThing) => 1 + closing.filter((other) => other.around.includes(boundary)).length;
  let best: { readonly boundary: SubjectId; readonly closes: number } | undefined;
  for (const boundary of thing.around) {
    const count = within(boundary);
    if (count > (best?.closes ?? 1)) best = { boundary: boundary.id, closes: count };
  }
  return best;
}
