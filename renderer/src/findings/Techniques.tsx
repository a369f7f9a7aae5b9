import { useCatalog } from '../app/context';
import style from './findings.module.css';

/** ATT&CK techniques by id and name. */
export function Techniques({ ids }: { readonly ids: readonly string[] }) {
  const catalog = useCatalog();
  return (
    <ul className={style.techniques}>
      {ids.map((id) => (
        <li key={id}>
          <code>{id}</code>
          <span>{catalog?.techniques.get(id)?.name}</span>
        </li>
      ))}
    </ul>
  );
}
