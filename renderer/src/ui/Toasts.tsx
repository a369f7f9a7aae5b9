import { useEffect, useRef, useState } from 'react';
import { say } from '../words';
import { IconButton } from './Button';
import { Icon } from './Icon';
import type { IconName } from './icons';
import style from './Toasts.module.css';

const SHOWN_MS = 6_000;

/** A short message at the bottom right, with at most one thing to do about it. Errors stay until they are closed. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'done' | 'error';
  readonly action?: { readonly label: string; readonly run: () => void };
}

const signs: Readonly<Record<Toast['tone'], IconName>> = { plain: 'info', done: 'check', error: 'warning' };

function ToastCard({ toast, onClose }: { readonly toast: Toast; readonly onClose: () => void }) {
  const [held, setHeld] = useState(false);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (held || toast.tone === 'error') return undefined;
    const timer = setTimeout(() => close.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast.tone]);
  return (
    <li
      className={style.toast}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={style.sign}>
        <Icon name={signs[toast.tone]} />
      </span>
      <span className={style.text}>{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className={style.action}
          onClick={() => {
            toast.action?.run();
            onClose();
          }}
        >
          {toast.action.label}
        </button>
      )}
      <IconButton icon="close" size={12} side="top" label={say('ui.close')} onClick={onClose} />
    </li>
  );
}

/** The toasts, newest last; at most three at once, an error before the others. */
export function Toasts({ toasts, onClose }: { readonly toasts: readonly Toast[]; readonly onClose: (id: number) => void }) {
  return (
    <ul className={style.list} aria-label={say('ui.messages')}>
      {toasts.slice(-3).map((toast) => (
        <ToastCard key={toast.id} toast={toast} onClose={() => onClose(toast.id)} />
      ))}
    </ul>
  );
}
