import { NodeResizeControl, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useSession } from '../session/context';
import { classes } from '../ui/classes';
import { Badges } from './Badge';
import style from './BoundaryNode.module.css';
import type { BoundaryNode as BoundaryNodeType } from './diagram';
import { NameInput } from './NameInput';
import { editLayout } from './layout-edits';
import { resize } from '../../../shared/model/edits/place';

const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/** The corners by which a chosen boundary is resized; the end of it is one edit. */
function Corners({ id }: { readonly id: string }) {
  const session = useSession();
  return corners.map((position) => (
    <NodeResizeControl
      key={position}
      position={position}
      minWidth={96}
      minHeight={72}
      className={style.corner ?? ''}
      onResize={(_, { x, y, width, height }) =>
        session.view.set({
          dragged: new Map([[id, { at: [Math.round(x), Math.round(y)], size: [Math.round(width), Math.round(height)] }]]),
        })
      }
      onResizeEnd={(_, { x, y, width, height }) => {
        session.view.set({ dragged: new Map() });
        const { diagram } = session.view.store.getState();
        editLayout(session, (model) =>
          resize(model, diagram, id, { at: [Math.round(x), Math.round(y)], size: [Math.round(width), Math.round(height)] }),
        );
      }}
    />
  ));
}

/** A trust boundary: its ground by depth, its line by kind, its name at the top left. The inside lets the pointer through. */
function Boundary({ id, data, selected }: NodeProps<BoundaryNodeType>) {
  const { ground, line, detail, name, kindName, counts } = data;
  return (
    <div
      className={classes(
        style.boundary,
        style[`zone${ground}`],
        style[line],
        selected && style.selected,
        data.target && style.target,
        data.dimmed && style.dimmed,
        data.vanished && style.vanished,
      )}
    >
      <svg className={style.line} aria-hidden="true">
        <rect x="0" y="0" width="100%" height="100%" rx="12" />
      </svg>
      {/* The line itself can be taken hold of, four strips wide enough for a hand. */}
      <span className={classes(style.edge, style.top)} data-drags="" />
      <span className={classes(style.edge, style.right)} data-drags="" />
      <span className={classes(style.edge, style.bottom)} data-drags="" />
      <span className={classes(style.edge, style.left)} data-drags="" />
      {detail !== 'block' && (
        <span className={classes(style.label, detail === 'compact' && style.compact)} data-drags="">
          {data.renaming ? <NameInput id={id} name={name} /> : <span className={style.name}>{name}</span>}
          {detail === 'full' && kindName.toLowerCase() !== name.toLowerCase() && <span className={style.kind}>{kindName}</span>}
          <Badges counts={counts} className={style.badges} />
        </span>
      )}
      {selected && <Corners id={id} />}
    </div>
  );
}

export const BoundaryNode = memo(Boundary, (before, after) => before.data === after.data && before.selected === after.selected);
