const rules = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat('en');

/** A number as people read it: "2,000". */
export const figure = (value: number): string => numbers.format(value);

/** `plural(1, 'flow')` is "1 flow", `plural(2000, 'flow')` is "2,000 flows"; an irregular plural is given as third argument. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${rules.select(count) === 'one' ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
}
