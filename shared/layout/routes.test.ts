import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boutique, modelOf, scattered } from '../../test/generators/diagrams';
import type { ElementId, FlowId } from '../model/ids';
import type { Placement, Point } from '../model/schema';
import { MAIN_DIAGRAM, type ThreatModel } from '../model/threat-model';
import { gatesOf } from './gates';
import { bottom, crossesBox, type Rect, right } from './rect';
import { arrowHead, type Route, routeFlows, svgPath } from './routes';
import { buildScene, placementsOver, type Scene } from './scene';

const words = { roles: () => [], boundaryKind: () => 'Zone' };
const sceneOf = (model: ThreatModel, over: ReadonlyMap<string, Placement> = new Map()): Scene =>
  buildScene(model, undefined, words, placementsOver(model, MAIN_DIAGRAM, over));

const pieces = ({ points }: Route): readonly (readonly [Point, Point])[] =>
  points.flatMap((b, index) => (index === 0 ? [] : [[points[index - 1] ?? b, b] as const]));
const onEdge = ([x, y]: Point, rect: Rect): boolean =>
  ((x === rect.x || x === right(rect)) && y > rect.y && y < bottom(rect)) ||
  ((y === rect.y || y === bottom(rect)) && x > rect.x && x < right(rect));

/** The Online Boutique as a person might have laid it out: in columns. */
const columns = (): ThreatModel => {
  const model = boutique();
  const at: Readonly<Record<string, Placement>> = {
    internet: { at: [0, 248], size: [160, 120] },
    customer: { at: [16, 44] },
    cluster: { at: [224, 0], size: [900, 640] },
    shop: { at: [16, 40], size: [860, 580] },
    adservice: { at: [24, 60] },
    frontend: { at: [24, 240] },
    loadgenerator: { at: [24, 420] },
    'redis-cart': { at: [320, 40] },
    cartservice: { at: [320, 140] },
    currencyservice: { at: [320, 212] },
    shippingservice: { at: [320, 340] },
    productcatalogservice: { at: [320, 412] },
    recommendationservice: { at: [320, 490] },
    paymentservice: { at: [640, 100] },
    checkoutservice: { at: [640, 240] },
    emailservice: { at: [640, 420] },
  };
  return { ...model, layout: new Map([[MAIN_DIAGRAM, new Map(Object.entries(at))]]) };
};

describe('routes', () => {
  it('LAY-3 run in right angles from side to side and through no box', () => {
    fc.assert(
      fc.property(scattered, (model) => {
        const scene = sceneOf(model);
        const routes = routeFlows(scene);
        expect(routes.size).toBe(scene.flows.size);
        for (const [id, route] of routes) {
          const flow = scene.flows.get(id);
          const [from, to] = [scene.nodes.get(flow?.from ?? ('' as ElementId))?.rect, scene.nodes.get(flow?.to ?? ('' as ElementId))?.rect];
          if (from === undefined || to === undefined) throw new Error('a flow without ends');
          const [first, last] = [route.points[0], route.points.at(-1)];
          expect(first !== undefined && onEdge(first, from)).toBe(true);
          expect(last !== undefined && onEdge(last, to)).toBe(true);
          for (const [a, b] of pieces(route)) {
            expect(a[0] === b[0] || a[1] === b[1]).toBe(true);
            for (const node of scene.nodes.values()) expect(crossesBox(a, b, node.rect), `${id} through ${node.id}`).toBe(false);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('LAY-4 LAY-5 keep their ports and channels apart', () => {
    const scene = sceneOf(columns());
    const routes = routeFlows(scene);
    const ports = new Map<string, number[]>();
    for (const [id, route] of routes) {
      const flow = scene.flows.get(id);
      for (const [end, side, point] of [
        [flow?.from, route.from, route.points[0]],
        [flow?.to, route.to, route.points.at(-1)],
      ] as const) {
        const key = `${end} ${side}`;
        ports.set(key, [...(ports.get(key) ?? []), (side === 'left' || side === 'right' ? point?.[1] : point?.[0]) ?? 0]);
      }
    }
    for (const [key, list] of ports) {
      const sorted = list.toSorted((a, b) => a - b);
      sorted.forEach((port, index) => index > 0 && expect(port - (sorted[index - 1] ?? 0), key).toBeGreaterThanOrEqual(3));
    }
    expect(overlaps(routes)).toEqual([]);
  });

  it('LAY-4 do not cross between a box and their first turns', () => {
    const scene = sceneOf(columns());
    const routes = routeFlows(scene);
    const fan = [...routes].filter(([id, route]) => scene.flows.get(id)?.from === 'frontend' && route.from === 'right');
    expect(fan.length).toBeGreaterThanOrEqual(5);
    for (const [id, route] of fan) {
      for (const [other, against] of fan) {
        if (id >= other) continue;
        expect(crossings(route.points.slice(0, 3), against.points.slice(0, 3)), `${id} and ${other}`).toBe(0);
      }
    }
  });

  it('LAY-6 are one straight line between boxes that face each other', () => {
    const routes = routeFlows(sceneOf(columns()));
    expect(routes.get('customer_to_frontend' as FlowId)?.points).toHaveLength(2);
    expect(routes.get('frontend_to_checkoutservice' as FlowId)?.points).toHaveLength(2);
    expect(routes.get('cartservice_to_redis-cart' as FlowId)?.points).toHaveLength(2);
  });

  it('LAY-6 keep the bend points that a person gave', () => {
    const model = modelOf({
      elements: { a: { type: 'process/api' }, b: { type: 'process/api' } },
      flows: { a_to_b: { from: 'a', to: 'b' } },
      layout: {
        main: {
          a: { at: [0, 0] },
          b: { at: [400, 200] },
          a_to_b: {
            via: [
              [200, 20],
              [200, 220],
            ],
          },
        },
      },
    });
    const route = routeFlows(sceneOf(model)).get('a_to_b' as FlowId);
    expect(route).toEqual({
      from: 'right',
      to: 'left',
      points: [
        [120, 20],
        [200, 20],
        [200, 220],
        [400, 220],
      ],
    });
  });

  it('leads a flow from an element to itself around its corner', () => {
    const model = modelOf({
      elements: { a: { type: 'process/api' } },
      flows: { a_to_a: { from: 'a', to: 'a' } },
      layout: { main: { a: { at: [0, 0] } } },
    });
    const route = routeFlows(sceneOf(model)).get('a_to_a' as FlowId);
    expect(route?.points.length).toBe(5);
  });

  it('does not depend on the order of the flows', () => {
    const model = columns();
    const turned = { ...model, flows: new Map([...model.flows].reverse()) };
    const sorted = (routes: ReadonlyMap<FlowId, Route>) => [...routes].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(routeFlows(sceneOf(turned)))).toEqual(sorted(routeFlows(sceneOf(model))));
  });

  it('LAY-11 leads only the flows that it is asked for', () => {
    const model = columns();
    const before = routeFlows(sceneOf(model));
    const moved = sceneOf(model, new Map([['emailservice', { at: [640, 500] as const }]]));
    const flows = new Set(['checkoutservice_to_emailservice' as FlowId]);
    const after = routeFlows(moved, { flows, before });
    for (const [id, route] of before) if (!flows.has(id)) expect(after.get(id)).toBe(route);
    expect(after.get('checkoutservice_to_emailservice' as FlowId)).not.toEqual(before.get('checkoutservice_to_emailservice' as FlowId));
  });

  it('become SVG paths with rounded corners and a head at the end', () => {
    const route: Route = {
      from: 'right',
      to: 'left',
      points: [
        [0, 0],
        [40, 0],
        [40, 100],
        [120, 100],
      ],
    };
    expect(svgPath(route, 6)).toBe('M0 0L32 0Q40 0 40 8L40 92Q40 100 48 100L114 100');
    expect(arrowHead(route)).toBe('M120 100L112 103.6V96.4Z');
  });
});

describe('gates', () => {
  it('LAY-7 stand where a flow enters or leaves a boundary, and nowhere else', () => {
    const scene = sceneOf(columns());
    const routes = routeFlows(scene);
    const gates = (id: string) => {
      const [flow, route] = [scene.flows.get(id as FlowId), routes.get(id as FlowId)];
      return flow && route ? gatesOf(scene, flow, route).map(({ boundary, upright }) => [boundary, upright]) : [];
    };
    expect(gates('customer_to_frontend')).toEqual([
      ['internet', true],
      ['shop', true],
      ['cluster', true],
    ]);
    expect(gates('frontend_to_cartservice')).toEqual([]);
  });
});

/** Pairs of flows of which lines lie on one another for more than a corner. */
function overlaps(routes: ReadonlyMap<FlowId, Route>): readonly string[] {
  const found: string[] = [];
  for (const [id, route] of routes) {
    for (const [other, against] of routes) {
      if (id >= other) continue;
      for (const [a, b] of pieces(route)) {
        for (const [c, d] of pieces(against)) {
          for (const axis of [0, 1] as const) {
            const along = axis === 0 ? 1 : 0;
            if (a[axis] !== b[axis] || c[axis] !== d[axis] || a[axis] !== c[axis]) continue;
            const shared =
              Math.min(Math.max(a[along], b[along]), Math.max(c[along], d[along])) -
              Math.max(Math.min(a[along], b[along]), Math.min(c[along], d[along]));
            if (shared > 8) found.push(`${id} and ${other}`);
          }
        }
      }
    }
  }
  return found;
}

/** How often two polylines of right angles cross. */
function crossings(one: readonly Point[], two: readonly Point[]): number {
  const lines = (points: readonly Point[]) => points.flatMap((b, index) => (index === 0 ? [] : [[points[index - 1] ?? b, b] as const]));
  let count = 0;
  for (const [a, b] of lines(one)) {
    for (const [c, d] of lines(two)) {
      const level = a[1] === b[1];
      if (level === (c[1] === d[1])) continue;
      const [h0, h1, v0, v1] = level ? [a, b, c, d] : [c, d, a, b];
      const inX = v0[0] > Math.min(h0[0], h1[0]) && v0[0] < Math.max(h0[0], h1[0]);
      const inY = h0[1] > Math.min(v0[1], v1[1]) && h0[1] < Math.max(v0[1], v1[1]);
      if (inX && inY) count += 1;
    }
  }
  return count;
}
