import type { BoundaryId } from '../model/ids';
import { displayName, enclosing, ownProperty, type Subject, subjectOf, type ThreatModel } from '../model/threat-model';

const PLACEHOLDER = /\{\{\s*([a-zA-Z0-9.]+)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}/g;

/** The placeholders that a catalog text may use, besides `property.<name>`. */
export const PLACEHOLDERS = ['subject', 'subject.from', 'subject.to', 'from', 'to', 'boundary'] as const;

interface Placeholder {
  readonly name: string;
  /** What stands for a value that is not known. */
  readonly unknown: string;
}

/** A text's words, and the placeholders between them. */
interface TakenApart {
  readonly literals: readonly string[];
  readonly placeholders: readonly Placeholder[];
}

const taken = new Map<string, TakenApart>();

/** Takes a text apart, once: a catalog has a few hundred texts, and a large model fills each of them a thousand times. */
function takenApart(text: string): TakenApart {
  let found = taken.get(text);
  if (found === undefined) {
    const matches = [...text.matchAll(PLACEHOLDER)];
    const starts = matches.map(({ index }) => index);
    const ends = matches.map(({ index, 0: whole }) => index + whole.length);
    found = {
      literals: [0, ...ends].map((end, at) => text.slice(end, starts[at])),
      placeholders: matches.map(([, name = '', unknown = '?']) => ({ name, unknown })),
    };
    taken.set(text, found);
  }
  return found;
}

/** The nearest boundary around a thing; around a flow, the nearest that both ends share. */
function nearestBoundary(model: ThreatModel, subject: Subject): BoundaryId | undefined {
  switch (subject.kind) {
    case 'element':
    case 'boundary':
      return subject.entry.in;
    case 'flow': {
      const [from, to] = [subject.entry.from, subject.entry.to].map((end) => enclosing(model, model.elements.get(end)?.in));
      return from?.find((boundary) => to?.includes(boundary));
    }
    case 'asset':
    case 'model':
      return undefined;
  }
}

/**
 * Fills a catalog text with the names of the things it is about: `{{subject}}`, for a flow `{{from}}` and `{{to}}`, the
 * nearest `{{boundary}}`, and values such as `{{property.image}}`. What is not known is said as "?",
 * or as the words behind a bar: `{{property.image | its image}}`.
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
    const around = subject === undefined ? undefined : nearestBoundary(model, subject);
    return around === undefined ? '?' : displayName(model, around);
  };
  const fill = ({ name, unknown }: Placeholder): string => {
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
        return Array.isArray(known)
          ? known.map(String).join(', ')
          : typeof known === 'string' || typeof known === 'number' || typeof known === 'boolean'
            ? String(known)
            : unknown;
      }
    }
  };
  const { literals, placeholders } = takenApart(text);
  let filled = literals[0] ?? '';
  for (const [index, placeholder] of placeholders.entries()) filled += fill(placeholder) + (literals[index + 1] ?? '');
  return filled;
}
