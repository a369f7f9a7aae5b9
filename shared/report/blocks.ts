/** A run of text. Text is plain: each writer escapes it for its own language, so nothing in a model can become markup. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string };

/** A part of a report, independent of the language it is written in. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly name: string; readonly value: string }[] }
  /** A drawing by our own SVG writer, with the sentence that says what it shows. */
  | { readonly kind: 'figure'; readonly svg: string; readonly caption: string };

/** A report: its title and what follows it. */
export interface ReportDocument {
  readonly title: string;
  readonly language: string;
  readonly blocks: readonly Block[];
}

export const text = (value: string): Inline => ({ kind: 'text', text: value });
export const strong = (value: string): Inline => ({ kind: 'strong', text: value });
export const code = (value: string): Inline => ({ kind: 'code', text: value });
/** A paragraph of plain text. */
export const paragraph = (...runs: readonly Inline[]): Block => ({ kind: 'paragraph', text: runs });
export const heading = (level: 1 | 2 | 3, value: string): Block => ({ kind: 'heading', level, text: value });
