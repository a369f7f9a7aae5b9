import { type IconName, pathsOf } from './icons';
import style from './Icon.module.css';

/** A drawing beside a word, or in a control that has a name of its own: never read aloud. 16 px unless told otherwise. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: 12 | 14 | 16 | 20 }) {
  return (
    <svg className={style.icon} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {pathsOf(name).map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}

/** The mark of the application: a cage of twelve edges. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg className={style.mark} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d="M10 1.8 17.2 6v8L10 18.2 2.8 14V6Z" />
      <path d="m2.8 6 7.2 4.1L17.2 6M10 10.1v8.1M6.4 3.9v8.2L13.6 16M13.6 3.9v8.2L6.4 16" />
    </svg>
  );
}
