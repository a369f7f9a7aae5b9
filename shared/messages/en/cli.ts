/** What `cli` says to people. Every key starts with `cli.`. */
export const cli = {} as const;
