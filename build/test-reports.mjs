// Reads what the test runners wrote down.
import { readFileSync } from 'node:fs';

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts */
/** @typedef {{ readonly counts: Counts, readonly failures: readonly string[] }} Report */

/** @type {Counts} */
export const noCounts = { passed: 0, failed: 0, skipped: 0 };

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export function addUp(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** @param {string} file @returns {any} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} file vitest's JSON report @returns {Report | undefined} */
export function vitestReport(file) {
  const report = read(file);
  if (report === undefined) return undefined;
  const failures = report.testResults.flatMap((/** @type {any} */ suite) =>
    suite.status === 'failed' && suite.assertionResults.every((/** @type {any} */ one) => one.status !== 'failed')
      ? [`${suite.name}: ${String(suite.message).split('\n')[0] ?? ''}`]
      : suite.assertionResults.filter((/** @type {any} */ one) => one.status === 'failed').map((/** @type {any} */ one) => one.fullName),
  );
  // A file that could not be loaded has no test that failed; it counts as one.
  const counts = {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, failures.length),
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return { counts, failures };
}

/** @param {string} file Playwright's JSON report @returns {Report | undefined} */
export function playwrightReport(file) {
  const report = read(file);
  if (report === undefined) return undefined;
  /** @param {any} suite @returns {string[]} */
  const failuresIn = (suite) => [
    ...(suite.suites ?? []).flatMap(failuresIn),
    ...(suite.specs ?? []).filter((/** @type {any} */ spec) => !spec.ok).map((/** @type {any} */ spec) => `${spec.file}: ${spec.title}`),
  ];
  const { expected, flaky, unexpected, skipped } = report.stats;
  const failures = [
    ...report.suites.flatMap(failuresIn),
    ...report.errors.map((/** @type {any} */ error) => String(error.message).split('\n')[0]),
  ];
  return { counts: { passed: expected + flaky, failed: unexpected + report.errors.length, skipped }, failures };
}
