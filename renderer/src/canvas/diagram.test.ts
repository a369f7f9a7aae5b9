import { describe, expect, it } from 'vitest';
import { boutique } from '../../../test/generators/diagrams';
import { renameThing } from '../../../shared/model/edits/change';
import { apply } from '../../../shared/model/edit';
import type { Placement } from '../../../shared/model/schema';
import { MAIN_DIAGRAM, type ThreatModel } from '../../../shared/model/threat-model';
import { createViewStore } from '../session/view-store';
import { type Diagram, type DiagramInput, DiagramMaker } from './diagram';

const columns = [
  'customer',
  'frontend',
  'loadgenerator',
  'adservice',
  'recommendationservice',
  'checkoutservice',
  'cartservice',
  'productcatalogservice',
  'currencyservice',
  'shippingservice',
  'emailservice',
  'paymentservice',
  'redis-cart',
];

function laidOut(): ThreatModel {
  const model = boutique();
  const places = new Map<string, Placement>([
    ['internet', { at: [0, 0], size: [200, 200] }],
    ['cluster', { at: [264, 0], size: [1200, 800] }],
    ['shop', { at: [16, 40], size: [1160, 740] }],
    ...columns.map((id, index): [string, Placement] => [id, { at: [16 + (index % 4) * 280, 60 + Math.floor(index / 4) * 140] }]),
  ]);
  return { ...model, layout: new Map([[MAIN_DIAGRAM, places]]) };
}

function input(model: ThreatModel, view: Partial<DiagramInput['view']> = {}): DiagramInput {
  return {
    model,
    catalog: undefined,
    bySubject: new Map(),
    encryption: new Map(),
    about: undefined,
    view: { ...createViewStore().store.getState(), ...view },
  };
}

/** How many nodes and flows of the second are other objects than in the first. */
const changed = (before: Diagram, after: Diagram): { readonly nodes: readonly string[]; readonly flows: readonly string[] } => ({
  nodes: after.nodes.filter((node) => !before.nodes.includes(node)).map(({ id }) => id),
  flows: after.flows.filter((flow) => !before.flows.includes(flow)).map(({ id }) => id),
});

describe('the diagram, worked out again', () => {
  it('is the same object where nothing changed', () => {
    const maker = new DiagramMaker();
    const model = laidOut();
    expect(maker.make(input(model))).toBe(maker.make(input(model)));
  });

  it('keeps every node and every flow when the same model comes in other objects', () => {
    const maker = new DiagramMaker();
    const before = maker.make(input(laidOut()));
    const after = maker.make(input(laidOut()));
    expect(changed(before, after)).toEqual({ nodes: [], flows: [] });
  });

  it('changes what is dragged and its flows, and nothing else', () => {
    const maker = new DiagramMaker();
    const model = laidOut();
    const before = maker.make(input(model));
    let at: Diagram = before;
    for (const x of [24, 32, 40]) at = maker.make(input(model, { dragged: new Map([['emailservice', { at: [x, 400] as const }]]) }));
    const { nodes, flows } = changed(before, at);
    expect(nodes).toEqual(['emailservice']);
    expect(flows).toEqual(['checkoutservice_to_emailservice']);
  });

  it('moves what stands in a dragged boundary with it: only the boundary is another node', () => {
    const maker = new DiagramMaker();
    const model = laidOut();
    const before = maker.make(input(model));
    const after = maker.make(input(model, { dragged: new Map([['cluster', { at: [320, 80] as const }]]) }));
    expect(changed(before, after).nodes).toEqual(['cluster']);
    expect(after.scene.nodes.get('frontend' as never)?.rect.x).toBe((before.scene.nodes.get('frontend' as never)?.rect.x ?? 0) + 56);
  });

  it('changes one node for a new name that needs no more room, and one for a selection', () => {
    const maker = new DiagramMaker();
    const model = laidOut();
    const before = maker.make(input(model));
    const renamed = maker.make(input(apply(model, renameThing(model, 'emailservice', 'E-mail')).model));
    expect(changed(before, renamed).nodes).toEqual(['emailservice']);
    const selected = maker.make(input(apply(model, renameThing(model, 'emailservice', 'E-mail')).model, { selection: ['adservice'] }));
    expect(changed(renamed, selected)).toEqual({ nodes: ['adservice'], flows: [] });
  });

  it('changes the node whose counts changed', () => {
    const maker = new DiagramMaker();
    const model = laidOut();
    const before = maker.make(input(model));
    const after = maker.make({ ...input(model), bySubject: new Map([['frontend', { worst: 'high', open: 2, questions: 1 }]]) });
    expect(changed(before, after)).toEqual({ nodes: ['frontend'], flows: [] });
    expect(after.nodes.find(({ id }) => id === 'frontend')?.ariaLabel).toMatch(
      /frontend, in shop, 9 flows, 2 open threats, worst high, 1 question$/,
    );
  });

  it('dims what an open question is not about, and has no badges meanwhile', () => {
    const maker = new DiagramMaker();
    const quiet = { ...input(laidOut()), bySubject: new Map([['frontend', { worst: 'high' as const, open: 2, questions: 0 }]]) };
    maker.make(quiet);
    const { nodes } = maker.make({ ...quiet, about: { asked: new Set(['frontend']), lit: new Set(['frontend', 'shop', 'cluster']) } });
    expect(nodes.filter(({ data }) => !data.dimmed).map(({ id }) => id)).toEqual(['cluster', 'shop', 'frontend']);
    expect(nodes.every(({ data }) => data.counts === undefined)).toBe(true);
    expect(nodes.find(({ id }) => id === 'frontend')?.ariaLabel).toContain('2 open threats');
    expect(maker.make(quiet).nodes.find(({ id }) => id === 'frontend')?.data.counts?.open).toBe(2);
  });

  it('puts parents before their children, as React Flow wants them', () => {
    const { nodes } = new DiagramMaker().make(input(laidOut()));
    const at = new Map(nodes.map(({ id }, index) => [id, index]));
    for (const { id, parentId } of nodes) if (parentId !== undefined) expect(at.get(parentId)).toBeLessThan(at.get(id) ?? -1);
  });

  it('says less on flows below zoom 0.8: no labels', () => {
    const maker = new DiagramMaker();
    const model = laidOut();
    expect(maker.make(input(model)).flows.some(({ label }) => label !== undefined)).toBe(true);
    expect(maker.make(input(model, { detail: 'compact' })).flows.every(({ label }) => label === undefined)).toBe(true);
  });
});
