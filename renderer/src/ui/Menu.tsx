import { ContextMenu } from '@base-ui/react/context-menu';
import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './Icon';
import type { IconName } from './icons';
import { Kbd } from './Kbd';
import style from './Menu.module.css';

/** One line of a menu; `separator` is a line between groups. */
export type MenuLine =
  | {
      readonly kind: 'item';
      readonly label: string;
      readonly icon?: IconName;
      readonly keys?: string;
      readonly disabled?: boolean;
      readonly checked?: boolean;
      readonly run: () => void;
    }
  | { readonly kind: 'separator' }
  | { readonly kind: 'heading'; readonly label: string };

function Lines({ lines }: { readonly lines: readonly MenuLine[] }): ReactNode {
  return lines.map((line, index) => {
    switch (line.kind) {
      case 'separator':
        return <Base.Separator key={`separator ${index}`} className={style.separator} />;
      case 'heading':
        return (
          <div key={line.label} className={style.heading} aria-hidden="true">
            {line.label}
          </div>
        );
      case 'item': {
        const shown = (
          <>
            <span className={style.sign}>{line.checked === true ? <Icon name="check" /> : line.icon && <Icon name={line.icon} />}</span>
            <span className={style.label}>{line.label}</span>
            {line.keys !== undefined && <Kbd keys={line.keys} />}
          </>
        );
        const common = { className: style.item, disabled: line.disabled ?? false };
        // What is ticked is also heard.
        return line.checked === undefined ? (
          <Base.Item key={line.label} {...common} onClick={line.run}>
            {shown}
          </Base.Item>
        ) : (
          <Base.CheckboxItem key={line.label} {...common} checked={line.checked} closeOnClick onCheckedChange={line.run}>
            {shown}
          </Base.CheckboxItem>
        );
      }
    }
  });
}

interface MenuProps {
  /** The control that opens it; it must have a name. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly lines: readonly MenuLine[];
  readonly align?: 'start' | 'center' | 'end';
}

/** A menu below the control that opens it. */
export function Menu({ trigger, lines, align = 'end' }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={style.positioner} sideOffset={4} align={align}>
          <Base.Popup className={style.popup}>
            <Lines lines={lines} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ContextMenuAreaProps {
  /** What is offered is worked out when the menu opens. */
  readonly lines: readonly MenuLine[];
  readonly children: ReactElement<Record<string, unknown>>;
  readonly onOpenChange?: (open: boolean) => void;
}

/** The menu of the secondary button, of the menu key and of Shift+F10, over an area. */
export function ContextMenuArea({ lines, children, onOpenChange }: ContextMenuAreaProps) {
  return (
    <ContextMenu.Root {...(onOpenChange ? { onOpenChange } : {})}>
      <ContextMenu.Trigger render={children} />
      <ContextMenu.Portal>
        <ContextMenu.Positioner className={style.positioner}>
          <ContextMenu.Popup className={style.popup}>
            <Lines lines={lines} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
