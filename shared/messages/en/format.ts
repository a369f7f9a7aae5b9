/** What `format` says to people. Every key starts with `format.`. */
export const format = {} as const;
