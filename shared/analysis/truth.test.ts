import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outlook, Truth } from './findings';
import {
  always,
  both,
  certain,
  either,
  FALSE,
  holdsIn,
  isUniform,
  negate,
  OUTLOOKS,
  TRUE,
  truthIn,
  UNKNOWN,
  verdictOf,
  whereNot,
} from './truth';

const truths = fc.constantFrom<Truth>('true', 'false', 'unknown');
const verdicts = fc.record({ 'as-is': truths, 'as-planned': truths, undone: truths }).map(verdictOf);

/** Kleene's tables, written out: the minimum, the maximum and the mirror of false < unknown < true. */
const rank: readonly Truth[] = ['false', 'unknown', 'true'];
const least = (a: Truth, b: Truth): Truth => rank[Math.min(rank.indexOf(a), rank.indexOf(b))] ?? 'unknown';
const most = (a: Truth, b: Truth): Truth => rank[Math.max(rank.indexOf(a), rank.indexOf(b))] ?? 'unknown';
const mirror = (a: Truth): Truth => rank[2 - rank.indexOf(a)] ?? 'unknown';
const each = (verdict: number): readonly Truth[] => OUTLOOKS.map((outlook) => truthIn(verdict, outlook));

describe('truth under three outlooks at once', () => {
  it('ANA-2 is Kleene’s logic under each outlook', () => {
    fc.assert(
      fc.property(verdicts, verdicts, (a, b) => {
        expect(each(both(a, b))).toEqual(each(a).map((truth, at) => least(truth, each(b)[at] ?? 'unknown')));
        expect(each(either(a, b))).toEqual(each(a).map((truth, at) => most(truth, each(b)[at] ?? 'unknown')));
        expect(each(negate(a))).toEqual(each(a).map(mirror));
      }),
    );
  });

  it('ANA-2 keeps the laws of a lattice with a mirror', () => {
    fc.assert(
      fc.property(verdicts, verdicts, verdicts, (a, b, c) => {
        expect(both(a, b)).toBe(both(b, a));
        expect(either(a, b)).toBe(either(b, a));
        expect(both(a, both(b, c))).toBe(both(both(a, b), c));
        expect(either(a, either(b, c))).toBe(either(either(a, b), c));
        expect(both(a, either(a, b))).toBe(a);
        expect(both(a, either(b, c))).toBe(either(both(a, b), both(a, c)));
        expect(negate(both(a, b))).toBe(either(negate(a), negate(b)));
        expect(negate(negate(a))).toBe(a);
        expect([both(a, TRUE), either(a, FALSE), both(a, FALSE), either(a, TRUE)]).toEqual([a, a, FALSE, TRUE]);
      }),
    );
  });

  it('says the same under every outlook where nothing differs', () => {
    for (const truth of rank) expect(each(always(truth))).toEqual([truth, truth, truth]);
    expect([certain(true), certain(false)]).toEqual([TRUE, FALSE]);
    expect([TRUE, FALSE, UNKNOWN].every(isUniform)).toBe(true);
    expect(isUniform(verdictOf({ 'as-is': 'true', 'as-planned': 'false', undone: 'true' }))).toBe(false);
  });

  it('can be silenced where something else holds', () => {
    fc.assert(
      fc.property(verdicts, verdicts, fc.constantFrom<Outlook>(...OUTLOOKS), (a, b, outlook) => {
        expect(holdsIn(whereNot(a, b), outlook)).toBe(holdsIn(a, outlook) && !holdsIn(b, outlook));
      }),
    );
  });
});
