/** What `mitigation` says to people. Every key starts with `mitigation.`. */
export const mitigation = {} as const;
