import { message } from '../../messages/message';
import type { SubjectKind } from '../../model/threat-model';
import type { Catalog } from '../catalog';
import { PLACEHOLDERS } from '../template';
import type { EntryReport } from './report';

/** The most words of a threat's description (CATALOG, "Writing style"). */
const MOST_WORDS = 80;

/** Phrases that say nothing: what could be, and what one should see to. */
const EMPTY_PHRASES: readonly RegExp[] = [
  /\bcould potentially\b/i,
  /\bpotentially\b/i,
  /\bensures? that\b/i,
  /\bmake sure\b/i,
  /\bit is (?:important|recommended)\b/i,
];

const PLACEHOLDER = /\{\{\s*([^{}|]*?)\s*(?:\|[^{}|]*)?\}\}/g;
const known: ReadonlySet<string> = new Set(PLACEHOLDERS);

/** The names of the placeholders in a text. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** Placeholders that only a flow can fill. */
const OF_FLOWS: ReadonlySet<string> = new Set(['from', 'to', 'subject.from', 'subject.to']);

/**
 * A text with placeholders about a thing of this kind: each is known, and can be filled.
 * @param more placeholders that only this text has
 */
export function checkTemplate(
  catalog: Catalog,
  text: string,
  kinds: readonly SubjectKind[],
  path: readonly PropertyKey[],
  report: EntryReport,
  more: readonly string[] = [],
): void {
  for (const name of placeholdersIn(text)) {
    if (more.includes(name)) continue;
    const property = /^property\.(.+)$/.exec(name)?.[1];
    if (property !== undefined) {
      if (!catalog.entries.properties.some(({ id }) => id === property))
        report.error(path, message('catalog.no-such', { what: 'property', id: property }));
    } else if (!known.has(name)) report.error(path, message('catalog.unknown-placeholder', { name, known: PLACEHOLDERS.join(', ') }));
    else if (OF_FLOWS.has(name) && kinds.some((kind) => kind !== 'flow'))
      report.error(path, message('catalog.placeholder-misfit', { name, kind: kinds.join(', ') }));
  }
}

/** Words that people read: none of the phrases that say nothing. */
export function checkPhrases(text: string, path: readonly PropertyKey[], report: EntryReport): void {
  const found = EMPTY_PHRASES.map((phrase) => phrase.exec(text)?.[0]).find((phrase) => phrase !== undefined);
  if (found !== undefined) report.error(path, message('catalog.empty-phrase', { phrase: found }));
}

/** A title or name: one sentence without a full stop. */
export function checkTitle(text: string, path: readonly PropertyKey[], report: EntryReport): void {
  checkPhrases(text, path, report);
  if (/[.!]$/.test(text)) report.error(path, message('catalog.title-full-stop'));
}

/** A description: at most 80 words. */
export function checkDescription(text: string, path: readonly PropertyKey[], report: EntryReport): void {
  checkPhrases(text, path, report);
  const words = text.trim().split(/\s+/).length;
  if (words > MOST_WORDS) report.error(path, message('catalog.too-many-words', { words, most: MOST_WORDS }));
}
