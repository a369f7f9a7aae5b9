import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelOf, scattered } from '../../test/generators/diagrams';
import type { FlowId } from '../model/ids';
import { MAIN_DIAGRAM, type ThreatModel } from '../model/threat-model';
import { placeLabels, type LabelWish, type PlacedLabel } from './labels';
import { crossesBox, overlap } from './rect';
import { type Route, routeFlows } from './routes';
import { buildScene, placementsOver, type Scene } from './scene';

type Form = 'full' | 'short' | 'lock';
const words = { roles: () => [], boundaryKind: () => '' };
const wish = (flow: FlowId, badge = 0): LabelWish<Form> => ({
  flow,
  badge,
  fans: false,
  forms: [
    { id: 'full', width: 110 },
    { id: 'short', width: 52 },
    { id: 'lock', width: 20 },
  ],
});

function labelled(
  model: ThreatModel,
  badge = 0,
): { readonly scene: Scene; readonly routes: ReadonlyMap<FlowId, Route>; readonly labels: ReadonlyMap<FlowId, PlacedLabel<Form>> } {
  const scene = buildScene(model, undefined, words, placementsOver(model, MAIN_DIAGRAM));
  const routes = routeFlows(scene);
  return {
    scene,
    routes,
    labels: placeLabels(
      scene,
      routes,
      [...scene.flows.keys()].map((id) => wish(id, badge)),
    ),
  };
}

const facing = (gap: number): ThreatModel =>
  modelOf({
    elements: { a: { type: 'process/api' }, b: { type: 'process/api' } },
    flows: { a_to_b: { from: 'a', to: 'b' } },
    layout: { main: { a: { at: [0, 0] }, b: { at: [120 + gap, 0] } } },
  });

describe('labels', () => {
  it('LAY-8 lie on nothing else', () => {
    fc.assert(
      fc.property(scattered, fc.constantFrom(0, 30), (model, badge) => {
        const { scene, routes, labels } = labelled(model, badge);
        const all = [...labels];
        for (const [id, { rect }] of all) {
          for (const node of scene.nodes.values()) expect(overlap(rect, node.rect)).toBe(false);
          for (const [other, { rect: against }] of all) if (other !== id) expect(overlap(rect, against)).toBe(false);
          for (const [other, { points }] of routes) {
            if (other === id) continue;
            points.forEach((b, index) => {
              const a = points[index - 1];
              if (a !== undefined) expect(crossesBox(a, b, rect), `${id} on ${other}`).toBe(false);
            });
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [200, 'full'],
    [80, 'short'],
    [40, 'lock'],
  ] as const)('LAY-8 say less where there is less room: in %i px it is %s', (gap, form) => {
    const { labels } = labelled(facing(gap));
    expect(labels.get('a_to_b' as FlowId)?.form).toBe(form);
  });

  it('LAY-8 are left out where nothing fits', () => {
    expect(labelled(facing(12)).labels.size).toBe(0);
  });

  it('stand with their badge on the line', () => {
    const { labels, routes } = labelled(facing(240), 30);
    const label = labels.get('a_to_b' as FlowId);
    expect(label?.badge?.[1]).toBe(routes.get('a_to_b' as FlowId)?.points[0]?.[1]);
  });

  it('LAY-8 stand on one side of a boundary that the flow crosses', () => {
    const model = modelOf({
      boundaries: { zone: { type: 'kubernetes/namespace' } },
      elements: { a: { type: 'process/api' }, b: { type: 'process/api', in: 'zone' } },
      flows: { a_to_b: { from: 'a', to: 'b' } },
      layout: { main: { a: { at: [0, 64] }, zone: { at: [200, 0], size: [300, 200] }, b: { at: [120, 64] } } },
    });
    const { labels } = labelled(model);
    const rect = labels.get('a_to_b' as FlowId)?.rect;
    expect(rect === undefined || rect.x + rect.width <= 200 || rect.x >= 200).toBe(true);
    expect(rect).toBeDefined();
  });
});
