import { describe, expect, it } from 'vitest';
import { boutique, modelOf } from '../../test/generators/diagrams';
import type { ElementId } from '../model/ids';
import { type ElkGraph, type ElkNode, elkPlan, placementsOf } from './elk-graph';
import { bottom, overlap, right } from './rect';
import { nodeLooks, type SceneWords } from './scene';
import { stacksOf, unstacked } from './stacks';

const words: SceneWords = { roles: () => ['Deployment'], boundaryKind: () => 'Zone' };
const looksOf = (model: Parameters<typeof nodeLooks>[0]) => nodeLooks(model, undefined, words);
const planOf = (model: Parameters<typeof nodeLooks>[0]) => elkPlan(model, looksOf(model), () => 'Zone');
const find = (graph: ElkGraph, id: string): ElkNode | undefined =>
  graph.id === id ? graph : graph.children?.map((child) => find(child, id)).find((found) => found !== undefined);

describe('the graph for ELK', () => {
  it('LAY-9 nests boundaries and gives every element its size', () => {
    const { graph } = planOf(boutique());
    expect(graph.children?.map(({ id }) => id)).toEqual(['internet', 'cluster']);
    expect(find(graph, 'cluster')?.children?.map(({ id }) => id)).toEqual(['shop']);
    expect(find(graph, 'currencyservice')).toMatchObject({ height: 44 });
    expect(graph.edges?.length).toBe(17 - 5); // five stand in a stack with the only one they have to do with
  });

  it('LAY-10 lifts flows of a large model to the innermost boundary around both ends', () => {
    const elements = Object.fromEntries(
      Array.from({ length: 160 }, (_, n) => [`e${n}`, { type: 'process/api', in: n % 2 === 0 ? 'even' : 'odd' }]),
    );
    const flows = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}`, { from: `e${n * 2}`, to: `e${n * 2 + 1}` }]));
    const inside = { g: { from: 'e0', to: 'e2' }, h: { from: 'e2', to: 'e4' }, i: { from: 'e4', to: 'e0' } };
    const { graph } = planOf(
      modelOf({ boundaries: { even: { type: 'network/zone' }, odd: { type: 'network/zone' } }, elements, flows: { ...flows, ...inside } }),
    );
    expect(graph.edges).toEqual([{ id: 'f0', sources: ['even'], targets: ['odd'] }]);
    expect(
      find(graph, 'even')
        ?.edges?.map(({ id }) => id)
        .sort(),
    ).toEqual(['g', 'h', 'i']);
  });

  it('LAY-10 shows two pairs for each box, those with most flows, where all call one another', () => {
    const zones = Array.from({ length: 12 }, (_, n) => `z${String(n).padStart(2, '0')}`);
    const elements = Object.fromEntries(
      zones.flatMap((zone) => Array.from({ length: 13 }, (_, n) => [`${zone}e${n}`, { type: 'process/api', in: zone }])),
    );
    const pairs = zones.flatMap((a) => zones.filter((b) => a !== b).map((b) => [a, b] as const));
    const flows = Object.fromEntries(
      pairs.flatMap(([a, b]) =>
        // z00 and z01 have most to do with each other, and most of that from z01.
        Array.from({ length: a === 'z01' && b === 'z00' ? 9 : 1 }, (_, n) => [`${a}${b}${n}`, { from: `${a}e${n}`, to: `${b}e0` }]),
      ),
    );
    const boundaries = Object.fromEntries(zones.map((zone) => [zone, { type: 'network/zone' }]));
    const { graph } = planOf(modelOf({ boundaries, elements, flows }));
    expect(graph.edges?.length).toBe(24);
    expect(graph.edges).toContainEqual(expect.objectContaining({ sources: ['z01'], targets: ['z00'] }));
    const inCluster = Object.fromEntries(zones.map((zone) => [zone, { type: 'network/zone', in: 'cluster' }]));
    const packed = planOf(modelOf({ boundaries: { cluster: { type: 'kubernetes/cluster' }, ...inCluster }, elements, flows }));
    expect(find(packed.graph, 'cluster')).toMatchObject({ layoutOptions: { 'elk.algorithm': 'rectpacking' }, edges: [] });
  });

  it('LAY-9 becomes placements on the grid, the internet 64 beside the cluster', () => {
    const model = boutique();
    const plan = planOf(model);
    const place = (node: ElkNode, x: number, y: number): ElkNode => ({
      ...node,
      x,
      y,
      ...(node.children ? { children: node.children.map((child, index) => place(child, 20 + index * 300, 45)) } : {}),
    });
    const answer: ElkGraph = {
      ...plan.graph,
      children: (plan.graph.children ?? []).map((child, index) => ({ ...place(child, index * 500, 3), width: 160, height: 120 })),
    };
    const placements = placementsOf(answer, plan, looksOf(model));
    expect(placements.get('internet')).toEqual({ at: [0, 0], size: [160, 120] });
    expect(placements.get('cluster')?.at).toEqual([224, 0]);
    for (const { at } of placements.values()) expect(at?.every((value) => value % 8 === 0)).toBe(true);
    expect(new Set(placements.keys())).toEqual(new Set([...model.boundaries.keys(), ...model.elements.keys()]));
  });
});

describe('elements without any flow', () => {
  const model = modelOf({
    boundaries: { shop: { type: 'kubernetes/namespace' } },
    elements: {
      ...Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`e${String(n).padStart(2, '0')}`, { type: 'process/api', in: 'shop' }])),
      ...Object.fromEntries(Array.from({ length: 4 }, (_, n) => [`top${n}`, { type: 'process/api' }])),
    },
    flows: { f: { from: 'e11', to: 'e12' } },
  });

  it('LAY-14 are one node for ELK and stand in rows, none on another', () => {
    const plan = planOf(model);
    expect(find(plan.graph, 'shop')?.children?.map(({ id }) => id)).toEqual([':shop', 'e11', 'e12']);
    expect(plan.graph.children?.map(({ id }) => id)).toEqual(['shop', ':']);
    const rows = plan.loose.get(':shop');
    expect(rows?.at.size).toBe(11);
    expect(new Set([...(rows?.at.values() ?? [])].map(([x]) => x)).size).toBe(3);
    const boxes = [...(rows?.at ?? [])].map(([id, [x, y]]) => ({
      x,
      y,
      width: looksOf(model).get(id)?.width ?? 0,
      height: looksOf(model).get(id)?.height ?? 0,
    }));
    for (const [index, box] of boxes.entries()) {
      expect(boxes.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
      expect(right(box)).toBeLessThanOrEqual(rows?.width ?? 0);
      expect(bottom(box)).toBeLessThanOrEqual(rows?.height ?? 0);
    }
  });

  it('LAY-14 get a place each, relative to the boundary around', () => {
    const plan = planOf(model);
    const answer: ElkGraph = {
      ...plan.graph,
      children: [
        { ...find(plan.graph, 'shop'), id: 'shop', x: 0, y: 0, width: 800, height: 400, children: [{ id: ':shop', x: 16, y: 40 }] },
        { id: ':', x: 1000, y: 8 },
      ],
    };
    const placements = placementsOf(answer, plan, looksOf(model));
    expect(placements.get('e00')?.at).toEqual([16, 40]);
    expect(placements.get('top0')?.at).toEqual([864, 8]);
    expect(placements.has(':shop')).toBe(false);
  });
});

describe('stacks', () => {
  it('put elements with one neighbour above and below it, callers below', () => {
    const model = boutique();
    const stacks = stacksOf(model, looksOf(model));
    expect(stacks.get('frontend' as ElementId)).toEqual({ above: ['adservice'], below: ['loadgenerator'] });
    expect(stacks.get('cartservice' as ElementId)).toEqual({ above: ['redis-cart'], below: [] });
    expect(stacks.has('customer' as ElementId)).toBe(false);
    const places = unstacked(
      stacks.get('frontend' as ElementId) ?? { above: [], below: [] },
      'frontend' as ElementId,
      0,
      0,
      looksOf(model),
    );
    const tops = ['adservice', 'frontend', 'loadgenerator'].map((id) => places.get(id as ElementId)?.[1] ?? 0);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  });
});
