import { version } from '../../package.json';

/** Gabion's version, as package.json states it. */
export const VERSION: string = version;
