/// <reference types="vite/client" />

import type { DesktopApi } from '../../shared/desktop-api';

declare global {
  interface Window {
    /** What the preload puts there in Electron; absent in a browser. */
    readonly gabion?: DesktopApi;
    readonly trustedTypes?: TrustedTypePolicyFactory;
  }

  /** Trusted Types, of which TypeScript's library knows nothing yet: only what this page uses. */
  interface TrustedTypePolicyFactory {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedTypePolicy;
  }
  interface TrustedTypePolicy {
    /** Typed as a string, since that is what `new Worker` is declared to take; at run time a `TrustedScriptURL`. */
    createScriptURL(url: string): string;
  }
}
