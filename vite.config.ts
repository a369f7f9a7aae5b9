import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';
import { pageTarget } from './build/targets.mjs';
import { thirdPartyLicenses } from './build/third-party-licenses.mjs';
import { nonceSlot } from './shared/security-headers.mjs';

const root = import.meta.dirname;

// The page. Nothing may be inlined as data: or blob: addresses, because the Content-Security-Policy allows only files of our
// own. A worker's address is had by `import url from './name.worker.ts?worker&url'` and goes through the Trusted Types policy.
export default defineConfig({
  root: path.join(root, 'renderer'),
  base: '/',
  cacheDir: path.join(root, '.cache/vite'),
  plugins: [react(), thirdPartyLicenses('page')],
  worker: { format: 'es', plugins: () => [thirdPartyLicenses('workers')] },
  html: { cspNonce: nonceSlot },
  build: {
    outDir: path.join(root, 'dist/renderer'),
    emptyOutDir: true,
    target: pageTarget,
    cssTarget: pageTarget,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: 'hidden',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});
