import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { message } from '../../../shared/messages/message';
import { print } from '../../../shared/messages/print';
import { closedBy } from '../../../shared/mitigation/plan';
import { generatePolicies } from '../../../shared/policy/generate';
import type { PolicyFile } from '../../../shared/policy/policy-file';
import { MODEL_LIMITS } from '../../../shared/limits';
import { containedPath, parseRelativePath, refusalMessage } from '../../node/contained-path';
import { errorCode, realFileSystem } from '../../node/file-system';
import { failureOf } from '../../node/write-failure';
import { BadInput, type Command, EXIT, oneFile, required, stop } from '../command';
import { notWritten } from '../file-problems';
import { judge, planFor } from '../judged-model';
import { loadCatalog, openModel, readBytes, writeBytes } from '../model-files';
import { harmless, styled, type Terminal } from '../terminal';

/** The real path of the folder, made if it is not there. */
async function rootOf(folder: string): Promise<string> {
  try {
    // On a write-protected disk Node says of a folder with its parents that they are missing; of the folder alone it says why.
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error;
      return mkdir(folder);
    });
    return await realpath(folder);
  } catch (error) {
    const code = errorCode(error);
    throw code === 'EEXIST' || code === 'ENOTDIR'
      ? stop(message('cli.policies.no-folder', { folder }), message('cli.policies.mend-folder'))
      : new BadInput(notWritten(failureOf(error), folder));
  }
}

/** Where a policy goes below the folder, never outside of it. */
async function targetOf(root: string, relative: string): Promise<{ readonly file: string; readonly exists: boolean }> {
  const parsed = parseRelativePath(relative, 'refuse');
  const contained = parsed.ok
    ? await containedPath(root, parsed.parts, realFileSystem, true).catch((error: unknown) => {
        throw new BadInput(notWritten(failureOf(error), path.join(root, relative)));
      })
    : parsed;
  if (!contained.ok) throw stop(refusalMessage(contained.refusal, relative));
  return contained;
}

/** Writes one policy, and says whether it is new, other than what stood there, or the same. */
async function write(root: string, { path: relative, content }: PolicyFile): Promise<'new' | 'changed' | 'same'> {
  const { file, exists } = await targetOf(root, relative);
  const bytes = new TextEncoder().encode(content);
  const before = exists ? await readBytes(file, MODEL_LIMITS.bytes) : null;
  if (before !== null && Buffer.compare(before, bytes) === 0) return 'same';
  await writeBytes(file, bytes, before);
  return before === null ? 'new' : 'changed';
}

/** What is worth knowing about a policy, beside its path. */
function describe({ documents, closes, proof, draft }: PolicyFile, state: 'new' | 'changed' | 'same'): string {
  return [
    print(message(`cli.policies.${state}`)),
    print(message('cli.policies.documents', { count: documents })),
    closes.length === 0 ? print(message('cli.policies.closes-nothing')) : print(message('cli.policies.closes', { count: closes.length })),
    ...(proof === undefined ? [] : [print(message('cli.policies.proof', proof))]),
    ...(draft === undefined ? [] : [print(message('cli.policies.is-draft', { reason: draft.reason }))]),
  ].join('; ');
}

function sayLeftOut({ path: file, draft }: PolicyFile, terminal: Terminal): void {
  if (draft === undefined) return;
  terminal.out(
    `${styled(terminal, 'question', harmless(file))}: ${harmless(print(message('cli.policies.left-out', { reason: draft.reason })))}\n`,
  );
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
    const wanted = files.filter(({ draft }) => draft === undefined || typed.flag('drafts'));
    if (wanted.length > 0) {
      const root = await rootOf(folder);
      for (const file of wanted) {
        const state = await write(root, file);
        terminal.out(`${styled(terminal, 'bold', harmless(file.path))}: ${harmless(describe(file, state))}\n`);
      }
    }
    const left = files.filter((file) => !wanted.includes(file));
    for (const file of left) sayLeftOut(file, terminal);
    if (left.length > 0) terminal.out(`${print(message('cli.policies.drafts-hint'))}\n`);
    if (files.length === 0) terminal.out(`${print(message('cli.policies.none'))}\n`);
    return EXIT.fine;
  },
};
