import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addUp, noCounts, playwrightReport, vitestReport } from './test-reports.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'gabion-reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('the closing line of npm test', () => {
  it('adds up what the runners counted', () => {
    const vitest = vitestReport(
      report({
        numPassedTests: 3,
        numFailedTests: 1,
        numPendingTests: 1,
        numTodoTests: 1,
        testResults: [
          { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [{ status: 'failed', fullName: 'undo works' }] },
        ],
      }),
    );
    expect(vitest).toEqual({ counts: { passed: 3, failed: 1, skipped: 2 }, failures: ['undo works'] });
    expect(addUp(noCounts, vitest?.counts ?? noCounts)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('counts a test file that could not be loaded as one failure', () => {
    const unloaded = { name: 'a.test.ts', status: 'failed', message: 'SyntaxError: nonsense\n at …', assertionResults: [] };
    expect(
      vitestReport(report({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [unloaded] })),
    ).toEqual({
      counts: { passed: 0, failed: 1, skipped: 0 },
      failures: ['a.test.ts: SyntaxError: nonsense'],
    });
  });

  it('counts what went wrong around the end-to-end tests as a failure', () => {
    const specs = [{ ok: false, file: 'smoke.spec.ts', title: 'a window opens' }];
    expect(
      playwrightReport(
        report({
          stats: { expected: 2, flaky: 0, unexpected: 1, skipped: 1 },
          suites: [{ suites: [{ specs }] }],
          errors: [{ message: 'no Electron\nat …' }],
        }),
      ),
    ).toEqual({ counts: { passed: 2, failed: 2, skipped: 1 }, failures: ['smoke.spec.ts: a window opens', 'no Electron'] });
  });

  it('knows no counts where a runner wrote nothing', () => {
    expect(vitestReport(path.join(folder, 'missing.json'))).toBeUndefined();
    expect(playwrightReport(path.join(folder, 'missing.json'))).toBeUndefined();
  });
});
