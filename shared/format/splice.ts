import type { Span } from './source';

/** Puts `text` in the place of what stood in a stretch of the source. */
export interface Splice extends Span {
  readonly text: string;
}

/**
 * A stretch of the source with splices done in it. Splices do not overlap; where an insertion and a replacement begin at the
 * same offset, the insertion comes first.
 */
export function spliced(source: string, { start, end }: Span, splices: readonly Splice[]): string {
  const ordered = splices
    .map((splice, index) => ({ splice, index }))
    .sort((a, b) => a.splice.start - b.splice.start || a.splice.end - b.splice.end || a.index - b.index);
  const parts: string[] = [];
  let at = start;
  for (const { splice } of ordered) {
    parts.push(source.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  parts.push(source.slice(at, end));
  return parts.join('');
}

/** How much longer the text gets. */
export function growth(splices: readonly Splice[]): number {
  return splices.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
}
