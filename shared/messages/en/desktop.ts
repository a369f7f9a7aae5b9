/** What `desktop` says to people. Every key starts with `desktop.`. */
export const desktop = {} as const;
