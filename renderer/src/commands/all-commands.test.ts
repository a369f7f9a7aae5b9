import { describe, expect, it } from 'vitest';
import { testApplication } from '../../../test/renderer/application';
import type { Menu, MenuItem } from '../../../shared/desktop-api';
import { renameThing } from '../../../shared/model/edits/change';
import { newDocument } from '../app/files';
import { modelOf } from '../../../test/generators/diagrams';
import { allCommands, canRun, commandOf, runCommand } from './all-commands';
import { commandFor, type KeyPlace } from './keyboard';
import { menuModel } from './menu';
import type { KeyPress } from './shortcut';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const onCanvas: KeyPlace = { typing: false, canvas: true, overlaid: false };

async function withShop() {
  const all = testApplication();
  await newDocument(all.app, modelOf({ elements: { web: { type: 'process/api' } }, layout: { main: { web: { at: [0, 0] } } } }));
  const session = all.app.session();
  if (session === undefined) throw new Error('nothing open');
  return { ...all, session };
}

describe('the list of commands', () => {
  it('has every id once', () => {
    const ids = allCommands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives no two commands the same keys in the same place', () => {
    const taken = new Map<string, string>();
    for (const { id, keys, scope, native } of allCommands) {
      if (native === true) continue;
      for (const key of keys ?? []) {
        const place = `${key} ${scope ?? ''}`;
        expect(taken.get(place), `${id} and ${taken.get(place)} share ${key}`).toBeUndefined();
        taken.set(place, id);
      }
    }
  });

  it('titles everything, with and without a document', async () => {
    const { app } = testApplication();
    for (const command of allCommands) expect(command.title(app)).not.toBe('');
    const { app: other } = await withShop();
    for (const command of allCommands) expect(command.title(other)).not.toBe('');
  });

  it('names the step in Undo, and greys it out where there is none', async () => {
    const { app, session } = await withShop();
    const undo = commandOf('edit.undo');
    if (undo === undefined) throw new Error('no undo');
    expect(canRun(undo, app)).toBe(false);
    session.edit(renameThing(session.model(), 'web', 'Door'));
    expect([undo.title(app), canRun(undo, app)]).toEqual(['Undo Rename to Door', true]);
    expect(runCommand(app, 'edit.undo')).toBe(true);
    expect(commandOf('edit.redo')?.title(app)).toBe('Redo Rename to Door');
  });

  it('answers the menu with items for every command that it names', () => {
    const { app } = testApplication();
    const commands = (items: readonly MenuItem[]): readonly string[] =>
      items.flatMap((item) => (item.kind === 'command' ? [item.command] : item.kind === 'submenu' ? commands(item.items) : []));
    for (const platform of ['linux', 'darwin']) {
      const menus = menuModel(app, platform);
      const named = menus.flatMap((menu: Menu) => commands(menu.items));
      expect(new Set(named).size).toBe(named.length);
      expect(named).toContain('file.open');
    }
  });
});

describe('keys', () => {
  it('act on the canvas without Ctrl, and never where something is typed', async () => {
    const { app, session } = await withShop();
    session.view.select(['web']);
    expect(commandFor(press('Delete'), onCanvas, app)?.id).toBe('edit.delete');
    expect(commandFor(press('Delete'), { ...onCanvas, typing: true }, app)).toBeUndefined();
    expect(commandFor(press('Delete'), { ...onCanvas, canvas: false }, app)).toBeUndefined();
    expect(commandFor(press('p'), onCanvas, app)?.id).toBe('model.add-process');
  });

  it('leave a dialog alone', async () => {
    const { app } = await withShop();
    expect(commandFor(press('k', { ctrlKey: true }), { ...onCanvas, overlaid: true }, app)).toBeUndefined();
  });

  it('leave copying to the system, and undo in a field to the field', async () => {
    const { app, session } = await withShop();
    session.edit(renameThing(session.model(), 'web', 'Door'));
    session.view.select(['web']);
    expect(commandFor(press('c', { ctrlKey: true }), onCanvas, app)).toBeUndefined();
    expect(commandFor(press('z', { ctrlKey: true }), onCanvas, app)?.id).toBe('edit.undo');
    expect(commandFor(press('z', { ctrlKey: true }), { ...onCanvas, typing: true }, app)).toBeUndefined();
  });

  it('without Ctrl can be turned off (WCAG 2.1.4)', async () => {
    const { app } = await withShop();
    app.changeSettings({ singleKeys: false });
    expect(commandFor(press('p'), onCanvas, app)).toBeUndefined();
    expect(commandFor(press('k', { ctrlKey: true }), onCanvas, app)?.id).toBe('go.anything');
  });
});
