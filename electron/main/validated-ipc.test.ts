import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { calls, events, type Call } from '../../shared/desktop-channels';

type Handler = (event: unknown, ...args: readonly unknown[]) => Promise<unknown>;
const handlers = new Map<string, Handler>();
vi.mock('electron', () => ({ ipcMain: { handle: (channel: string, handler: Handler) => handlers.set(channel, handler) } }));
const { comesFromOurPage, handle, tell, trustPage } = await import('./validated-ipc');

const OUR_PAGE = 7;
const frame = (url = 'app://bundle/index.html', parent: unknown = null) => ({ url, parent });
const event = (senderFrame: unknown = frame(), id = OUR_PAGE) => ({ sender: { id }, senderFrame });
/** A page whose end can be brought about. */
const page = (id: number) => {
  let end = (): void => undefined;
  const contents = { id, once: (_name: string, listener: () => void) => (end = listener), send: vi.fn(), isDestroyed: () => false };
  return { contents: contents as never, send: contents.send, end: () => end() };
};

const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
beforeEach(() => {
  handlers.clear();
  warn.mockClear();
  error.mockClear();
  trustPage(page(OUR_PAGE).contents);
});

describe('who may call', () => {
  it('OS-14 is the main frame of a page of ours', () => expect(comesFromOurPage(event() as never)).toBe(true));

  it.each([
    ['another page', event(frame(), 8)],
    ['a frame inside the page', event(frame('app://bundle/index.html', frame()))],
    ['a frame that is gone, as Electron 45 tells it', event(null)],
    [
      'a frame that is gone, as Electron 25 tells it',
      event({
        parent: null,
        get url(): string {
          throw new Error('Render frame was disposed');
        },
      }),
    ],
    ['a page that went elsewhere', event(frame('https://evil.example/'))],
    ['a blank page', event(frame('about:blank'))],
    ['another host of our scheme', event(frame('app://local/index.html'))],
    ['a host that begins like ours', event(frame('app://bundle.evil/index.html'))],
  ])('OS-14 is not %s', async (_who, from) => {
    expect(comesFromOurPage(from as never)).toBe(false);
    const answer = vi.fn();
    handle('document:recent', answer);
    await expect(handlers.get('document:recent')?.(from)).rejects.toThrow('refused');
    expect(answer).not.toHaveBeenCalled();
  });

  it('OS-14 is not a page that was destroyed', () => {
    const short = page(9);
    trustPage(short.contents);
    expect(comesFromOurPage(event(frame(), 9) as never)).toBe(true);
    short.end();
    expect(comesFromOurPage(event(frame(), 9) as never)).toBe(false);
  });
});

describe('what is called', () => {
  const id = `doc-${'a'.repeat(32)}`;
  const hash = 'f'.repeat(64);
  const bytes = new Uint8Array([1]);

  it('OS-14 reaches its service when it is what the contract says', async () => {
    const answer = vi.fn(() => ({ kind: 'saved' as const, hash: hash as never, warnings: [] }));
    handle('document:save', answer);
    await expect(handlers.get('document:save')?.(event(), { id, bytes, expected: hash })).resolves.toMatchObject({ kind: 'saved' });
    expect(answer).toHaveBeenCalledOnce();
  });

  it.each<[Call, readonly unknown[]]>([
    [
      'document:save',
      [
        undefined,
        null,
        'x',
        {},
        { id, bytes },
        { id, bytes, expected: hash, path: '/etc/passwd' },
        { id: '/etc/passwd', bytes, expected: hash },
        { id, bytes: 'text', expected: hash },
        { id, bytes, expected: 'short' },
        { id, bytes: [1], expected: null },
      ],
    ],
    [
      'document:open',
      [undefined, '', '/etc/passwd', '../x', 'doc-', `doc-${'A'.repeat(32)}`, `${id}\n`, { id }, ['x'], `dir-${'a'.repeat(32)}`],
    ],
    ['document:open-dropped', [undefined, 7, '', ['x'], 'x'.repeat(40_000)]],
    [
      'document:read-version',
      [
        { id, version: '../../x' },
        { id, version: 'ver-000001-20261125T100000000Z-0123456789ab/../x' },
      ],
    ],
    [
      'document:save-as',
      [
        { id: null, suggestedName: '', bytes },
        { id: null, suggestedName: 'x'.repeat(300), bytes },
      ],
    ],
    ['document:reveal', ['/etc', 'https://x', null]],
    [
      'export:read-folder',
      [
        { id: '/etc', paths: [] },
        { id: `dir-${'a'.repeat(32)}`, paths: 'x' },
        { id: `dir-${'a'.repeat(32)}`, paths: Array.from({ length: 3_000 }, () => 'x') },
      ],
    ],
    [
      'export:write-files',
      [
        { id: `dir-${'a'.repeat(32)}`, files: [{ path: 'x', bytes, expected: undefined }], pipelineFiles: 'refuse' },
        { id: `dir-${'a'.repeat(32)}`, files: [], pipelineFiles: 'yes' },
      ],
    ],
    [
      'export:file',
      [
        { suggestedName: 'x', bytes, filters: [{ name: 'x', extensions: ['../x'] }] },
        { suggestedName: 'x', bytes, filters: [{ name: 'x', extensions: [] }] },
      ],
    ],
    ['app:open-external', [undefined, 7, { href: 'https://x' }, 'x'.repeat(5_000)]],
    [
      'window:set-menu',
      [
        [{ place: 'plain', label: 'x', items: [{ kind: 'role', role: 'toggleDevTools', label: 'x' }] }],
        [
          {
            place: 'plain',
            label: 'x',
            items: [{ kind: 'command', command: 'x', label: 'x', accelerator: 'Hyper+X', enabled: true, checked: null }],
          },
        ],
      ],
    ],
    [
      'window:set-state',
      [
        { document: null, title: 'x' },
        { document: 'x', title: 'x', dirty: true },
      ],
    ],
    ['app:about', [7, null, {}]],
  ])('OS-14 is refused when it is not: %s', async (channel, requests) => {
    const answer = vi.fn();
    handle(channel, answer as never);
    for (const request of requests)
      await expect(handlers.get(channel)?.(event(), request), String(request).slice(0, 80)).rejects.toThrow('refused');
    await expect(handlers.get(channel)?.(event(), undefined, 'one more')).rejects.toThrow('refused');
    expect(answer).not.toHaveBeenCalled();
  });

  it('OS-14 takes no prototype along', async () => {
    const answer = vi.fn();
    handle('window:set-state', answer);
    const hostile: unknown = JSON.parse('{"document":null,"title":"x","dirty":false,"__proto__":{"admin":true}}');
    await expect(handlers.get('window:set-state')?.(event(), hostile)).rejects.toThrow('refused');
    expect({}).not.toHaveProperty('admin');
  });

  it('OS-14 that fails inside tells the page nothing but that', async () => {
    handle('document:recent', () => {
      throw new Error('ENOENT /home/ada/secret');
    });
    await expect(handlers.get('document:recent')?.(event())).rejects.toThrow(/^failed$/);
    expect(error).toHaveBeenCalledOnce();
  });

  it('OS-14 whose answer breaks the contract does not leave', async () => {
    handle('document:recent', () => [{ id: '/etc/passwd' }] as never);
    await expect(handlers.get('document:recent')?.(event())).rejects.toThrow(/^failed$/);
  });
});

describe('what is told', () => {
  it('reaches the page as the contract says, or not at all', () => {
    const { contents, send } = page(OUR_PAGE);
    tell(contents, 'menu:command', 'file.save');
    expect(send).toHaveBeenCalledWith('menu:command', 'file.save');
    expect(() => tell(contents, 'menu:command', 'not a command')).toThrow();
    tell({ ...(contents as object), isDestroyed: () => true } as never, 'menu:command', 'file.save');
    expect(send).toHaveBeenCalledOnce();
  });
});

describe('the contract', () => {
  const folder = path.dirname(import.meta.filename);
  const text = (file: string) => readFileSync(path.join(folder, file), 'utf8');

  it('OS-14 has an answer for every call, and only there', () => {
    const answered = [...text('desktop-calls.ts').matchAll(/handle\('([^']+)'/g)].map((match) => match[1]);
    expect(answered.sort()).toEqual(Object.keys(calls).sort());
  });

  it('OS-14 is passed by every call: nothing else touches ipcMain', () => {
    const sources = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    expect(sources.filter((file) => /\bipcMain\b/.test(text(file)))).toEqual(['validated-ipc.ts']);
  });

  it('is used whole by the preload', () => {
    const bridge = text('../preload/desktop-bridge.ts');
    for (const channel of [...Object.keys(calls), ...Object.keys(events)]) expect(bridge).toContain(`'${channel}'`);
  });
});
