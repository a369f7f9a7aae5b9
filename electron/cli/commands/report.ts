import path from 'node:path';
import { isOpen } from '../../../shared/analysis/status';
import { attacksOn, suggestedGoals } from '../../../shared/attack-tree/attacks';
import { message } from '../../../shared/messages/message';
import { print } from '../../../shared/messages/print';
import { diagramSvg } from '../../../shared/report/diagram-svg';
import { writeHtml } from '../../../shared/report/html';
import { writeMarkdown } from '../../../shared/report/markdown';
import { buildReport } from '../../../shared/report/report';
import { choice, type Command, EXIT, oneFile, required, stop } from '../command';
import { judge, planFor } from '../judged-model';
import { loadCatalog, openModel, writeBytes } from '../model-files';
import { VERSION } from '../version';

const ENDINGS: ReadonlyMap<string, 'md' | 'html'> = new Map([
  ['.md', 'md'],
  ['.markdown', 'md'],
  ['.html', 'html'],
  ['.htm', 'html'],
]);

/** `gabion report MODEL -o FILE`: the report, in Markdown or HTML. */
export const report: Command = {
  name: 'report',
  usage: message('cli.report.usage'),
  options: { output: { type: 'string', short: 'o' }, format: { type: 'string' } },
  async run(typed, terminal) {
    const file = required(typed, 'output');
    const byEnding = ENDINGS.get(path.extname(file).toLowerCase());
    if (byEnding === undefined && typed.text('format') === undefined)
      throw stop(message('cli.report.format', { file }), message('cli.mend-help'));
    const format = choice(typed, 'format', ['md', 'html'], byEnding ?? 'md');
    const [{ model }, catalog] = [await openModel(oneFile(typed), terminal), await loadCatalog(terminal)];
    const judged = judge(model, catalog, terminal.today);
    const document = buildReport({
      model,
      catalog,
      analysis: judged.analysis,
      session: judged.session,
      plan: planFor(model, catalog, judged),
      attacks: suggestedGoals(model, catalog).flatMap((goal) => attacksOn(model, catalog, judged.session, goal) ?? []),
      diagram: diagramSvg(
        model,
        catalog,
        judged.analysis.threats.filter(({ status }) => isOpen(status)),
      ),
      version: VERSION,
    });
    await writeBytes(file, new TextEncoder().encode(format === 'html' ? writeHtml(document) : writeMarkdown(document)));
    terminal.out(`${print(message('cli.report.written', { file }))}\n`);
    return EXIT.fine;
  },
};
