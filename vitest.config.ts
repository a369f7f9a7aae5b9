import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Only to end what hangs: machines differ manyfold in speed, and property tests take their time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Some tests wait for processes that they start and kill; another can work meanwhile.
    maxWorkers: 2,
    projects: [
      {
        // Nothing in shared/ keeps anything outside its functions, so that its tests may share a process and what it has loaded:
        // that halves their time.
        extends: true,
        test: { name: 'shared', environment: 'node', isolate: false, include: ['shared/**/*.test.ts'] },
      },
      {
        extends: true,
        test: { name: 'node', environment: 'node', include: ['electron/**/*.test.ts', 'build/**/*.test.ts', 'test/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      reporter: ['text-summary', 'json-summary', 'lcov'],
      reportsDirectory: 'reports/coverage',
      include: ['shared/**/*.ts', 'electron/**/*.ts', 'renderer/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.{ts,tsx}', '**/*.d.ts'],
    },
  },
});
