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
import { placesFor } from '../places';
import { harmless } from '../terminal';
import { VERSION } from '../version';

const ENDINGS: ReadonlyMap<string, 'md' | 'html'> = new Map([
  ['.md', 'md'],
  ['.markdown', 'md'],
  ['.html', 'html'],
  ['.htm', 'html'],
]);

/** `gabion report MODEL -o FILE`: the report, in Markdown with the diagram beside it, or in one HTML file. */
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
    const diagram = diagramSvg(
      model,
      catalog,
      judged.analysis.threats.filter(({ status }) => isOpen(status)),
      await placesFor(model, catalog),
    );
    const document = buildReport({
      model,
      catalog,
      analysis: judged.analysis,
      session: judged.session,
      plan: planFor(model, catalog, judged),
      attacks: suggestedGoals(model, catalog).flatMap((goal) => attacksOn(model, catalog, judged.session, goal) ?? []),
      diagram,
      version: VERSION,
    });
    const bytes = (text: string) => new TextEncoder().encode(text);
    if (format === 'html' || diagram === undefined) {
      await writeBytes(file, bytes(format === 'html' ? writeHtml(document) : writeMarkdown(document)));
      terminal.out(`${harmless(print(message('cli.report.written', { file })))}\n`);
      return EXIT.fine;
    }
    // Markdown cannot hold a drawing: it stands beside, and first, so that the report never points to nothing.
    const picture = path.join(path.dirname(file), `${path.basename(file, path.extname(file))}.svg`);
    await writeBytes(picture, bytes(diagram));
    await writeBytes(file, bytes(writeMarkdown(document, path.basename(picture))));
    terminal.out(`${harmless(print(message('cli.report.written-both', { file, picture })))}\n`);
    return EXIT.fine;
  },
};
