import type { Matcher } from '../catalog/condition';
import type { PropertyValue } from '../model/schema';

/** Equality of property values; lists are sets, their order has no meaning. */
export function sameValue(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((item) => b.includes(item));
}

/** How a known value compares. A comparison that does not fit the value's type does not hold. */
export function matches(matcher: Matcher, value: PropertyValue): boolean {
  switch (matcher.op) {
    case 'equals':
      return sameValue(value, matcher.equals);
    case 'one-of':
      return matcher.oneOf.some((candidate) => sameValue(value, candidate));
    case 'not':
      return !sameValue(value, matcher.not);
    case 'at-least':
      return typeof value === 'number' && value >= matcher.atLeast;
    case 'at-most':
      return typeof value === 'number' && value <= matcher.atMost;
    case 'includes':
      return (typeof value === 'string' || typeof value === 'object') && value.includes(matcher.includes);
    case 'empty':
      return (typeof value === 'string' || typeof value === 'object') && (value.length === 0) === matcher.empty;
  }
}
