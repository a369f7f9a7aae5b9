import { access } from 'node:fs/promises';
import { importEdit, type ImportPreview } from '../../../shared/exchange/import-edit';
import type { ImportResult } from '../../../shared/exchange/import-result';
import { commonName, importStep } from '../../../shared/exchange/import-step';
import { readKubernetes } from '../../../shared/exchange/kubernetes/read';
import { printModel } from '../../../shared/format/print-model';
import type { OpenedText } from '../../../shared/format/read-model';
import { writeModel } from '../../../shared/format/write-model';
import { message, type Problem } from '../../../shared/messages/message';
import { print } from '../../../shared/messages/print';
import { apply } from '../../../shared/model/edit';
import { EMPTY_MODEL, type ThreatModel } from '../../../shared/model/threat-model';
import { BadInput, choice, type Command, EXIT, required, say, stop } from '../command';
import { readForeignFiles } from '../manifest-files';
import { loadCatalog, openModel, writeBytes } from '../model-files';
import { placesFor } from '../places';
import { harmless, type Terminal } from '../terminal';

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** The model that is merged into; undefined if there is none yet. */
const earlier = async (file: string, terminal: Terminal): Promise<OpenedText | undefined> =>
  (await exists(file)) ? openModel(file, terminal) : undefined;

/** Ends the command where a file could not be read whole: what it holds would be taken for gone. */
function refuseFailures({ files, problems, counts }: ImportResult): void {
  const failed = new Set(files.flatMap(({ name, outcome }) => (outcome === 'failed' ? [name] : [])));
  const errors = problems.filter(({ severity, where }) => severity === 'error' && where?.file !== undefined && failed.has(where.file));
  if (errors.length > 0) throw new BadInput(...errors);
  if (counts.objects > 0) return;
  // Of a single file what is said of it tells more than that it holds nothing.
  const [about] = problems.filter(({ where }) => where?.file !== undefined);
  if (files.length === 1 && about !== undefined)
    throw new BadInput({ ...about, severity: 'error', mend: about.mend ?? message('exchange.mend-no-manifests') });
  throw new BadInput(...problems);
}

/** What a person said and the files contradict: kept, and said. */
const keptProblems = ({ kept }: ImportPreview): readonly Problem[] =>
  kept.length === 0 ? [] : [{ severity: 'note', message: message('cli.import.kept', { count: kept.length }) }];

/** The model with the import in it, new things placed, and what that does. */
async function merged(model: ThreatModel, result: ImportResult, catalog: Parameters<typeof placesFor>[1]) {
  const { edit, preview } = importEdit(model, result);
  const places = await placesFor(apply(model, edit).model, catalog);
  const step = importStep(model, result, places, commonName(result.files.map(({ name }) => name)));
  return { model: apply(model, step).model, preview, nothing: edit.changes.length === 0 };
}

/** `gabion import FILES… -o MODEL`: manifests as a model, or merged into one. */
export const importFiles: Command = {
  name: 'import',
  usage: message('cli.import.usage'),
  options: { output: { type: 'string', short: 'o' }, scope: { type: 'string' } },
  async run(typed, terminal) {
    const file = required(typed, 'output');
    const scope = choice(typed, 'scope', ['all', 'namespace', 'part'], 'part');
    if (typed.files.length === 0) throw stop(message('cli.no-files'), message('cli.mend-help'));
    const [files, catalog, opened] = [await readForeignFiles(typed.files), await loadCatalog(terminal), await earlier(file, terminal)];
    const result = readKubernetes(files, { scope, catalog });
    refuseFailures(result);
    say(terminal, result.problems);
    for (const note of result.notes) terminal.err(`${harmless(print(note))}\n`);

    const { model, preview, nothing } = await merged(opened?.model ?? EMPTY_MODEL, result, catalog);
    say(terminal, keptProblems(preview));
    if (opened !== undefined && nothing) {
      terminal.out(`${harmless(print(message('cli.import.unchanged', { file })))}\n`);
      return EXIT.fine;
    }
    if (opened === undefined) await writeBytes(file, new TextEncoder().encode(printModel(model)), null);
    else {
      const written = writeModel(opened, model);
      if (!written.ok) throw new BadInput(...written.problems);
      await writeBytes(file, written.value.bytes, opened.bytes);
    }
    const changed = new Set(preview.changed.map(({ id }) => id)).size;
    const counts = { added: preview.added.length, changed, vanished: preview.vanished.length };
    terminal.out(`${harmless(print(message('cli.import.written', { file, ...counts })))}\n`);
    return EXIT.fine;
  },
};
