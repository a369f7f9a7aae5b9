/** What `report` says to people. Every key starts with `report.`. */
export const report = {} as const;
