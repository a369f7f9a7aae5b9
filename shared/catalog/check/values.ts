import { message } from '../../messages/message';
import type { PropertyValue } from '../../model/schema';
import type { Catalog } from '../catalog';
import type { Matcher } from '../condition';
import type { PropertyEntry } from '../schema';
import type { EntryReport } from './report';

/** What a property's values are, in words for a message. */
function wanted(property: PropertyEntry): string {
  return property.type === 'enum' ? `one of ${Object.keys(property.values ?? {}).join(', ')}` : property.type;
}

/** Whether the value is of the property's declared type. */
export function fits(property: PropertyEntry, value: PropertyValue): boolean {
  switch (property.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'text':
      return typeof value === 'string';
    case 'set':
      return typeof value === 'object';
    case 'enum':
      return typeof value === 'string' && Object.keys(property.values ?? {}).includes(value);
  }
}

/** Values given to properties: each property exists, each value is of its type. */
export function checkValues(
  catalog: Catalog,
  values: Readonly<Record<string, PropertyValue>>,
  path: readonly PropertyKey[],
  report: EntryReport,
): void {
  for (const [name, value] of Object.entries(values)) {
    const property = catalog.entries.properties.find(({ id }) => id === name);
    if (property === undefined) report.error([...path, name], message('catalog.no-such', { what: 'property', id: name }));
    else if (!fits(property, value))
      report.error([...path, name], message('catalog.value-misfit', { property: name, wanted: wanted(property), value: String(value) }));
  }
}

/** The values that a matcher compares with, and whether it can compare with a property of this type at all. */
function comparison(matcher: Matcher): { readonly values: readonly PropertyValue[]; readonly types?: readonly PropertyEntry['type'][] } {
  switch (matcher.op) {
    case 'equals':
      return { values: [matcher.equals] };
    case 'one-of':
      return { values: matcher.oneOf };
    case 'not':
      return { values: [matcher.not] };
    case 'at-least':
    case 'at-most':
      return { values: [], types: ['number'] };
    case 'includes':
    case 'empty':
      return { values: [], types: ['set', 'text'] };
  }
}

/** A comparison: it suits the property's type, and compares with values of that type. */
export function checkMatcher(property: PropertyEntry, matcher: Matcher, path: readonly PropertyKey[], report: EntryReport): void {
  const { values, types } = comparison(matcher);
  if (types && !types.includes(property.type))
    report.error(path, message('catalog.matcher-misfit', { property: property.id, type: property.type, matcher: matcher.op }));
  for (const value of values) {
    if (!fits(property, value))
      report.error(path, message('catalog.value-misfit', { property: property.id, wanted: wanted(property), value: String(value) }));
  }
}
