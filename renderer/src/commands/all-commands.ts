import type { Application } from '../app/application';
import type { Command } from './command';
import { editCommands } from './edit-commands';
import { fileCommands } from './file-commands';
import { modelCommands } from './model-commands';
import { viewCommands } from './view-commands';

/** Every command of Gabion, in the order in which the palette lists them. */
export const allCommands: readonly Command[] = [...viewCommands, ...fileCommands, ...editCommands, ...modelCommands];

const byId = new Map(allCommands.map((command) => [command.id, command]));

/** The command of that id; undefined where a menu or a caller names one that is gone. */
export const commandOf = (id: string): Command | undefined => byId.get(id);

/** Whether a command can be run now. */
export const canRun = (command: Command, app: Application): boolean => command.when?.(app) ?? true;

/** Runs a command if it can be run now. What goes wrong inside it is told, never swallowed. */
export function runCommand(app: Application, id: string): boolean {
  const command = commandOf(id);
  if (command === undefined || !canRun(command, app)) return false;
  // Begun at once, in the turn of the key press: dialogs of the browser want that. It may throw now or reject later.
  try {
    void Promise.resolve(command.run(app)).catch((error: unknown) => app.fault(error));
  } catch (error) {
    app.fault(error);
  }
  return true;
}
