import { copySelection, cutSelection, duplicateSelection, pasteFromClipboard } from '../canvas/clipboard';
import { removeThings } from '../../../shared/model/edits/remove';
import { print, say } from '../words';
import { type Command, editable, hasSelection, inSession, withSession } from './command';

export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    group: 'edit',
    title: (app) => {
      const label = app.session()?.document.labels().undo;
      return label === undefined ? say('ui.undo') : say('ui.undo-what', { what: print(label) });
    },
    icon: 'undo',
    keys: ['Mod+Z'],
    when: inSession((session) => session.document.labels().undo !== undefined),
    run: withSession((session, app) => {
      const label = session.document.undo();
      if (label !== undefined) app.notices.say(say('ui.undone', { what: print(label) }));
    }),
  },
  {
    id: 'edit.redo',
    group: 'edit',
    title: (app) => {
      const label = app.session()?.document.labels().redo;
      return label === undefined ? say('ui.redo') : say('ui.redo-what', { what: print(label) });
    },
    icon: 'redo',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    when: inSession((session) => session.document.labels().redo !== undefined),
    run: withSession((session, app) => {
      const label = session.document.redo();
      if (label !== undefined) app.notices.say(say('ui.redone', { what: print(label) }));
    }),
  },
  {
    id: 'edit.cut',
    group: 'edit',
    title: () => say('ui.cut'),
    keys: ['Mod+X'],
    native: true,
    when: hasSelection,
    run: (app) => cutSelection(app),
  },
  {
    id: 'edit.copy',
    group: 'edit',
    title: () => say('ui.copy'),
    icon: 'copy',
    keys: ['Mod+C'],
    native: true,
    when: hasSelection,
    run: (app) => copySelection(app),
  },
  {
    id: 'edit.paste',
    group: 'edit',
    title: () => say('ui.paste'),
    keys: ['Mod+V'],
    native: true,
    when: editable,
    run: (app) => pasteFromClipboard(app),
  },
  {
    id: 'edit.duplicate',
    group: 'edit',
    title: () => say('ui.duplicate'),
    keys: ['Mod+D'],
    scope: 'canvas',
    when: hasSelection,
    run: (app) => duplicateSelection(app),
  },
  {
    id: 'edit.delete',
    group: 'edit',
    title: () => say('ui.delete'),
    icon: 'trash',
    keys: ['Delete', 'Backspace'],
    scope: 'canvas',
    when: hasSelection,
    run: withSession((session, app) => {
      const { selection } = session.view.store.getState();
      const edit = removeThings(session.model(), selection);
      session.edit(edit);
      app.notices.say(say('ui.done', { what: print(edit.label) }));
    }),
  },
  {
    id: 'edit.select-all',
    group: 'edit',
    title: () => say('ui.select-all'),
    keys: ['Mod+A'],
    scope: 'canvas',
    when: inSession((session) => session.view.store.getState().view === 'diagram'),
    run: withSession((session) => {
      const { elements, boundaries } = session.model();
      session.view.select([...boundaries.keys(), ...elements.keys()]);
    }),
  },
  {
    id: 'edit.rename',
    group: 'edit',
    title: () => say('ui.rename'),
    icon: 'edit',
    keys: ['F2', 'E'],
    scope: 'canvas',
    when: (app) => hasSelection(app) && app.session()?.view.store.getState().selection.length === 1,
    run: withSession((session) => {
      const [only] = session.view.store.getState().selection;
      if (only !== undefined) session.view.set({ renaming: only });
    }),
  },
];
