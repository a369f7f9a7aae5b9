import { describe, expect, it } from 'vitest';
import { closing } from './closing';

describe('closing the window', () => {
  it('OS-17 asks the page, and again after it said stay', () => {
    const close = closing();
    close.pageIsReady();
    expect(close.requested()).toBe('ask-page');
    expect(close.answered('stay')).toBe(false);
    expect(close.requested()).toBe('ask-page');
  });
  it('OS-17 happens when the page agrees', () => {
    const close = closing();
    close.pageIsReady();
    expect(close.answered('close')).toBe(true);
    expect(close.requested()).toBe('close-now');
  });
  it('OS-17 waits for no page that cannot answer', () => {
    const close = closing();
    expect(close.requested()).toBe('close-now');
    close.pageIsReady();
    close.pageIsGone();
    expect(close.requested()).toBe('close-now');
  });
  it('OS-17 ends the program if that was asked for, unless the page says stay', () => {
    const close = closing();
    close.pageIsReady();
    close.quitRequested();
    expect(close.quitting).toBe(true);
    close.answered('stay');
    expect(close.quitting).toBe(false);
    close.quitRequested();
    close.answered('close');
    expect(close.quitting).toBe(true);
  });
});
