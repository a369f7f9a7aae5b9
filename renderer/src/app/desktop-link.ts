import { runCommand } from '../commands/all-commands';
import { menuModel } from '../commands/menu';
import { say } from '../words';
import type { Application } from './application';
import { diskChanged, documentName, mayLeave, openById, refreshDrafts, refreshRecent, restoreDraft } from './files';

/** Joins the window to the desktop: its title and menu follow, its events are answered. Call once. */
export async function linkDesktop(app: Application): Promise<void> {
  const { desktop } = app;
  const run = (work: () => Promise<unknown>): void => void work().catch((error: unknown) => app.fault(error));

  desktop.onCommand((command) => runCommand(app, command));
  desktop.onOpenRequested((request) => run(() => openById(app, request.id)));
  desktop.onChangedOnDisk((change) => {
    if (change.id === app.session()?.document.store.getState().file?.id) run(() => diskChanged(app, change.state));
  });
  desktop.onCloseRequested(() => run(async () => desktop.answerClose((await mayLeave(app)) ? 'close' : 'stay')));

  const about = await desktop.about();
  app.shell.setState({ about });

  // The menu and the title are sent when what they show has changed, at most once a frame.
  let menu = '';
  let title = '';
  let due = false;
  const follow = (): void => {
    due = false;
    const session = app.session();
    const file = session?.document.store.getState().file;
    const state = {
      document: file?.id ?? null,
      title: session === undefined ? '' : documentName(session),
      dirty: session?.document.store.getState().dirty ?? false,
    };
    const nextTitle = JSON.stringify(state);
    if (nextTitle !== title) {
      title = nextTitle;
      document.title = state.title === '' ? 'Gabion' : say('ui.window-title', { name: state.title });
      void desktop.setWindowState(state);
    }
    if (!desktop.abilities.nativeMenu) return;
    const model = menuModel(app, about.platform);
    const nextMenu = JSON.stringify(model);
    if (nextMenu === menu) return;
    menu = nextMenu;
    void desktop.setMenu(model);
  };
  const followSoon = (): void => {
    if (due) return;
    due = true;
    requestAnimationFrame(follow);
  };
  app.onAnyChange(followSoon);
  follow();

  await Promise.all([refreshRecent(app), refreshDrafts(app)]);
  const start = await desktop.ready();
  const [latest] = app.shell.getState().drafts;
  if (start.kind === 'after-crash' && latest !== undefined && app.session() === undefined) await restoreDraft(app, latest.id);
  else if (start.kind === 'after-crash' && start.document !== null && app.session() === undefined) await openById(app, start.document);
}
