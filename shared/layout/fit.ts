import type { BoundaryId, DiagramId, ElementId } from '../model/ids';
import type { Placement } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import { bottom, type Rect, right } from './rect';
import { BOUNDARY_SIDE, BOUNDARY_TOP, type Scene } from './scene';

const rectOf = (scene: Scene, id: string): Rect | undefined =>
  scene.nodes.get(id as ElementId)?.rect ?? scene.boundaries.get(id as BoundaryId)?.rect; // only what the scene has is found in it
const parentOf = (scene: Scene, id: string): BoundaryId | undefined =>
  scene.nodes.get(id as ElementId)?.parent ?? scene.boundaries.get(id as BoundaryId)?.parent;

/**
 * What has to change so that boundaries hold what was put into them: a thing that would lie over the left or upper line
 * of its boundary moves inside, and a boundary too small at the right or below grows, and those around it with it.
 * Boundaries without a size of their own follow their content anyway.
 * @param scene after the things were put there
 * @param moved the things that were put there
 * @returns whole placements, for those that change
 */
export function fitting(model: ThreatModel, diagram: DiagramId, scene: Scene, moved: Iterable<string>): ReadonlyMap<string, Placement> {
  const layout = model.layout.get(diagram);
  const changed = new Map<string, Placement>();
  const placementOf = (id: string): Placement | undefined => changed.get(id) ?? layout?.get(id);
  const shifted = (id: string, rect: Rect): Rect => {
    const [was, now] = [layout?.get(id)?.at, changed.get(id)?.at];
    return was === undefined || now === undefined ? rect : { ...rect, x: rect.x + now[0] - was[0], y: rect.y + now[1] - was[1] };
  };
  for (const id of moved) {
    const placement = placementOf(id);
    if (placement?.at === undefined || parentOf(scene, id) === undefined) continue;
    const at = [Math.max(placement.at[0], BOUNDARY_SIDE / 2), Math.max(placement.at[1], BOUNDARY_TOP)] as const;
    if (at[0] !== placement.at[0] || at[1] !== placement.at[1]) changed.set(id, { ...placement, at });
  }
  for (const id of moved) {
    let inner = rectOf(scene, id);
    if (inner === undefined) continue;
    inner = shifted(id, inner);
    for (let parent = parentOf(scene, id); parent !== undefined; parent = parentOf(scene, parent)) {
      const outer = rectOf(scene, parent);
      const placement = placementOf(parent);
      if (outer === undefined || placement === undefined) break;
      const around: Rect = shifted(parent, outer);
      const size = placement.size ?? [around.width, around.height];
      const width = Math.max(size[0], right(inner) + BOUNDARY_SIDE - around.x);
      const height = Math.max(size[1], bottom(inner) + BOUNDARY_SIDE - around.y);
      if (placement.size !== undefined && (width > size[0] || height > size[1]))
        changed.set(parent, { ...placement, size: [width, height] });
      inner = { ...around, width, height };
    }
  }
  return changed;
}
