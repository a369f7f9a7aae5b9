import type { Application } from '../app/application';
import { allCommands, canRun, runCommand } from './all-commands';
import type { Command } from './command';
import { isSingleKey, type KeyPress, matches } from './shortcut';

/** Where a key was pressed, as far as commands care. */
export interface KeyPlace {
  /** In a field: letters are text there. */
  readonly typing: boolean;
  /** On the canvas or in something that stands on it. */
  readonly canvas: boolean;
  /** In a dialog, a menu or the palette, which have keys of their own. */
  readonly overlaid: boolean;
}

/** Keys of the system that mean something in every field: they stay with it. */
const fieldKeys = new Set(['edit.cut', 'edit.copy', 'edit.paste', 'edit.select-all', 'edit.undo', 'edit.redo']);

/** The command that a key press means at this place; undefined leaves the press alone. */
export function commandFor(press: KeyPress, place: KeyPlace, app: Application): Command | undefined {
  if (place.overlaid) return undefined;
  return allCommands.find((command) => {
    if (command.native === true) return false;
    const keys = command.keys?.find((candidate) => matches(candidate, press));
    if (keys === undefined) return false;
    if (place.typing && (isSingleKey(keys) || fieldKeys.has(command.id))) return false;
    if (command.scope === 'canvas' && !place.canvas) return false;
    if (isSingleKey(keys) && keys.length === 1 && !app.shell.getState().settings.singleKeys) return false;
    return canRun(command, app);
  });
}

function placeOf(target: EventTarget | null): KeyPlace {
  const element = target instanceof Element ? target : document.body;
  return {
    typing: element.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]') !== null,
    canvas: element.closest('[data-region="canvas"]') !== null || element === document.body,
    overlaid: element.closest('[role="dialog"], [role="menu"]') !== null,
  };
}

/** Runs commands by their keys, for as long as the returned function has not been called. */
export function listenToKeys(app: Application): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = commandFor(event, placeOf(event.target), app);
    if (command === undefined) return;
    event.preventDefault();
    runCommand(app, command.id);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
