/** The scheme of our own pages; see `protocol.ts`. */
export const SCHEME = 'app';
/** The one host there is. */
export const HOST = 'bundle';
/** The origin of every page of ours. */
export const ORIGIN = `${SCHEME}://${HOST}`;
/** The one page. */
export const PAGE = `${ORIGIN}/index.html`;

/** True if `url` is of our own origin. Node gives custom schemes no origin, so scheme and host are compared. */
export function isOurs(url: string): boolean {
  try {
    const { protocol, host, username, password, port } = new URL(url);
    return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '' && port === '';
  } catch {
    return false;
  }
}
