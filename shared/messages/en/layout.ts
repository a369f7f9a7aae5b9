/** What `layout` says to people. Every key starts with `layout.`. */
export const layout = {} as const;
