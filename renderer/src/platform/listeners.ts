import type { Unsubscribe } from '../../../shared/desktop-api';

/** Those who want to hear of something. */
export interface Listeners<Payload> {
  add(listener: (payload: Payload) => void): Unsubscribe;
  tell(payload: Payload): void;
}

/** A new, empty list of listeners. */
export function listeners<Payload>(): Listeners<Payload> {
  const all = new Set<(payload: Payload) => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => {
        all.delete(listener);
      };
    },
    tell(payload) {
      for (const listener of [...all]) listener(payload);
    },
  };
}
