/** What happens next with a window that is to be closed. */
export type CloseStep = 'close-now' | 'ask-page';

/**
 * A window closes when its page agrees: it may have changes to save, and asks about them. A page that never came up, is
 * loading again or broke down has nothing to say. Its edits are in the draft.
 */
export interface Closing {
  /** Somebody wants the window closed. */
  requested(): CloseStep;
  /** The page's answer, or a person's who would not wait for it. True if the window is to be closed now. */
  answered(answer: 'close' | 'stay'): boolean;
  pageIsReady(): void;
  pageIsGone(): void;
  /** The whole program is to end, as soon as its window is closed. */
  quitRequested(): void;
  readonly quitting: boolean;
}

export function closing(): Closing {
  let ready = false;
  let agreed = false;
  let quitting = false;
  return {
    requested: () => (agreed || !ready ? 'close-now' : 'ask-page'),
    answered(answer) {
      agreed = answer === 'close';
      if (!agreed) quitting = false;
      return agreed;
    },
    pageIsReady() {
      ready = true;
    },
    pageIsGone() {
      ready = false;
    },
    quitRequested() {
      quitting = true;
    },
    get quitting() {
      return quitting;
    },
  };
}
