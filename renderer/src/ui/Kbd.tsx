import { keysForReading } from '../commands/shortcut';
import style from './Kbd.module.css';

/** Keys as they are written on this system's keyboard: `Mod+K` is "Ctrl K" or "⌘K". */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className={style.kbd}>{keysForReading(keys)}</kbd>;
}
