import type { Fault } from '../../../format/scan';
import type { Message } from '../../../messages/message';

/** Carries the reason why a whole file is not read out of a parser's depths. Caught by {@link refusable}, never beyond. */
class Refusal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super();
    this.fault = fault;
  }
}

/** Gives the file up. `offset` is where the reason stands in the text. */
export function refuse(offset: number, message: Message, mend: Message): never {
  throw new Refusal({ offset, message, mend });
}

/** Gives the file up for a fault that was found elsewhere. */
export function refuseFor(fault: Fault): never {
  throw new Refusal(fault);
}

/** A value, or why the file is not read. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** Runs a parser; a refusal comes back as a fault, running out of stack as `tooDeep`. */
export function refusable<T>(parse: () => T, tooDeep: () => Fault): Attempt<T> {
  try {
    return { ok: true, value: parse() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    if (error instanceof RangeError) return { ok: false, fault: tooDeep() };
    throw error;
  }
}
