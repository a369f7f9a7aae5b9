import { closeDocument, newDocument, openWithDialog } from '../app/files';
import { chooseFilesToImport } from '../app/incoming';
import { save, saveAs, saveCopy } from '../app/saving';
import { say } from '../words';
import { type Command, inSession, withSession } from './command';

export const fileCommands: readonly Command[] = [
  { id: 'file.new', group: 'file', title: () => say('ui.new-model'), icon: 'plus', keys: ['Mod+N'], run: (app) => newDocument(app) },
  { id: 'file.open', group: 'file', title: () => say('ui.open'), icon: 'folder', keys: ['Mod+O'], run: (app) => openWithDialog(app) },
  {
    id: 'file.import',
    group: 'file',
    title: () => say('ui.import-files'),
    icon: 'import',
    keys: ['Mod+I'],
    keywords: ['kubernetes', 'manifest', 'helm', 'kustomize', 'yaml'],
    run: (app) => chooseFilesToImport(app),
  },
  {
    id: 'file.save',
    group: 'file',
    title: () => say('ui.save'),
    icon: 'save',
    keys: ['Mod+S'],
    when: inSession((session) => session.document.store.getState().dirty || session.document.store.getState().file === undefined),
    run: (app) => save(app),
  },
  {
    id: 'file.save-as',
    group: 'file',
    title: () => say('ui.save-as'),
    keys: ['Mod+Shift+S'],
    when: inSession(),
    run: (app) => saveAs(app),
  },
  { id: 'file.save-copy', group: 'file', title: () => say('ui.save-copy'), when: inSession(), run: (app) => saveCopy(app) },
  {
    id: 'file.export',
    group: 'file',
    title: () => say('ui.export'),
    icon: 'export',
    keys: ['Mod+E'],
    keywords: ['report', 'policies', 'folder'],
    when: inSession(),
    run: withSession((session) => session.view.set({ view: 'export' })),
  },
  {
    id: 'file.earlier-versions',
    group: 'file',
    title: () => say('ui.earlier-versions'),
    icon: 'history',
    when: (app) => app.desktop.abilities.earlierVersions && app.session()?.document.store.getState().file !== undefined,
    run: (app) => app.shell.setState({ overlay: { kind: 'earlier-versions' } }),
  },
  {
    id: 'file.reveal',
    group: 'file',
    title: () => say('ui.reveal'),
    when: (app) => app.desktop.abilities.reveal && app.session()?.document.store.getState().file !== undefined,
    run: withSession((session, app) => {
      const { file } = session.document.store.getState();
      return file && app.desktop.reveal(file.id);
    }),
  },
  {
    id: 'file.close',
    group: 'file',
    title: () => say('ui.close-model'),
    keys: ['Mod+W'],
    when: inSession(),
    run: (app) => closeDocument(app),
  },
  {
    id: 'file.settings',
    group: 'file',
    title: () => say('ui.settings'),
    icon: 'settings',
    keys: ['Mod+,'],
    keywords: ['theme', 'dark', 'light', 'contrast', 'name'],
    run: (app) => app.shell.setState({ overlay: { kind: 'settings' } }),
  },
];
