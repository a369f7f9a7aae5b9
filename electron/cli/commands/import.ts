import { access } from 'node:fs/promises';
import { importEdit } from '../../../shared/exchange/import-edit';
import { readKubernetes } from '../../../shared/exchange/kubernetes/read';
import { printModel } from '../../../shared/format/print-model';
import type { OpenedText } from '../../../shared/format/read-model';
import { writeModel } from '../../../shared/format/write-model';
import { message } from '../../../shared/messages/message';
import { print } from '../../../shared/messages/print';
import { apply } from '../../../shared/model/edit';
import { EMPTY_MODEL } from '../../../shared/model/threat-model';
import { BadInput, choice, type Command, EXIT, required, say, stop } from '../command';
import { readForeignFiles } from '../manifest-files';
import { loadCatalog, openModel, writeBytes } from '../model-files';
import { harmless, type Terminal } from '../terminal';

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** The model that is merged into; undefined if there is none yet. */
const earlier = async (file: string, terminal: Terminal): Promise<OpenedText | undefined> =>
  (await exists(file)) ? openModel(file, terminal) : undefined;

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
    say(terminal, result.problems);
    for (const note of result.notes) terminal.err(`${harmless(print(note))}\n`);
    if (result.counts.objects === 0)
      throw new BadInput({ severity: 'error', message: message('cli.import.nothing'), mend: message('cli.import.mend-manifests') });

    const { edit, preview } = importEdit(opened?.model ?? EMPTY_MODEL, result);
    if (opened !== undefined && edit.changes.length === 0) {
      terminal.out(`${print(message('cli.import.unchanged', { file }))}\n`);
      return EXIT.fine;
    }
    const { model } = apply(opened?.model ?? EMPTY_MODEL, edit);
    if (opened === undefined) await writeBytes(file, new TextEncoder().encode(printModel(model)), null);
    else {
      const written = writeModel(opened, model);
      if (!written.ok) throw new BadInput(...written.problems);
      await writeBytes(file, written.value.bytes, opened.bytes);
    }
    const changed = new Set(preview.changed.map(({ id }) => id)).size;
    terminal.out(
      `${print(message('cli.import.written', { file, added: preview.added.length, changed, vanished: preview.vanished.length }))}\n`,
    );
    return EXIT.fine;
  },
};
