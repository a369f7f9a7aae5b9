import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { message } from '../../../shared/messages/message';
import { print } from '../../../shared/messages/print';
import { closedBy } from '../../../shared/mitigation/plan';
import { generatePolicies } from '../../../shared/policy/generate';
import { containedPath, parseRelativePath, refusalMessage } from '../../node/contained-path';
import { readProblem } from '../../node/file-problems';
import { realFileSystem } from '../../node/file-system';
import { BadInput, type Command, EXIT, oneFile, required, stop } from '../command';
import { judge, planFor } from '../judged-model';
import { loadCatalog, openModel, writeBytes } from '../model-files';

/** Where a policy goes below the folder, never outside of it. */
async function target(root: string, relative: string): Promise<string> {
  const parsed = parseRelativePath(relative, 'refuse');
  const contained = parsed.ok ? await containedPath(root, parsed.parts, realFileSystem, true) : parsed;
  if (!contained.ok) throw stop(refusalMessage(contained.refusal, relative));
  return contained.file;
}

/** `gabion policies MODEL -o DIR`: what the model yields for a cluster; drafts only where they are asked for. */
export const policies: Command = {
  name: 'policies',
  usage: message('cli.policies.usage'),
  options: { output: { type: 'string', short: 'o' }, drafts: { type: 'boolean' } },
  async run(typed, terminal) {
    const folder = required(typed, 'output');
    const [{ model }, catalog] = [await openModel(oneFile(typed), terminal), await loadCatalog(terminal)];
    const plan = planFor(model, catalog, judge(model, catalog, terminal.today));
    const files = generatePolicies(model, catalog, (control, on) => closedBy(plan, control, on));
    const root = await mkdir(folder, { recursive: true })
      .then(() => realpath(folder))
      .catch((error: unknown) => {
        throw new BadInput(readProblem(error, path.resolve(folder), 0));
      });
    for (const file of files) {
      if (file.draft && !typed.flag('drafts')) {
        terminal.out(`${print(message('cli.policies.draft', { path: file.path, reason: file.draft.reason }))}\n`);
        continue;
      }
      await writeBytes(await target(root, file.path), new TextEncoder().encode(file.content));
      const proof = file.proof === undefined ? '' : ` ${print(message('cli.policies.proof', file.proof))}`;
      terminal.out(
        `${print(message('cli.policies.written', { path: file.path, documents: file.documents, closes: file.closes.length }))}${proof}\n`,
      );
    }
    if (files.length === 0) terminal.out(`${print(message('cli.policies.none'))}\n`);
    return EXIT.fine;
  },
};
