import { app } from 'electron';
import { filesNamed } from './open-requests';

/**
 * Makes sure that one process serves this user: a second one hands its files over and ends. False for that second one.
 * @param source the folder of the application's source if it runs from there
 * @param asked called in the first process with the files that a later one was started with
 */
export function becomeTheOnlyInstance(source: string | undefined, asked: (files: readonly string[]) => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, args, folder) => asked(filesNamed({ arguments: args, folder, source })));
  return true;
}
