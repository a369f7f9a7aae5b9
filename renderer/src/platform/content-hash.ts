import type { ContentHash } from '../../../shared/desktop-api';

/** The sha256 of some bytes, as the contract with the desktop writes it. */
export async function contentHash(bytes: Uint8Array): Promise<ContentHash> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') as ContentHash; // the one place where the page makes one
}
