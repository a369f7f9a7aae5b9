import { useLayoutEffect } from 'react';

/** Keeps toasts to the left of something at the right edge, so that they cover none of its buttons. Undefined where nothing is there. */
export function useToastsBeside(width: number | undefined): void {
  useLayoutEffect(() => {
    if (width === undefined) return undefined;
    const root = document.documentElement.style;
    root.setProperty('--toast-right', `${width}px`);
    return () => {
      root.removeProperty('--toast-right');
    };
  }, [width]);
}
