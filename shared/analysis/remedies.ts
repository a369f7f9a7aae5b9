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
import type { BoundaryThing, Thing } from './structure';
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

function attemptsAt(reason: Reason & { readonly kind: 'property' }, world: World, rule: ThreatRule): readonly Attempt[] {
  const thing = world.structure.thing(reason.subject);
  if (thing === undefined || reason.known === undefined) return [];
  const { property, matcher } = reason;
  const attempts = turningOver(matcher, reason.known.value, world.book.catalog.properties.get(property)).map(([to, value]): Attempt => ({
    thing,
    property,
    to,
    value,
  }));
  // Of several values that might do, what a counteracting control would set is named first.
  const bySet = (attempt: Attempt): boolean =>
    rule.entry.counteredBy.some(
      (id) => world.book.controlOf(id)?.effects.some(({ sets }) => sameValue(sets[property], attempt.value)) === true,
    );
  return [...attempts.filter(bySet), ...attempts.filter((attempt) => !bySet(attempt))];
}

/** True if the rule would no longer hold if the attempts were so. */
function closes(attempts: readonly Attempt[], rule: ThreatRule, thing: Thing, world: World, outlook: Outlook): boolean {
  return world.vary({ suppositions: attempts satisfies readonly Supposition[] }).truth(rule.when, thing, outlook) !== 'true';
}

/** True if the attempts make another rule hold on one of the things that is as bad or worse: that is no remedy. */
function makesWorse(attempts: readonly Attempt[], rule: ThreatRule, thing: Thing, world: World, outlook: Outlook): boolean {
  const { score } = rate(rule, thing, world)[outlook];
  const after = world.vary({ suppositions: attempts });
  return attempts.some(({ thing: changed }) =>
    world.book.rulesFor(changed).some((other) => {
      if (
        other.kind !== 'threat' ||
        after.truth(other.when, changed, outlook) !== 'true' ||
        world.truth(other.when, changed, outlook) === 'true'
      )
        return false;
      return rate(other, changed, after)[outlook].score >= score;
    }),
  );
}

const changeOf = ({ thing, property, to }: Attempt): Change => ({ subject: thing.id, property, to });

/**
 * The single changes of a property after which the rule no longer holds on the thing, each tried by judging; or, if there
 * is none, the pairs. Of one property only the first value that does is named, and none that makes another
 * rule hold that is as bad.
 * @param others the other subjects on which the same rule holds, to find a boundary on which the same change closes more
 */
export function remediesOf(rule: ThreatRule, thing: Thing, world: World, outlook: Outlook, others: readonly Thing[]): readonly Remedy[] {
  const properties = new Map<string, Reason & { readonly kind: 'property' }>();
  for (const reason of leavesOf(clauseOf(rule.entry.when, thing, world, outlook))) {
    if (reason.kind === 'property' && reason.known !== undefined) properties.set(`${reason.property}@${reason.subject}`, reason);
  }
  const candidates = [...properties.values()].slice(0, MAX_CANDIDATES).map((reason) => attemptsAt(reason, world, rule));
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
