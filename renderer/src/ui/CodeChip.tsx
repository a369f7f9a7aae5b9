import style from './CodeChip.module.css';

/** A name of the model or of the catalog as it is written in files. With `onSelect` it leads to the thing. */
export function CodeChip({ text, onSelect }: { readonly text: string; readonly onSelect?: (() => void) | undefined }) {
  if (onSelect === undefined) return <code className={style.chip}>{text}</code>;
  return (
    <button type="button" className={style.button} onClick={onSelect}>
      <code className={style.chip}>{text}</code>
    </button>
  );
}
