/** A link that may leave the application, with the address to show: all of it, host names in their ASCII form. */
export type ExternalLink = { readonly kind: 'link'; readonly address: string } | { readonly kind: 'refused' };

const refused: ExternalLink = { kind: 'refused' };
const MAX_LENGTH = 2_048;
/** A mail program may attach files when it is told to by other headers than these. */
const MAIL_HEADERS = new Set(['subject', 'body', 'cc']);

/**
 * Reads a link of the page. Only `https:` with a host and `mailto:` pass. Refused as well: addresses with a name or password
 * before the host (`https://github.com@elsewhere.example/`), and text that an address parser would quietly repair, such
 * as a line break inside the scheme.
 */
export function parseExternalLink(text: string): ExternalLink {
  if (text.length > MAX_LENGTH || /[\p{Cc}\p{Cf}\p{Z}\\<>"^`{|}]/u.test(text)) return refused;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refused;
  }
  switch (url.protocol) {
    case 'https:':
      // The parser would read `https:host`, `https:/host` and `https:///host` as this too; who writes so has something to hide.
      if (!/^https:\/\/[^/]/i.test(text) || url.hostname === '' || url.username !== '' || url.password !== '') return refused;
      return { kind: 'link', address: url.href };
    case 'mailto:':
      if (!/^mailto:[^/?]+@[^/?]+(?:\?|$)/i.test(text)) return refused;
      return [...url.searchParams.keys()].every((header) => MAIL_HEADERS.has(header.toLowerCase()))
        ? { kind: 'link', address: url.href }
        : refused;
    default:
      return refused;
  }
}
