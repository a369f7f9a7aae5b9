import { useStore as useReactFlowStore, ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import { overlap } from '../../../shared/layout/rect';
import { useView } from '../session/context';
import { classes } from '../ui/classes';
import { Badges } from './Badge';
import { placeNames } from './boundary-names';
import style from './BoundaryNames.module.css';
import type { BoundaryNode, Diagram } from './diagram';
import { badgeWidth } from './flow-words';
import { screenPixel } from './screen-pixel';

/** The names of boundaries on a diagram that is seen from afar, where those inside them could not be read. */
export function BoundaryNames({ diagram }: { readonly diagram: Diagram }) {
  const area = useView((state) => state.area);
  const pixel = useReactFlowStore(({ transform }) => screenPixel(transform[2]));
  const named = useMemo(() => {
    const nodes = new Map(diagram.nodes.flatMap((node): [string, BoundaryNode][] => (node.type === 'boundary' ? [[node.id, node]] : [])));
    const boxes = [...diagram.scene.boundaries.values()].flatMap(({ id, name, rect }) => {
      const counts = nodes.get(id)?.data.counts;
      const badges = (counts?.questions ? badgeWidth(counts.questions) + 4 : 0) + (counts?.open ? badgeWidth(counts.open) + 4 : 0);
      return area === undefined || overlap(rect, area) ? [{ id, name, rect, badges }] : [];
    });
    return placeNames(boxes, pixel).flatMap(({ id, rect, badges }) => {
      const node = nodes.get(id);
      return node === undefined ? [] : [{ id, rect, badges, data: node.data }];
    });
  }, [diagram, area, pixel]);
  return (
    <ViewportPortal>
      {named.map(({ id, rect, badges, data }) => (
        // The boundary itself has the name that is heard.
        <div
          key={id}
          aria-hidden="true"
          className={classes(style.name, style[`zone${data.ground}`])}
          style={{ transform: `translate(${rect.x}px, ${rect.y}px) scale(${pixel})`, maxWidth: rect.width / pixel }}
        >
          <span className={style.text} dir="auto">
            {data.name}
          </span>
          {badges && <Badges counts={data.counts} className={style.badges} />}
        </div>
      ))}
    </ViewportPortal>
  );
}
