import { describe, expect, it } from 'vitest';
import { indexCatalog } from '../../../../shared/catalog/catalog';
import { catalogSchema } from '../../../../shared/catalog/schema';
import type { BoundaryId, ElementId } from '../../../../shared/model/ids';
import { modelFromPlain, type ThreatModel } from '../../../../shared/model/threat-model';
import { smallCatalog } from '../../../../test/fixtures/small-catalog';
import { denyCall, drawCall, flowsBetween } from '../../../../shared/model/edits/calls';
import { apply, type Edit } from '../../../../shared/model/edit';
import { askable, callMatrix, likelyCall } from './call-matrix';

const boundary = {
  kind: 'boundary',
  use: 'boundary',
  group: 'Basic',
  icon: 'boundary',
  description: 'A boundary.',
  line: 'network',
} as const;
const thing = { kind: 'process', use: 'role', group: 'Basic', icon: 'process', description: 'A thing.' } as const;
const catalog = indexCatalog(
  catalogSchema.parse({
    ...smallCatalog,
    stencils: [
      { id: 'kubernetes/namespace', name: 'Namespace', ...boundary },
      { id: 'kubernetes/cluster', name: 'Cluster', ...boundary },
      { id: 'process', name: 'Process', ...thing },
      { id: 'data', name: 'Data', ...thing },
      { id: 'data/mongodb', name: 'MongoDB', ...thing, extends: ['data'] },
    ],
  }),
);

function read(more: object = {}): ThreatModel {
  const result = modelFromPlain({
    gabion: 1,
    boundaries: { cluster: { type: 'kubernetes/cluster' }, shop: { type: 'kubernetes/namespace', in: 'cluster' } },
    elements: {
      'front-end': { type: 'process', in: 'shop' },
      orders: { type: 'process', in: 'shop' },
      'orders-db': { type: 'data/mongodb', in: 'shop' },
      user: { type: 'process', in: 'shop' },
    },
    flows: {
      'front-end_to_orders': { from: 'front-end', to: 'orders', protocol: 'http', port: 80 },
      user_to_orders: { from: 'user', to: 'orders', origin: 'k8s:shop/Deployment/user#env/ORDERS' },
    },
    ...more,
  });
  if (!result.ok) throw new Error('the model of this test is broken');
  return result.value;
}
const shop = 'shop' as BoundaryId;
const marks = (model: ThreatModel, id: string) => callMatrix(model, catalog, shop).rows.find((row) => row.id === id)?.cells;

describe('who calls whom', () => {
  it('asks about namespaces, the largest first', () => {
    expect(askable(read(), catalog)).toEqual(['shop']);
  });

  it('tells what a person said from what the files declare, and suggests a store that is called after its caller', () => {
    const model = read();
    // The columns: front-end, orders, orders-db, user.
    expect(marks(model, 'front-end')).toEqual(['self', 'said', 'unsaid', 'unsaid']);
    expect(marks(model, 'orders')).toEqual(['unsaid', 'self', 'suggested', 'unsaid']);
    expect(marks(model, 'user')).toEqual(['unsaid', 'declared', 'unsaid', 'self']);
  });

  it('keeps a no to one pair in the model, as one step that undo takes back, until a call is drawn', () => {
    const [orders, user] = ['orders' as ElementId, 'user' as ElementId];
    const before = read();
    const does = (model: ThreatModel, edit: Edit) => apply(model, edit);
    const denied = does(before, denyCall(before, orders, user));
    expect(marks(denied.model, 'orders')).toEqual(['unsaid', 'self', 'suggested', 'no']);
    expect(denied.model.elements.get(orders)?.doesNotCall).toEqual([user]);
    expect(marks(does(denied.model, denied.inverse).model, 'orders')).toEqual(marks(before, 'orders'));
    const drawn = does(denied.model, drawCall(denied.model, { from: orders, to: user })).model;
    expect(marks(drawn, 'orders')).toEqual(['unsaid', 'self', 'suggested', 'said']);
    expect(drawn.elements.get(orders)?.doesNotCall).toBeUndefined();
    const takenBack = does(drawn, denyCall(drawn, orders, user)).model;
    expect([takenBack.flows.size, marks(takenBack, 'orders')]).toEqual([2, ['unsaid', 'self', 'suggested', 'no']]);
  });

  it('takes the rest of a row that is done as no', () => {
    const model = read({
      elements: { orders: { type: 'process', in: 'shop', properties: { callsComplete: true } }, user: { type: 'process', in: 'shop' } },
      flows: {},
    });
    expect(marks(model, 'orders')).toEqual(['self', 'no']);
    expect(marks(model, 'user')).toEqual(['unsaid', 'self']);
  });

  it('takes every row as done where all calls of the boundary, or of one around it, are drawn', () => {
    const model = read({
      boundaries: {
        cluster: { type: 'kubernetes/cluster', properties: { callsComplete: true } },
        shop: { type: 'kubernetes/namespace', in: 'cluster' },
      },
    });
    const matrix = callMatrix(model, catalog, shop);
    expect(matrix.rows.every(({ done }) => done)).toBe(true);
    expect(matrix.counts).toEqual({ said: 1, declared: 1, suggested: 0, no: 10, unsaid: 0 });
  });

  it('begins a call as the others to the same element are', () => {
    expect(likelyCall(read(), 'orders' as ElementId)).toEqual({ protocol: 'http', port: 80 });
    expect(likelyCall(read(), 'user' as ElementId)).toEqual({});
  });

  it('finds the flows of a pair, drawn ones first', () => {
    const model = read({ flows: { a: { from: 'user', to: 'orders', origin: 'k8s:x' }, b: { from: 'user', to: 'orders' } } });
    expect(flowsBetween(model, 'user' as ElementId, 'orders' as ElementId).map(([id]) => id)).toEqual(['b', 'a']);
  });
});
