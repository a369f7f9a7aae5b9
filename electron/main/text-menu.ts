import type { MenuItemConstructorOptions } from 'electron';
import { message } from '../../shared/messages/message';
import { print } from '../../shared/messages/print';

/** What can be done with the text under the pointer. */
export interface TextUnderPointer {
  readonly isEditable: boolean;
  readonly hasSelection: boolean;
  readonly canCut: boolean;
  readonly canCopy: boolean;
  readonly canPaste: boolean;
  readonly canSelectAll: boolean;
}

/**
 * The menu that a right click opens on text, as in every other program; empty where there is no text. The page's own menus,
 * on the diagram and elsewhere, never come here: it keeps those clicks to itself.
 */
export function textMenu(text: TextUnderPointer): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: 'copy', label: print(message('desktop.text.copy')), enabled: text.canCopy };
  if (!text.isEditable) return text.hasSelection ? [copy] : [];
  return [
    { role: 'cut', label: print(message('desktop.text.cut')), enabled: text.canCut },
    copy,
    { role: 'paste', label: print(message('desktop.text.paste')), enabled: text.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: print(message('desktop.text.select-all')), enabled: text.canSelectAll },
  ];
}
