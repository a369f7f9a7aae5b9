// Control characters, marks that turn the direction of writing, and characters without width: nothing that a name needs, and
// enough to make one name look like another.
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** A text of a foreign file as it may stand in a model: without characters that cannot be seen, and not endless. */
export function cleanText(text: string, longest = 253): string {
  const clean = text
    .slice(0, longest * 4)
    .replace(UNSEEN, '')
    .trim();
  return clean.length <= longest ? clean : clean.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
