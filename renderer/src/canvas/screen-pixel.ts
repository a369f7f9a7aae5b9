/** Sizes follow the zoom in steps of this factor, so that zooming seldom restyles what is drawn. */
const STEP = 1.08;

/**
 * How many world units one pixel of the screen is at this zoom, at least 1, rounded up to a step: what is drawn so many
 * units large keeps its size on the screen, or is up to 8 % larger.
 */
export const screenPixel = (zoom: number): number => Math.max(1, STEP ** Math.ceil(Math.log(1 / zoom) / Math.log(STEP) - 1e-6));
