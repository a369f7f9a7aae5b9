import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import type { DocumentId, MenuItem, MenuModel } from '../../shared/desktop-api';
import { menuBarTemplate, systemAccelerator, type MenuWorld } from './menu';

const doc = `doc-${'a'.repeat(32)}` as DocumentId;
const world = (more: Partial<MenuWorld> = {}): MenuWorld => ({
  platform: 'linux',
  command: vi.fn(),
  openRecent: vi.fn(),
  recent: () => [],
  ...more,
});
const save: MenuItem = { kind: 'command', command: 'file.save', label: 'Save', accelerator: 'Mod+S', enabled: true, checked: null };
const fileMenu = (...items: readonly MenuItem[]): MenuModel => [{ place: 'plain', label: 'File', items }];
const itemsOf = (menu: MenuItemConstructorOptions | undefined) => menu?.submenu as MenuItemConstructorOptions[];
const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as () => void)();

describe('the menu bar', () => {
  it('shows the keys of a command and leaves them to the page', () => {
    const w = world();
    const [item] = itemsOf(menuBarTemplate(fileMenu(save), w)[0]);
    expect(item).toMatchObject({
      id: 'file.save',
      label: 'Save',
      enabled: true,
      accelerator: 'CommandOrControl+S',
      registerAccelerator: false,
    });
    expect(item).not.toHaveProperty('checked');
    click(item);
    expect(w.command).toHaveBeenCalledWith('file.save');
  });

  it('shows what is off and what is ticked', () => {
    const [item] = itemsOf(menuBarTemplate(fileMenu({ ...save, enabled: false, checked: true, accelerator: null }), world())[0]);
    expect(item).toMatchObject({ enabled: false, type: 'checkbox', checked: true });
    expect(item).not.toHaveProperty('accelerator');
  });

  it('takes labels as they are', () => {
    expect(menuBarTemplate([{ place: 'plain', label: 'Find & replace', items: [] }], world())[0]?.label).toBe('Find && replace');
  });

  it('nests, separates, and leaves to the system what is its own', () => {
    const items = itemsOf(
      menuBarTemplate(
        fileMenu({ kind: 'submenu', label: 'More', items: [save] }, { kind: 'separator' }, { kind: 'role', role: 'copy', label: 'Copy' }),
        world(),
      )[0],
    );
    expect(itemsOf(items[0])[0]).toMatchObject({ id: 'file.save' });
    expect(items.slice(1)).toEqual([{ type: 'separator' }, { role: 'copy', label: 'Copy' }]);
  });

  it('lists the recent files, or says that there are none', () => {
    const recentItem: MenuItem = { kind: 'recent-files', label: 'Open recent', empty: 'No recent files' };
    expect(itemsOf(itemsOf(menuBarTemplate(fileMenu(recentItem), world())[0])[0])).toEqual([{ label: 'No recent files', enabled: false }]);
    const w = world({ recent: () => [{ id: doc, name: 'R&D.gabion.yaml' }] });
    const [file] = itemsOf(itemsOf(menuBarTemplate(fileMenu(recentItem), w)[0])[0]);
    expect(file?.label).toBe('R&&D.gabion.yaml');
    click(file);
    expect(w.openRecent).toHaveBeenCalledWith(doc);
  });

  it('has the application’s own menu on macOS only', () => {
    const model: MenuModel = [
      { place: 'app', label: 'Gabion', items: [] },
      { place: 'window', label: 'Window', items: [] },
    ];
    expect(menuBarTemplate(model, world())).toEqual([{ label: 'Window', submenu: [] }]);
    expect(menuBarTemplate(model, world({ platform: 'darwin' }))).toEqual([
      { label: 'Gabion', submenu: [] },
      { label: 'Window', submenu: [], role: 'window' },
    ]);
  });

  it.each([
    ['Mod+Shift+S', 'CommandOrControl+Shift+S'],
    ['F8', 'F8'],
    ['Mod+=', 'CommandOrControl+='],
    ['Mod++', 'CommandOrControl+Plus'],
    ['Alt+Delete', 'Alt+Delete'],
  ])('writes %s as %s', (keys, system) => expect(systemAccelerator(keys)).toBe(system));
});
