/** What `analysis` says to people. Every key starts with `analysis.`. */
export const analysis = {} as const;
