/** What reading and checking catalogs says to people. Every key starts with `catalog.`. */
export const catalog = {
  'catalog.entry-invalid': (p: { expected: string }) => `This catalog entry is not as it must be: ${p.expected}.`,
} as const;
