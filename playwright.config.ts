import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';

const reports = process.env.GABION_REPORTS ?? 'reports';
const output = process.env.GABION_E2E_OUTPUT ?? 'test-results';
const chromium =
  process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));
const asRoot = process.getuid?.() === 0;
const port = 4173;

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/global-setup.ts',
  outputDir: output,
  timeout: 60_000,
  workers: 1, // Electron, its helpers and drawing in software fill two cores
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json', { outputFile: `${reports}/e2e.json` }]],
  projects: [
    // Specs that begin with `web` are about the page in a browser; all others about the real application.
    { name: 'electron', testMatch: '**/*.spec.ts', testIgnore: '**/web*.spec.ts' },
    {
      name: 'web',
      testMatch: '**/web*.spec.ts',
      use: {
        baseURL: `http://127.0.0.1:${port}`,
        viewport: { width: 1440, height: 900 },
        launchOptions: { ...(chromium === undefined ? {} : { executablePath: chromium }), chromiumSandbox: !asRoot },
      },
    },
  ],
  webServer: { command: `node build/serve.mjs ${port}`, url: `http://127.0.0.1:${port}/`, reuseExistingServer: false },
});
