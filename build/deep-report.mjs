// docs/deep-test.md: what the last run of `npm run test:deep` found. Written by it, kept in the repository.
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { inProject } from './project.mjs';

/**
 * @param {object} run
 * @param {readonly { name: string, seconds: number, report: import('./test-reports.mjs').Report }[]} run.outcomes
 * @param {import('./test-reports.mjs').Counts} run.total
 * @param {number} run.seconds
 * @param {string} run.electron
 */
export function writeDeepReport({ outcomes, total, seconds, electron }) {
  const failures = outcomes.flatMap((outcome) => outcome.report.failures);
  const rows = outcomes.map(
    ({ name, seconds: took, report: { counts } }) => `| ${name} | ${counts.passed} | ${counts.failed} | ${counts.skipped} | ${took} s |`,
  );
  const page = `# The last deep test

\`npm run test:deep\` runs the same tests as \`npm test\` with far more cases each: more random documents, more killed processes. It is not
part of \`npm test\`, because it takes longer than a person waits. This page is written by it.

Run on ${new Date().toISOString().slice(0, 10)} with Electron ${electron} on ${os.type()}, ${os.cpus().length} processor cores, in ${Math.round(seconds / 60)} minutes.

| stage | passed | failed | skipped | took |
| --- | ---: | ---: | ---: | ---: |
${rows.join('\n')}
| together | ${total.passed} | ${total.failed} | ${total.skipped} | ${seconds} s |

${failures.length === 0 ? 'Nothing failed.' : `Failed:\n\n${failures.map((failure) => `- ${failure}`).join('\n')}`}
`;
  mkdirSync(inProject('docs'), { recursive: true });
  writeFileSync(inProject('docs/deep-test.md'), page);
}
