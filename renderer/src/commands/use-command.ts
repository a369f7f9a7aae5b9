import { useSyncExternalStore } from 'react';
import { useApplication } from '../app/context';
import type { IconName } from '../ui/icons';
import { canRun, commandOf, runCommand } from './all-commands';

/** A command as a control shows it. */
export interface CommandState {
  readonly title: string;
  readonly keys: string | undefined;
  readonly icon: IconName | undefined;
  readonly enabled: boolean;
  readonly checked: boolean | undefined;
  readonly run: () => void;
}

const SEPARATOR = '\u0000';

/** A command, kept up to date for a button: rendered again only when what it shows is another. */
export function useCommand(id: string): CommandState {
  const app = useApplication();
  const command = commandOf(id);
  // A primitive snapshot, so that a change elsewhere that changes nothing here renders nothing.
  const snapshot = useSyncExternalStore(app.onAnyChange, () =>
    command === undefined ? '' : [command.title(app), canRun(command, app), command.checked?.(app) ?? ''].join(SEPARATOR),
  );
  const [title = '', enabled, checked] = snapshot.split(SEPARATOR);
  return {
    title,
    keys: command?.keys?.[0],
    icon: command?.icon,
    enabled: enabled === 'true',
    checked: checked === undefined || checked === '' ? undefined : checked === 'true',
    run: () => void runCommand(app, id),
  };
}
