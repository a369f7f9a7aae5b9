/** What `attack-tree` says to people. Every key starts with `attack-tree.`. */
export const attackTree = {} as const;
