import { displayName, ownProperty, subjectOf, type ThreatModel } from '../model/threat-model';

const PLACEHOLDER = /\{\{\s*([a-zA-Z.]+)\s*\}\}/g;

/** The placeholders that a catalog text may use, besides `property.<name>`. */
export const PLACEHOLDERS = ['subject', 'subject.from', 'subject.to', 'from', 'to', 'boundary'] as const;

/**
 * Fills a catalog text with the names of the things it is about: `{{subject}}`, for a flow `{{from}}` and `{{to}}`, the
 * nearest `{{boundary}}`, and values such as `{{property.image}}`. What is not known is said as "?".
 * @param value looks a property up as the caller sees it; by default as the model itself states it
 */
export function fillTemplate(
  model: ThreatModel,
  text: string,
  subjectId: string,
  value: (property: string) => unknown = (property) => ownProperty(model, subjectId, property),
): string {
  const subject = subjectOf(model, subjectId);
  const end = (which: 'from' | 'to') => (subject?.kind === 'flow' ? displayName(model, subject.entry[which]) : '?');
  const boundary = () => {
    if (subject?.kind === 'element' || subject?.kind === 'boundary') return subject.entry.in === undefined ? '?' : displayName(model, subject.entry.in);
    return '?';
  };
  return text.replace(PLACEHOLDER, (_whole, name: string) => {
    switch (name) {
      case 'subject':
        return displayName(model, subjectId);
      case 'from':
      case 'subject.from':
        return end('from');
      case 'to':
      case 'subject.to':
        return end('to');
      case 'boundary':
        return boundary();
      default: {
        const known = name.startsWith('property.') ? value(name.slice('property.'.length)) : undefined;
        return Array.isArray(known) ? known.join(', ') : typeof known === 'string' || typeof known === 'number' || typeof known === 'boolean' ? String(known) : '?';
      }
    }
  });
}
