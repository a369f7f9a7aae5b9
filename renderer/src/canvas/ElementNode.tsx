import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import { SeverityShape } from '../ui/Severity';
import { say } from '../words';
import { Badges } from './Badge';
import type { ElementNode as ElementNodeType } from './diagram';
import style from './ElementNode.module.css';
import { NameInput } from './NameInput';

/** An element on the canvas (LOOK, "Canvas"): a process, a data store and an actor differ by their outline alone. */
function Element({ id, data, selected }: NodeProps<ElementNodeType>) {
  const { kind, look, detail, counts, name } = data;
  const state = classes(
    style.node,
    style[kind],
    selected && style.selected,
    data.target && style.target,
    data.dimmed && style.dimmed,
    data.outOfScope && style.outOfScope,
    data.vanished && style.vanished,
  );
  // Below zoom 0.5 three elements at most: the box, the shape of the worst severity and its path.
  if (detail === 'block') {
    return (
      <div className={classes(state, style.block)}>
        {counts?.worst !== undefined && counts.open > 0 && !data.outOfScope ? <SeverityShape severity={counts.worst} size={12} /> : null}
      </div>
    );
  }
  const badges = data.outOfScope ? null : <Badges counts={counts} className={style.badges} />;
  if (detail === 'compact') {
    return (
      <div className={classes(state, style.compact)}>
        {data.renaming ? (
          <NameInput id={id} name={name} />
        ) : (
          <span className={style.compactName}>
            {look.nameLines.map((line, index) => (
              <span key={index}>{line}</span>
            ))}
          </span>
        )}
        {badges}
      </div>
    );
  }
  return (
    <div className={state}>
      <span className={style.icon}>
        <Icon name={data.icon} />
      </span>
      <span className={style.words}>
        {data.renaming ? (
          <NameInput id={id} name={name} />
        ) : (
          <span className={style.name}>
            {look.nameLines.map((line, index) => (
              <span key={index}>{line}</span>
            ))}
          </span>
        )}
        {(data.outOfScope ? [say('ui.out-of-scope')] : data.vanished ? [say('ui.vanished')] : look.roleLines).map((line, index) => (
          <span key={index} className={style.role}>
            {line}
          </span>
        ))}
      </span>
      {badges}
    </div>
  );
}

/** Drawn again only when its own data change: React Flow passes places too, which the wrapper takes. */
export const ElementNode = memo(Element, (before, after) => before.data === after.data && before.selected === after.selected);
