import { useMemo } from 'react';
import type { Catalog } from '../../../../shared/catalog/catalog';
import { around } from '../../../../shared/layout/rect';
import { arrowHead, routeFlows, svgPath } from '../../../../shared/layout/routes';
import { buildScene, placementsOver } from '../../../../shared/layout/scene';
import type { Placement } from '../../../../shared/model/schema';
import { MAIN_DIAGRAM, type ThreatModel } from '../../../../shared/model/threat-model';
import { rolesOf, typeName } from '../../model-words/describe';
import { classes } from '../../ui/classes';
import { say } from '../../words';
import style from './ScenePicture.module.css';

const AIR = 24;

interface PictureProps {
  readonly model: ThreatModel;
  readonly catalog: Catalog | undefined;
  /** Where things stand that the model does not place. */
  readonly placements: ReadonlyMap<string, Placement>;
  /** Things that are new are drawn in full ink, what was there before recedes. */
  readonly fresh: ReadonlySet<string>;
}

/** The diagram as it would be, as a picture: names, boundaries and flows, nothing to press. */
export function ScenePicture({ model, catalog, placements, fresh }: PictureProps) {
  const { scene, routes, view } = useMemo(() => {
    const made = buildScene(
      model,
      catalog,
      { roles: (element) => rolesOf(catalog, element), boundaryKind: (boundary) => typeName(catalog, boundary.type) },
      placementsOver(model, MAIN_DIAGRAM, placements),
    );
    const box = around([...[...made.nodes.values()].map(({ rect }) => rect), ...[...made.boundaries.values()].map(({ rect }) => rect)]) ?? {
      x: 0,
      y: 0,
      width: 1,
      height: 1,
    };
    return { scene: made, routes: routeFlows(made), view: `${box.x - AIR} ${box.y - AIR} ${box.width + 2 * AIR} ${box.height + 2 * AIR}` };
  }, [model, catalog, placements]);
  const isOld = (id: string): boolean => fresh.size > 0 && !fresh.has(id);
  return (
    <svg
      className={style.picture}
      viewBox={view}
      role="img"
      aria-label={say('views.preview-picture', { elements: scene.nodes.size, flows: scene.flows.size, boundaries: scene.boundaries.size })}
    >
      {[...scene.boundaries.values()].map(({ id, rect, depth, line, name }) => (
        <g key={id}>
          <rect {...rect} rx={12} className={classes(style.boundary, style[line])} data-depth={depth === 0 ? 1 : depth} />
          <text x={rect.x + 16} y={rect.y + 20} className={style.boundaryName}>
            {name}
          </text>
        </g>
      ))}
      {[...routes].map(([id, route]) => (
        <g key={id} className={classes(style.flow, isOld(id) && style.old)}>
          <path d={svgPath(route, 6)} />
          <path d={arrowHead(route)} className={style.head} />
        </g>
      ))}
      {[...scene.nodes.values()].map(({ id, rect, kind, look }) => (
        <g key={id} className={classes(style.node, isOld(id) && style.old)}>
          <rect {...rect} rx={kind === 'process' ? 8 : 0} />
          {kind === 'store' && <path d={`M${rect.x + 5} ${rect.y}v${rect.height}`} />}
          {kind === 'actor' && <rect x={rect.x + 3} y={rect.y + 3} width={rect.width - 6} height={rect.height - 6} />}
          {look.nameLines.map((text, index) => (
            <text
              key={text}
              x={rect.x + rect.width / 2}
              y={rect.y + rect.height / 2 + 4 + (index - (look.nameLines.length - 1) / 2) * 15}
              textAnchor="middle"
            >
              {text}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}
