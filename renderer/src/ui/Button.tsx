import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './icons';
import style from './Button.module.css';
import { Tooltip } from './Tooltip';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className' | 'type'>;

interface ButtonProps extends Native {
  readonly children: ReactNode;
  /** `primary` once a surface at most; `quiet` where a row of them would shout. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'link';
  /** `small` is 24 px high, for rows and cards. */
  readonly small?: boolean;
  readonly icon?: IconName;
  readonly wide?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words on it. */
export function Button({ children, kind = 'plain', small = false, icon, wide = false, ...native }: ButtonProps) {
  return (
    <button type="button" {...native} className={classes(style.button, style[kind], small && style.small, wide && style.wide)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Native {
  readonly icon: IconName;
  /** Its name, for people who hear it and for the tooltip of those who see it. */
  readonly label: string;
  /** Keys that do the same, shown in the tooltip. */
  readonly keys?: string;
  /** Pressed in, for a tool that stays chosen. */
  readonly pressed?: boolean;
  readonly size?: 12 | 16 | 20;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** False where Esc must not close a tooltip first: the close button of a dialog, which begins with the focus. */
  readonly tooltip?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with a drawing on it: 24 by 24, always named, its name in a tooltip too. */
export function IconButton({ icon, label, keys, pressed, size = 16, side = 'bottom', tooltip = true, ...native }: IconButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...native}
      className={classes(style.icon, pressed === true && style.pressed)}
    >
      <Icon name={icon} size={size} />
    </button>
  );
  if (!tooltip) return button;
  return (
    <Tooltip text={label} side={side} {...(keys === undefined ? {} : { keys })}>
      {button}
    </Tooltip>
  );
}
