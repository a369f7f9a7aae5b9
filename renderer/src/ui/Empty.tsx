import type { ReactNode } from 'react';
import { Icon } from './Icon';
import type { IconName } from './icons';
import style from './Empty.module.css';

/** Nothing here: what is so, why or what next in one sentence, one or two buttons. */
export function Empty({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={style.empty}>
      <Icon name={icon} size={20} />
      <p className={style.title}>{title}</p>
      {children !== undefined && <p className={style.body}>{children}</p>}
      {actions !== undefined && <div className={style.actions}>{actions}</div>}
    </div>
  );
}
