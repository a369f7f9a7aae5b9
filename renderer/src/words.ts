import { en } from '../../shared/messages/en';
import type { Message, MessageId } from '../../shared/messages/message';
import { print } from '../../shared/messages/print';

/** The sentences that take no parameters. */
type Plain = { [Id in MessageId]: (typeof en)[Id] extends string ? Id : never }[MessageId];
type Given<Id extends MessageId> = (typeof en)[Id] extends (given: infer P) => string ? { readonly [N in keyof P]: P[N] } : never;

/**
 * A sentence of the interface in the reader's language: `say('ui.save')`, `say('ui.threats', { count: 3 })`. Components
 * print through this and {@link print}; none holds a sentence of its own.
 */
export function say(id: Plain): string;
export function say<Id extends Exclude<MessageId, Plain>>(id: Id, params: Given<Id>): string;
export function say(id: MessageId, params?: unknown): string {
  // The overloads have checked the parameters against the very sentence, as `message()` does.
  return print((params === undefined ? { id } : { id, params }) as Message);
}

export { figure } from '../../shared/messages/en/plural';
export { print, printProblem } from '../../shared/messages/print';
