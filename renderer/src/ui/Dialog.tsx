import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { say } from '../words';
import { IconButton } from './Button';
import { classes } from './classes';
import style from './Dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  /** Called for Esc, the close button and a press outside. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the safe one left of the primary one. */
  readonly footer?: ReactNode;
  /** At the left of the footer: "One undo step". */
  readonly note?: ReactNode;
  /** 440 by default, 520, or 1200 × 772 for a whole piece of work. */
  readonly size?: 'small' | 'medium' | 'large';
  /** Where focus begins: the least harmful control. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
}

/** Guards what cannot be undone, or previews a big change (LOOK, "Dialog"). Esc cancels; focus returns to where it was. */
export function Dialog({ open, title, onClose, children, footer, note, size = 'small', initialFocus }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={style.backdrop} />
        <Base.Popup className={classes(style.popup, style[size])} {...(initialFocus ? { initialFocus } : {})}>
          <header className={style.header}>
            <Base.Title className={style.title}>{title}</Base.Title>
            <IconButton icon="close" label={say('ui.close')} tooltip={false} onClick={onClose} />
          </header>
          {/* A large dialog scrolls, and has to by keyboard even where nothing in it takes the focus. */}
          <div className={style.body} {...(size === 'large' ? { tabIndex: 0, role: 'region', 'aria-label': title } : {})}>
            {children}
          </div>
          {footer !== undefined && (
            <footer className={style.footer}>
              <div className={style.note}>{note}</div>
              {footer}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
