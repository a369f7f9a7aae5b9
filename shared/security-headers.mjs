// The headers that every response of Gabion's own pages carries. Electron's protocol handler and the loopback server of
// `npm run web` both take them from here, so that a browser proves what the desktop application does.
// Plain JavaScript, because the server runs before anything is compiled.

/** The one Trusted Types policy: it hands out addresses of our own workers from a fixed list, and nothing else. */
export const workerPolicyName = 'gabion-worker';

/**
 * Stands in the built index.html wherever a nonce belongs; whoever serves the page puts a fresh one there for each answer.
 * It is needed by the few `<style>` elements that widgets add while they run (they take a nonce). The page reads it from
 * `<meta property="csp-nonce">`. Styles set through the CSS object model, as React's `style` is, need none.
 */
export const nonceSlot = 'GABION-STYLE-NONCE';

/** @param {string} html @param {string} nonce */
export function withNonce(html, nonce) {
  return html.replaceAll(nonceSlot, nonce);
}

/** @param {{ style: string, script: string }} sources */
function contentSecurityPolicy({ style, script }) {
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${workerPolicyName}`,
  ].join('; ');
}

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
};

/**
 * The security headers of one response.
 *
 * @param {{ readonly kind: 'page', readonly nonce: string } | { readonly kind: 'asset' | 'wasm-worker' }} response
 *   `page` is index.html; `asset` every other file, ordinary workers included; `wasm-worker` the one kind of worker whose
 *   own answer lets WebAssembly compile. No page ever may.
 * @returns {Readonly<Record<string, string>>} lower-case names
 */
export function securityHeaders(response) {
  const style = response.kind === 'page' ? `'self' 'nonce-${response.nonce}'` : "'self'";
  const script = response.kind === 'wasm-worker' ? "'self' 'wasm-unsafe-eval'" : "'self'";
  return { ...always, 'content-security-policy': contentSecurityPolicy({ style, script }) };
}
