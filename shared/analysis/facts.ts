import type { Condition } from '../catalog/condition';
import type { PropertyName } from '../model/ids';
import type { PropertyValue } from '../model/schema';
import type { FittedCondition } from './fitting';
import type { Known, Outlook } from './findings';
import type { Thing } from './things';
import type { Verdict } from './truth';

/** What one property of one thing is under each outlook; undefined where nobody has said. */
export interface Facet extends Readonly<Record<Outlook, Known | undefined>> {
  /** True if no control touches it: the same under every outlook. */
  readonly uniform: boolean;
}

/** Which attacker gets where; see `reachability.ts`. */
export interface Reach {
  /** Whether the attacker gets to the thing in at most `hops` steps. */
  verdict(thing: Thing, hops: number): Verdict;
}

/** Thrown when judging one pair takes more steps than any sensible rule needs: a hostile model or pack. */
export class TooManySteps extends Error {
  constructor() {
    super('judging takes too many steps');
  }
}

/** What a condition may ask about the world. Everything that is read is noted, so that it can be judged anew when it changes. */
export interface Facts {
  /** Notes that the thing was looked at. */
  note(thing: Thing): void;
  /** Notes that it was looked at which flows the thing has, or what stands in it. */
  noteRelated(thing: Thing): void;
  /** Counts a step of work. @throws TooManySteps beyond the budget */
  step(): void;
  facet(thing: Thing, property: PropertyName): Facet;
  /** The value that the thing itself states, if that is what holds under every outlook: most reads, without any ado. */
  plainValue(thing: Thing, property: PropertyName): PropertyValue | undefined;
  /** Whether all flows that end or start at the thing are drawn. */
  callsComplete(thing: Thing): Verdict;
  /** Whether the control is in force on the thing or on something around it. */
  adopted(control: string, thing: Thing): Verdict;
  /** Where the attacker gets to; undefined if the catalog has no such attacker. */
  reach(attacker: string): Reach | undefined;
  /** A shared condition; undefined if there is none of that name or it refers to itself. */
  named(name: string): Condition | undefined;
  /** The condition as it reads for things in any situation, for those that are judged at many. */
  fitted(condition: Condition): FittedCondition;
  asset(id: string): Thing | undefined;
}
