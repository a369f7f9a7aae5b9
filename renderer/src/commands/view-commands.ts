import type { Outlook } from '../../../shared/analysis/findings';
import { nextFinding } from '../app/findings-walk';
import { cycleRegions } from '../app/regions';
import type { ViewId } from '../session/view-store';
import { canvasOf } from '../canvas/canvas-handle';
import { say } from '../words';
import { type Command, inSession, withSession } from './command';

const onDiagram = inSession((session) => session.view.store.getState().view === 'diagram');

function viewCommand(view: ViewId, id: string, title: () => string, key: string, icon: NonNullable<Command['icon']>): Command {
  return {
    id,
    group: 'go',
    title,
    icon,
    keys: [key],
    when: inSession(),
    checked: inSession((session) => session.view.store.getState().view === view),
    run: withSession((session) => session.view.set({ view })),
  };
}

function outlookCommand(outlook: Outlook, title: () => string): Command {
  return {
    id: `view.outlook-${outlook}`,
    group: 'view',
    title,
    keywords: ['plan', 'model', 'state'],
    when: inSession(),
    checked: inSession((session) => session.view.store.getState().outlook === outlook),
    run: withSession((session) => session.view.set({ outlook })),
  };
}

export const viewCommands: readonly Command[] = [
  {
    id: 'go.anything',
    group: 'go',
    title: () => say('ui.go-to-anything'),
    icon: 'search',
    keys: ['Mod+K'],
    run: (app) => app.shell.setState({ overlay: { kind: 'go', mode: 'everything' } }),
  },
  {
    id: 'go.command',
    group: 'go',
    title: () => say('ui.command-palette'),
    keys: ['Mod+Shift+P', 'F1'],
    run: (app) => app.shell.setState({ overlay: { kind: 'go', mode: 'commands' } }),
  },
  viewCommand('diagram', 'go.diagram', () => say('ui.diagram'), 'Alt+1', 'diagram'),
  viewCommand('threats', 'go.threats', () => say('ui.threats'), 'Alt+2', 'threats'),
  viewCommand('trees', 'go.trees', () => say('ui.attack-trees'), 'Alt+3', 'trees'),
  viewCommand('mitigations', 'go.mitigations', () => say('ui.mitigations'), 'Alt+4', 'mitigations'),
  viewCommand('export', 'go.export', () => say('ui.export-view'), 'Alt+5', 'export'),
  {
    id: 'go.next-finding',
    group: 'go',
    title: () => say('ui.next-finding'),
    keys: ['F8'],
    when: inSession(),
    run: withSession((session) => nextFinding(session, 1)),
  },
  {
    id: 'go.previous-finding',
    group: 'go',
    title: () => say('ui.previous-finding'),
    keys: ['Shift+F8'],
    when: inSession(),
    run: withSession((session) => nextFinding(session, -1)),
  },
  { id: 'go.next-region', group: 'go', title: () => say('ui.next-region'), keys: ['F6'], run: () => cycleRegions(1) },
  { id: 'go.previous-region', group: 'go', title: () => say('ui.previous-region'), keys: ['Shift+F6'], run: () => cycleRegions(-1) },

  outlookCommand('as-is', () => say('ui.as-is')),
  outlookCommand('as-planned', () => say('ui.as-planned')),
  outlookCommand('undone', () => say('ui.undone-outlook')),
  {
    id: 'view.zoom-in',
    group: 'view',
    title: () => say('ui.zoom-in'),
    icon: 'plus',
    keys: ['Mod+='],
    when: onDiagram,
    run: withSession((session) => canvasOf(session)?.zoom(1.25)),
  },
  {
    id: 'view.zoom-out',
    group: 'view',
    title: () => say('ui.zoom-out'),
    icon: 'minus',
    keys: ['Mod+-'],
    when: onDiagram,
    run: withSession((session) => canvasOf(session)?.zoom(0.8)),
  },
  {
    id: 'view.zoom-reset',
    group: 'view',
    title: () => say('ui.zoom-reset'),
    keys: ['Mod+0'],
    when: onDiagram,
    run: withSession((session) => canvasOf(session)?.zoomTo(1)),
  },
  {
    id: 'view.fit',
    group: 'view',
    title: () => say('ui.fit'),
    icon: 'fit',
    keys: ['Mod+1', 'Shift+1'],
    when: onDiagram,
    run: withSession((session) => canvasOf(session)?.fit()),
  },
  {
    id: 'view.fit-selection',
    group: 'view',
    title: () => say('ui.fit-selection'),
    keys: ['Shift+2'],
    when: inSession((session) => session.view.store.getState().selection.length > 0),
    run: withSession((session) => canvasOf(session)?.fit(session.view.store.getState().selection)),
  },
  {
    id: 'view.protocols',
    group: 'view',
    title: () => say('ui.show-protocols'),
    when: onDiagram,
    checked: inSession((session) => session.view.store.getState().showProtocols),
    run: withSession((session) => session.view.store.setState((state) => ({ showProtocols: !state.showProtocols }))),
  },
  {
    id: 'view.assets',
    group: 'view',
    title: () => say('ui.show-assets'),
    when: onDiagram,
    checked: inSession((session) => session.view.store.getState().showAssets),
    run: withSession((session) => session.view.store.setState((state) => ({ showAssets: !state.showAssets }))),
  },
  {
    id: 'view.side-panel',
    group: 'view',
    title: () => say('ui.toggle-inspector'),
    icon: 'panel',
    keys: ['Mod+B'],
    when: onDiagram,
    checked: inSession((session) => session.view.store.getState().inspectorOpen),
    run: withSession((session) => session.view.store.setState((state) => ({ inspectorOpen: !state.inspectorOpen }))),
  },
  {
    id: 'view.bottom-panel',
    group: 'view',
    title: () => say('ui.toggle-strip'),
    keys: ['Mod+J'],
    when: onDiagram,
    checked: inSession((session) => session.view.store.getState().stripOpen),
    run: withSession((session) => session.view.store.setState((state) => ({ stripOpen: !state.stripOpen }))),
  },
  {
    id: 'view.palette',
    group: 'view',
    title: () => say('ui.toggle-palette'),
    when: onDiagram,
    checked: inSession((session) => session.view.store.getState().paletteOpen),
    run: withSession((session) => session.view.store.setState((state) => ({ paletteOpen: !state.paletteOpen }))),
  },
  ...(['system', 'light', 'dark', 'contrast'] as const).map((theme): Command => ({
    id: `view.theme-${theme}`,
    group: 'view',
    title: () => say('ui.theme-is', { theme: say(`ui.theme-${theme}`) }),
    keywords: ['colour', 'color', 'mode'],
    checked: (app) => app.shell.getState().settings.theme === theme,
    run: (app) => app.changeSettings({ theme }),
  })),

  {
    id: 'help.shortcuts',
    group: 'help',
    title: () => say('ui.shortcuts'),
    icon: 'help',
    keys: ['?'],
    run: (app) => app.shell.setState({ overlay: { kind: 'shortcuts' } }),
  },
  {
    id: 'help.about',
    group: 'help',
    title: () => say('ui.about'),
    icon: 'info',
    run: (app) => app.shell.setState({ overlay: { kind: 'about' } }),
  },
];
