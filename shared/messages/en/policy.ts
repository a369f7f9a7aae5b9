/** What `policy` says to people. Every key starts with `policy.`. */
export const policy = {} as const;
