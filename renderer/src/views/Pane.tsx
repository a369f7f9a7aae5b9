import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useMediaQuery } from '../app/media-query';
import { IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import { useToastsBeside } from '../ui/use-toasts-beside';
import { say } from '../words';
import style from './views.module.css';

/** Below this width a pane lies over the view (LOOK, "What gives way"). */
const NARROW = '(max-width: 1179px)';

interface DrawerProps {
  /** What it is about, for people who hear it. */
  readonly label: string;
  readonly width: 336 | 352 | 448 | 464;
  readonly children: ReactNode;
  /** For a pane that is about something chosen: closing forgets it. Without it the pane is always there, and a drawer where it is narrow. */
  readonly onClose?: () => void;
  /** Grows when something was chosen that the pane shows: then a drawer opens. */
  readonly turn?: unknown;
}

/** The place at the right of a view; where it is narrow, a drawer over the view that Esc closes. */
export function Drawer({ label, width, children, onClose, turn }: DrawerProps) {
  const over = useMediaQuery(NARROW);
  const [opened, setOpened] = useState(false);
  const [seen, setSeen] = useState(turn);
  if (turn !== seen) {
    setSeen(turn);
    setOpened(true);
  }
  const pane = useRef<HTMLElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const shown = !over || onClose !== undefined || opened;
  useToastsBeside(shown ? width : undefined);
  useEffect(() => {
    if (!over || !shown) return undefined;
    const close = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || pane.current?.contains(document.activeElement) !== true) return;
      if (onClose === undefined) setOpened(false);
      else onClose();
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [over, shown, onClose]);
  if (!shown) {
    return (
      <div className={style.opener}>
        <IconButton ref={opener} icon="panel" side="left" label={say('views.show-pane', { what: label })} onClick={() => setOpened(true)} />
      </div>
    );
  }
  return (
    <aside ref={pane} className={classes(style.pane, over && style.over)} style={{ width }} aria-label={label} data-region="inspector">
      {over && onClose === undefined && (
        <div className={style.closer}>
          <IconButton icon="close" side="left" label={say('views.close')} onClick={() => setOpened(false)} />
        </div>
      )}
      {children}
    </aside>
  );
}

interface PaneProps extends DrawerProps {
  readonly header: ReactNode;
  /** Stays at the bottom while the rest scrolls. */
  readonly footer?: ReactNode;
}

/** A pane with a title, what scrolls, and what stays below. */
export function Pane({ header, children, footer, ...drawer }: PaneProps) {
  return (
    <Drawer {...drawer}>
      <div className={style.paneHeader}>{header}</div>
      <div className={style.paneBody} tabIndex={-1}>
        {children}
      </div>
      {footer !== undefined && <div className={style.paneFooter}>{footer}</div>}
    </Drawer>
  );
}
