import { afterEach, describe, expect, it } from 'vitest';
import type { ContentHash, FileWritten, FolderEntry, FolderId, WriteFilesRequest } from '../../../../shared/desktop-api';
import { message } from '../../../../shared/messages/message';
import { EMPTY_MODEL } from '../../../../shared/model/threat-model';
import type { PolicyFile } from '../../../../shared/policy/policy-file';
import { testApplication } from '../../../../test/renderer/application';
import { click, one, type Screen, settle, show } from '../../../../test/renderer/screen';
import { ApplicationProvider } from '../../app/context';
import { createApplication } from '../../app/application';
import { newDocument } from '../../app/files';
import { SessionProvider } from '../../session/context';
import type { Port } from '../../workers/rpc';
import { ExportView } from './ExportView';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const policy = (path: string, draft?: PolicyFile['draft']): PolicyFile => ({
  path,
  content: `kind: ${path}\n`,
  kinds: ['NetworkPolicy'],
  documents: 1,
  control: 'network-policy',
  on: 'model',
  status: undefined,
  closes: [],
  draft,
  notes: [],
  proof: undefined,
});
const outcomes: Readonly<Record<string, unknown>> = {
  plan: { plan: {}, policies: [policy('tls.yaml'), policy('deny.yaml', { reason: message('views.draft'), cuts: [] })] },
  report: { markdown: '# Report\n', html: '<p>Report</p>\n', diagram: undefined },
};

/** A worker that knows the answers. */
function knowing(): Port {
  let tell: (event: { readonly data: unknown }) => void = () => undefined;
  return {
    postMessage(said) {
      const { kind, id, name } = said as { kind: string; id: number; name: string };
      if (kind === 'call') queueMicrotask(() => tell({ data: { kind: 'done', id, response: outcomes[name] } }));
    },
    addEventListener(type: string, listener: (event: never) => void) {
      if (type === 'message') tell = listener as typeof tell;
    },
    terminate: () => undefined,
  };
}

let screen: Screen;
afterEach(() => screen.close());

/** The view with a folder in which something stands; `becomes` is what comes of each file that is written. */
async function begin(standing: Readonly<Record<string, string>>, becomes: (path: string) => FileWritten) {
  const { app: plain, desktop } = testApplication();
  const folder = 'folder' as FolderId;
  const there = new Map(Object.entries(standing));
  const requests: WriteFilesRequest[] = [];
  const app = createApplication({
    ...plain.parts,
    startOutcome: knowing,
    desktop: {
      ...desktop,
      abilities: { ...desktop.abilities, folders: true },
      chooseFolder: () => Promise.resolve({ kind: 'chosen', id: folder, displayPath: '~/repository' }),
      readFolder: (_, paths) =>
        Promise.resolve(
          paths.map((path): FolderEntry => {
            const text = there.get(path);
            return text === undefined
              ? { path, kind: 'absent' }
              : { path, kind: 'file', bytes: bytes(text), hash: `#${text}` as ContentHash };
          }),
        ),
      writeFiles(request) {
        requests.push(request);
        const results = request.files.map(({ path }) => becomes(path));
        for (const { path, kind } of results)
          if (kind === 'written') there.set(path, new TextDecoder().decode(request.files.find((file) => file.path === path)?.bytes));
        return Promise.resolve(results);
      },
    },
  });
  const session = await newDocument(app, { ...EMPTY_MODEL, header: { title: 'Shop' } });
  if (session === undefined) throw new Error('no document was begun');
  screen = await show(
    <ApplicationProvider application={app}>
      <SessionProvider session={session}>
        <ExportView />
      </SessionProvider>
    </ApplicationProvider>,
  );
  const button = (words: RegExp): HTMLElement => {
    const found = [...screen.container.querySelectorAll('button')].find(({ textContent }) => words.test(textContent));
    if (found === undefined) throw new Error(`no button says ${String(words)}`);
    return found;
  };
  await settle();
  await click(button(/^Choose/));
  await settle();
  const box = (path: string): HTMLInputElement => {
    const found = one(screen.container, `[aria-label="Write ${path}"]`);
    if (!(found instanceof HTMLInputElement)) throw new Error('that is no box');
    return found;
  };
  return {
    app,
    requests,
    there,
    box,
    write: async () => {
      await click(button(/^Write \d/));
      await settle();
    },
    /** What is said at the end of a file's line. */
    state: (path: string) => box(path).closest('li')?.lastElementChild?.textContent,
    ticked: () => [...screen.container.querySelectorAll<HTMLInputElement>('input:checked')].map(({ ariaLabel }) => ariaLabel),
    alerts: () => [...screen.container.querySelectorAll('[role="alert"]')].map(({ textContent }) => textContent),
    toasts: () => app.notices.store.getState().toasts.map(({ text }) => text),
  };
}

const written = (path: string): FileWritten => ({ path, kind: 'written', hash: 'new' as ContentHash });

describe('an export into a folder', () => {
  it('says what becomes of each file, and leaves drafts out', async () => {
    const { state, box } = await begin({ 'threat-model/report.md': '# Report\n', 'threat-model/report.html': 'old\n' }, written);
    expect([state('threat-model/report.md'), box('threat-model/report.md').disabled]).toEqual(['same', true]);
    expect(state('threat-model/report.html')).toBe('+1 −1changed');
    expect([state('policies/tls.yaml'), box('policies/tls.yaml').checked]).toEqual(['new', true]);
    expect([state('policies/deny.yaml'), box('policies/deny.yaml').checked]).toEqual(['draft', false]);
  });

  it('writes what is ticked over what was seen, and nothing else', async () => {
    const { write, requests, box, state } = await begin({ 'threat-model/report.html': 'old\n' }, written);
    await click(box('threat-model/report.md'));
    await click(box('policies/deny.yaml'));
    await write();
    expect(requests.flatMap(({ files, pipelineFiles }) => files.map(({ path, expected }) => [path, expected, pipelineFiles]))).toEqual(
      expect.arrayContaining([
        ['threat-model/report.html', '#old\n', 'refuse'],
        ['policies/tls.yaml', null, 'refuse'],
        ['policies/deny.yaml', null, 'refuse'],
      ]),
    );
    expect(requests[0]?.files.map(({ path }) => path)).not.toContain('threat-model/report.md');
    expect([state('threat-model/report.html'), state('threat-model/report.md')]).toEqual(['written', 'new']);
  });

  it('says which files were not written and why, and looks at them anew', async () => {
    const problem = { severity: 'error', message: message('desktop.path.changed', { file: 'report.html' }) } as const;
    const { write, state, alerts, toasts, there } = await begin({ 'threat-model/report.html': 'old\n' }, (path) => {
      if (path !== 'threat-model/report.html') return written(path);
      there.set(path, 'theirs\n');
      return { path, kind: 'changed-on-disk', problem };
    });
    await write();
    expect(state('threat-model/report.html')).toBe('not written');
    expect(state('policies/tls.yaml')).toBe('written');
    expect(alerts().join()).toContain('report.html');
    expect(toasts()).toEqual([expect.stringMatching(/written to ~\/repository$/), '1 file was not written']);
    expect(there.get('threat-model/report.html')).toBe('theirs\n');
  });
});
