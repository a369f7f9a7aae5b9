import type { BoundaryId, ElementId } from '../model/ids';
import type { Point } from '../model/schema';
import { bottom, between, right } from './rect';
import type { Route } from './routes';
import type { Scene, SceneFlow } from './scene';

/** Where a flow passes the line of a boundary: drawn as a short line across it. */
export interface Gate {
  readonly boundary: BoundaryId;
  readonly at: Point;
  /** True if the flow runs sideways there, so that the gate stands upright. */
  readonly upright: boolean;
}

/** The boundaries around an element, on this diagram. */
function around(scene: Scene, id: ElementId): ReadonlySet<BoundaryId> {
  const found = new Set<BoundaryId>();
  let at = scene.nodes.get(id)?.parent;
  while (at !== undefined && !found.has(at)) {
    found.add(at);
    at = scene.boundaries.get(at)?.parent;
  }
  return found;
}

/** The boundaries that a flow enters or leaves: those around one of its ends alone. */
export function crossedBoundaries(scene: Scene, flow: Pick<SceneFlow, 'from' | 'to'>): readonly BoundaryId[] {
  const from = around(scene, flow.from);
  const to = around(scene, flow.to);
  return [...[...from].filter((id) => !to.has(id)), ...[...to].filter((id) => !from.has(id))];
}

/** Every place where a flow crosses the line of a boundary that it enters or leaves. */
export function gatesOf(scene: Scene, flow: Pick<SceneFlow, 'from' | 'to'>, route: Route): readonly Gate[] {
  const gates: Gate[] = [];
  for (const boundary of crossedBoundaries(scene, flow)) {
    const rect = scene.boundaries.get(boundary)?.rect;
    if (rect === undefined) continue;
    route.points.forEach((b, index) => {
      const a = route.points[index - 1];
      if (a === undefined) return;
      const line = between(a, b);
      if (a[1] === b[1]) {
        if (a[1] <= rect.y || a[1] >= bottom(rect)) return;
        for (const x of [rect.x, right(rect)]) if (x >= line.x && x <= right(line)) gates.push({ boundary, at: [x, a[1]], upright: true });
      } else {
        if (a[0] <= rect.x || a[0] >= right(rect)) return;
        for (const y of [rect.y, bottom(rect)])
          if (y >= line.y && y <= bottom(line)) gates.push({ boundary, at: [a[0], y], upright: false });
      }
    });
  }
  return gates;
}
