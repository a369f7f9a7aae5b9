import type { en } from './en';

/** The English catalogue: every sentence a person can read, by id. */
type Catalogue = typeof en;

/** The name of a sentence, for instance `edit.add-element`. */
export type MessageId = keyof Catalogue;

/** What a sentence is given to fill itself in; a parameter may be a sentence in turn. */
type Parameters<Id extends MessageId> = Catalogue[Id] extends (given: infer Given) => string
  ? { readonly [Name in keyof Given]: Given[Name] | (string extends Given[Name] ? Message : never) }
  : undefined;

/**
 * A sentence as data: an id and its parameters. The domain returns these; the application, the command line and the
 * report print them, each in its own language. Survives JSON and structured cloning.
 */
export interface Message {
  readonly id: MessageId;
  /** Checked by {@link message}, the one maker. A union of all sentences with their parameters would be too large for the compiler. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Makes a {@link Message}; the compiler asks for exactly the parameters that the sentence needs. */
export function message<Id extends MessageId>(id: Id, ...params: Parameters<Id> extends undefined ? [] : [Parameters<Id>]): Message {
  const [given] = params;
  return given === undefined ? { id } : { id, params: given };
}

/** Where a {@link Problem} is: a file as the person knows it, a 1-based line and column, a path inside the document. */
export interface Where {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
}

/**
 * Something that is wrong, said to a person: what, where, and what to do about it. An *error* means that nothing was
 * done; a *warning* that something was left out or doubted; a *note* that something is worth knowing.
 */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: Message;
  readonly where?: Where;
  readonly mend?: Message;
}

/** Either a value or the problems that stood in its way. Warnings and notes may accompany a value. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };
