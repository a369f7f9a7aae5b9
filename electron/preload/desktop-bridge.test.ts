import { describe, expect, it, vi } from 'vitest';
import type { DocumentId } from '../../shared/desktop-api';
import { desktopBridge } from './desktop-bridge';

const bridge = () => {
  const invoke = vi.fn(() => Promise.resolve(undefined));
  const listeners = new Map<string, (payload: unknown) => void>();
  const stop = vi.fn();
  const api = desktopBridge({
    invoke,
    listen: (channel, listener) => {
      listeners.set(channel, listener);
      return stop;
    },
    pathOf: (file) => (file.name === 'made-by-a-script.yaml' ? undefined : `/dropped/${file.name}`),
  });
  return { api, invoke, listeners, stop };
};

describe('what the page can reach', () => {
  it('OS-19 is this, and nothing else', () => {
    expect(Object.keys(bridge().api).sort()).toMatchInlineSnapshot(`
      [
        "abilities",
        "about",
        "answerClose",
        "askUnsaved",
        "chooseFolder",
        "copyText",
        "exportFile",
        "forget",
        "listVersions",
        "onChangedOnDisk",
        "onCloseRequested",
        "onCommand",
        "onOpenRequested",
        "open",
        "openDialog",
        "openDropped",
        "openExternal",
        "readFolder",
        "readVersion",
        "ready",
        "recent",
        "reveal",
        "save",
        "saveAs",
        "saveCopy",
        "setMenu",
        "setTheme",
        "setWindowState",
        "writeFiles",
      ]
    `);
  });

  it('OS-19 takes no name of a channel', () => {
    const { api, invoke } = bridge();
    void api.open('document:save' as DocumentId);
    expect(invoke).toHaveBeenCalledWith('document:open', 'document:save');
  });

  it('passes on what it is given', () => {
    const { api, invoke } = bridge();
    const request = { id: 'doc-x' as DocumentId, bytes: new Uint8Array(), expected: null };
    void api.save(request);
    expect(invoke).toHaveBeenLastCalledWith('document:save', request);
    void api.readVersion('doc-x' as DocumentId, 'ver-x' as never);
    expect(invoke).toHaveBeenLastCalledWith('document:read-version', { id: 'doc-x', version: 'ver-x' });
    void api.readFolder('dir-x' as never, ['a']);
    expect(invoke).toHaveBeenLastCalledWith('export:read-folder', { id: 'dir-x', paths: ['a'] });
  });

  it('OS-18 says where a dropped file lies only if it was dropped', () => {
    const { api, invoke } = bridge();
    void api.openDropped({ name: 'shop.yaml', size: 1, lastModified: 0 });
    expect(invoke).toHaveBeenLastCalledWith('document:open-dropped', '/dropped/shop.yaml');
    void api.openDropped({ name: 'made-by-a-script.yaml', size: 1, lastModified: 0 });
    expect(invoke).toHaveBeenLastCalledWith('document:open-dropped', null);
  });

  it('tells its listeners what happened, and stops when asked', () => {
    const { api, listeners, stop } = bridge();
    const commands: string[] = [];
    const ends = [
      api.onCommand((command) => commands.push(command)),
      api.onOpenRequested(vi.fn()),
      api.onChangedOnDisk(vi.fn()),
      api.onCloseRequested(vi.fn()),
    ];
    expect([...listeners.keys()]).toEqual([
      'menu:command',
      'document:open-requested',
      'document:changed-on-disk',
      'window:close-requested',
    ]);
    listeners.get('menu:command')?.('file.save');
    expect(commands).toEqual(['file.save']);
    for (const end of ends) end();
    expect(stop).toHaveBeenCalledTimes(4);
  });
});
