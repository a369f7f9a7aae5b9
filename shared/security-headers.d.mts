/** What is answered: index.html, any other file (ordinary workers included), or a worker that may compile WebAssembly. */
export type ServedKind = 'page' | 'asset' | 'wasm-worker';

/** The one Trusted Types policy: it hands out addresses of our own workers from a fixed list. */
export const workerPolicyName: 'gabion-worker';

/** Stands in the built index.html wherever a nonce belongs; the page finds the nonce in `<meta property="csp-nonce">`. */
export const nonceSlot: string;

/** The page with a nonce in every slot. Use a fresh nonce (128 random bits, base64) for each answer, and give it to `securityHeaders` too. */
export function withNonce(html: string, nonce: string): string;

/** The security headers of one response, names in lower case. */
export function securityHeaders(
  response: { readonly kind: 'page'; readonly nonce: string } | { readonly kind: Exclude<ServedKind, 'page'> },
): Readonly<Record<string, string>>;
