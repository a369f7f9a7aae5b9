import type { Application } from '../app/application';
import type { DocumentSession } from '../session/document-session';
import type { IconName } from '../ui/icons';

/** Where a command stands among its kind: in the palette, on the sheet of shortcuts. */
export type CommandGroup = 'file' | 'edit' | 'go' | 'model' | 'arrange' | 'view' | 'help';

/**
 * Something a person can do, said once: menu, palette, shortcuts, context menus, toolbars and the sheet of shortcuts all
 * read this list, so that nothing is reachable in one place only.
 */
export interface Command {
  /** `edit.undo`: an area and a verb. Never renamed: menus and tests name it. */
  readonly id: string;
  readonly group: CommandGroup;
  /** "Undo Move 3 things": in the reader's language, with names where that helps. */
  readonly title: (app: Application) => string;
  readonly icon?: IconName;
  /** Keys as `shortcut.ts` reads them; the first is the one that is shown. */
  readonly keys?: readonly string[];
  /** Keys without Ctrl or Alt act where nothing is typed; `canvas` ones only while the canvas has the focus. */
  readonly scope?: 'canvas';
  /** The keys are the system's own (copy, paste): shown, but left to it. */
  readonly native?: boolean;
  /** More words that find it. */
  readonly keywords?: readonly string[];
  /** False greys it out; absent means always. */
  readonly when?: (app: Application) => boolean;
  /** For what can be on or off: whether it is. */
  readonly checked?: (app: Application) => boolean;
  /** Left out of the palette: it makes sense only where the pointer or the focus is. */
  readonly hidden?: boolean;
  readonly run: (app: Application) => unknown;
}

/** Runs something with the open document, and nothing where there is none. */
export const withSession =
  (run: (session: DocumentSession, app: Application) => unknown) =>
  (app: Application): unknown => {
    const session = app.session();
    return session === undefined ? undefined : run(session, app);
  };

/** True if a document is open and it is so. */
export const inSession =
  (test: (session: DocumentSession, app: Application) => boolean = () => true) =>
  (app: Application): boolean => {
    const session = app.session();
    return session !== undefined && test(session, app);
  };

/** True if a document is open that may be changed. */
export const editable = inSession((session) => session.document.store.getState().opened?.readOnly !== true);

/** True if something on the diagram is selected, in a document that may be changed. */
export const hasSelection = (app: Application): boolean =>
  editable(app) && inSession((session) => session.view.store.getState().selection.length > 0)(app);
