/** What `exchange` says to people. Every key starts with `exchange.`. */
export const exchange = {} as const;
