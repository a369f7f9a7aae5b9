import type { Application } from '../app/application';
import type { Menu, MenuItem, MenuModel, MenuRole } from '../../../shared/desktop-api';
import { say } from '../words';
import { canRun, commandOf } from './all-commands';

function item(app: Application, id: string): MenuItem {
  const command = commandOf(id);
  if (command === undefined) throw new RangeError(`menu: there is no command ${id}`);
  return {
    kind: 'command',
    command: id,
    label: command.title(app),
    accelerator: command.keys?.find((keys) => keys !== '?') ?? null,
    enabled: canRun(command, app),
    checked: command.checked?.(app) ?? null,
  };
}

const separator: MenuItem = { kind: 'separator' };
const role = (name: MenuRole, label: string): MenuItem => ({ kind: 'role', role: name, label });

/** The menu bar of the system, worked out of the list of commands. */
export function menuModel(app: Application, platform: string): MenuModel {
  const of = (...ids: readonly (string | MenuItem)[]): readonly MenuItem[] =>
    ids.map((id) => (typeof id === 'string' ? item(app, id) : id));
  const mac = platform === 'darwin';
  const own: Menu = {
    place: 'app',
    label: 'Gabion',
    items: [
      ...of('help.about', separator, 'file.settings', separator),
      role('services', say('ui.services')),
      separator,
      role('hide', say('ui.hide')),
      role('hideOthers', say('ui.hide-others')),
      role('unhide', say('ui.show-all')),
      separator,
      role('quit', say('ui.quit')),
    ],
  };
  const menus: readonly Menu[] = [
    {
      place: 'plain',
      label: say('ui.menu-file'),
      items: [
        ...of('file.new', 'file.open'),
        { kind: 'recent-files', label: say('ui.open-recent'), empty: say('ui.no-recent') },
        ...of(
          'file.import',
          separator,
          'file.save',
          'file.save-as',
          'file.save-copy',
          'file.export',
          separator,
          'file.earlier-versions',
          'file.reveal',
          separator,
        ),
        ...(mac ? [] : of('file.settings', separator)),
        ...of('file.close'),
        ...(mac ? [] : [role('quit', say('ui.quit'))]),
      ],
    },
    {
      place: 'plain',
      label: say('ui.menu-edit'),
      items: of(
        'edit.undo',
        'edit.redo',
        separator,
        role('cut', say('ui.cut')),
        role('copy', say('ui.copy')),
        role('paste', say('ui.paste')),
        'edit.duplicate',
        'edit.delete',
        separator,
        'edit.select-all',
        'edit.rename',
      ),
    },
    {
      place: 'plain',
      label: say('ui.menu-model'),
      items: of(
        'model.create',
        'model.append',
        'model.connect',
        'model.replace',
        separator,
        'model.nest',
        'model.unnest',
        'model.arrange',
        separator,
        'model.matrix',
      ),
    },
    {
      place: 'plain',
      label: say('ui.menu-go'),
      items: of(
        'go.anything',
        'go.command',
        separator,
        'go.diagram',
        'go.threats',
        'go.trees',
        'go.mitigations',
        'go.export',
        separator,
        'go.next-finding',
        'go.previous-finding',
      ),
    },
    {
      place: 'plain',
      label: say('ui.menu-view'),
      items: [
        ...of(
          'view.outlook-as-is',
          'view.outlook-as-planned',
          'view.outlook-undone',
          separator,
          'view.zoom-in',
          'view.zoom-out',
          'view.zoom-reset',
          'view.fit',
          'view.fit-selection',
          separator,
          'view.protocols',
          'view.assets',
          'view.palette',
          'view.side-panel',
          'view.bottom-panel',
          separator,
        ),
        {
          kind: 'submenu',
          label: say('ui.theme'),
          items: of('view.theme-system', 'view.theme-light', 'view.theme-dark', 'view.theme-contrast'),
        },
        role('togglefullscreen', say('ui.full-screen')),
      ],
    },
    { place: 'window', label: say('ui.menu-window'), items: [role('minimize', say('ui.minimize')), role('close', say('ui.close-window'))] },
    { place: 'help', label: say('ui.menu-help'), items: of('help.shortcuts', ...(mac ? [] : ['help.about'])) },
  ];
  return mac ? [own, ...menus] : menus;
}
