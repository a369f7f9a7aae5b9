import type { AssetId } from '../../../shared/model/ids';
import { displayName } from '../../../shared/model/threat-model';
import { useModel } from '../session/context';
import { classes } from '../ui/classes';
import { say } from '../words';
import style from './AssetChips.module.css';

/** Which assets a thing stores or carries: each a switch, with "none" and "not said" told apart. */
export function AssetChips({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: readonly AssetId[] | undefined;
  readonly onChange: (assets: readonly AssetId[] | undefined) => void;
}) {
  const model = useModel();
  const chosen = new Set(value);
  const ids = [...model.assets.keys()];
  if (ids.length === 0) return <p className={style.nothing}>{say('ui.no-assets-yet')}</p>;
  const toggle = (id: AssetId): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(ids.filter((other) => next.has(other)));
  };
  return (
    <div className={style.chips} role="group" aria-label={label}>
      {ids.map((id) => (
        <button
          key={id}
          type="button"
          className={classes(style.chip, chosen.has(id) && style.on)}
          aria-pressed={chosen.has(id)}
          onClick={() => toggle(id)}
        >
          {displayName(model, id)}
        </button>
      ))}
      <button
        type="button"
        className={classes(style.chip, value?.length === 0 && style.on)}
        aria-pressed={value?.length === 0}
        onClick={() => onChange([])}
      >
        {say('ui.none')}
      </button>
      <button
        type="button"
        className={classes(style.chip, value === undefined && style.unsaid)}
        aria-pressed={value === undefined}
        onClick={() => onChange(undefined)}
      >
        {say('ui.not-said')}
      </button>
    </div>
  );
}
