import { describe, expect, expectTypeOf, it } from 'vitest';
import type { DesktopApi, MenuModel } from './desktop-api';
import { calls, events, type CallRequest, type CallResponse, type EventPayload } from './desktop-channels';

/** What a method of the contract resolves to. */
type Answer<Name extends keyof DesktopApi> = DesktopApi[Name] extends (...args: never) => Promise<infer T> ? T : never;
/** What a method of the contract takes. */
type Given<Name extends keyof DesktopApi> = DesktopApi[Name] extends (arg: infer T) => unknown ? T : never;

describe('the contract and its schemas', () => {
  it('OS-14 say the same', () => {
    // Checked by the compiler: neither side may promise what the other does not keep.
    expectTypeOf<CallResponse<'app:about'>>().toExtend<Answer<'about'>>();
    expectTypeOf<Answer<'about'>>().toExtend<CallResponse<'app:about'>>();
    expectTypeOf<Given<'save'>>().toExtend<CallRequest<'document:save'>>();
    expectTypeOf<Answer<'save'>>().toExtend<CallResponse<'document:save'>>();
    expectTypeOf<CallResponse<'document:save'>>().toExtend<Answer<'save'>>();
    expectTypeOf<Answer<'openDialog'>>().toExtend<CallResponse<'document:open-dialog'>>();
    expectTypeOf<CallResponse<'document:open-dialog'>>().toExtend<Answer<'openDialog'>>();
    expectTypeOf<Given<'saveAs'>>().toExtend<CallRequest<'document:save-as'>>();
    expectTypeOf<Answer<'saveAs'>>().toExtend<CallResponse<'document:save-as'>>();
    expectTypeOf<Given<'exportFile'>>().toExtend<CallRequest<'export:file'>>();
    expectTypeOf<Given<'writeFiles'>>().toExtend<CallRequest<'export:write-files'>>();
    expectTypeOf<Answer<'writeFiles'>>().toExtend<CallResponse<'export:write-files'>>();
    expectTypeOf<CallResponse<'export:write-files'>>().toExtend<Answer<'writeFiles'>>();
    expectTypeOf<Answer<'readFolder'>>().toExtend<CallResponse<'export:read-folder'>>();
    expectTypeOf<Given<'setMenu'>>().toExtend<CallRequest<'window:set-menu'>>();
    expectTypeOf<Given<'setWindowState'>>().toExtend<CallRequest<'window:set-state'>>();
    expectTypeOf<EventPayload<'document:changed-on-disk'>>().toExtend<Parameters<Parameters<DesktopApi['onChangedOnDisk']>[0]>[0]>();
  });

  it('OS-14 take a whole menu', () => {
    const menu: MenuModel = [
      {
        place: 'plain',
        label: 'File',
        items: [
          { kind: 'command', command: 'file.save-as', label: 'Save as…', accelerator: 'Mod+Shift+S', enabled: true, checked: null },
          { kind: 'recent-files', label: 'Open recent', empty: 'None yet' },
          { kind: 'separator' },
          { kind: 'submenu', label: 'Edit', items: [{ kind: 'role', role: 'copy', label: 'Copy' }] },
        ],
      },
    ];
    expect(calls['window:set-menu'].request.parse(menu)).toEqual(menu);
  });

  it.each([
    'Mod+S',
    'Mod+Shift+S',
    'F1',
    'F24',
    'Shift+F8',
    'Mod+=',
    'Mod++',
    'Mod+-',
    'Mod+,',
    "Mod+'",
    'Mod+]',
    'Mod+Shift+/',
    'Alt+Up',
    'Delete',
    'Mod+Alt+C',
    'Ctrl+Tab',
    '?',
  ])('OS-14 take the keys %s', (keys) => {
    const item = { kind: 'command', command: 'x', label: 'x', accelerator: keys, enabled: true, checked: null };
    const taken = calls['window:set-menu'].request.safeParse([{ place: 'plain', label: 'x', items: [item] }]).success;
    expect(taken).toBe(keys !== '?'); // a character that another key makes is no key
  });

  it('OS-14 take no paths', () => {
    for (const [channel, { request }] of Object.entries(calls)) {
      if (
        channel === 'document:open-dropped' ||
        channel === 'app:open-external' ||
        channel === 'app:copy-text' ||
        channel === 'window:ask-unsaved'
      )
        continue;
      expect([channel, request.safeParse('/etc/passwd').success]).toEqual([channel, false]);
    }
    expect(events['document:open-requested'].safeParse({ id: '/etc/passwd', name: 'x', displayPath: 'x' }).success).toBe(false);
  });

  it('run without generated code', async () => {
    const { config } = await import('zod');
    expect(config().jitless).toBe(true);
  });
});
