import type { PropertyEntry } from '../../../shared/catalog/schema';
import type { PropertyValue } from '../../../shared/model/schema';

/** A text as a value of the property's type; undefined if it is none. */
export function valueOf(property: PropertyEntry | undefined, text: string): PropertyValue | undefined {
  const trimmed = text.trim();
  switch (property?.type) {
    case 'boolean':
      return trimmed === 'true' ? true : trimmed === 'false' ? false : undefined;
    case 'number': {
      const number = Number(trimmed);
      return trimmed !== '' && Number.isFinite(number) ? number : undefined;
    }
    case 'set':
      return trimmed === '' ? [] : trimmed.split(/\s*,\s*/).filter(Boolean);
    case 'enum':
    case 'text':
      return trimmed === '' ? undefined : trimmed;
    case undefined:
      return undefined;
  }
}
