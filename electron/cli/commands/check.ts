import { describeReasons, describeStatus, type Names, severityText } from '../../../shared/analysis/describe';
import type { Severity, Threat, ThreatRow } from '../../../shared/analysis/findings';
import { isOpen, isOpenThreat } from '../../../shared/analysis/status';
import { message } from '../../../shared/messages/message';
import { print } from '../../../shared/messages/print';
import { asSentence, questionText, strideLetters } from '../../../shared/report/report';
import { displayName } from '../../../shared/model/threat-model';
import { choice, type Command, EXIT, oneFile } from '../command';
import { type Judged, judge } from '../judged-model';
import { loadCatalog, openModel } from '../model-files';
import { harmless, styled, type Terminal } from '../terminal';

const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

/** Planning is not a decision, and a decision may have expired: such threats are open. */
const hasExpired = ({ status }: Pick<Threat, 'status'>) => status.state === 'decided' && status.expired;

type FailOn = Severity | 'none';

/** How many threats fail: open at or above the limit, or decided until a day that has passed. */
function failingOf(threats: readonly Threat[], failOn: FailOn): { readonly open: number; readonly expired: number } {
  if (failOn === 'none') return { open: 0, expired: 0 };
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return {
    open: threats.filter(({ status, risk }) => isOpen(status) && counted.includes(risk.severity) && !hasExpired({ status })).length,
    expired: threats.filter(hasExpired).length,
  };
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
      status: hasExpired(threat) ? 'expired' : threat.status.state,
      reasons: describeReasons(names, session.explain(threat.key)?.reasons ?? []).map(({ what, source }) =>
        source === undefined ? print(what) : `${print(what)} (${print(source)})`,
      ),
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

const INDENT = ' '.repeat(9);

function printRow(names: Names, { session }: Judged, row: ThreatRow, terminal: Terminal): void {
  const line = (text: string) => {
    terminal.out(`${text}\n`);
  };
  const open = row.threats.filter(isOpenThreat);
  const [first, second] = open;
  if (first === undefined) return;
  const severity = styled(terminal, row.severity, print(severityText(row.severity)).padEnd(8));
  line(`${severity} ${styled(terminal, 'bold', harmless(second === undefined ? first.title : row.name))}`);
  line(styled(terminal, 'dim', `${INDENT}${strideLetters(row.stride).padEnd(6)} ${row.techniques.join(' ')}`));
  for (const threat of open) {
    const status = threat.status.state === 'open' ? '' : `  ${print(describeStatus(names, threat.status))}`;
    line(`${INDENT}${harmless(`${threat.key}${status}`)}`);
  }
  const because =
    second === undefined ? message('cli.check.because') : message('cli.check.first', { name: displayName(names.model, first.subject) });
  line(styled(terminal, 'dim', `${INDENT}${harmless(print(because))}`));
  for (const { what } of describeReasons(names, session.explain(first.key)?.reasons ?? []))
    line(styled(terminal, 'dim', `${INDENT}  ${harmless(print(what))}`));
}

function printText(names: Names, judged: Judged, failOn: FailOn, terminal: Terminal): void {
  const { analysis } = judged;
  const line = (text: string) => {
    terminal.out(`${text}\n`);
  };
  for (const row of analysis.rows) printRow(names, judged, row, terminal);
  if (analysis.questions.length > 0) {
    line(`\n${styled(terminal, 'question', print(message('cli.check.questions', { count: analysis.questions.length })))}`);
    for (const question of analysis.questions) {
      const count = question.settles.length;
      const settles = count === 0 ? '' : ` ${print(message('report.settles', { count }))}`;
      line(`  ? ${harmless(`${questionText(names.model, question)}${settles}`)}`);
    }
  }
  if (analysis.hygiene.length > 0) {
    line(`\n${print(message('cli.check.hygiene', { count: analysis.hygiene.length }))}`);
    for (const { title, mend } of analysis.hygiene) line(`  · ${harmless(`${asSentence(title)} ${mend}`)}`);
  }
  const expired = analysis.threats.filter(hasExpired);
  if (expired.length > 0) {
    line(`\n${print(message('cli.check.expired', { count: expired.length }))}`);
    for (const threat of expired) line(`  ! ${harmless(`${threat.key}  ${print(describeStatus(names, threat.status))}`)}`);
  }
  const open = analysis.threats.filter(isOpenThreat);
  const count = (severity: Severity) => open.filter(({ risk }) => risk.severity === severity).length;
  const counts = { critical: count('critical'), high: count('high'), medium: count('medium'), low: count('low') };
  line(
    `${analysis.threats.length === 0 ? '' : '\n'}${print(message('cli.check.sum', { ...counts, questions: analysis.questions.length }))}`,
  );
  const failing = failingOf(analysis.threats, failOn);
  if (failing.open + failing.expired > 0) line(styled(terminal, 'bold', print(message('cli.check.fails', { ...failing, limit: failOn }))));
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
    else printText(names, judged, failOn, terminal);
    const { open, expired } = failingOf(judged.analysis.threats, failOn);
    return open + expired > 0 ? EXIT.threats : EXIT.fine;
  },
};
