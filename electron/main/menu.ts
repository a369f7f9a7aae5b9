import type { MenuItemConstructorOptions } from 'electron';
import type { DocumentId, Menu, MenuItem, MenuModel } from '../../shared/desktop-api';

/** What the menu needs of the rest: what its items do, and the recent files. */
export interface MenuWorld {
  readonly platform: NodeJS.Platform;
  readonly command: (id: string) => void;
  readonly openRecent: (id: DocumentId) => void;
  readonly recent: () => readonly { readonly id: DocumentId; readonly name: string }[];
}

/** Keys as the system wants them: `Mod+Shift+S` is `CommandOrControl+Shift+S`. */
export const systemAccelerator = (keys: string): string =>
  keys
    .replace(/\bMod\b/, 'CommandOrControl')
    .replace(/\+\+$/, '+Plus')
    .replace(/^\+$/, 'Plus');

/** In a label `&` marks the letter to press with Alt; ours are plain text. */
const plain = (label: string): string => label.replaceAll('&', '&&');

function itemTemplate(item: MenuItem, world: MenuWorld): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'command':
      return {
        id: item.command,
        label: plain(item.label),
        enabled: item.enabled,
        click: () => world.command(item.command),
        ...(item.checked === null ? {} : { type: 'checkbox', checked: item.checked }),
        // Shown only: the page handles its keys itself, so that they follow its focus. (macOS registers them all the same,
        // and passes on only what the page left.)
        ...(item.accelerator === null ? {} : { accelerator: systemAccelerator(item.accelerator), registerAccelerator: false }),
      };
    case 'role':
      return { role: item.role, label: plain(item.label) };
    case 'submenu':
      return { label: plain(item.label), submenu: item.items.map((inner) => itemTemplate(inner, world)) };
    case 'recent-files': {
      const files = world.recent();
      const submenu: MenuItemConstructorOptions[] =
        files.length === 0
          ? [{ label: plain(item.empty), enabled: false }]
          : files.map(({ id, name }) => ({ label: plain(name), click: () => world.openRecent(id) }));
      return { label: plain(item.label), submenu };
    }
    case 'separator':
      return { type: 'separator' };
  }
}

function menuTemplate(menu: Menu, world: MenuWorld): MenuItemConstructorOptions {
  const submenu = menu.items.map((item) => itemTemplate(item, world));
  // macOS gives the menus of these roles their place and their system entries; elsewhere they would replace our own items.
  const role = world.platform === 'darwin' && (menu.place === 'window' || menu.place === 'help') ? { role: menu.place } : {};
  return { label: plain(menu.label), submenu, ...role };
}

/** The menu bar as Electron builds it. Where it is not macOS, the application's own menu has no place and is left out. */
export function menuBarTemplate(model: MenuModel, world: MenuWorld): MenuItemConstructorOptions[] {
  return model.filter((menu) => menu.place !== 'app' || world.platform === 'darwin').map((menu) => menuTemplate(menu, world));
}
