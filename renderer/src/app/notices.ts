import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Toast } from '../ui/Toasts';

/** What is shown for a moment, and what is read aloud. */
export interface NoticesState {
  readonly toasts: readonly Toast[];
  /** Read aloud when its turn grows: an edit, an undo, a result. */
  readonly polite: { readonly text: string; readonly turn: number };
  readonly assertive: { readonly text: string; readonly turn: number };
}

/** Tells people things that need no answer. */
export interface Notices {
  readonly store: StoreApi<NoticesState>;
  /** For what is not visible anyway: a bulk change with Undo, a file written elsewhere, a failure. Also read aloud. */
  toast(text: string, options?: { readonly tone?: Toast['tone']; readonly action?: Toast['action'] }): void;
  close(id: number): void;
  /** Only read aloud: what others can see. */
  say(text: string): void;
}

/** Makes the notices of one window. */
export function createNotices(): Notices {
  const store = createStore<NoticesState>(() => ({ toasts: [], polite: { text: '', turn: 0 }, assertive: { text: '', turn: 0 } }));
  let next = 1;
  const aloud = (how: 'polite' | 'assertive', text: string): void =>
    store.setState((state) => ({ [how]: { text, turn: state[how].turn + 1 } }));
  return {
    store,
    toast(text, { tone = 'plain', action } = {}) {
      const toast: Toast = { id: next, text, tone, ...(action === undefined ? {} : { action }) };
      next += 1;
      store.setState((state) => ({ toasts: [...state.toasts, toast].slice(-6) }));
      aloud(tone === 'error' ? 'assertive' : 'polite', text);
    },
    close: (id) => store.setState((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
    say: (text) => aloud('polite', text),
  };
}
