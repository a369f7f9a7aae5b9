import { useEffect, useRef, type ReactNode } from 'react';
import { useMediaQuery } from '../app/media-query';
import { classes } from '../ui/classes';
import style from './views.module.css';

interface PaneProps {
  /** What it is about, for people who hear it. */
  readonly label: string;
  readonly width: 336 | 352 | 448 | 464;
  readonly header: ReactNode;
  readonly children: ReactNode;
  /** Stays at the bottom while the rest scrolls. */
  readonly footer?: ReactNode;
  /** For a pane that can be closed: Esc does it where the pane lies over the view. */
  readonly onClose?: () => void;
}

/** The detail pane at the right of a view; below 1180 px it lies over the view (LOOK, "What gives way"). */
export function Pane({ label, width, header, children, footer, onClose }: PaneProps) {
  const over = useMediaQuery('(max-width: 1179px)');
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!over || onClose === undefined) return undefined;
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && pane.current?.contains(document.activeElement) === true) onClose();
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [over, onClose]);
  return (
    <aside ref={pane} className={classes(style.pane, over && style.over)} style={{ width }} aria-label={label} data-region="inspector">
      <div className={style.paneHeader}>{header}</div>
      <div className={style.paneBody} tabIndex={-1}>
        {children}
      </div>
      {footer !== undefined && <div className={style.paneFooter}>{footer}</div>}
    </aside>
  );
}
