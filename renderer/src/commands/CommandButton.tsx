import { IconButton } from '../ui/Button';
import { useCommand } from './use-command';

/** A command as a button with its drawing, name and keys. */
export function CommandButton({ id, side }: { readonly id: string; readonly side?: 'top' | 'bottom' | 'left' | 'right' }) {
  const command = useCommand(id);
  return (
    <IconButton
      icon={command.icon ?? 'more'}
      label={command.title}
      disabled={!command.enabled}
      onClick={command.run}
      {...(command.keys === undefined ? {} : { keys: command.keys })}
      {...(command.checked === undefined ? {} : { pressed: command.checked })}
      {...(side === undefined ? {} : { side })}
    />
  );
}
