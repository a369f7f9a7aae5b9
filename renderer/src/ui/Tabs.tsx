import { Tabs as Base } from '@base-ui/react/tabs';
import { type ReactNode, useRef } from 'react';
import { figure, say } from '../words';
import { IconButton } from './Button';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './icons';
import { Menu } from './Menu';
import style from './Tabs.module.css';
import { useRoom } from './use-room';

/** One tab: what it is called, how many things it holds, and what it shows when chosen. */
export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly count?: number;
  readonly icon?: IconName;
  readonly panel?: ReactNode;
}

interface TabsProps<Id extends string> {
  readonly tabs: readonly Tab<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** Names the row of tabs. */
  readonly label: string;
  /** `low` is 32 px high (the strip), otherwise 36. */
  readonly low?: boolean;
  /** At the right end of the row. */
  readonly end?: ReactNode;
  /** False shows the row alone. */
  readonly open?: boolean;
}

/**
 * Text tabs with the chosen one underlined, and the panel of the chosen one. Tabs for which there is no room are in a menu
 * behind "…"; the arrow keys reach them as before.
 */
export function Tabs<Id extends string>({ tabs, value, onChange, label, low = false, end, open = true }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const hidden = useRoom(
    list,
    tabs.findIndex(({ id }) => id === value),
    tabs.map(({ label: word, count = '' }) => `${word} ${count}`).join(),
  );
  return (
    <Base.Root value={value} onValueChange={(next: Id) => onChange(next)} className={style.root}>
      <div className={classes(style.row, low && style.low, !open && style.closed)}>
        <Base.List ref={list} className={style.list} aria-label={label} activateOnFocus>
          {tabs.map((tab, index) => (
            <Base.Tab key={tab.id} value={tab.id} className={classes(style.tab, hidden.has(index) && style.hidden)}>
              {tab.icon && (
                <span className={style.icon}>
                  <Icon name={tab.icon} size={14} />
                </span>
              )}
              {tab.label}
              {tab.count !== undefined && <span className={style.count}>{figure(tab.count)}</span>}
            </Base.Tab>
          ))}
        </Base.List>
        {hidden.size > 0 && (
          <span className={style.more}>
            <Menu
              trigger={<IconButton icon="more" label={say('ui.more-tabs')} />}
              lines={tabs.flatMap((tab, index) =>
                hidden.has(index) ? [{ kind: 'item', label: tab.label, run: () => onChange(tab.id) } as const] : [],
              )}
            />
          </span>
        )}
        {end !== undefined && (
          <div className={style.end} data-end="">
            {end}
          </div>
        )}
      </div>
      {open &&
        tabs.map((tab) => (
          <Base.Panel key={tab.id} value={tab.id} className={style.panel} tabIndex={-1}>
            {tab.panel}
          </Base.Panel>
        ))}
    </Base.Root>
  );
}
