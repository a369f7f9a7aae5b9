import { formatModel } from '../../../shared/format/format-model';
import { message } from '../../../shared/messages/message';
import { print } from '../../../shared/messages/print';
import { type Command, EXIT, oneFile } from '../command';
import { openModel, writeBytes } from '../model-files';
import { harmless } from '../terminal';

/** `gabion fmt MODEL`: the canonical form of a model file, with its comments. */
export const fmt: Command = {
  name: 'fmt',
  usage: message('cli.fmt.usage'),
  options: { check: { type: 'boolean' } },
  async run(typed, terminal) {
    const file = oneFile(typed);
    const opened = await openModel(file, terminal);
    const { bytes } = formatModel(opened);
    const same = Buffer.compare(bytes, opened.bytes) === 0;
    if (typed.flag('check')) {
      if (!same) terminal.err(`${harmless(print(message('cli.fmt.differs', { file })))}\n`);
      return same ? EXIT.fine : EXIT.threats;
    }
    if (!same) await writeBytes(file, bytes, opened.bytes);
    terminal.out(`${harmless(print(same ? message('cli.fmt.same', { file }) : message('cli.fmt.written', { file })))}\n`);
    return EXIT.fine;
  },
};
