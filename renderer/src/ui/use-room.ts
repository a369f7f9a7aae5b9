import { type RefObject, useLayoutEffect, useState } from 'react';

/** Which of so many things in a row have no room in it. */
export function withoutRoom(widths: readonly number[], gap: number, room: number, more: number, kept: number): ReadonlySet<number> {
  const total = widths.reduce((sum, width) => sum + width + gap, -gap);
  if (total <= room) return new Set();
  // The kept one always has its place; the others in their order, as long as they fit beside it and the button for the rest.
  let left = room - more - (widths[kept] ?? 0);
  let full = false;
  const hidden = new Set<number>();
  for (const [index, width] of widths.entries()) {
    if (index === kept) continue;
    full ||= width + gap > left;
    if (full) hidden.add(index);
    else left -= width + gap;
  }
  return hidden;
}

/** The button behind which the rest is, with its distance. */
const MORE = 32;

/**
 * The children of a row, by index, that do not fit into it. Those are to be taken out of the row by an absolute position, so
 * that their width can still be measured.
 * @param kept the child that always has a place
 * @param content tells when the children are others
 */
export function useRoom(row: RefObject<HTMLElement | null>, kept: number, content: string): ReadonlySet<number> {
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  useLayoutEffect(() => {
    const element = row.current;
    const around = element?.parentElement;
    if (element === null || around === null || around === undefined) return undefined;
    const measure = (): void => {
      const tabs = [...element.children].filter((child): child is HTMLElement => child instanceof HTMLElement && child.role === 'tab');
      const { gap } = getComputedStyle(element);
      const { paddingLeft, paddingRight } = getComputedStyle(around);
      const end = around.lastElementChild;
      const taken = end instanceof HTMLElement && end.dataset.end !== undefined ? end.offsetWidth + 16 : 0;
      const room = around.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - taken;
      const next = withoutRoom(
        tabs.map(({ offsetWidth }) => offsetWidth),
        parseFloat(gap),
        room,
        MORE,
        kept,
      );
      setHidden((before) => (before.size === next.size && [...next].every((index) => before.has(index)) ? before : next));
    };
    const resized = new ResizeObserver(measure); // tells the size at once, too
    resized.observe(around);
    return () => resized.disconnect();
  }, [row, kept, content]);
  return hidden;
}
