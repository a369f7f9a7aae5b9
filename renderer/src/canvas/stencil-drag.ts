/** What a stencil's type is called on its way from the palette to the canvas. */
export const STENCIL_DRAG = 'application/x-gabion-stencil';
