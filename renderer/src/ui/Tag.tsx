import type { ReactNode } from 'react';
import { classes } from './classes';
import style from './Tag.module.css';

/** A word on a plate: a state, a kind, a phase. */
export function Tag({
  children,
  tone = 'plain',
}: {
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'line' | 'ok' | 'question' | 'accent' | 'refused';
}) {
  return <span className={classes(style.tag, style[tone])}>{children}</span>;
}
