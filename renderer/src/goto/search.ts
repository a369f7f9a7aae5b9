/** Something that can be gone to: what it is called, and what finds it besides. */
export interface Findable {
  readonly text: string;
  /** Beside the text, in grey: "Deployment", "risk 16". Found too, but later. */
  readonly detail?: string;
  readonly keywords?: readonly string[];
}

/** A stretch of the text that the query matched, to be underlined. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** Something found: how well, and where in its text. */
export interface Found<T extends Findable> {
  readonly item: T;
  readonly score: number;
  readonly marks: readonly Mark[];
}

const wordsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

function scoreOf(
  word: string,
  { text, detail = '', keywords = [] }: Findable,
): { readonly score: number; readonly mark?: Mark } | undefined {
  const at = text.toLowerCase().indexOf(word);
  if (at >= 0) {
    const atWordStart = at === 0 || /[\s\-_./]/.test(text[at - 1] ?? '');
    return {
      score: (at === 0 ? 8 : atWordStart ? 6 : 4) + word.length / Math.max(text.length, 1),
      mark: { start: at, end: at + word.length },
    };
  }
  if (detail.toLowerCase().includes(word)) return { score: 2 };
  return keywords.some((keyword) => keyword.toLowerCase().includes(word)) ? { score: 1 } : undefined;
}

/** What a query finds: every word of it must be in the text, the detail or a keyword. Best first, ties in the given order. */
export function find<T extends Findable>(query: string, items: readonly T[], limit = 50): readonly Found<T>[] {
  const words = wordsOf(query);
  return items
    .flatMap((item): Found<T>[] => {
      const hits = words.map((word) => scoreOf(word, item));
      if (hits.some((hit) => hit === undefined)) return [];
      const marks = hits.flatMap((hit) => (hit?.mark ? [hit.mark] : [])).sort((a, b) => a.start - b.start);
      return [{ item, marks, score: hits.reduce((sum, hit) => sum + (hit?.score ?? 0), 0) }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

/** The text cut at the marks: what was matched and what was not, in turn. Marks that overlap are joined. */
export function pieces(text: string, marks: readonly Mark[]): readonly { readonly text: string; readonly matched: boolean }[] {
  const out: { text: string; matched: boolean }[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) out.push({ text: text.slice(at, from), matched: false });
    out.push({ text: text.slice(from, end), matched: true });
    at = end;
  }
  if (at < text.length) out.push({ text: text.slice(at), matched: false });
  return out;
}
