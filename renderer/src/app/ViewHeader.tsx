import type { ReactNode } from 'react';
import type { Outlook } from '../../../shared/analysis/findings';
import { useSession, useView } from '../session/context';
import { classes } from '../ui/classes';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Menu } from '../ui/Menu';
import { figure, say } from '../words';
import { useMediaQuery } from './media-query';
import style from './ViewHeader.module.css';

const outlooks: readonly Outlook[] = ['as-is', 'as-planned', 'undone'];
const word = (outlook: Outlook): string =>
  ({ 'as-is': say('ui.as-is'), 'as-planned': say('ui.as-planned'), undone: say('ui.undone-outlook') })[outlook];

/** Which model is shown: as it is, as planned, if nothing were done. One switch for counts, badges, trees and files. */
export function OutlookSwitch() {
  const session = useSession();
  const outlook = useView((state) => state.outlook);
  const narrow = useMediaQuery('(max-width: 1279px)');
  const look = (next: Outlook): void => session.view.set({ outlook: next });
  if (narrow) {
    return (
      <Menu
        align="start"
        trigger={
          <Button small>
            {word(outlook)}
            <Icon name="down" size={12} />
          </Button>
        }
        lines={outlooks.map((choice) => ({ kind: 'item', label: word(choice), checked: choice === outlook, run: () => look(choice) }))}
      />
    );
  }
  return (
    <div role="radiogroup" aria-label={say('ui.which-model')} className={style.outlooks}>
      {outlooks.map((choice) => (
        <label key={choice} className={style.outlook}>
          <input type="radio" className={style.radio} name="outlook" checked={choice === outlook} onChange={() => look(choice)} />
          {word(choice)}
        </label>
      ))}
    </div>
  );
}

interface ViewHeaderProps {
  readonly title: ReactNode;
  readonly count?: number;
  /** At the right: tools, filters. */
  readonly tools?: ReactNode;
  /** False where the view does not depend on which model is shown. */
  readonly outlook?: boolean;
}

/** The 36 px at the top of every view: its title, which model it shows, its tools. */
export function ViewHeader({ title, count, tools, outlook = true }: ViewHeaderProps) {
  const away = useView((state) => state.outlook !== 'as-is');
  return (
    <header className={classes(style.header, outlook && away && style.away)}>
      {typeof title === 'string' ? (
        <h2 className={style.title} dir="auto" title={title}>
          {title}
        </h2>
      ) : (
        title
      )}
      {count !== undefined && <span className={style.count}>{figure(count)}</span>}
      {outlook && (
        <>
          <span className={style.line} />
          <OutlookSwitch />
        </>
      )}
      <div className={style.tools}>{tools}</div>
    </header>
  );
}
