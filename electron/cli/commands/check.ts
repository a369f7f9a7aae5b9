import { describeReason, describeStatus, type Names, severityText } from '../../../shared/analysis/describe';
import type { Severity, Threat } from '../../../shared/analysis/findings';
import { isOpen } from '../../../shared/analysis/status';
import { message } from '../../../shared/messages/message';
import { print } from '../../../shared/messages/print';
import { questionText, strideLetters } from '../../../shared/report/report';
import { choice, type Command, EXIT, type ExitCode, oneFile } from '../command';
import { type Judged, judge } from '../judged-model';
import { loadCatalog, openModel } from '../model-files';
import { harmless, styled, type Terminal } from '../terminal';

const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

/** Planning is not a decision, and a decision may have expired: such threats are open. */
const threatIsOpen = ({ status }: Threat) => isOpen(status);
const hasExpired = ({ status }: Threat) => status.state === 'decided' && status.expired;

/** What `check` ends with: 1 if a threat at or above the limit is open, or an acceptance has expired. */
export function verdict(threats: readonly Threat[], failOn: Severity | 'none'): ExitCode {
  if (failOn === 'none') return EXIT.fine;
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return threats.some((threat) => hasExpired(threat) || (isOpen(threat.status) && counted.includes(threat.risk.severity)))
    ? EXIT.threats
    : EXIT.fine;
}

/** The form that `--format json` prints; `docs/command-line.md` describes it. */
export function checkJson(names: Names, { session, analysis }: Judged, version: string): object {
  return {
    version,
    threats: analysis.threats.map((threat) => ({
      rule: threat.rule,
      subject: threat.subject,
      title: threat.title,
      stride: Array.from(strideLetters(threat.stride)),
      techniques: threat.techniques,
      severity: threat.risk.severity,
      status: threat.status.state,
      reasons: (session.explain(threat.key)?.reasons ?? []).map((reason) => {
        const { what, source } = describeReason(names, reason);
        return source === undefined ? print(what) : `${print(what)} (${print(source)})`;
      }),
    })),
    questions: analysis.questions.map((question) => ({
      property: question.kind === 'property' ? question.property : question.kind,
      subject: question.kind === 'property' ? question.subject : question.kind === 'calls' ? question.boundary : 'model',
      question: questionText(names.model, question),
      settles: question.settles,
    })),
    hygiene: analysis.hygiene.map(({ rule, subject, title, mend }) => ({ rule, subject, title, mend })),
  };
}

function printText(names: Names, { analysis }: Judged, terminal: Terminal): void {
  const line = (text: string) => {
    terminal.out(`${text}\n`);
  };
  for (const row of analysis.rows) {
    const open = row.threats.filter(threatIsOpen);
    if (open.length === 0) continue;
    const [first, second] = open;
    line(
      `${styled(terminal, row.severity, print(severityText(row.severity)).padEnd(8))} ${styled(terminal, 'bold', harmless(first && !second ? first.title : row.name))}`,
    );
    line(styled(terminal, 'dim', `         ${strideLetters(row.stride).padEnd(6)} ${row.techniques.join(' ')}`));
    for (const threat of open) {
      const status = threat.status.state === 'open' ? '' : `  ${print(describeStatus(names, threat.status))}`;
      line(harmless(`         ${threat.key}${status}`));
    }
  }
  if (analysis.questions.length > 0) {
    line(`\n${styled(terminal, 'question', print(message('cli.check.questions', { count: analysis.questions.length })))}`);
    for (const question of analysis.questions)
      line(harmless(`  ? ${questionText(names.model, question)} ${print(message('report.settles', { count: question.settles.length }))}`));
  }
  if (analysis.hygiene.length > 0) {
    line(`\n${print(message('cli.check.hygiene', { count: analysis.hygiene.length }))}`);
    for (const { title, mend } of analysis.hygiene) line(harmless(`  · ${title} ${mend}`));
  }
  const open = analysis.threats.filter(threatIsOpen);
  const count = (severity: Severity) => open.filter(({ risk }) => risk.severity === severity).length;
  const expired = analysis.threats.filter(hasExpired).length;
  line(
    `\n${print(message('cli.check.sum', { critical: count('critical'), high: count('high'), medium: count('medium'), low: count('low'), questions: analysis.questions.length }))}`,
  );
  if (expired > 0) line(print(message('cli.check.expired', { count: expired })));
}

/** `gabion check MODEL`: the threats of a model, for a person or a pipeline. */
export const check: Command = {
  name: 'check',
  usage: message('cli.check.usage'),
  options: { format: { type: 'string' }, 'fail-on': { type: 'string' } },
  async run(typed, terminal) {
    const format = choice(typed, 'format', ['text', 'json'], 'text');
    const failOn = choice(typed, 'fail-on', [...SEVERITIES, 'none'], 'high');
    const [{ model }, catalog] = [await openModel(oneFile(typed), terminal), await loadCatalog(terminal)];
    const judged = judge(model, catalog, terminal.today);
    const names: Names = { model, catalog };
    if (format === 'json') terminal.out(`${JSON.stringify(checkJson(names, judged, catalog.entries.version), null, 2)}\n`);
    else printText(names, judged, terminal);
    return verdict(judged.analysis.threats, failOn);
  },
};
