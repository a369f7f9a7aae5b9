import { useCommand } from '../commands/use-command';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import { Tooltip } from '../ui/Tooltip';
import { say } from '../words';
import style from './ActivityBar.module.css';

function Activity({ id }: { readonly id: string }) {
  const command = useCommand(id);
  const current = command.checked === true;
  return (
    <Tooltip text={command.title} side="right" {...(command.keys === undefined ? {} : { keys: command.keys })}>
      <button
        type="button"
        aria-label={command.title}
        className={classes(style.activity, current && style.current)}
        disabled={!command.enabled}
        onClick={command.run}
        {...(current ? { 'aria-current': 'page' } : {})}
      >
        <Icon name={command.icon ?? 'more'} size={20} />
      </button>
    </Tooltip>
  );
}

/** The views, then help and settings. */
export function ActivityBar() {
  return (
    <nav className={style.bar} aria-label={say('ui.views')} data-region="activity">
      <Activity id="go.diagram" />
      <Activity id="go.threats" />
      <Activity id="go.trees" />
      <Activity id="go.mitigations" />
      <Activity id="go.export" />
      <span className={style.space} />
      <Activity id="help.shortcuts" />
      <Activity id="file.settings" />
    </nav>
  );
}
