import type { Outlook, Truth } from './findings';

/**
 * A truth under each of the three outlooks at once, as six bits: the lower three say *true* under an outlook, the upper
 * three *false*; neither is *unknown*. One evaluation so answers for all three, since controls touch few of the facts
 * that a rule reads. Made and read only by the functions of this file.
 */
export type Verdict = number;

const TRUE_BITS = 0b000_111;
const FALSE_BITS = 0b111_000;
const WIDTH = 3;

/** True, false or unknown, whatever the outlook. */
export const TRUE: Verdict = TRUE_BITS;
export const FALSE: Verdict = FALSE_BITS;
export const UNKNOWN: Verdict = 0;

/** The three outlooks, in the order of their bits. */
export const OUTLOOKS = ['as-is', 'as-planned', 'undone'] as const satisfies readonly Outlook[];

const bitOf: Readonly<Record<Outlook, number>> = { 'as-is': 0b001, 'as-planned': 0b010, undone: 0b100 };

/** Kleene's *and*: one false makes it false whatever is unknown. */
export const both = (a: Verdict, b: Verdict): Verdict => (a & b & TRUE_BITS) | ((a | b) & FALSE_BITS);

/** Kleene's *or*: one true makes it true whatever is unknown. */
export const either = (a: Verdict, b: Verdict): Verdict => ((a | b) & TRUE_BITS) | (a & b & FALSE_BITS);

/** Kleene's *not*: unknown stays unknown. */
export const negate = (a: Verdict): Verdict => ((a & TRUE_BITS) << WIDTH) | ((a & FALSE_BITS) >> WIDTH);

/** The verdict, no longer true under the outlooks under which the other is true. */
export const whereNot = (verdict: Verdict, other: Verdict): Verdict => verdict & ~(other & TRUE_BITS);

/** A verdict of two-valued logic. */
export const certain = (holds: boolean): Verdict => (holds ? TRUE : FALSE);

/** The verdict that says the same under every outlook. */
export function always(truth: Truth): Verdict {
  switch (truth) {
    case 'true':
      return TRUE;
    case 'false':
      return FALSE;
    case 'unknown':
      return UNKNOWN;
  }
}

/** The verdict that says `truths[outlook]` under each outlook. */
export function verdictOf(truths: Readonly<Record<Outlook, Truth>>): Verdict {
  let verdict = UNKNOWN;
  for (const outlook of OUTLOOKS) verdict |= always(truths[outlook]) & (bitOf[outlook] | (bitOf[outlook] << WIDTH));
  return verdict;
}

/** What a verdict says under one outlook. */
export function truthIn(verdict: Verdict, outlook: Outlook): Truth {
  if ((verdict & bitOf[outlook]) !== 0) return 'true';
  return (verdict & (bitOf[outlook] << WIDTH)) !== 0 ? 'false' : 'unknown';
}

/** True if the verdict is *true* under the outlook. */
export const holdsIn = (verdict: Verdict, outlook: Outlook): boolean => (verdict & bitOf[outlook]) !== 0;

/** True if the verdict is *true* under some outlook. */
export const holdsSomewhere = (verdict: Verdict): boolean => (verdict & TRUE_BITS) !== 0;

/** True if the verdict says the same under every outlook. */
export const isUniform = (verdict: Verdict): boolean => verdict === TRUE || verdict === FALSE || verdict === UNKNOWN;
