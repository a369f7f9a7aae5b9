/** What `ui` says to people. Every key starts with `ui.`. */
export const ui = {} as const;
