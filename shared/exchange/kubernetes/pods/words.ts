/** `DB_PASSWORD`, `dbPassword` and `db.password` as words in lower case. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 500)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
