// The oldest engines that the shipped code runs on: those of Electron 25, the oldest runtime it is tried with.
// Raise them when that runtime goes.

/** For the page's JavaScript and CSS. */
export const pageTarget = 'chrome114';
/** For main process, preload and command line. */
export const nodeTarget = 'node18';
