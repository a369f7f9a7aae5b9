/** The regions that F6 walks through, in the order of the window. */
const ORDER = ['title', 'activity', 'palette', 'main', 'canvas', 'strip', 'inspector', 'status'] as const;

const focusable =
  'button:not(:disabled), [href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])';

const regions = (): readonly HTMLElement[] =>
  ORDER.flatMap((name) => [...document.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)]).filter(
    (region) => region.getClientRects().length > 0 && region.querySelector(focusable) !== null,
  );

/** Moves the focus to the next (1) or previous (-1) region of the window: to what was focused there last, else to its first control. */
export function cycleRegions(step: 1 | -1): void {
  const all = regions();
  if (all.length === 0) return;
  const here = all.findIndex((region) => region.contains(document.activeElement));
  const next = all[(here === -1 ? (step === 1 ? 0 : all.length - 1) : here + step + all.length) % all.length];
  if (next === undefined) return;
  const chosen = next.querySelector<HTMLElement>('[aria-selected="true"], [aria-current], [aria-pressed="true"], .selected[tabindex]');
  (chosen ?? next.querySelector<HTMLElement>(focusable))?.focus();
}
