import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

interface RowOptions {
  readonly count: number;
  /** Of each row, in pixels. */
  readonly height: number;
  /** What scrolls. */
  readonly scroll: RefObject<HTMLDivElement | null>;
  /** What stands above the first row inside of what scrolls, and sticks there. */
  readonly head?: number;
}

/** The rows of a long list that are in view, so that a list of any length costs what is on the screen. */
export function useRows({ count, height, scroll, head = 0 }: RowOptions): Virtualizer<HTMLDivElement, Element> {
  // It hands out fresh rows at each scroll, which is what it is for; nothing here is memoised by a compiler.
  // eslint-disable-next-line react-hooks/incompatible-library
  return useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: head,
    scrollPaddingStart: head,
    initialRect: { width: 960, height: 600 },
  });
}
